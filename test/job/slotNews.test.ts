import {afterEach, beforeEach, expect, test} from "vitest";
import type {SlotEnd} from "../../src/job/slotEnd.ts";
import {closeAttempt, closeMissed} from "../../src/job/slotNews.ts";
import {beginSlot, noteSlots} from "../../src/job/slots.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {mailConfig} from "../mail/office.ts";

const now = new Date("2026-01-05T06:00:02.000Z");
const slotOf = (day: number) => ({
  slot: `2026-01-0${day}T06:00:00.000Z`,
  asOf: `2026-01-0${day - 1}`,
  attempts: 0,
  nextAttemptAt: null,
  error: null,
});
const failed: SlotEnd = {kind: "failed", exitCode: 1, error: "orders.csv is not there", unreached: [], facts: {}};
const config = mailConfig({owner: "owner@shop.example"});

let ledger: Ledger;
beforeEach(() => {
  ledger = Ledger.open(":memory:");
  noteSlots(ledger, [slotOf(4), slotOf(5)], "due", now);
});
afterEach(() => ledger.close());

const states = () => ledger.rows<{state: string}>("select state from slots order by slot").map(({state}) => state);
const reports = () => ledger.rows<{report: string}>("select report from outbox").map(({report}) => report);
const isOpen = () => ledger.row("select 1 from incidents where closed_at is null") !== undefined;
const close = (end: SlotEnd) => closeAttempt(slotOf(4), "a-run", end, {ledger, config, now});

/** What a crash before the last statement leaves: the mail cannot be queued any more. */
const breakOff = () =>
  ledger.run("create trigger broken before insert on outbox begin select raise(fail, 'broken off'); end");

test("a failure, its incident and the mail about it are written down together or not at all", async () => {
  beginSlot(ledger, slotOf(4).slot, "a-run", now);
  breakOff();
  await expect(close(failed)).rejects.toThrow("broken off");
  expect([states(), isOpen()]).toEqual([["running", "due"], false]);
  ledger.run("drop trigger broken");
  expect(await close(failed)).toMatchObject({trouble: {kind: "slot", error: "orders.csv is not there"}});
  expect([states(), isOpen(), reports()]).toEqual([["failed", "due"], true, ["incident:1"]]);
});

test("a good end, the end of the incident and the mail about it are written down together or not at all", async () => {
  await close(failed);
  breakOff();
  await expect(close({kind: "done"})).rejects.toThrow("broken off");
  expect([states(), isOpen()]).toEqual([["failed", "due"], true]);
  ledger.run("drop trigger broken");
  expect(await close({kind: "done"})).toEqual({over: "2026-01-03"});
  expect([states(), isOpen(), reports()]).toEqual([["done", "due"], false, ["incident:1", "recovery:1"]]);
});

test("mails that others than before do not get are news, whatever the day", async () => {
  const reader = (name: string): SlotEnd => ({...failed, exitCode: 4, unreached: [`${name}@shop.example`]});
  const news = async (day: number, name: string) =>
    (await closeAttempt(slotOf(day), "a-run", reader(name), {ledger, config, now})).trouble?.notSent;
  expect(await news(4, "shop1")).toEqual(["the report of 2026-01-03 to shop1@shop.example"]);
  expect(await news(5, "shop1")).toBeUndefined();
  expect(await news(5, "shop2")).toEqual(["the report of 2026-01-04 to shop2@shop.example"]);
});

test("slots that came too late are one piece of news", async () => {
  const missed = () => closeMissed([slotOf(4), slotOf(5)], {ledger, config, now});
  breakOff();
  await expect(missed()).rejects.toThrow("broken off");
  expect(states()).toEqual(["due", "due"]);
  ledger.run("drop trigger broken");
  const {trouble} = await missed();
  expect(trouble?.error).toContain("2 slots up to that of 2026-01-05T06:00:00.000Z passed without a report");
  expect([states(), reports()]).toEqual([["missed", "missed"], ["incident:1"]]);
});

test("what is no news is told nobody", async () => {
  await close(failed);
  expect(await close(failed)).toEqual({});
  expect(await close({kind: "interrupted"})).toEqual({});
  expect(await close({kind: "retry", at: now, error: "locked"})).toEqual({});
  expect([states(), reports()]).toEqual([["due", "due"], ["incident:1"]]);
});
