import {setImmediate, setTimeout} from "node:timers/promises";

/** Most of what hangs on a fake clock is done within so many turns. */
const turns = 50;

/** Looks whether it is true after each turn, and later each millisecond: who waits shall not take the processor from who works. */
export async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 1; ; turn++) {
    await (turn <= turns ? setImmediate() : setTimeout(1));
    if (isTrue()) return;
  }
}
