import {describe, expect, test} from "vitest";
import {type Cron, cronProblem, isCronDay, parseCron} from "../../src/lib/cron.ts";

function read(text: string): Cron {
  const cron = parseCron(text);
  if ("problem" in cron) throw new Error(cron.problem);
  return cron;
}

const range = (from: number, to: number, step = 1) =>
  Array.from({length: Math.floor((to - from) / step) + 1}, (_, i) => from + i * step);

/** The days of January 2026 (it begins on a Thursday) that an expression names. */
const daysOfJanuary = (text: string) => range(1, 31).filter((day) => isCronDay(read(text), Date.UTC(2026, 0, day)));

describe("a cron expression", () => {
  test.for([
    ["0 7 * * *", [420]],
    ["5,35 7,19 * * *", [425, 455, 1145, 1175]],
    ["*/20 0 * * *", [0, 20, 40]],
    ["10-50/20 1 * * *", [70, 90, 110]],
    ["30,0,30 23 * * *", [1380, 1410]],
    ["\t0   0 * * * ", [0]],
    ["@hourly", range(0, 1439, 60)],
    ["@daily", [0]],
    ["@Midnight", [0]],
    ["* * * * *", range(0, 1439)],
  ] as const)("%s names its times of day", ([text, times]) => {
    expect(read(text).times).toEqual(times);
  });

  test.for([
    ["0 0 * * *", range(1, 31)],
    ["0 0 13 * *", [13]],
    ["0 0 */10 * *", [1, 11, 21, 31]],
    ["0 0 * * 7", [4, 11, 18, 25]],
    ["0 0 * * 0", [4, 11, 18, 25]],
    ["0 0 * * mon", [5, 12, 19, 26]],
    ["0 0 * * FRI-SUN", [2, 3, 4, 9, 10, 11, 16, 17, 18, 23, 24, 25, 30, 31]],
    ["0 0 * * 6-7", [3, 4, 10, 11, 17, 18, 24, 25, 31]],
    ["0 0 * JAN-MAR THU", [1, 8, 15, 22, 29]],
    ["0 0 * 2-12 *", []],
    ["@weekly", [4, 11, 18, 25]],
    ["@monthly", [1]],
    ["@yearly", [1]],
    ["@annually", [1]],
  ] as const)("%s names its days of January 2026", ([text, days]) => {
    expect(daysOfJanuary(text)).toEqual(days);
  });

  test("with both day fields restricted names the days of either", () => {
    expect(daysOfJanuary("0 0 13,15 * FRI")).toEqual([2, 9, 13, 15, 16, 23, 30]);
    expect(daysOfJanuary("0 0 1 * 0-6")).toEqual(range(1, 31));
  });

  test("with a day field that begins with a star names the days of both", () => {
    expect(daysOfJanuary("0 0 */2 * FRI")).toEqual([9, 23]);
    expect(daysOfJanuary("0 0 1-7 * */2")).toEqual([1, 3, 4, 6]);
  });

  test.for([
    ["0 0 29 2 *"],
    ["0 0 30 2,3 *"],
    ["0 0 30 2 MON"],
    ["5-5/2 0 * * *"],
    ["*/60 */24 * * *"],
    ["59 23 31 12 *"],
  ] as const)("%s has no problem", ([text]) => {
    expect(cronProblem(text)).toBeUndefined();
  });
});

describe("a wrong cron expression", () => {
  const five = "instead of five: minute, hour, day of month, month, day of week";
  test.for([
    ["", `has 0 fields ${five}`],
    ["daily", `has 1 field ${five}`],
    ["0 7 * *", `has 4 fields ${five}`],
    ["0 0 7 * * *", `has 6 fields ${five} (there is none for seconds)`],
    ["61 7 * * *", "minute 61 is not in 0..59"],
    ["0 24 * * *", "hour 24 is not in 0..23 (midnight is 0)"],
    ["0 0 0 * *", "day of month 0 is not in 1..31"],
    ["0 0 1 13 *", "month 13 is not in 1..12 or JAN..DEC"],
    ["0 0 1 JANUARY *", "month JANUARY is not in 1..12 or JAN..DEC (did you mean JAN?)"],
    ["0 0 1 OTC *", "month OTC is not in 1..12 or JAN..DEC (did you mean OCT?)"],
    ["0 0 * * 8", "day of week 8 is not in 0..7 or SUN..SAT"],
    ["0 0 ? * 1", "day of month ? is not in 1..31 (write *)"],
    ["0 0 L * *", "day of month L is not in 1..31"],
    ["-5 0 * * *", "minute lacks a value"],
    ["1,,2 0 * * *", "minute lacks a value"],
    ["1.5 0 * * *", "minute 1.5 is not in 0..59"],
    ["0 22-2 * * *", "hour 22-2 runs backwards (write 22-23,0-2)"],
    ["1-2-3 0 * * *", "minute 1-2-3 is not a range (write 1-2)"],
    ["5/10 0 * * *", "minute 5/10 steps from one value (write 5-59/10)"],
    ["*/0 0 * * *", "minute step 0 is not in 1..60"],
    ["*/90 0 * * *", "minute step 90 is not in 1..60"],
    ["*/ 0 * * *", "minute step is missing"],
    ["*/2/3 0 * * *", "minute step 2/3 is not in 1..60"],
    [
      "60 24 * * FRY",
      "minute 60 is not in 0..59; hour 24 is not in 0..23 (midnight is 0); day of week FRY is not in 0..7 or SUN..SAT (did you mean FRI?)",
    ],
    ["0 0 30 FEB *", "never comes: month FEB has no day 30"],
    ["0 0 31 4,6 */2", "never comes: month 4,6 has no day 31"],
    ["@dayly", "@dayly is unknown (did you mean @daily?)"],
    ["@reboot", "@reboot is unknown (@hourly @daily @midnight @weekly @monthly @yearly @annually)"],
  ] as const)("%s is told so", ([text, problem]) => {
    expect(cronProblem(text)).toBe(problem);
  });
});
