import {describe, expect, test} from "vitest";
import {RunError, TemporaryError} from "../../src/lib/errors.ts";
import {failing, watch} from "./watch.ts";

const daily = `cron: "0 6 * * *"`;
const passing = new TemporaryError("the file is being written; try again");

describe("what is temporary", () => {
  test("is tried again, after longer and longer pauses", async () => {
    const {pass, ledger, slots} = await watch(daily, {job: failing(passing, passing, passing)});
    await pass(2);
    expect(slots()).toMatchObject([
      {state: "due", attempts: 1, next_attempt_at: "2026-01-05T06:01:30.000Z", error: passing.message},
    ]);
    await pass(20);
    expect(slots()).toMatchObject([{state: "done", attempts: 4, error: null}]);
    const begun = ledger.rows<{started_at: string}>("select started_at from runs order by attempt");
    expect(begun.map(({started_at}) => started_at.slice(11, 16))).toEqual(["06:00", "06:01", "06:03", "06:07"]);
  });

  test("is given up after the last attempt", async () => {
    const {pass, slots} = await watch(`${daily}, retry: {attempts: 2}`, {job: failing(passing, passing, passing)});
    await pass(30);
    expect(slots()).toMatchObject([{state: "failed", attempts: 2, error: passing.message}]);
  });

  test("is given up when the next attempt would be too late", async () => {
    const {pass, slots} = await watch(`${daily}, max_lateness: 3m`, {job: failing(passing, passing, passing)});
    await pass(30);
    expect(slots()).toMatchObject([{state: "failed", attempts: 2}]);
  });

  test("goes on being tried after a restart, when its time comes", async () => {
    const {pass, stop, start, slots} = await watch(daily, {job: failing(passing)});
    await pass(2);
    await stop();
    expect(slots()).toMatchObject([{state: "due", attempts: 1}]);
    await start();
    expect(slots()).toMatchObject([{state: "due", attempts: 1}]);
    await pass(2);
    expect(slots()).toMatchObject([{state: "done", attempts: 2}]);
  });

  test("serves one purpose at every attempt, so that finished stages need not be repeated", async () => {
    const purposes: (string | undefined)[] = [];
    const {pass} = await watch(daily, {
      async job({purpose}) {
        purposes.push(purpose);
        throw passing;
      },
    });
    await pass(10);
    expect(purposes).toHaveLength(4);
    expect(new Set(purposes)).toEqual(new Set([expect.stringContaining("2026-01-05T06:00:00.000Z 2026-01-04")]));
  });
});

test.for([
  ["what Daybook knows to last", new RunError("orders.csv: there is no such file")],
  ["a bug", new TypeError("x is not a function")],
] as const)("%s is not tried again", async ([, error]) => {
  const {pass, slots} = await watch(daily, {job: failing(error)});
  await pass(60);
  expect(slots()).toMatchObject([{state: "failed", attempts: 1, error: error.message}]);
});

test("a run that was broken off does not count as tried", async () => {
  const {pass, stop, start, slots, ledger} = await watch(daily);
  await stop();
  ledger.run("insert into slots (slot, as_of, state, attempts) values (?, '2026-01-04', 'running', 5)", [
    "2026-01-05T05:55:00.000Z",
  ]);
  await start();
  await pass(1);
  expect(slots()).toMatchObject([{state: "done", attempts: 5}]);
});
