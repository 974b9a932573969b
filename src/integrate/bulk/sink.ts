import {type ColumnValues, validExcept} from "../../store/append.ts";
import type {Warehouse} from "../../store/warehouse.ts";
import type {Batch} from "./batch.ts";
import {type BulkStorage, type ColumnBatch, missing} from "./column.ts";
import {Dictionary, hashOf, type Texts} from "./dictionary.ts";
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

  constructor(
    private readonly warehouse: Warehouse,
    private readonly tables: SinkTables,
    storages: readonly BulkStorage[],
    private readonly before: number,
  ) {
    this.columns = storages.map((storage) => new SinkColumn(storage));
  }

  async create(): Promise<void> {
    const columns = this.columns.map(({storage}, i) => `, c${i + 1} ${storage === "coded" ? "integer" : "bigint"}`);
    await this.warehouse.run(`create table ${this.tables.rows} ("row" bigint${columns.join("")})`);
  }

  add(batch: Batch, stream: number): void {
    const numbers = batch.numbers ?? numbersFrom(this.before + this.rows + 1, batch.rows);
    const columns = batch.columns.map((column, i) => this.columns[i]!.values(column, stream));
    this.warehouse.append(this.tables.rows, [{values: numbers}, ...columns], batch.rows);
    this.rows += batch.rows;
  }

  /** Writes the dictionaries. */
  async end(): Promise<void> {
    const coded = this.columns.flatMap(({storage, dictionary}, i) =>
      storage === "coded" ? {table: this.tables.texts(i + 1), dictionary} : [],
    );
    if (coded.length === 0) return;
    const tables = coded.map(({table}) => `create table ${table} (code integer, "text" varchar)`);
    await this.warehouse.run(tables.join("; "));
    for (const {table, dictionary} of coded) {
      const codes = Int32Array.from({length: dictionary.size}, (_, code) => code);
      this.warehouse.append(table, [{values: codes}, {texts: dictionary.texts()}], codes.length);
    }
  }
}

class SinkColumn {
  readonly dictionary = new Dictionary();
  /** By stream, then by its code. */
  private readonly translations: number[][] = [];
  private readonly isSame: boolean[] = [];

  constructor(readonly storage: BulkStorage) {}

  values({values, hasMissing, valid, texts}: ColumnBatch, stream: number): ColumnValues {
    if (!(values instanceof Int32Array)) return {values, ...(hasMissing && valid && {valid})};
    this.learn(texts!, stream);
    if (!this.isSame[stream]) this.translate(values, stream);
    return {values, ...(hasMissing && {valid: validExcept(values, missing)})};
  }

  private learn({bytes, ends}: Texts, stream: number): void {
    this.translations[stream] ??= [];
    this.isSame[stream] ??= true;
    const translation = this.translations[stream];
    for (let i = 0, start = 0; i < ends.length; start = ends[i++]!) {
      const code = this.dictionary.code(bytes, start, ends[i]!, hashOf(bytes, start, ends[i]!));
      if (code !== translation.length) this.isSame[stream] = false;
      translation.push(code);
    }
  }

  private translate(values: Int32Array, stream: number): void {
    const translation = this.translations[stream]!;
    for (let i = 0; i < values.length; i++) if (values[i] !== missing) values[i] = translation[values[i]!] ?? missing;
  }
}
