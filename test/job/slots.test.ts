import {afterEach, beforeEach, expect, test} from "vitest";
import {
  beginSlot,
  endSlot,
  forgetEarlyDecisions,
  lastSlot,
  noteSlots,
  openSlots,
  postponeSlot,
  recoverSlots,
} from "../../src/job/slots.ts";
import {Ledger} from "../../src/store/ledger.ts";

let ledger: Ledger;
beforeEach(() => {
  ledger = Ledger.open(":memory:");
});
afterEach(() => ledger.close());

const now = new Date("2026-01-05T06:00:02.000Z");
const slotOf = (day: number) => ({slot: `2026-01-0${day}T06:00:00.000Z`, asOf: `2026-01-0${day - 1}`});
const later = new Date("2026-01-05T06:05:00.000Z");

test("what is decided about a slot is decided once", () => {
  expect(noteSlots(ledger, [slotOf(4), slotOf(5)], "missed", now)).toEqual([slotOf(4), slotOf(5)]);
  expect(noteSlots(ledger, [slotOf(5), slotOf(6)], "due", now)).toEqual([slotOf(6)]);
  expect(openSlots(ledger)).toEqual([{...slotOf(6), attempts: 0, nextAttemptAt: null, error: null}]);
});

test("the last slot is the latest that does not lie ahead, whatever was decided about it", () => {
  expect(lastSlot(ledger, now)).toBeUndefined();
  noteSlots(ledger, [slotOf(3), slotOf(7)], "due", now);
  noteSlots(ledger, [slotOf(5)], "skipped", now);
  expect(lastSlot(ledger, now)).toBe(slotOf(5).slot);
});

test("a slot that is put off keeps its attempts, one that is over is open no more", () => {
  noteSlots(ledger, [slotOf(4), slotOf(5)], "due", now);
  beginSlot(ledger, slotOf(4).slot, "r1", now);
  postponeSlot(ledger, slotOf(4).slot, later, now, "locked");
  beginSlot(ledger, slotOf(5).slot, "r2", now);
  endSlot(ledger, slotOf(5).slot, "done", now);
  expect(openSlots(ledger)).toEqual([{...slotOf(4), attempts: 1, nextAttemptAt: later.toISOString(), error: "locked"}]);
});

test("a slot that was broken off is open at once, as if that attempt had not been", () => {
  noteSlots(ledger, [slotOf(5)], "due", now);
  beginSlot(ledger, slotOf(5).slot, "r1", now);
  expect(openSlots(ledger)).toEqual([]);
  expect([recoverSlots(ledger, now), recoverSlots(ledger, now)]).toEqual([1, 0]);
  expect(openSlots(ledger)).toEqual([{...slotOf(5), attempts: 0, nextAttemptAt: null, error: null}]);
});

test("decisions of a clock that was ahead are forgotten, but for what it did within a day", () => {
  noteSlots(ledger, [slotOf(5), slotOf(6), slotOf(7), slotOf(8)], "missed", now);
  for (const day of [6, 8]) endSlot(ledger, slotOf(day).slot, "done", now);
  noteSlots(ledger, [slotOf(4)], "missed", now);
  forgetEarlyDecisions(ledger, now);
  expect(ledger.rows("select slot, state from slots order by slot")).toEqual([
    {slot: slotOf(4).slot, state: "missed"},
    {slot: slotOf(6).slot, state: "done"},
  ]);
});

test("what a clock that was ahead has decided about earlier slots is to be decided again, but not what it has done", () => {
  const ahead = new Date("2026-01-08T06:00:00.000Z");
  const seconds = new Date("2026-01-05T06:00:30.000Z");
  noteSlots(ledger, [slotOf(1)], "missed", seconds);
  noteSlots(ledger, [slotOf(2)], "missed", ahead);
  noteSlots(ledger, [slotOf(3), slotOf(4), slotOf(5)], "due", ahead);
  endSlot(ledger, slotOf(3).slot, "done", ahead);
  endSlot(ledger, slotOf(4).slot, "failed", ahead, "locked");
  postponeSlot(ledger, slotOf(5).slot, ahead, ahead, "locked");
  forgetEarlyDecisions(ledger, now);
  expect(ledger.rows("select slot, state, next_attempt_at as next from slots order by slot")).toEqual([
    {slot: slotOf(1).slot, state: "missed", next: null},
    {slot: slotOf(3).slot, state: "done", next: null},
    {slot: slotOf(5).slot, state: "due", next: null},
  ]);
});
