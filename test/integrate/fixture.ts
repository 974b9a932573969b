import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach} from "vitest";
import {catalog} from "../../src/config/catalog.ts";
import type {Config, CsvInput, InputConfig, SourceConfig} from "../../src/config/config.ts";
import {integrate} from "../../src/integrate/index.ts";
import {silentLog} from "../../src/lib/log.ts";
import type {StageResult} from "../../src/stage.ts";
import {type Row, text, Warehouse} from "../../src/store/warehouse.ts";

export type StatedCsv = Partial<Omit<CsvInput, "format" | "path">>;

/** A folder and a warehouse of the test's own; both end with it. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), "daybook-integrate-"));
  private constructor(readonly warehouse: Warehouse) {}

  static async open(): Promise<Workplace> {
    const place = new Workplace(await Warehouse.open(":memory:"));
    afterEach(() => place.close());
    return place;
  }

  /** Writes a file below the folder and returns its path. */
  file(name: string, content: string | Uint8Array): string {
    const path = this.path(name);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, content);
    return path;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  integrate(...sources: readonly SourceConfig[]): Promise<StageResult> {
    mkdirSync(this.path("run"), {recursive: true});
    return integrate.run({
      warehouse: this.warehouse,
      config: configOf(sources, this.folder),
      log: silentLog,
      today: "2024-12-31",
      folder: this.path("run"),
    });
  }

  /** Integrates orders, and returns their records. */
  async read(input: InputConfig): Promise<Row[]> {
    await this.integrate(sourceOf(input));
    return this.raw();
  }

  /** The same for a CSV file of this content. */
  readCsv(content: string | Uint8Array, stated: StatedCsv = {}): Promise<Row[]> {
    return this.read({format: "csv", path: this.file("orders.csv", content), ...stated});
  }

  /** What `reading` fails with, files named as seen from the folder. */
  failure(reading: Promise<unknown>): Promise<string> {
    return reading.then(
      () => "no failure",
      (error: Error) => `${error.name}: ${error.message.replaceAll(`${this.folder}/`, "")}`,
    );
  }

  raw(source = "orders"): Promise<Row[]> {
    return this.warehouse.rows(`select * from raw_${source} order by "row"`);
  }

  /** What was set aside: row, line, record and reason. */
  async faults(source = "orders"): Promise<unknown[][]> {
    const rows = await this.warehouse.rows(
      `select "row", line, record, reason from raw_faults where source = ${text(source)} order by "row"`,
    );
    return rows.map((row) => Object.values(row));
  }

  close(): void {
    this.warehouse.close();
    rmSync(this.folder, {recursive: true, force: true});
  }
}

export function sourceOf(
  input: InputConfig,
  {name = "orders", optional = false}: {readonly name?: string; readonly optional?: boolean} = {},
): SourceConfig {
  const spec = catalog.find((candidate) => candidate.name === name)!;
  return {name, spec, input, columns: {}, missing: [], optional, maxRejected: 1, line: 1, column: 1};
}

function configOf(sources: readonly SourceConfig[], folder: string): Config {
  return {
    file: join(folder, "config.yaml"),
    hash: "",
    timezone: "UTC",
    currency: "EUR",
    locale: "en-GB",
    title: "Daybook",
    sources,
    attribution: "linear",
    customerNames: "none",
    sections: [],
    warehouse: ":memory:",
    outputs: folder,
    logs: folder,
    ledger: folder,
    secrets: [],
  };
}
