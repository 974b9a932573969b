import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test, vi} from "vitest";
import {RunError, TemporaryError} from "../../src/lib/errors.ts";
import type {OutgoingMail, Receipt} from "../../src/mail/effects.ts";
import {received} from "../mail/office.ts";
import {failing, mailSettings as more, watch} from "./watch.ts";

const daily = `cron: "0 6 * * *"`;
const hourly = `cron: "0 * * * *"`;
const lasting = new RunError("orders.csv: there is no such file");

/** The names of the reports of all mails, in order. */
const kinds = (mails: readonly {report: string}[]) => mails.map(({report}) => report);

describe("a failure", () => {
  test("is told the owner at once, with all there is to know", async () => {
    const {pass, mails, folder, said} = await watch(daily, {job: failing(lasting), more});
    await pass(2);
    expect(said).toContain(`daybook: trouble with the report of Sun, 4 January 2026: ${lasting.message}`);
    await vi.waitFor(() => expect(mails()).toMatchObject([{report: "incident:1", state: "sent"}]));
    expect(mails()[0]!.recipient).toBe("owner@shop.example");
    const [file] = readdirSync(join(folder, "mail"));
    const {subject, text} = await received({raw: readFileSync(join(folder, "mail", file!))});
    expect(subject).toBe("Daybook failed: the report of Sun, 4 January 2026");
    for (const part of [
      lasting.message,
      "the report of 2026-01-04 to bob@shop.example",
      `"msg":"slot begun"`,
      "1 run failed",
    ])
      expect(text).toContain(part);
  });

  test("is told once, however often it comes again, and once when it is over", async () => {
    const {pass, mails, ledger} = await watch(hourly, {job: failing(lasting, lasting, lasting), more});
    await pass(170);
    await vi.waitFor(() => expect(mails()).toMatchObject([{report: "incident:1", state: "sent"}]));
    expect(ledger.rows("select attempts, closed_at from incidents")).toEqual([{attempts: 3, closed_at: null}]);
    await pass(20);
    await vi.waitFor(() => expect(mails().map(({state}) => state)).toEqual(["sent", "sent", "sent", "sent"]));
    expect(kinds(mails())).toEqual(["incident:1", "daily", "daily", "recovery:1"]);
    expect(mails().at(-1)!.subject).toBe("Daybook works again: the report of Sun, 4 January 2026");
    await pass(60);
    expect(mails()).toHaveLength(4);
  });

  test("of another kind is told too, and one mail says that all is well again", async () => {
    const {pass, mails, ledger} = await watch(hourly, {job: failing(lasting, new RunError("the disk is full")), more});
    await pass(185);
    await vi.waitFor(() =>
      expect(kinds(mails())).toEqual(["incident:1", "incident:2", "daily", "daily", "recovery:1"]),
    );
    expect(ledger.rows("select 1 from incidents where closed_at is null")).toEqual([]);
  });

  test("that passes by itself is told nobody", async () => {
    const {pass, mails} = await watch(daily, {
      job: failing(new TemporaryError("locked"), new TemporaryError("locked")),
      more,
    });
    await pass(20);
    expect(kinds(mails())).toEqual(["daily", "daily"]);
  });
});

test("a slot that it is too late for is told the owner, with the remedy", async () => {
  const {stop, start, clock, states, mails, ledger} = await watch(`${daily}, max_lateness: 1h`, {more});
  await stop();
  clock.set(new Date("2026-01-05T09:20:00Z"));
  await start();
  expect(states()).toEqual(["06:00 missed"]);
  await vi.waitFor(() => expect(mails()).toMatchObject([{report: "incident:1", state: "sent"}]));
  expect(ledger.row("select error from incidents")).toEqual({
    error: expect.stringContaining("node main run --mail --as-of 2026-01-04"),
  });
});

test.for(["last", "all"])("slots too late are told, under %s, also when later ones are made up for", async (missed) => {
  const settings = `${daily}, missed: ${missed}, max_lateness: 30h`;
  const {stop, start, clock, states, mails, ledger} = await watch(settings, {more});
  await stop();
  clock.set(new Date("2026-01-08T09:20:00Z"));
  await start();
  const seventh = missed === "all" ? "06:00 done" : "06:00 missed";
  await vi.waitFor(() => expect(states()).toEqual(["06:00 missed", "06:00 missed", seventh, "06:00 done"]));
  expect(ledger.row("select attempts, error from incidents")).toEqual({
    attempts: 2,
    error: expect.stringContaining("2 slots up to that of 2026-01-06T06:00:00.000Z passed"),
  });
  const notices = () => mails().filter(({report}) => report !== "daily");
  await vi.waitFor(() => expect(notices()).toMatchObject([{state: "sent"}, {state: "sent"}]));
  expect(kinds(notices())).toEqual(["incident:1", "recovery:1"]);
});

