import {Worker} from "node:worker_threads";
import type {Session} from "./engine.ts";
import {type OrderBatch, type Range, rangeOf, readOrders} from "./orders.ts";

/** From here on two threads pay for their start. */
const worthTwoThreads = 400_000;

/** Fills the table `orders` and returns the countries by their codes. */
export async function loadOrders(session: Session, file: string): Promise<string[]> {
  await session.run(
    "create table orders (id integer, day date, product integer, quantity integer, cents integer, country integer)",
  );
  const appender = session.appender("orders", ["integer", "date", "integer", "integer", "integer", "integer"]);
  const countries = new Countries();
  await readAll(file, (batch) => appender.add(countries.renumbered(batch)));
  appender.close();
  return countries.texts;
}

async function readAll(file: string, take: (batch: OrderBatch) => void): Promise<void> {
  const [first, last] = rangeOf(file);
  if (last - first < worthTwoThreads) {
    for (const batch of readOrders(file, [first, last])) take(batch);
    return;
  }
  const middle = Math.floor((first + last) / 2);
  await Promise.all([readByThread(file, [first, middle], take), readByThread(file, [middle + 1, last], take)]);
}

function readByThread(file: string, range: Range, take: (batch: OrderBatch) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    new Worker(new URL("./ordersWorker.js", import.meta.url), {workerData: {file, range}})
      .on("message", take)
      .on("error", reject)
      .on("exit", () => resolve());
  });
}

/** Each thread numbers the countries by itself: here they get one number for all. */
class Countries {
  readonly texts: string[] = [];
  readonly #codes = new Map<string, number>();

  renumbered(batch: OrderBatch): OrderBatch {
    const codes = batch.countries.map((text) => this.#codeOf(text));
    if (codes.every((code, place) => code === place)) return batch;
    const columns = [...batch.columns];
    columns[5] = columns[5]!.map((code) => codes[code]!);
    return {...batch, columns};
  }

  #codeOf(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    this.#codes.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}
