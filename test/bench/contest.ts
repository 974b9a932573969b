import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {type Ended, measure} from "./measure.ts";
import type {Pair, Run} from "./results.ts";
import type {Contestants} from "./scenarios.ts";
import type {Shop} from "./shop/shop.ts";
import {disagreement, type FloorTotals} from "./totals.ts";

export interface Setting {
  /** Daybook's `main.js`. */
  readonly program: string;
  readonly memory?: string | undefined;
  /** Without the table that has a line for every order. */
  readonly sums?: boolean;
}

const sums = ["daily_sales", "campaign_sales", "product_sales", "country_sales"];
const floor = fileURLToPath(new URL("./floor/floor.js", import.meta.url));

/** Daybook and the floor, each with a folder of its own, at the same shop. */
export class Contest implements Contestants {
  readonly #shop: Shop;
  readonly #folder: string;
  readonly #program: string;

  constructor(shop: Shop, folder: string, setting: Setting) {
    this.#shop = shop;
    this.#folder = folder;
    this.#program = setting.program;
    mkdirSync(folder, {recursive: true});
    writeFileSync(this.#config, configText(shop, setting));
  }

  /** What was loaded and made is gone, for both. */
  forget(): void {
    rmSync(join(this.#folder, "made"), {recursive: true, force: true});
  }

  /** Daybook, then the floor. Throws when they do not agree on what the data say. */
  async pair(): Promise<Pair> {
    const daybook = await this.#daybook();
    const {usage, out} = await this.#measure(floor, this.#shop.folder, join(this.#folder, "made", "floor"));
    const {laps, ...totals} = JSON.parse(out) as FloorTotals & Pick<Run, "stages"> & {laps: Run["stages"]};
    const fault = disagreement(JSON.parse(readFileSync(this.#output("report.json"), "utf8")), totals);
    if (fault) throw new Error(`Daybook and the floor do not agree: ${fault}`);
    return {daybook, floor: {...usage, stages: laps}};
  }

  async #daybook(): Promise<Run> {
    const {usage} = await this.#measure(this.#program, "run", "--config", this.#config);
    const manifest = JSON.parse(readFileSync(this.#output("manifest.json"), "utf8"));
    return {...usage, stages: manifest.timings_ms};
  }

  #measure(...args: string[]): Promise<Ended> {
    return measure(args, join(this.#folder, "probe"));
  }

  get #config(): string {
    return join(this.#folder, "config.yaml");
  }

  #output(file: string): string {
    return join(this.#folder, "made", "outputs", "latest", file);
  }
}

/** Daybook's settings for a shop. Where it can choose its tables, it writes those that the floor writes, or the sums among them. */
function configText({folder}: Shop, {program, memory, sums: isWithoutLines}: Setting): string {
  const tables = isWithoutLines ? sums : [...sums, "orders"];
  const file = (name: string) => JSON.stringify(join(folder, name));
  const lines = [
    "timezone: Europe/Paris",
    "currency: USD",
    "sources:",
    `  orders: {sqlite: ${file("smartretail.db")}, table: orders}`,
    `  campaigns: {csv: ${file("marketing.csv")}}`,
    `  web_traffic: {json: ${file("web_traffic.json")}}`,
    `  footfall: {csv: ${file("iot_stream.csv")}}`,
    "warehouse: made/warehouse.duckdb",
    "ledger: made/ledger.sqlite",
    "outputs: made/outputs",
    "logs: made/logs",
    ...(memory === undefined ? [] : [`memory: ${memory}`]),
    ...(hasSetting(program, "tables") ? [`tables: [${tables.join(", ")}]`] : []),
    // The script draws three figures, and tells nothing else.
    ...(hasSetting(program, "sections") ? ["sections: []"] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** Whether a build knows a setting: those that are older do not know them all, and can be measured all the same. */
function hasSetting(program: string, name: string): boolean {
  const schema = join(dirname(program), "dist", "config", "schema.json");
  return existsSync(schema) && name in JSON.parse(readFileSync(schema, "utf8")).properties;
}
