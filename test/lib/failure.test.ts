import {describe, expect, test} from "vitest";
import {RunError, SourceError} from "../../src/lib/errors.ts";
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
    expect(failureOf(new Error("ENOSPC: no space left on device, write"), place)).toEqual(
      new RunError(
        "warehouse (/shop/data): the disk is full; free some space and run again; earlier reports are untouched",
      ),
    );
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

  test("goes into the log without the values it quotes", () => {
    const facts = failureFacts(new SourceError("a.csv", 3, `"Jane Doe" is not a date`));
    expect(facts).toEqual({error: "SourceError", exit_code: 1, message: 'a.csv:3: "…" is not a date'});
  });

  test("that is a bug goes into the log with the place", () => {
    expect(failureFacts(new TypeError("bad 'Jane'"))).toMatchObject({
      error: "TypeError",
      message: "bad '…'",
      frames: expect.arrayContaining([expect.stringMatching(/^at .*failure\.test\.ts/)]),
    });
  });
});
