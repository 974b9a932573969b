import {describe, expect, test, vi} from "vitest";
import {TemporaryError} from "../../src/lib/errors.ts";
import {failing, fine, patient, watch, writeConfig} from "./watch.ts";

const daily = `cron: "0 6 * * *"`;
const hourly = `cron: "0 * * * *"`;
const minutely = `cron: "* * * * *"`;

describe("a slot", () => {
  test("is served when its time comes, once, for the business day before it", async () => {
    const days: (string | undefined)[] = [];
    const {pass, ledger, slots} = await watch(daily, {
      job(context) {
        days.push(context.asOf);
        return fine(context);
      },
    });
    expect(slots()).toEqual([]);
    await pass(5);
    expect(days).toEqual(["2026-01-04"]);
    expect(slots()).toMatchObject([
      {slot: "2026-01-05T06:00:00.000Z", as_of: "2026-01-04", state: "done", attempts: 1},
    ]);
    expect(ledger.rows("select cause, attempt, result, exit_code from runs")).toEqual([
      {cause: "slot", attempt: 1, result: "ok", exit_code: 0},
    ]);
  });

  test("is served in its own minute, however little lateness is allowed", async () => {
    const {pass, states} = await watch(`${daily}, max_lateness: 1s`);
    await pass(2);
    expect(states()).toEqual(["06:00 done"]);
  });

  test("that came while nothing was running is made up for at the start", async () => {
    const {stop, start, clock, states} = await watch(hourly);
    await stop();
    clock.set(new Date("2026-01-05T09:20:00Z"));
    await start();
    expect(states()).toEqual(["06:00 missed", "07:00 missed", "08:00 missed", "09:00 done"]);
  });

  test("is not served again when the clock is set back", async () => {
    const {pass, clock, states} = await watch(hourly);
    await pass(5);
    clock.set(new Date("2026-01-05T05:30:00Z"));
    await pass(95);
    expect(states()).toEqual(["06:00 done", "07:00 done"]);
  });

  test("is not lost when the clock is set far ahead by mistake, and back", async () => {
    const {pass, clock, states} = await watch(daily);
    clock.set(new Date("2031-01-05T05:59:00Z"));
    await pass(2);
    expect(states().at(-1)).toBe("06:00 done");
    clock.set(new Date("2026-01-05T05:59:00Z"));
    await pass(2);
    clock.set(new Date("2026-01-06T05:59:00Z"));
    await pass(2);
    expect(states()).toEqual(["06:00 done", "06:00 done"]);
  });

  test("is not lost when the daemon was first started by a clock that was ahead", async () => {
    const {pass, clock, states} = await watch(daily, {at: "2031-01-05T05:59:00Z"});
    clock.set(new Date("2026-01-05T05:59:00Z"));
    await pass(2);
    expect(states()).toEqual(["06:00 done"]);
  });

  test.for([
    ["years", "2031-01-05T05:59:00Z"],
    ["hours", "2026-01-06T05:59:00Z"],
  ])("is not lost when one is waited for that a clock %s ahead had brought", async ([, ahead]) => {
    const {pass, clock, states} = await watch(daily, {job: failing(new TemporaryError("locked"))});
    clock.set(new Date(ahead!));
    await pass(1);
    expect(states()).toContain("06:00 due");
    clock.set(new Date("2026-01-05T05:57:00Z"));
    await pass(5);
    expect(states()).toEqual(["06:00 done"]);
  });

  test("that a clock ahead had brought, and that waits for its turn, is not served before its time", async () => {
    const {job, begun, end} = patient();
    const {clock, states} = await watch(`${daily}, overlap: queue`, {job});
    await clock.pass(2);
    await vi.waitFor(() => expect(begun).toEqual(["2026-01-04"]));
    clock.set(new Date("2026-01-06T05:59:30Z"));
    await clock.pass(1);
    clock.set(new Date("2026-01-05T06:01:30Z"));
    await clock.pass(1);
    end();
    await vi.waitFor(() => expect(states()).toEqual(["06:00 done"]));
    await clock.pass(1);
    expect(begun).toEqual(["2026-01-04"]);
  });

  test.for(["2026-01-05T12:58:30Z", "2026-01-07T05:58:30Z"])(
    "that a clock ahead (%s) took for missed or tried too early is served when it is set right",
    async (ahead) => {
      const {pass, clock, states, slots} = await watch(`${daily}, max_lateness: 10h, retry: {delay: 3h}`, {
        job: failing(new TemporaryError("locked")),
      });
      clock.set(new Date(ahead));
      await pass(2);
      expect(states()).toContain("06:00 due");
      clock.set(new Date("2026-01-05T06:10:00Z"));
      await pass(3);
      expect(slots()).toMatchObject([{slot: "2026-01-05T06:00:00.000Z", state: "done"}]);
    },
  );

  test("of a schedule that is new was not missed", async () => {
    const {stop, start, pass, folder, clock, states} = await watch(daily);
    await pass(3);
    await stop();
    clock.set(new Date("2026-01-05T12:00:00Z"));
    writeConfig(folder, `cron: "0 11,13 * * *"`);
    await start();
    await pass(61);
    expect(states()).toEqual(["06:00 done", "13:00 done"]);
  });
});

describe("a slot that comes while another is served", () => {
  test("is left out", async () => {
    const {job, begun, end} = patient();
    const {clock, states} = await watch(minutely, {job});
    await clock.pass(1);
    await vi.waitFor(() => expect(begun).toHaveLength(1));
    await clock.pass(2);
    end();
    await vi.waitFor(() => expect(states()).toContain("05:59 done"));
    await clock.pass(1);
    await vi.waitFor(() => expect(begun).toHaveLength(2));
    expect(states()).toEqual(["05:59 done", "06:00 skipped", "06:01 skipped", "06:02 running"]);
    end();
    await vi.waitFor(() => expect(states()).toContain("06:02 done"));
  });

  test("waits for its turn where that is wanted", async () => {
    const {job, begun, end} = patient();
    const {clock, states} = await watch(`${minutely}, overlap: queue`, {job});
    await clock.pass(3);
    await vi.waitFor(() => expect(begun).toHaveLength(1));
    expect(states()).toEqual(["05:59 running", "06:00 due", "06:01 due"]);
    for (const count of [2, 3]) {
      end();
      await vi.waitFor(() => expect(begun).toHaveLength(count));
    }
    end();
    await vi.waitFor(() => expect(states()).toEqual(["05:59 done", "06:00 done", "06:01 done"]));
  });
});
