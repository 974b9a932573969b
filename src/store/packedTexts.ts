import {type DataChunk, engine} from "./engine.ts";

/** Texts as UTF-8 bytes, one behind the other: `ends[i]` is where text i ends. None is missing. */
export interface PackedTexts {
  readonly bytes: Uint8Array;
  readonly ends: Int32Array;
}

/** A text in a vector is its length, and the text itself where it is no longer than this. */
const longestShort = 12;
const width = 16;

/** All short ones in one piece, each long one by itself. */
export function copyPacked(
  chunk: DataChunk,
  index: number,
  {bytes, ends}: PackedTexts,
  start: number,
  size: number,
): void {
  const vector = engine.data_chunk_get_vector(chunk, index);
  const cells = new Uint8Array(size * width);
  const lengths = new Int32Array(cells.buffer);
  const long: number[] = [];
  for (let row = 0, from = startOf(ends, start); row < size; row++) {
    const to = ends[start + row]!;
    if (to - from <= longestShort) {
      lengths[(row * width) / 4] = to - from;
      for (let at = from, cell = row * width + 4; at < to; at++, cell++) cells[cell] = bytes[at]!;
    } else long.push(row);
    from = to;
  }
  engine.copy_data_to_vector(vector, 0, cells.buffer, 0, cells.length);
  for (const row of long)
    engine.vector_assign_string_element_len(
      vector,
      row,
      bytes.subarray(startOf(ends, start + row), ends[start + row]!),
    );
}

function startOf(ends: Int32Array, text: number): number {
  return text === 0 ? 0 : ends[text - 1]!;
}
