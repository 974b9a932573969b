import duck, {type Connection} from "@duckdb/node-bindings";

/** Values of four bytes, as the engine's vectors hold them: whole numbers, and days since 1970. */
export type FourByteType = "integer" | "date";

export interface Batch {
  readonly rows: number;
  readonly columns: readonly Int32Array[];
}

const typeIds: Readonly<Record<FourByteType, number>> = {integer: 4, date: 13};
const vectorSize = 2048;

/** Opens an engine in memory, and says how to get connections to it. The bare bindings: the friendlier package takes longer to load than a small run. */
export async function openEngine(): Promise<() => Promise<Session>> {
  const database = await duck.open(":memory:");
  return async () => new Session(await duck.connect(database));
}

export class Session {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async run(sql: string): Promise<void> {
    await duck.query(this.#connection, sql);
  }

  /** The rows of a small query. They come over as one text that the engine wrote. */
  async rows<Row>(sql: string): Promise<Row[]> {
    const text = `select coalesce(cast(to_json(list(answer)) as varchar), '[]') from (${sql}) answer`;
    const chunk = await duck.fetch_chunk(await duck.query(this.#connection, text));
    return JSON.parse(firstText(duck.vector_get_data(duck.data_chunk_get_vector(chunk!, 0), 16)));
  }

  /** Adds batches to the end of a table by copying memory. Close it before the table is read. */
  appender(table: string, types: readonly FourByteType[]): {add(batch: Batch): void; close(): void} {
    const appender = duck.appender_create(this.#connection, null, table);
    const chunk = duck.create_data_chunk(types.map((type) => duck.create_logical_type(typeIds[type])));
    const addSlice = (columns: readonly Int32Array[], from: number, rows: number) => {
      duck.data_chunk_reset(chunk);
      for (const [place, {buffer, byteOffset}] of columns.entries()) {
        const vector = duck.data_chunk_get_vector(chunk, place);
        duck.copy_data_to_vector(vector, 0, buffer as ArrayBuffer, byteOffset + from * 4, rows * 4);
      }
      duck.data_chunk_set_size(chunk, rows);
      duck.append_data_chunk(appender, chunk);
    };
    return {
      add({rows, columns}) {
        for (let from = 0; from < rows; from += vectorSize) addSlice(columns, from, Math.min(vectorSize, rows - from));
      },
      close: () => duck.appender_close_sync(appender),
    };
  }
}

/** A text as a vector holds it: its length, then itself if it is short, else where it is. */
function firstText(entry: Uint8Array): string {
  const length = Buffer.from(entry).readUInt32LE(0);
  const inPlace = length <= 12;
  const bytes = inPlace
    ? entry.subarray(4, 4 + length)
    : duck.get_data_from_pointer(entry.buffer as ArrayBuffer, entry.byteOffset + 8, length);
  return Buffer.from(bytes).toString();
}
