import {describe, expect, test} from "vitest";
import {commands} from "../../src/cli/commands.ts";
import {parse} from "../../src/cli/parse.ts";
import {UsageError} from "../../src/lib/errors.ts";

const read = (line: string) => parse(line === "" ? [] : line.split(" "), commands);

describe("a command line", () => {
  test("without a command means run, with its defaults", () => {
    const {command, isNamed, values} = read("");
    expect([command.name, isNamed]).toEqual(["run", false]);
    expect(values).toMatchObject({config: "config.yaml"});
    expect(values["as-of"]).toBeUndefined();
  });

  test.for([
    ["run --as-of 2024-02-29", "run", {"as-of": "2024-02-29"}],
    ["--as-of=2024-02-29", "run", {"as-of": "2024-02-29"}],
    ["--config other.yaml check -v", "check", {config: "other.yaml", verbose: "true"}],
    ["sample --orders 5 --seed 0 --out there --json", "sample", {orders: "5", seed: "0", out: "there", json: "true"}],
    ["federate --config a.yaml --config b.yaml", "federate", {config: "b.yaml"}],
    ["federate --full-refresh", "federate", {"full-refresh": "true"}],
    ["-h", "run", {help: "true"}],
  ] as const)("reads `%s`", ([line, name, values]) => {
    const invocation = read(line);
    expect(invocation.command.name).toBe(name);
    expect(invocation.values).toMatchObject(values);
  });

  test.for([
    ["intergate", 'there is no command "intergate" (did you mean integrate?); there are run, integrate, '],
    ["dance", 'there is no command "dance"; there are run, '],
    ["run check", 'run takes no further word, but got "check"'],
    ["--asof 2024-01-01", "there is no option --asof (did you mean --as-of?)"],
    ["run -x", "there is no option -x"],
    ["check --orders 5", "check has no option --orders"],
    ["sample --as-of 2024-01-01", "sample has no option --as-of"],
    ["visualize --full-refresh", "visualize has no option --full-refresh"],
    ["--as-of", "--as-of needs a value: --as-of DAY"],
    ["--config --json", "--config needs a value: --config FILE"],
    ["--as-of 2023-02-29", '--as-of "2023-02-29" is not a day: write YYYY-MM-DD, as in 2024-12-31'],
    ["--as-of 31.12.2024", '--as-of "31.12.2024" is not a day'],
    ["--json=yes", '--json takes no value, but got "yes"'],
    ["sample --orders 0", '--orders "0" is not a whole number from 1 to '],
    ["sample --orders -5", '--orders "-5" is not a whole number from 1 to '],
    ["sample --orders -v", "--orders needs a value: --orders N"],
    ["sample --seed 1.5", '--seed "1.5" is not a whole number from 0 to '],
  ] as const)("refuses `%s`", ([line, message]) => {
    expect(() => read(line)).toThrow(UsageError);
    expect(() => read(line)).toThrow(message);
  });
});

describe("the words after a command", () => {
  const words = {
    signature: "[N]",
    summary: "how many",
    problem: ([word]: readonly string[]) => (word === "x" ? `"x" is not a number` : undefined),
  };
  const run = () => Promise.reject(new Error("parsing runs nothing"));
  const counting = [{name: "count", summary: "counts", options: [], words, run}];

  test("reach a command that takes some, wherever its options stand", () => {
    expect(parse(["--json", "count", "3"], counting).words).toEqual(["3"]);
    expect(parse(["count", "--json", "3", "4"], counting).words).toEqual(["3", "4"]);
    expect(parse([], counting).words).toEqual([]);
  });

  test("are refused in the command's own words", () => {
    expect(() => parse(["count", "x"], counting)).toThrow('count: "x" is not a number\nSee node main count --help');
  });
});
