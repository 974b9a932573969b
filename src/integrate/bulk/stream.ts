import {setImmediate} from "node:timers/promises";
import {Worker} from "node:worker_threads";
import type {Batch} from "./batch.ts";
import type {BulkSeen} from "./fileBatches.ts";
import {NotInPart, Odd} from "./odd.ts";
import type {WorkerInput, WorkerMessage} from "./readerThread.ts";
import {type BulkTask, batchesOf} from "./task.ts";

/** The batches of one task, one after the other. */
export interface BatchStream {
  next(): Promise<Batch | undefined>;
  /** Known once there are no more. */
  readonly seen: BulkSeen | undefined;
  close(): Promise<void>;
}

/** A failure that a thread told of; what kind it was says `code`. */
export class ThreadFailure extends Error {
  constructor(
    message: string,
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

/** Threads take compiled code only. */
const canSpawn = import.meta.url.endsWith(".js");

/** `isLarge`: worth a thread of its own. */
export function streamOf(task: BulkTask, isLarge: boolean): BatchStream {
  return isLarge && canSpawn ? new ThreadStream(task) : inlineStream(batchesOf(task));
}

/** Read in this thread, with time for others between two batches. */
export function inlineStream(batches: Generator<Batch, BulkSeen>): BatchStream {
  return new InlineStream(batches);
}

class InlineStream implements BatchStream {
  seen: BulkSeen | undefined;
  constructor(private readonly batches: Generator<Batch, BulkSeen>) {}

  async next(): Promise<Batch | undefined> {
    await setImmediate();
    const next = this.batches.next();
    if (!next.done) return next.value;
    this.seen = next.value;
    return undefined;
  }

  async close(): Promise<void> {
    this.batches.return({storages: [], types: []});
  }
}

class ThreadStream implements BatchStream {
  seen: BulkSeen | undefined;
  private readonly taken = new Int32Array(new SharedArrayBuffer(4));
  private readonly worker: Worker;
  private readonly waiting: WorkerMessage[] = [];
  private wake: (() => void) | undefined;

  constructor(task: BulkTask) {
    const workerData: WorkerInput = {task, taken: this.taken};
    this.worker = new Worker(new URL("./readerThread.js", import.meta.url), {workerData});
    this.worker.on("message", (message: WorkerMessage) => this.receive(message));
    this.worker.on("error", ({message}) => this.receive({failure: {message}}));
  }

  async next(): Promise<Batch | undefined> {
    while (this.waiting.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    const message = this.waiting.shift()!;
    if ("batch" in message) {
      Atomics.add(this.taken, 0, 1);
      Atomics.notify(this.taken, 0);
      return message.batch;
    }
    if ("notInPart" in message) throw new NotInPart(message.notInPart);
    if ("odd" in message) throw new Odd(message.odd);
    if ("failure" in message) throw new ThreadFailure(message.failure.message, message.failure.code);
    this.seen = message.seen;
    return undefined;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private receive(message: WorkerMessage): void {
    this.waiting.push(message);
    this.wake?.();
  }
}
