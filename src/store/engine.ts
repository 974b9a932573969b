import bindings from "@duckdb/node-bindings";

/** The C interface of the engine. Its own comfortable layer takes longer to load than all the rest of a small run. */
export const engine = bindings;

export type {Appender, Connection, Database, DataChunk, LogicalType, Result, Vector} from "@duckdb/node-bindings";

/** The numbers by which the C interface names the types that come and go here. */
export const typeIds = {
  BOOLEAN: 1,
  TINYINT: 2,
  SMALLINT: 3,
  INTEGER: 4,
  BIGINT: 5,
  UTINYINT: 6,
  USMALLINT: 7,
  UINTEGER: 8,
  UBIGINT: 9,
  FLOAT: 10,
  DOUBLE: 11,
  TIMESTAMP: 12,
  DATE: 13,
  HUGEINT: 16,
  VARCHAR: 17,
  DECIMAL: 19,
  TIMESTAMP_S: 20,
  TIMESTAMP_MS: 21,
  TIMESTAMP_NS: 22,
  TIMESTAMP_TZ: 31,
  UHUGEINT: 32,
  SQLNULL: 36,
} as const;

/** Bytes that a new file grows by. The engine's own 256 KiB make a warehouse of many small tables three times as large. */
export const blockSize = 64 * 1024;

/** Rows in a full vector. */
export const vectorSize = 2048;
