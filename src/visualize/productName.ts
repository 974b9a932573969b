/** SQL for what a product is called in a table with `product_name`: by its name, with the id where another one of the table has the same, and as `otherwise` where it has none. */
export function productName(id: string, otherwise = id): string {
  return `case
        when product_name is not null and count(*) over (partition by product_name) > 1 then product_name || ' (' || ${id} || ')'
        else coalesce(product_name, ${otherwise})
    end`;
}
