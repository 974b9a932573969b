import {availableParallelism} from "node:os";
import {Worker} from "node:worker_threads";
import {openMeasure} from "./canvas.ts";
import {draw, type Order, type Sketch} from "./drawing.ts";
import type {Answer} from "./painterThread.ts";
import {shared} from "./shares.ts";

/** What comes of one order: in a moment what the figure shows, later its PNG, if there is one. */
export interface Work {
  readonly sketch: Promise<Sketch>;
  readonly png: Promise<Uint8Array | undefined>;
}

/** Source that was not built cannot be started as a thread. */
const hasThreads = import.meta.url.endsWith(".js");

const most = Math.min(2, availableParallelism());

/** Threads started ahead. */
let waiting: Worker[] = [];

/** Starts the threads that draw, to be called a while before there is something to draw: loading what draws takes longer than drawing. Returns how to let them go. */
export function startPainters(): () => void {
  const started = hasThreads ? Array.from({length: most}, startThread) : [];
  waiting.push(...started);
  return () => {
    waiting = waiting.filter((thread) => !started.includes(thread));
    for (const thread of started) void thread.terminate();
  };
}

/** Draws, side by side where it can. */
export function paint(orders: readonly Order[]): Work[] {
  const works = hasThreads ? paintBeside(orders) : orders.map(paintHere);
  // Whoever waits for one of them is told; nobody need wait for all.
  for (const {sketch, png} of works) Promise.allSettled([sketch, png]);
  return works;
}

function startThread(): Worker {
  const thread = new Worker(new URL("./painterThread.js", import.meta.url));
  thread.unref();
  return thread;
}

function paintHere(order: Order): Work {
  const drawn = Promise.resolve().then(() => draw(order, openMeasure()));
  return {sketch: drawn.then(({sketch}) => sketch), png: drawn.then(({picture}) => picture?.())};
}

function paintBeside(orders: readonly Order[]): Work[] {
  const works = new Map<Order, Work>();
  for (const share of shared(orders, most)) {
    const painted = paintIn(waiting.shift() ?? startThread(), share);
    share.forEach((order, i) => void works.set(order, painted[i]!));
  }
  return orders.map((order) => works.get(order)!);
}

/** Gives a thread all it has to do; it ends when that is done. */
function paintIn(thread: Worker, orders: readonly Order[]): Work[] {
  const sketches = orders.map(() => deferred<Sketch>());
  const pictures = orders.map(() => deferred<Uint8Array | undefined>());
  const fail = (error: unknown) => {
    for (const {reject} of [...sketches, ...pictures]) reject(error);
  };
  thread.ref();
  thread.on("message", (answer: Answer) => {
    if ("sketch" in answer) sketches[answer.place]!.resolve(answer.sketch);
    else pictures[answer.place]!.resolve(answer.png);
  });
  thread.on("error", fail);
  thread.on("exit", () => fail(new Error("the thread that draws was ended")));
  thread.postMessage(orders);
  return orders.map((_, i) => ({sketch: sketches[i]!.promise, png: pictures[i]!.promise}));
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

function deferred<T>(): Deferred<T> {
  let settle: Pick<Deferred<T>, "resolve" | "reject"> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = {resolve, reject};
  });
  return {promise, ...settle!};
}
