import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import {join} from "node:path";
import Database from "better-sqlite3";
import {Random} from "./random.ts";
import {flight, historyDays, order, paddedDay, plainDay, reading, visits} from "./records.ts";

const flights = 1000;
const mostReadings = 2_000_000;
const chunk = 1 << 20;

/** A made-up shop in four files, of any size, the same for the same size. It can go on: a day more, late rows, an edit. */
export class Shop {
  readonly orders: number;
  readonly folder: string;
  /** Records of web traffic, and of footfall, at the start. */
  readonly readings: number;
  readonly #random: Random;
  #days = historyDays;
  #records: number;

  constructor(orders: number, folder: string) {
    this.orders = orders;
    this.folder = folder;
    this.readings = Math.min(Math.max(1000, orders), mostReadings);
    this.#random = new Random(orders);
    this.#records = orders + flights + 2 * this.readings;
  }

  /** All records of all sources, now. */
  get records(): number {
    return this.#records;
  }

  write(): void {
    mkdirSync(this.folder, {recursive: true});
    const days = Array.from({length: historyDays}, (_, day) => plainDay(day));
    const padded = days.map((_, day) => paddedDay(day));
    this.#writeOrders(padded);
    this.#writeText("marketing.csv", "campaign_name,product_id,start_date,end_date\n", flights, (place) =>
      flight(this.#random, place, days),
    );
    this.#writeText("web_traffic.json", "[", this.readings, (place) => {
      return `${place === 0 ? "" : ",\n"}${visits(this.#random, this.#random.of(days))}`;
    });
    appendFileSync(this.#file("web_traffic.json"), "]");
    this.#writeText("iot_stream.csv", "timestamp,footfall,temperature\n", this.readings, () =>
      reading(this.#random, this.#random.of(days)),
    );
  }

  /** The day after the last: at most 30,000 orders, and its share of traffic and footfall. */
  addDay(): void {
    const day = this.#days++;
    const [orders, readings] = [Math.min(30_000, Math.ceil(this.orders * 0.3)), Math.ceil(this.readings / historyDays)];
    this.#insertOrders(orders, () => paddedDay(day));
    const {random, text} = {random: this.#random, text: plainDay(day)};
    const more = Array.from({length: readings}, () => `,\n${visits(random, text)}`);
    replaceEnd(this.#file("web_traffic.json"), "]", `${more.join("")}]`);
    appendFileSync(this.#file("iot_stream.csv"), Array.from({length: readings}, () => reading(random, text)).join(""));
    this.#records += orders + 2 * readings;
  }

  /** Ten orders more for each of 30 days long gone. */
  addLateOrders(): void {
    const days = Array.from({length: 30}, () => paddedDay(this.#random.below(historyDays)));
    this.#insertOrders(300, (place) => days[place % days.length]!);
    this.#records += 300;
  }

  /** One flight gets another product, and runs from early spring to late autumn. */
  editCampaign(): void {
    const file = this.#file("marketing.csv");
    const lines = readFileSync(file, "utf8").split("\n");
    const place = 1 + this.#random.below(flights);
    const [name] = lines[place]!.split(",");
    lines[place] = [name, 1 + this.#random.below(50), plainDay(70 + this.#random.below(20)), plainDay(300)].join(",");
    writeFileSync(file, lines.join("\n"));
  }

  #file(name: string): string {
    return join(this.folder, name);
  }

  #writeOrders(days: readonly string[]): void {
    rmSync(this.#file("smartretail.db"), {force: true});
    const database = new Database(this.#file("smartretail.db"));
    database.exec(`pragma journal_mode = off;
      create table orders (order_date text, country text, product_id integer, quantity integer, total_amount real)`);
    database.close();
    this.#insertOrders(this.orders, () => this.#random.of(days));
  }

  #insertOrders(count: number, dayOf: (place: number) => string): void {
    const database = new Database(this.#file("smartretail.db"));
    const insert = database.prepare("insert into orders values (?, ?, ?, ?, ?)");
    database.transaction(() => {
      for (let place = 0; place < count; place++) insert.run(...order(this.#random, dayOf(place)));
    })();
    database.close();
  }

  #writeText(name: string, head: string, count: number, record: (place: number) => string): void {
    const file = openSync(this.#file(name), "w");
    let text = head;
    for (let place = 0; place < count; place++) {
      text += record(place);
      if (text.length < chunk) continue;
      writeSync(file, text);
      text = "";
    }
    writeSync(file, text);
    closeSync(file);
  }
}

/** Only the end of the file is written, as by a program that keeps its array open. */
function replaceEnd(file: string, old: string, fresh: string): void {
  const handle = openSync(file, "r+");
  const size = statSync(file).size - Buffer.byteLength(old);
  ftruncateSync(handle, size);
  writeSync(handle, fresh, size);
  closeSync(handle);
}
