import {describe, expect, test} from "vitest";
import {main} from "../../src/cli/cli.ts";
import type {Command, Terminal} from "../../src/cli/command.ts";
import {GateError} from "../../src/lib/errors.ts";
import {version} from "../../src/lib/version.ts";

async function execute(args: readonly string[], run: Command["run"]) {
  const [out, err]: [string[], string[]] = [[], []];
  const print = (text: string) => void out.push(text);
  const terminal: Terminal = {folder: "/", isLive: false, hasColors: false, print, say: (text) => void err.push(text)};
  const commands = [{name: "try", summary: "tries", options: [], run}];
  const code = await main(args, terminal, commands);
  return {code, out: out.join(""), err: err.join("")};
}

const succeed = async () => ({exitCode: 0, text: "two\nlines", json: {a: 1}});
const fail = (error: unknown) => () => Promise.reject(error);

describe("a command", () => {
  test("that succeeds prints what it says, or one JSON object", async () => {
    expect(await execute([], succeed)).toEqual({code: 0, out: "two\nlines\n", err: ""});
    const {out} = await execute(["--json"], succeed);
    expect(JSON.parse(out)).toEqual({a: 1});
  });

  test("may end with a code of its own", async () => {
    expect(await execute([], async () => ({exitCode: 2, text: "", json: {}}))).toMatchObject({code: 2});
  });

  test("that cannot do its work ends with the code of the error, and its message only", async () => {
    const result = await execute([], fail(new GateError("too many records")));
    expect(result).toEqual({code: 3, out: "", err: "daybook: too many records\n"});
  });

  test("that cannot do its work says so as JSON as well, where that is asked for", async () => {
    const {out, err} = await execute(["--json"], fail(new GateError("too many records")));
    expect(JSON.parse(out)).toEqual({error: {name: "GateError", message: "too many records", exit_code: 3}});
    expect(err).toBe("daybook: too many records\n");
  });

  test("with a bug shows its stack and calls it one", async () => {
    const {code, out, err} = await execute([], fail(new TypeError("oops")));
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^TypeError: oops\n {4}at .*cli\.test\.ts.*/);
    expect(err).toMatch(/\ndaybook: this is a bug in Daybook .*\n$/);
  });

  test("that throws what is no error is a bug, too", async () => {
    expect(await execute([], fail("just text"))).toMatchObject({code: 1, err: expect.stringContaining("just text")});
  });

  test("is not run for help and version", async () => {
    const never = fail(new Error("it ran"));
    expect(await execute(["--version"], never)).toEqual({code: 0, out: `daybook ${version()}\n`, err: ""});
    expect((await execute(["--help"], never)).out).toContain("Usage: node main [command]");
    expect((await execute(["try", "--help"], never)).out).toContain("node main try [options]: tries");
  });

  test("that was mistyped ends with 2", async () => {
    expect(await execute(["tyr"], succeed)).toMatchObject({code: 2, err: expect.stringContaining("did you mean try?")});
  });
});
