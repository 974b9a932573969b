import {describe, expect, test} from "vitest";
import {ConfigError, phrased, RunError, SourceError} from "../../src/lib/errors.ts";
import {failureFacts, failureOf} from "../../src/lib/failure.ts";

describe("a failure", () => {
  test.for([
    ["ENOSPC: no space left on device, write", "the disk is full"],
    ["IO Error: Could not write file: No space left on device", "the disk is full"],
    ["EROFS: read-only file system, mkdir '/mnt/x'", "read-only"],
    ["EACCES: permission denied, open '/root/x'", "give this user the right"],
    ["EDQUOT: disk quota exceeded", "the disk quota is used up"],
    ["EIO: input/output error, read", "check the disk"],
    ["EMFILE: too many open files", "too many files"],
    ["Out of Memory Error: failed to allocate data of size 1.0 GiB", "too little memory"],
  ] as const)("of the machine (%s) becomes a message with its remedy", ([message, remedy]) => {
    const failure = failureOf(new Error(message));
    expect(failure).toBeInstanceOf(RunError);
    expect(String(failure)).toContain(remedy);
    expect(String(failure)).toContain(message);
  });

  test("at a place of the config names it, and there a missing folder is no bug", () => {
    const place = {setting: "warehouse", path: "/shop/data"};
    expect(failureOf(new Error("ENOSPC: no space left on device, write"), place)).toMatchObject({
      name: "RunError",
      message: "warehouse (/shop/data): the disk is full; free some space and run again; earlier reports are untouched",
      facts: {phrase: "warehouse: the disk is full"},
    });
    const missing = new Error("ENOENT: no such file or directory, mkdir '/shop/data'");
    expect(String(failureOf(missing, place))).toContain("no folder can be made there");
    expect(failureOf(missing)).toBe(missing);
    const bug = new TypeError("x is undefined");
    expect(failureOf(bug, place)).toBe(bug);
  });

  test("that says itself what to do, and a bug, stay what they are", () => {
    const known = new SourceError("a.csv", 3, "permission denied");
    const bug = new TypeError("x is not a function");
    expect([failureOf(known), failureOf(bug), failureOf("text")]).toEqual([known, bug, "text"]);
  });

  test("goes into the log with its place and its fixed words, and without any value", () => {
    const {text, phrase} = phrased`the order x "${"Jane Doe"}" 5 has ${phrased`no day but ${7}`}`;
    expect({text, phrase}).toEqual({
      text: 'the order x "Jane Doe" 5 has no day but 7',
      phrase: 'the order x "…" 5 has no day but …',
    });
    const error = new SourceError("a.csv", 3, {text, phrase});
    expect(error.message).toBe(`a.csv:3: ${text}`);
    expect(failureFacts(error)).toEqual({error: "SourceError", exit_code: 1, file: "a.csv", line: 3, phrase});
  });

  test("whose message is not known to be free of values goes into the log without it", () => {
    expect(failureFacts(new RunError("x Jane Doe 5"))).toEqual({error: "RunError", exit_code: 1});
    expect(failureFacts(failureOf(new Error("ENOSPC: no space left on device, write 'Jane'")))).toEqual({
      error: "RunError",
      exit_code: 1,
      phrase: "the disk is full",
    });
    const problems = [{line: 3, column: 5, message: "Jane Doe is not a day"}];
    expect(failureFacts(new ConfigError("config.yaml", problems))).toEqual({
      error: "ConfigError",
      exit_code: 2,
      places: ["config.yaml:3:5"],
    });
  });

  test("that is a bug goes into the log with its place in the code only", () => {
    const facts = failureFacts(new TypeError("bad Jane\n    at Jane (Doe:1:1)"));
    expect(facts).toMatchObject({error: "TypeError", exit_code: 1});
    expect(JSON.stringify(facts)).toMatch(/at .*failure\.test\.ts/);
    expect(JSON.stringify(facts)).not.toContain("Jane");
  });
});
