import type {Warehouse} from "../../store/warehouse.ts";
import type {BulkSeen} from "./fileBatches.ts";
import {Misjudged, Odd} from "./odd.ts";
import {Sink, type SinkTables} from "./sink.ts";
import {type BatchStream, ThreadFailure} from "./stream.ts";

export interface BulkRead extends BulkSeen {
  readonly rows: number;
}

/** Fills tables from streams whose batches take turns. They are closed in any case. Rows without numbers follow the first `before`. */
export async function fill(
  session: Warehouse,
  tables: SinkTables,
  streams: readonly BatchStream[],
  before = 0,
): Promise<BulkRead> {
  try {
    return await session.transaction(() => fillTables(session, tables, streams, before));
  } finally {
    for (const stream of streams) await stream.close();
  }
}

async function fillTables(
  session: Warehouse,
  tables: SinkTables,
  streams: readonly BatchStream[],
  before: number,
): Promise<BulkRead> {
  let sink: Sink | undefined;
  const sinkFor = async (storages: BulkSeen["storages"]) => {
    sink = new Sink(session, tables, storages, before, streams.length);
    await sink.create();
    return sink;
  };
  try {
    for (let turn = 0; streams.some(({seen}) => seen === undefined); turn++) {
      const at = turn % streams.length;
      const batch = streams[at]!.seen ? undefined : await streams[at]!.next();
      if (batch === undefined) continue;
      sink ??= await sinkFor(batch.columns.map(({texts}) => (texts ? "coded" : "whole")));
      sink.add(batch, at);
    }
    const seen = combined(streams.map((stream) => stream.seen!));
    sink ??= await sinkFor(seen.storages);
    await sink.end();
    return {...seen, rows: sink.rows};
  } finally {
    sink?.close();
  }
}

function combined(seen: readonly BulkSeen[]): BulkSeen {
  const types = seen[0]!.types.map((_, i) => ({
    hasText: seen.some((one) => one.types[i]!.hasText),
    hasNumber: seen.some((one) => one.types[i]!.hasNumber),
  }));
  return {...seen[0]!, types};
}

/** Whether an error says no more than that the source is not for reading in bulk; what is wrong with it, if anything, the careful reader finds. */
export function isOdd(error: unknown): boolean {
  return error instanceof Odd || error instanceof Misjudged || error instanceof ThreadFailure;
}
