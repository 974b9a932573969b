import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {dateFormatFault} from "../../src/config/dateFormat.ts";
import {text, Warehouse} from "../../src/store/warehouse.ts";

const whole = [
  "%d/%m/%Y",
  "%-d/%-m/%y",
  "%m-%d-%Y %I:%M:%S %p",
  "%-I%p %j %Y",
  "%Y-%m-%dT%H:%M:%S.%f%z",
  "%A, %d %B %Y",
  "%a %d %b %Y",
  "%d %h %Y",
  "%Y-%m-%d %T",
  "%x %X",
  "%c",
  "%G-W%V-%u",
  "%Y %U %w",
  "%Y %W %a",
  "%Y-%-j",
  "%Y%m%d%H%M%S",
  "%Y-%m-%d %-H:%-M:%-S",
  "%d.%m.%-y 100%%",
  "%Y-%m-%d %H:%M:%S.%g",
  "%Y-%m-%d %H:%M:%S.%n",
];

test.for([...whole, "epoch_seconds", "epoch_milliseconds"])("%s is a date format", (format) => {
  expect(dateFormatFault(format)).toBeUndefined();
});

test.for([
  ["DD/MM/YYYY", "has no directive (did you mean %d/%m/%Y?)"],
  ["yyyy-MM-dd HH:mm:ss", "has no directive (did you mean %Y-%m-%d %H:%M:%S?)"],
  ["M/D/YY", "has no directive (did you mean %m/%d/%y?)"],
  ["iso", "has no directive (such as %d/%m/%Y)"],
  ["%d/%m", "has no year (%Y or %y)"],
  ["%H:%M", "has no year (%Y or %y)"],
  ["%m/%Y", "has no month and day (%m and %d)"],
  ["%d/%M/%Y", "has no month and day (%m and %d)"],
  ["%d/%m/%Y %I:%M", "has a 12-hour %I without %p (24 hours are %H)"],
] as const)("%s is refused: %s", ([format, fault]) => {
  expect(dateFormatFault(format)).toBe(fault);
});

test.for(["%D", "%Q %Y-%m-%d", "%-Y-%m-%d", "%F", "%d/%m/%Y %", "%d/%m/%Y %-", "%d/%m/%Y %é"])(
  "%s has an unknown directive",
  (format) => {
    expect(dateFormatFault(format)).toMatch(/^%.* is not a directive \(there are %Y %m %d/);
  },
);

describe("the engine agrees:", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await Warehouse.open(":memory:");
  });
  afterAll(() => warehouse.close());

  test.for(whole)("it reads back a day that it wrote as %s", async (format) => {
    const day = "timestamp '2024-03-04 05:06:07'";
    const {read} = await warehouse.row(
      `select cast(cast(strptime(strftime(${day}, ${text(format)}), ${text(format)}) as date) as varchar) as read`,
    );
    expect(read).toBe("2024-03-04");
  });

  test("it knows exactly the directives that are accepted", async () => {
    const letters = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%"];
    for (const directive of letters.flatMap((letter) => [`%${letter}`, `%-${letter}`])) {
      const isKnown = await warehouse.rows(`select try_strptime('', '${directive}')`).then(
        () => true,
        () => false,
      );
      const isAccepted = !/is not a directive/.test(dateFormatFault(directive) ?? "");
      expect([directive, isAccepted]).toEqual([directive, isKnown]);
    }
  });
});
