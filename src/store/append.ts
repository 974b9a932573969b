import {
  type Appender,
  type Connection,
  type DataChunk,
  engine,
  type LogicalType,
  typeIds,
  vectorSize,
} from "./engine.ts";
import {copyPacked, type PackedTexts} from "./packedTexts.ts";

/** The values of one column, a row each. */
export type ColumnValues = NumberColumn | TextColumn | PackedTexts;

/** Values as they lie in the engine: INTEGER and DATE (days since 1970-01-01) in an Int32Array, BIGINT and TIMESTAMP (microseconds) in a BigInt64Array, and so on. */
export interface NumberColumn {
  readonly values: NumberArray;
  /** One bit a row, the lowest first, set where there is a value (see `validExcept`). Absent: nothing is missing. */
  readonly valid?: Uint8Array;
}

/** Texts, also as UTF-8 bytes; missing ones are null. */
export interface TextColumn {
  readonly texts: readonly (string | Uint8Array | null)[];
}

export type NumberArray = Int8Array | Uint8Array | Int16Array | Int32Array | BigInt64Array | Float64Array;

/** The bytes of one value of each type a column of numbers may go to. */
const widths: Readonly<Record<number, number>> = {
  [typeIds.BOOLEAN]: 1,
  [typeIds.TINYINT]: 1,
  [typeIds.UTINYINT]: 1,
  [typeIds.SMALLINT]: 2,
  [typeIds.INTEGER]: 4,
  [typeIds.DATE]: 4,
  [typeIds.BIGINT]: 8,
  [typeIds.TIMESTAMP]: 8,
  [typeIds.DOUBLE]: 8,
};

/** Adds rows to a table, without turning them into SQL or text. They are there when it is closed. */
export class TableAppender {
  private readonly appender: Appender;
  private readonly types: readonly LogicalType[];
  private readonly chunk: DataChunk;

  constructor(
    connection: Connection,
    private readonly table: string,
  ) {
    this.appender = engine.appender_create(connection, null, table);
    this.types = columnTypes(this.appender);
    this.chunk = engine.create_data_chunk(this.types);
  }

  /** The first `rows` values of each column. */
  add(columns: readonly ColumnValues[], rows: number): void {
    checkColumns(this.table, columns, this.types, rows);
    for (let start = 0; start < rows; start += vectorSize)
      appendChunk(this.appender, this.chunk, columns, start, Math.min(vectorSize, rows - start));
  }

  close(): void {
    engine.appender_close_sync(this.appender);
  }
}

/** One bit a value, set where it is not `missing`. */
export function validExcept(values: Int8Array | Uint8Array | Int16Array | Int32Array, missing: number): Uint8Array {
  const valid = new Uint8Array(Math.ceil(values.length / 8));
  for (let i = 0; i < values.length; i++) if (values[i] !== missing) valid[i >> 3]! |= 1 << (i & 7);
  return valid;
}

function columnTypes(appender: Appender): LogicalType[] {
  return Array.from({length: engine.appender_column_count(appender)}, (_, i) =>
    engine.appender_column_type(appender, i),
  );
}

/** Memory is copied as it is: what does not fit would be read as something else. */
function checkColumns(
  table: string,
  columns: readonly ColumnValues[],
  types: readonly LogicalType[],
  rows: number,
): void {
  if (types.length !== columns.length)
    throw new Error(`${table} has ${types.length} columns, ${columns.length} were given`);
  columns.forEach((column, i) => {
    const fault = faultOf(column, engine.get_type_id(types[i]!), rows);
    if (fault) throw new Error(`column ${i + 1} of ${table} ${fault}`);
  });
}

function faultOf(column: ColumnValues, type: number, rows: number): string | undefined {
  const {length} = "texts" in column ? column.texts : "ends" in column ? column.ends : column.values;
  if (length < rows) return `has ${length} values for ${rows} rows`;
  if (!("values" in column)) return type === typeIds.VARCHAR ? undefined : "is not for texts";
  if (widths[type] !== column.values.BYTES_PER_ELEMENT) return `is not for a ${column.values.constructor.name}`;
  if (column.valid && column.valid.length * 8 < rows) return `says of ${column.valid.length * 8} rows what is missing`;
  return undefined;
}

function appendChunk(
  appender: Appender,
  chunk: DataChunk,
  columns: readonly ColumnValues[],
  start: number,
  size: number,
): void {
  engine.data_chunk_reset(chunk);
  columns.forEach((column, i) => {
    if ("texts" in column) copyTexts(chunk, i, column, start, size);
    else if ("ends" in column) copyPacked(chunk, i, column, start, size);
    else copyNumbers(chunk, i, column, start, size);
  });
  engine.data_chunk_set_size(chunk, size);
  engine.append_data_chunk(appender, chunk);
}

function copyNumbers(
  chunk: DataChunk,
  index: number,
  {values, valid}: NumberColumn,
  start: number,
  size: number,
): void {
  const vector = engine.data_chunk_get_vector(chunk, index);
  const width = values.BYTES_PER_ELEMENT;
  const from = values.byteOffset + start * width;
  engine.copy_data_to_vector(vector, 0, values.buffer as ArrayBuffer, from, size * width);
  if (!valid) return;
  engine.vector_ensure_validity_writable(vector);
  const bits = valid.byteOffset + start / 8;
  engine.copy_data_to_vector_validity(vector, 0, valid.buffer as ArrayBuffer, bits, Math.ceil(size / 8));
}

function copyTexts(chunk: DataChunk, index: number, {texts}: TextColumn, start: number, size: number): void {
  const vector = engine.data_chunk_get_vector(chunk, index);
  const valid = new Uint8Array(Math.ceil(size / 8));
  for (let row = 0; row < size; row++) {
    const text = texts[start + row]!;
    if (text === null) continue;
    valid[row >> 3]! |= 1 << (row & 7);
    if (typeof text === "string") engine.vector_assign_string_element(vector, row, text);
    else engine.vector_assign_string_element_len(vector, row, text);
  }
  engine.vector_ensure_validity_writable(vector);
  engine.copy_data_to_vector_validity(vector, 0, valid.buffer, 0, valid.length);
}