test("a slot that it is too late for is told the owner although the ledger could not take that at first", async () => {
  const {stop, start, clock, pass, states, mails, ledger, said} = await watch(`${daily}, max_lateness: 1h`, {more});
  await stop();
  ledger.run("create trigger full before insert on outbox begin select raise(fail, 'disk is full'); end");
  clock.set(new Date("2026-01-05T09:20:00Z"));
  await start();
  expect(said.at(-1)).toContain("disk is full");
  await stop();
  ledger.run("drop trigger full");
  await start();
  await pass(1);
  expect(states()).toEqual(["06:00 missed"]);
  expect(mails()).toMatchObject([{report: "incident:1", state: "sent"}]);
});

test("a slot that could not be tried again in time is told with what it failed for", async () => {
  const job = failing(new TemporaryError("orders.csv is being written"));
  const {pass, stop, start, clock, states, ledger} = await watch(`${daily}, max_lateness: 1h`, {job, more});
  await pass(2);
  await stop();
  clock.set(new Date("2026-01-05T09:20:00Z"));
  await start();
  expect(states()).toEqual(["06:00 missed"]);
  const {error} = ledger.row<{error: string}>("select error from incidents")!;
  expect(error).toMatch(/^the slot of 2026-01-05T06:00:00.000Z passed without a report, and it is too late/);
  expect(error).toMatch(/The last run failed: orders.csv is being written$/);
  expect(ledger.row("select error from slots")).toEqual({error});
});

test("slots that are not to be made up for are no news", async () => {
  const {stop, start, clock, pass, states, mails} = await watch(`${daily}, missed: none`, {more});
  await stop();
  clock.set(new Date("2026-01-05T09:20:00Z"));
  await start();
  await pass(1);
  expect(states()).toEqual(["06:00 missed"]);
  expect(mails()).toEqual([]);
});

describe("the mail of a report", () => {
  /** Answers to each mail to Ann as given in turn, and accepts the rest. */
  function server(...replies: readonly Receipt[]) {
    const left = [...replies];
    const taken: string[] = [];
    const send = async ({envelope}: OutgoingMail): Promise<Receipt> => {
      const reply = (envelope.to[0]!.startsWith("ann") && left.shift()) || {kind: "accepted" as const, reply: "250 ok"};
      if (reply.kind === "accepted") taken.push(envelope.to[0]!);
      return reply;
    };
    return {taken, openTransport: async () => ({send, verify: async () => {}, close() {}})};
  }
  const later: Receipt = {kind: "temporary", reply: "451 come back later"};
  const never: Receipt = {kind: "permanent", reply: "550 no such user"};

  test("that is refused for now is tried again, and those who have it get no other", async () => {
    const {taken, openTransport} = server(later, later);
    const {pass, slots, ledger, mails} = await watch(daily, {more, effects: {openTransport}});
    await pass(2);
    expect(slots()).toMatchObject([
      {state: "due", error: "the mail to ann@shop.example still waits: 451 come back later"},
    ]);
    await pass(20);
    expect(slots()).toMatchObject([{state: "done"}]);
    expect(taken).toEqual(["bob@shop.example", "ann@shop.example"]);
    expect(ledger.rows("select result, exit_code from runs order by attempt")).toEqual([
      {result: "undelivered", exit_code: 4},
      {result: "undelivered", exit_code: 4},
      {result: "ok", exit_code: 0},
    ]);
    expect(kinds(mails())).toEqual(["daily", "daily"]);
  });

  test("that is refused for good is told the owner, and not tried again", async () => {
    const {taken, openTransport} = server(never);
    const {pass, slots, mails, ledger} = await watch(daily, {more, effects: {openTransport}});
    await pass(20);
    expect(slots()).toMatchObject([{state: "failed", attempts: 1}]);
    await vi.waitFor(() => expect(taken).toEqual(["bob@shop.example", "owner@shop.example"]));
    expect(mails().at(-1)).toMatchObject({
      report: "incident:1",
      subject: "Daybook failed: the report of Sun, 4 January 2026",
    });
    expect(ledger.row("select error from incidents")).toEqual({
      error: expect.stringMatching(/^the mail to ann@shop.example was refused: 550 no such user. .*outbox retry 1$/),
    });
  });

  test("that leaves after its slot was given up makes it done, and ends the incident", async () => {
    const {taken, openTransport} = server(later, later);
    const {pass, slots, mails} = await watch(`${daily}, retry: {attempts: 1}`, {more, effects: {openTransport}});
    await pass(2);
    expect(slots()).toMatchObject([{state: "failed"}]);
    await pass(10);
    await vi.waitFor(() => expect(kinds(mails())).toEqual(["daily", "daily", "incident:1", "recovery:1"]));
    expect(slots()).toMatchObject([{state: "done", error: null}]);
    expect(taken).toContain("ann@shop.example");
  });

  test("that is refused for good after its slot was given up is told the owner", async () => {
    const {openTransport} = server(later, never);
    const {pass, mails, ledger} = await watch(`${daily}, retry: {attempts: 1}`, {more, effects: {openTransport}});
    await pass(10);
    await vi.waitFor(() => expect(kinds(mails())).toEqual(["daily", "daily", "incident:1", "incident:2"]));
    expect(ledger.rows<{error: string}>("select error from incidents")[1]!.error).toContain("node main outbox retry 1");
  });
});
