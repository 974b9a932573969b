import {type DataChunk, engine, type Result, typeIds} from "./engine.ts";

/** The only column of a result as it lies in memory, a vector at a time: INTEGER, and nothing missing. */
export function* integers(result: Result): Generator<Int32Array> {
  const type = engine.column_logical_type(result, 0);
  if (engine.get_type_id(type) !== typeIds.INTEGER) throw new Error("integers are read from a column of INTEGER");
  for (let i = 0; i < engine.result_chunk_count(result); i++) yield integersOf(engine.result_get_chunk(result, i));
}

function integersOf(chunk: DataChunk): Int32Array {
  const size = engine.data_chunk_get_size(chunk);
  const {buffer, byteOffset} = engine.vector_get_data(engine.data_chunk_get_vector(chunk, 0), size * 4);
  return new Int32Array(buffer, byteOffset, size);
}
