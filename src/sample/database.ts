import Database from "better-sqlite3";
import type {OrderRecord} from "./records.ts";

/** The amount stands in a REAL column although it is text: SQLite keeps what it is given. */
const table = `create table orders (
    order_id INTEGER,
    order_date TEXT,
    ordered_at TEXT,
    customer_id TEXT,
    store_id TEXT,
    country TEXT,
    product_id INTEGER,
    quantity INTEGER,
    unit_price REAL,
    discount REAL,
    offer_id TEXT,
    total_amount REAL
)`;

/** Writes a new SQLite file with the table `orders`, record by record. No journal: a file that was not finished is of no use. */
export function writeDatabase(file: string, orders: Iterable<OrderRecord>): void {
  const database = new Database(file);
  try {
    database.pragma("journal_mode = off");
    database.pragma("synchronous = off");
    database.exec(table);
    const insert = database.prepare("insert into orders values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    database.transaction(() => {
      for (const order of orders) insert.run(Object.values(order));
    })();
  } finally {
    database.close();
  }
}
