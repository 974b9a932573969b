import {parentPort, workerData} from "node:worker_threads";
import type {Batch} from "./batch.ts";
import type {BulkSeen} from "./fileBatches.ts";
import {Misjudged, NotInPart, Odd} from "./odd.ts";
import {type BulkTask, batchesOf} from "./task.ts";

// A thread of its own that reads one task.

export interface WorkerInput {
  readonly task: BulkTask;
  /** One number: how many batches have been taken. */
  readonly taken: Int32Array;
}

export type WorkerMessage =
  | {readonly batch: Batch}
  | {readonly seen: BulkSeen}
  | {readonly odd: string}
  | {readonly notInPart: string}
  | {readonly failure: {readonly message: string; readonly code?: string}};

/** So many batches may wait to be taken. */
const mostWaiting = 6;

function run({task, taken}: WorkerInput): WorkerMessage {
  const batches = batchesOf(task);
  for (let sent = 0; ; sent++) {
    for (let done = Atomics.load(taken, 0); sent - done >= mostWaiting; done = Atomics.load(taken, 0))
      Atomics.wait(taken, 0, done);
    const next = batches.next();
    if (next.done) return {seen: next.value};
    parentPort!.postMessage({batch: next.value} satisfies WorkerMessage, buffersOf(next.value));
  }
}

function buffersOf({numbers, columns}: Batch): ArrayBuffer[] {
  const arrays = columns.flatMap(({values, valid, texts}) => [values, valid, texts?.bytes, texts?.ends]);
  return [numbers, ...arrays].flatMap((array) => (array ? [array.buffer as ArrayBuffer] : []));
}

function outcome(input: WorkerInput): WorkerMessage {
  try {
    return run(input);
  } catch (error) {
    if (error instanceof NotInPart) return {notInPart: error.message};
    if (error instanceof Odd || error instanceof Misjudged) return {odd: error.message};
    const {message, code} = error as Error & {code?: string};
    return {failure: {message, ...(code && {code})}};
  }
}

parentPort?.postMessage(outcome(workerData as WorkerInput));
