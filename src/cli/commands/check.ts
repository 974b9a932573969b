import type {Verdict} from "../../job/verdict.ts";
import type {Command, Terminal} from "../command.ts";
import {counted} from "../counted.ts";
import {configOption} from "../options.ts";
import {painter} from "../paint.ts";
import {withSession} from "../session.ts";

export const check: Command = {
  name: "check",
  summary: "try config, sources, fonts, folders, mail, disk: what would fail tonight",
  options: [configOption],
  async run(values, terminal) {
    const checks = await withSession(values, terminal, async (context) => {
      const {checkEverything} = await import("../../job/check.ts");
      return checkEverything(context);
    });
    const exitCode = Math.max(...checks.map((verdict) => verdict.exitCode ?? 0));
    return {exitCode, text: [...lines(checks, terminal), "", conclusion(checks)].join("\n"), json: {checks}};
  },
};

function lines(checks: readonly Verdict[], terminal: Terminal): string[] {
  const paint = painter(terminal.hasColors);
  const marks = {fine: paint.green("✓"), warning: paint.yellow("!"), problem: paint.red("✗")};
  const width = Math.max(...checks.map(({about}) => about.length));
  const indent = " ".repeat(width + 6);
  return checks.map(({about, kind, message}) => {
    const text = message.replaceAll("\n", `\n${indent}`);
    return `  ${marks[kind]} ${about.padEnd(width)}  ${text}`;
  });
}

function conclusion(checks: readonly Verdict[]): string {
  const many = (kind: Verdict["kind"]) => checks.filter((verdict) => verdict.kind === kind).length;
  if (many("problem") > 0) return `A run would fail: ${counted(many("problem"), "problem")}.`;
  return many("warning") > 0
    ? `A run would go through, with ${counted(many("warning"), "warning")}.`
    : "A run would go through.";
}
