import type {DaemonEffects} from "../../src/daemon/effects.ts";
import {jobEffects} from "../../src/job/effects.ts";

interface Sleeper {
  until: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is moved, with what a daemon hangs on it. */
export class FakeClock {
  private readonly ticking = new Set<() => void>();
  private readonly sleepers = new Set<Sleeper>();
  /** The names of all steps so far. */
  readonly steps: string[] = [];

  constructor(private time: Date) {}

  get now(): Date {
    return new Date(this.time);
  }

  /** How many wait to be called back. */
  get ticked(): number {
    return this.ticking.size;
  }

  get sleeping(): number {
    return this.sleepers.size;
  }

  effects(changes: Partial<DaemonEffects> = {}): DaemonEffects {
    return {
      ...jobEffects,
      now: () => this.now,
      step: (name) => this.steps.push(name),
      onTick: (callback) => {
        this.ticking.add(callback);
        return () => this.ticking.delete(callback);
      },
      sleep: (milliseconds, signal) => this.sleep(milliseconds, signal),
      ...changes,
    };
  }

  /** Sets the clock, forward or back, without a tick; who sleeps sleeps as long as he would have. */
  set(time: Date): void {
    for (const sleeper of this.sleepers) sleeper.until += time.getTime() - this.time.getTime();
    this.time = time;
  }

  /** Lets so many minutes pass; `settled` resolves, after each, when what hangs on the clock has done what it can do at once. */
  async pass(minutes: number, settled: () => Promise<void> = async () => {}): Promise<void> {
    for (let minute = 0; minute < minutes; minute++) {
      this.time = new Date(this.time.getTime() + 60_000);
      for (const {until, wake} of [...this.sleepers]) if (until <= this.time.getTime()) wake();
      for (const tick of [...this.ticking]) tick();
      await settled();
    }
  }

  private sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const sleeper = {until: this.time.getTime() + milliseconds, wake};
      const {sleepers} = this;
      function wake() {
        sleepers.delete(sleeper);
        signal.removeEventListener("abort", wake);
        resolve();
      }
      sleepers.add(sleeper);
      signal.addEventListener("abort", wake);
    });
  }
}
