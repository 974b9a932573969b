import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, describe, expect, test} from "vitest";
import {main} from "../../../src/cli/cli.ts";
import {emptyFolder, removeFolder} from "../../support/shop.ts";

const folder = emptyFolder();
afterAll(() => removeFolder(folder));

/** `next` with a config of one orders file, never read, and `settings`. */
async function next(settings: string, ...args: readonly string[]) {
  const config = join(folder, "config.yaml");
  writeFileSync(config, `sources: {orders: {csv: orders.csv}}\n${settings}\n`);
  const [out, err]: [string[], string[]] = [[], []];
  const print = (text: string) => void out.push(text);
  const say = (text: string) => void err.push(text);
  const code = await main(["next", ...args, "--config", config], {
    folder,
    isLive: false,
    hasColors: false,
    print,
    say,
  });
  return {code, out: out.join(""), err: err.join("")};
}

const weekly = `schedule: {cron: "0 7 * * MON"}`;

describe("next", () => {
  test("shows five slots, or as many as asked for", async () => {
    const {code, out} = await next(weekly);
    expect(code).toBe(0);
    expect(out.match(/^ {2}Mon \d{4}-\d\d-\d\d 07:00 \+00:00/gm)).toHaveLength(5);
    expect((await next(weekly, "12")).out.match(/^ {2}Mon/gm)).toHaveLength(12);
  });

  test("looks ahead, a week each time, and reports the day before", async () => {
    const {slots} = JSON.parse((await next(weekly, "2", "--json")).out);
    const [first, second] = slots.map(({utc}: {utc: string}) => Date.parse(utc));
    expect(first).toBeGreaterThan(Date.now());
    expect(first).toBeLessThanOrEqual(Date.now() + 7 * 86_400_000);
    expect(second - first).toBe(7 * 86_400_000);
    expect(slots[0].as_of).toBe(new Date(first - 86_400_000).toISOString().slice(0, 10));
  });

  test("ends with 2 when there is no schedule", async () => {
    expect(await next("")).toEqual({
      code: 2,
      out: "",
      err: 'daybook: config.yaml has no schedule (give it one, such as schedule: {cron: "0 7 * * *"})\n',
    });
  });

  test("ends with 2 when the schedule is wrong, and says why", async () => {
    const {code, err} = await next(`schedule: {cron: "0 25 * * *"}`);
    expect(code).toBe(2);
    expect(err).toContain("hour 25 is not in 0..23");
  });

  test.for([
    [["0"], 'next: "0" is not a whole number from 1 to 1000'],
    [["soon"], 'next: "soon" is not a whole number from 1 to 1000'],
    [["3", "4"], 'next: one number is enough, but "4" follows'],
  ] as const)("refuses %s", async ([args, message]) => {
    expect(await next(weekly, ...args)).toMatchObject({code: 2, err: expect.stringContaining(message)});
  });
});
