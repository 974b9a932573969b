import {mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {type LogSettings, openLog} from "../../src/lib/runLog.ts";
import {maskFor} from "../../src/lib/secrets.ts";

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-log-"));
  said = [];
});
afterEach(() => rmSync(folder, {recursive: true}));

const morning = new Date("2026-01-05T06:00:03Z");

function open(settings: Partial<LogSettings> = {}, now = () => morning) {
  const say = (line: string) => said.push(line);
  const complete = {folder, timezone: "Europe/Paris", secrets: [], run: "r1", verbose: false, say, ...settings};
  return openLog(complete, now);
}

function lines(name = "daybook.log"): Record<string, unknown>[] {
  const text = readFileSync(join(folder, name), "utf8");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describe("the log", () => {
  test("writes one JSON object a line, with the time in the zone of the config", () => {
    open().info({stage: "integrate", rows: 1204}, "stage finished");
    expect(readFileSync(join(folder, "daybook.log"), "utf8")).toBe(
      '{"time":"2026-01-05T07:00:03+01:00","level":"info","run":"r1","msg":"stage finished","stage":"integrate","rows":1204}\n',
    );
  });

  test("is on disk before the next statement, and grows when opened again", () => {
    open().warn({}, "first");
    open({run: "r2"}).error({}, "second");
    expect(lines().map(({level, run, msg}) => [level, run, msg])).toEqual([
      ["warn", "r1", "first"],
      ["error", "r2", "second"],
    ]);
  });

  test("keeps debug lines and repeats all lines readably only when verbose", () => {
    open().debug({}, "not kept");
    open({verbose: true}).debug({file: "a b.csv", rows: 3, source: "orders"}, "kept");
    expect(lines().map(({msg}) => msg)).toEqual(["kept"]);
    expect(said).toEqual(['07:00:03 debug kept  file="a b.csv" rows=3 source=orders']);
  });

  test("starts a new file when the day changes in the zone, not in UTC", () => {
    let now = new Date("2026-01-05T22:59:00Z");
    const log = open({}, () => now);
    log.info({}, "before midnight in Paris");
    utimesSync(join(folder, "daybook.log"), now, now);
    now = new Date("2026-01-05T23:00:00Z");
    log.info({}, "after midnight in Paris");
    expect(lines("daybook-2026-01-05.log").map(({msg}) => msg)).toEqual(["before midnight in Paris"]);
    expect(lines().map(({msg}) => msg)).toEqual(["after midnight in Paris"]);
  });

  test("gives yesterday's file its name when it is opened today, and never overwrites one", () => {
    writeFileSync(join(folder, "daybook-2026-01-04.log"), '{"msg":"older"}\n');
    writeFileSync(join(folder, "daybook.log"), '{"msg":"old"}\n');
    const yesterday = new Date("2026-01-04T12:00:00Z");
    utimesSync(join(folder, "daybook.log"), yesterday, yesterday);
    open().info({}, "new");
    expect(lines("daybook-2026-01-04.log").map(({msg}) => msg)).toEqual(["older", "old"]);
    expect(lines().map(({msg}) => msg)).toEqual(["new"]);
  });

  test("keeps fourteen days, and leaves other files alone", () => {
    for (const name of ["daybook-2025-12-21.log", "daybook-2025-12-22.log", "notes.log"])
      writeFileSync(join(folder, name), "");
    open().info({}, "new");
    expect(readdirSync(folder).sort()).toEqual(["daybook-2025-12-22.log", "daybook.log", "notes.log"]);
  });

  test("says once when the folder cannot be written, and the run goes on", () => {
    const file = join(folder, "occupied");
    writeFileSync(file, "");
    const log = open({folder: file});
    log.info({}, "one");
    log.info({}, "two");
    expect(said).toEqual([expect.stringMatching(/^the log in .*occupied cannot be written: /)]);
  });

  test.for([
    ["the folder is deleted", () => rmSync(folder, {recursive: true})],
    ["the file is deleted", () => rmSync(join(folder, "daybook.log"))],
    [
      "another program puts the file aside",
      () => renameSync(join(folder, "daybook.log"), join(folder, "daybook.log.1")),
    ],
  ] as const)("begins a new file when %s", ([, lose]) => {
    const log = open();
    log.info({}, "one");
    lose();
    log.info({}, "two");
    expect(lines().map(({msg}) => msg)).toEqual(["two"]);
  });

  test("goes on, and can complain again, when the folder can be written again", () => {
    const log = open({folder: join(folder, "logs")});
    const block = () => writeFileSync(join(folder, "logs"), "");
    block();
    log.info({}, "one");
    rmSync(join(folder, "logs"));
    log.info({}, "two");
    expect(lines("logs/daybook.log").map(({msg}) => msg)).toEqual(["two"]);
    rmSync(join(folder, "logs"), {recursive: true});
    block();
    log.info({}, "three");
    expect(said).toHaveLength(2);
  });

  test("masks secrets in keys, values and texts within texts, and stays JSON", () => {
    const log = open({secrets: ['p"ss wörd', "12345"]});
    log.info({reply: 'AUTH p"ss wörd', 'p"ss wörd': 1, ms: 12345, inner: JSON.stringify({a: 'p"ss wörd'})}, "x");
    expect(lines()).toMatchObject([{reply: "AUTH ***", "***": 1, ms: "***", inner: '{"a":"***"}'}]);
  });
});

describe("a mask", () => {
  const secret = fc.string({minLength: 6, maxLength: 30, unit: "binary"}).filter((text) => text.trim().length > 5);
  const around = fc.string({maxLength: 8});
  const forms: Record<string, (text: string) => string> = {
    raw: (text) => text,
    URL: encodeURIComponent,
    form: (text) => new URLSearchParams({a: text}).toString(),
    JSON: JSON.stringify,
    hex: (text) => Buffer.from(text).toString("hex"),
  };

  test.for(Object.keys(forms))("hides a secret written as %s", (name) => {
    fc.assert(
      fc.property(secret, around, (hidden, text) => {
        const written = forms[name]!(hidden);
        expect(maskFor([hidden])(text + written)).not.toContain(written);
      }),
    );
  });

  test("hides a secret in base64 wherever it stands in the text encoded", () => {
    fc.assert(
      fc.property(around, around, (before, after) => {
        const login = Buffer.from(`${before}\0correct horse\0${after}`).toString("base64");
        const rest = Buffer.from(maskFor(["correct horse"])(login).replaceAll("***", "AAAA"), "base64").toString();
        expect(rest).not.toContain("rrect hor");
      }),
    );
  });

  test("leaves everything else as it is", () => {
    const entry = {a: [1, null, true, "text"], b: {c: "d"}};
    expect(maskFor(["secret", ""])(entry)).toEqual(entry);
  });
});
