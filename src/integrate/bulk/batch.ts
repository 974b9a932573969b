import {type BulkStorage, batchRows, type ColumnBatch, ColumnBuilder} from "./column.ts";

/** Rows that follow each other, as columns. */
export interface Batch {
  readonly rows: number;
  /** The numbers of the rows, where they do not just follow those before by one each. */
  readonly numbers?: BigInt64Array;
  readonly columns: readonly ColumnBatch[];
}

/** What the source typed its values as. */
export interface ColumnTypes {
  readonly hasText: boolean;
  readonly hasNumber: boolean;
}

/** How the columns are to be kept; a dictionary longer than `mostTexts` ends the reading. */
export interface BatchPlan {
  readonly storages: readonly BulkStorage[];
  readonly mostTexts: number;
}

/** Collects rows until they are a batch. */
export class BatchBuilder {
  rows = 0;
  readonly columns: readonly ColumnBuilder[];

  constructor({storages, mostTexts}: BatchPlan) {
    this.columns = storages.map((storage, i) => new ColumnBuilder(i, storage, mostTexts));
  }

  get isFull(): boolean {
    return this.rows === batchRows;
  }

  /** Columns that the row at work has no value for have none. */
  endRow(): void {
    this.rows++;
    for (const column of this.columns) if (column.length < this.rows) column.addMissing();
  }

  /** Forgets the row at work, of which the rest is not there yet. */
  backOut(): void {
    for (const column of this.columns) column.length = this.rows;
  }

  /** Forgets all rows of the batch at work, which are then read in another way. */
  restart(): void {
    this.rows = 0;
    for (const column of this.columns) column.restart();
  }

  take(): Batch {
    const {rows} = this;
    this.rows = 0;
    return {rows, columns: this.columns.map((column) => column.take(rows))};
  }

  types(): readonly ColumnTypes[] {
    return this.columns.map(({hasText, hasNumber}) => ({hasText, hasNumber}));
  }
}
