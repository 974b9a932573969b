import {type ColumnValues, type TableAppender, validExcept} from "../../store/append.ts";
import type {Warehouse} from "../../store/warehouse.ts";
import type {Batch} from "./batch.ts";
import {type Codes, CodesOfMany, CodesOfOne} from "./codes.ts";
import {type BulkStorage, type ColumnBatch, missing} from "./column.ts";
import {numbersFrom} from "./numbers.ts";

/** The tables a source is read into. */
export interface SinkTables {
  readonly rows: string;
  texts(position: number): string;
}

/** Puts the batches of one or more streams into tables of codes. A stream has codes of its own, which become those of the source. */
export class Sink {
  rows = 0;
  private readonly columns: readonly SinkColumn[];
  private appender: TableAppender | undefined;

  constructor(
    private readonly warehouse: Warehouse,
    private readonly tables: SinkTables,
    storages: readonly BulkStorage[],
    private readonly before: number,
    streams: number,
  ) {
    this.columns = storages.map((storage) => ({
      storage,
      codes: streams === 1 ? new CodesOfOne() : new CodesOfMany(),
    }));
  }

  async create(): Promise<void> {
    const columns = this.columns.map(({storage}, i) => `, c${i + 1} ${storage === "coded" ? "integer" : "bigint"}`);
    await this.warehouse.run(`create table ${this.tables.rows} ("row" bigint${columns.join("")})`);
    this.appender = this.warehouse.appender(this.tables.rows);
  }

  add(batch: Batch, stream: number): void {
    const numbers = batch.numbers ?? numbersFrom(this.before + this.rows + 1, batch.rows);
    const columns = batch.columns.map((column, i) => valuesOf(column, this.columns[i]!.codes, stream));
    this.appender!.add([{values: numbers}, ...columns], batch.rows);
    this.rows += batch.rows;
  }

  /** Writes the dictionaries. */
  async end(): Promise<void> {
    this.close();
    const coded = this.columns.flatMap(({storage, codes}, i) =>
      storage === "coded" ? {table: this.tables.texts(i + 1), texts: codes.texts()} : [],
    );
    if (coded.length === 0) return;
    const tables = coded.map(({table}) => `create table ${table} (code integer, "text" varchar)`);
    await this.warehouse.run(tables.join("; "));
    for (const {table, texts} of coded) {
      const codes = Int32Array.from(texts.ends, (_, code) => code);
      this.warehouse.append(table, [{values: codes}, texts], codes.length);
    }
  }

  /** Also of what was not brought to its end. */
  close(): void {
    this.appender?.close();
    this.appender = undefined;
  }
}

interface SinkColumn {
  readonly storage: BulkStorage;
  readonly codes: Codes;
}

function valuesOf({values, hasMissing, valid, texts}: ColumnBatch, codes: Codes, stream: number): ColumnValues {
  if (!(values instanceof Int32Array)) return {values, ...(hasMissing && valid && {valid})};
  codes.take(values, texts!, stream);
  return {values, ...(hasMissing && {valid: validExcept(values, missing)})};
}
