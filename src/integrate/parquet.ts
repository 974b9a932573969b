import type {ParquetInput} from "../config/config.ts";
import {messageOf, phrased, SourceError} from "../lib/errors.ts";
import {identifier, text} from "../store/warehouse.ts";
import {isNumeric, uniqueNames} from "./columns.ts";
import {plainFile} from "./plainFile.ts";
import type {InputFile, Reader} from "./reader.ts";

interface Field {
  readonly name: string;
  readonly type: string;
}

/** Parquet, every value as text: timestamps in ISO 8601 with six decimals of a second (with a zone: in UTC), nested values as the engine writes them. */
export const readParquet: Reader<ParquetInput> = async (file, _, {warehouse, table, folder}) => {
  const {path, sha256} = await plainFile(file, folder, {sign: "PAR1", name: "a Parquet file"});
  const rows = `read_parquet(${text(path)})`;
  try {
    const fields = await warehouse.rows<Field>(
      `select column_name as name, column_type as type from (describe select * from ${rows})`,
    );
    const names = uniqueNames(fields.map(({name}) => name));
    const values = fields.map((field, i) => `${asText(field)} as ${identifier(names[i]!)}`);
    const row = 'cast(row_number() over () as bigint) as "row"';
    await warehouse.run(`create table ${table} as select ${[row, ...values].join(", ")} from ${rows}`);
    const columns = fields.map(({name, type}, i) => ({name, columnName: names[i]!, isNumber: isNumeric(type)}));
    return {columns, sha256, notes: []};
  } catch (error) {
    throw damaged(file, error);
  }
};

function asText({name, type}: Field): string {
  const value = identifier(name);
  if (type === "TIMESTAMP WITH TIME ZONE")
    return `strftime(${value} at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%f') || 'Z'`;
  return type.startsWith("TIMESTAMP")
    ? `strftime(cast(${value} as timestamp), '%Y-%m-%dT%H:%M:%S.%f')`
    : `cast(${value} as varchar)`;
}

function damaged({path}: InputFile, error: unknown): SourceError {
  const reason = messageOf(error).split("\n")[0]!;
  return new SourceError(path, undefined, phrased`is a damaged Parquet file (${reason}): copy it again`, {
    cause: error,
  });
}
