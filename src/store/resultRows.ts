import {type DataChunk, engine, type Result} from "./engine.ts";
import {type Reading, readingOf, type Value} from "./values.ts";

interface Column {
  readonly name: string;
  readonly reading: Reading;
}

/** All rows of a result, by column name. */
export function resultRows<T extends object>(result: Result): T[] {
  const columns: Column[] = [];
  for (let i = 0; i < engine.column_count(result); i++) {
    const name = engine.column_name(result, i);
    columns.push({name, reading: readingOf(engine.column_logical_type(result, i), name)});
  }
  const rows: Record<string, Value>[] = [];
  for (let i = 0; i < engine.result_chunk_count(result); i++)
    addRows(rows, engine.result_get_chunk(result, i), columns);
  return rows as T[];
}

function addRows(rows: Record<string, Value>[], chunk: DataChunk, columns: readonly Column[]): void {
  const size = engine.data_chunk_get_size(chunk);
  const values = columns.map(({reading}, i) => columnValues(chunk, i, size, reading));
  for (let row = 0; row < size; row++)
    rows.push(Object.fromEntries(columns.map(({name}, i) => [name, values[i]![row]!])));
}

function columnValues(chunk: DataChunk, index: number, size: number, {bytes, read}: Reading): Value[] {
  const vector = engine.data_chunk_get_vector(chunk, index);
  const data = engine.vector_get_data(vector, size * bytes);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  // None: nothing is missing.
  const validity: Uint8Array | null = engine.vector_get_validity(vector, Math.ceil(size / 64) * 8);
  return Array.from({length: size}, (_, row) =>
    validity && !engine.validity_row_is_valid(validity, row) ? null : read(view, row * bytes),
  );
}
