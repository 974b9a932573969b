import {parentPort} from "node:worker_threads";
import {openMeasure, warmUp} from "./canvas.ts";
import {draw, type Order, type Sketch} from "./drawing.ts";

/** What this thread says of each order it was given, by place: first what each figure shows, then its picture. */
export type Answer =
  | {readonly place: number; readonly sketch: Sketch}
  | {readonly place: number; readonly png: Uint8Array | undefined};

// It draws once, and ends. What figures show is said before the first is drawn: others wait for that.
const port = parentPort!;
const answer = (message: Answer) => port.postMessage(message);

port.once("message", (orders: readonly Order[]) => {
  const drawings = orders.map((order) => draw(order, openMeasure()));
  drawings.forEach(({sketch}, place) => void answer({place, sketch}));
  drawings.forEach(({picture}, place) => void answer({place, png: picture?.()}));
});
warmUp();
