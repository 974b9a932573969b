import {resolve} from "node:path";
import type {Preview} from "../../job/preview.ts";
import type {Command, Outcome} from "../command.ts";
import {asOfOption, configOption} from "../options.ts";

export const preview: Command = {
  name: "preview",
  summary: "write the mail of the latest report to a file, and check it",
  options: [
    configOption,
    {...asOfOption, summary: "the day whose report is shown (default: that of the latest run)"},
    {name: "to", value: "ADDRESS", summary: "as this recipient gets it (default: the first)"},
    {name: "out", value: "FILE", summary: "where to write it (default: preview.eml in the outputs)"},
  ],
  async run(values, terminal): Promise<Outcome> {
    const {loadConfig} = await import("../../config/load.ts");
    const {previewMail} = await import("../../job/preview.ts");
    const {config: file, "as-of": asOf, to, out} = values;
    const result = await previewMail(loadConfig(file!), {
      now: new Date(),
      ...(asOf ? {asOf} : {}),
      ...(to ? {to} : {}),
      ...(out ? {out: resolve(terminal.folder, out)} : {}),
    });
    return {exitCode: result.problems.length > 0 ? 1 : 0, text: describe(result), json: facts(result)};
  },
};

function describe({file, message, problems}: Preview): string {
  const {subject, recipient, raw, leftOut} = message;
  return [
    `  Subject   ${subject}`,
    `  To        ${recipient}`,
    `  Size      ${(raw.length / 1000).toLocaleString("en", {maximumFractionDigits: 0})} kB`,
    ...(leftOut.length > 0 ? [`  Left out  ${leftOut.join(", ")}`] : []),
    ...problems.map((problem) => `  ✗ ${problem}`),
    "",
    `  ${file}`,
  ].join("\n");
}

function facts({file, message, problems}: Preview): object {
  const {subject, recipient, envelope, messageId, raw, leftOut} = message;
  return {file, subject, recipient, envelope, message_id: messageId, bytes: raw.length, left_out: leftOut, problems};
}
