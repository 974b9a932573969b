import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {daybook} from "../../support/program.ts";
import {edit, empty, untouched} from "../../support/shop.ts";

describe.concurrent("check", () => {
  test("says of each source and place that a run would go through, and writes no report", async (context) => {
    const cwd = untouched(context);
    const {code, out} = await daybook(["check"], {cwd});
    expect(code).toBe(0);
    for (const about of [
      "config",
      "orders",
      "campaigns",
      "web_traffic",
      "footfall",
      "audits",
      "fonts",
      "outputs",
      "logs",
      "disk",
    ])
      expect(out).toMatch(new RegExp(`^ {2}[✓!] ${about} `, "m"));
    expect(out).toContain("A run would go through.");
    expect(existsSync(join(cwd, "data", "warehouse.duckdb"))).toBe(false);
    expect(readdirSync(join(cwd, "outputs"))).toEqual([]);
  });

  test("counts what repeats an earlier record, be it one", async (context) => {
    const cwd = untouched(context);
    const line = "New year,7,2026-01-05,2026-01-11";
    edit(cwd, "campaigns.csv", line, `${line}\n${line}`);
    expect((await daybook(["check"], {cwd})).out).toMatch(/ campaigns +2 records, 1 repeats an earlier one$/m);
    edit(cwd, "campaigns.csv", line, `${line}\n${line}`);
    expect((await daybook(["check"], {cwd})).out).toMatch(/ campaigns +3 records, 2 repeat an earlier one$/m);
  });

  test("warns of an optional source that is not there", async (context) => {
    const cwd = untouched(context);
    edit(cwd, "config.yaml", "csv: campaigns.csv", "csv: gone.csv, optional: true");
    const {code, out} = await daybook(["check"], {cwd});
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}! campaigns {4}campaigns could not be read: .*gone\.csv/m);
    expect(out).toContain("A run would go through, with 1 warning.");
  });

  test("finds every problem at once, and ends with what a run would end with", async (context) => {
    const folder = untouched(context);
    edit(folder, "config.yaml", "csv: campaigns.csv", "csv: gone.csv");
    edit(folder, "config.yaml", "csv: footfall.csv", "csv: footfall.csv, columns: {temperature: heat}");
    writeFileSync(
      join(folder, "config.yaml"),
      `${readFileSync(join(folder, "config.yaml"))}audits: nothere\nwarehouse: orders.csv/w.duckdb\n`,
    );
    const {code, out} = await daybook(["check", "--json"], {cwd: folder});
    const {checks} = JSON.parse(out) as {checks: {about: string; kind: string; message: string; exitCode?: number}[]};
    expect(code).toBe(2);
    const problems = checks.filter(({kind}) => kind === "problem");
    expect(problems.map(({about, exitCode}) => [about, exitCode])).toEqual([
      ["campaigns", 1],
      ["footfall", 2],
      ["audits", 2],
      ["warehouse", 1],
    ]);
    expect(problems[0]!.message).toContain("gone.csv");
    expect(problems[1]!.message).toContain("heat");
  });
});

describe.concurrent("the command line", () => {
  test("--help and --version load neither the engine nor the canvas, and need no config", async (context) => {
    const cwd = empty(context);
    const trace = {NODE_DEBUG: "module,esm", NO_COLOR: "1"};
    for (const args of [["--help"], ["--version"], ["run", "--help"]]) {
      const {code, err} = await daybook(args, {cwd, env: trace});
      expect(code).toBe(0);
      expect(err).toContain("dist/main.js");
      expect(err).not.toMatch(/duckdb|canvas|luxon|better-sqlite3/);
    }
  });

  test("a mistyped command ends with 2 and a guess", async (context) => {
    const {code, out, err} = await daybook(["vizualise"], {cwd: empty(context)});
    expect({code, out}).toEqual({code: 2, out: ""});
    expect(err).toMatch(/^daybook: there is no command "vizualise" \(did you mean visualize\?\)/);
  });

  test("sample writes sources that can be read", async (context) => {
    const cwd = empty(context);
    const {code, out} = await daybook(["sample", "--orders", "200", "--seed", "3", "--out", "there"], {cwd});
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}there\/smartretail\.db +[\d,]+ bytes$/m);
    expect(out).toContain("\nTo run it: node main --config there/config.yaml\n");
    expect((await daybook(["integrate", "--config", "there/config.yaml"], {cwd})).code).toBe(0);
  });

  test("sample writes only the sources named, and asks what a name of none may mean", async (context) => {
    const cwd = empty(context);
    const {code, out} = await daybook(["sample", "--orders", "20", "--only", "events, offers", "--out", "."], {cwd});
    expect(code).toBe(0);
    expect(out.match(/^ {2}\S+/gm)!.map((file) => file.trim())).toEqual([
      "truth.json",
      "smartretail.db",
      "events.csv",
      "offers.csv",
      "config.yaml",
    ]);
    const again = await daybook(["sample", "--orders", "20", "--only", "offers", "--out", "."], {cwd});
    expect(again.out).toMatch(/\nTo run it: node main --config config\.yaml\n$/);
    const {code: refused, err} = await daybook(["sample", "--only", "orders,evnts"], {cwd});
    expect(refused).toBe(2);
    expect(err).toContain('there is no "evnts" (did you mean events?)');
  });
});
