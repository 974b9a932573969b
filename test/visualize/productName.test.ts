import {expect, test} from "vitest";
import {Warehouse} from "../../src/store/warehouse.ts";
import {productName} from "../../src/visualize/productName.ts";

test("a product goes by its name, with its id where another has the same, and by what is given where it has none", async () => {
  const warehouse = await Warehouse.open(":memory:");
  try {
    const rows = await warehouse.rows(`select ${productName("product_id", "'Product ' || product_id")} as name
      from (values ('1', 'Tea'), ('2', 'Pot'), ('3', 'Tea'), ('4', null), ('5', null)) as products(product_id, product_name)
      order by product_id`);
    expect(rows.map(({name}) => name)).toEqual(["Tea (1)", "Pot", "Tea (3)", "Product 4", "Product 5"]);
  } finally {
    warehouse.close();
  }
});
