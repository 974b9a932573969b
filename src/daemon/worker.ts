import {attemptSlot, isTooLate, type SlotDesk} from "../job/slotJob.ts";
import {closeMissed} from "../job/slotNews.ts";
import {isServed, openSlot, openSlots, recoverSlots, type SlotRecord} from "../job/slots.ts";
import {announce, announceEnd} from "./news.ts";
import type {Errand, Office} from "./office.ts";
import {deliverWaiting} from "./post.ts";

const minute = 60_000;

/** Does one thing after the other: what there is to tell, slots, mails that wait. */
export class Worker {
  private errands: readonly Errand[] = [];
  private serving: SlotRecord | undefined;
  private work: Promise<void> | undefined;

  /** When `stopping` aborts, the step at work is finished and none is begun; when `quitting` does, what is unfinished is removed. */
  constructor(
    private readonly office: Office,
    private readonly stopping: AbortSignal,
    private readonly quitting: AbortSignal,
    private readonly complain: (error: unknown) => void,
  ) {}

  /** A slot is being served, or waits to be tried again. */
  get isServing(): boolean {
    return this.serving !== undefined && isServed(this.office.records.ledger, this.serving.slot);
  }

  get isIdle(): boolean {
    return this.work === undefined;
  }

  add(errand: Errand): void {
    this.errands = [...this.errands, errand];
  }

  /** Begins to work if there is nothing at work. */
  wake(): void {
    if (this.stopping.aborted) return;
    this.work ??= this.serve()
      .catch(this.complain)
      .finally(() => {
        this.work = undefined;
      });
  }

  async finished(): Promise<void> {
    await this.work;
  }

  private async serve(): Promise<void> {
    const {effects, records} = this.office;
    recoverSlots(records.ledger, effects.now());
    do {
      for (let slot = await this.next(); slot; slot = await this.next()) await this.serveSlot(slot);
      await this.deliver();
    } while (!this.stopping.aborted && openSlots(this.office.records.ledger).length > 0);
  }

  /** The slot to be served, when everything there is to tell is told. */
  private async next(): Promise<SlotRecord | undefined> {
    const errands = this.errands;
    this.errands = [];
    for (const errand of errands) await this.runErrand(errand);
    return this.stopping.aborted ? undefined : openSlots(this.office.records.ledger)[0];
  }

  /** One that fails keeps nothing else waiting, and is tried again. */
  private async runErrand(errand: Errand): Promise<void> {
    try {
      await errand(this.office.room());
    } catch (error) {
      this.add(errand);
      this.complain(error);
    }
  }

  private async serveSlot(slot: SlotRecord): Promise<void> {
    this.serving = slot;
    try {
      await this.waitFor(slot);
      if (this.stopping.aborted || !this.opened(slot)) return;
      const late = this.tooLate();
      if (late.length > 0) return await this.giveUp(late);
      announceEnd(slot, await attemptSlot(slot, this.desk()), this.office.room());
    } finally {
      this.serving = undefined;
    }
  }

  /** As it stands now. */
  private opened({slot}: SlotRecord): SlotRecord | undefined {
    return openSlot(this.office.records.ledger, slot);
  }

  private tooLate(): SlotRecord[] {
    const desk = this.desk();
    return openSlots(desk.ledger).filter((slot) => isTooLate(slot, desk));
  }

  /** All at once: to the owner they are one piece of news. */
  private async giveUp(slots: readonly SlotRecord[]): Promise<void> {
    const room = this.office.room();
    room.log.warn({slots: slots.length, last: slots.at(-1)!.slot}, "slots missed");
    announce(await closeMissed(slots, room), room);
  }

  /** Until its turn has come, or a clock that was ahead had brought it and is set right. Mails do not wait for a slot that does. */
  private async waitFor(slot: SlotRecord): Promise<void> {
    const {effects} = this.office;
    const rest = () => {
      const instant = this.opened(slot)?.nextAttemptAt ?? null;
      return instant === null ? 0 : new Date(instant).getTime() - effects.now().getTime();
    };
    for (let left = rest(); left > 0 && !this.stopping.aborted; left = rest()) {
      await this.deliver();
      await effects.sleep(Math.min(left, minute), this.stopping);
    }
  }

  private async deliver(): Promise<void> {
    const {office, stopping} = this;
    if (!stopping.aborted) await deliverWaiting(office.room(), office.effects, stopping);
  }

  private desk(): SlotDesk {
    const {setting, records, effects, options} = this.office;
    const {verbose, say} = options;
    const signals = {stopping: this.stopping, signal: this.quitting};
    return {config: setting.config, ledger: records.ledger, effects, ...signals, verbose, say};
  }
}
