import {dirname} from "node:path";
import {checkAudits} from "./audits.ts";
import type {JobContext} from "./context.ts";
import {checkMail} from "./mailCheck.ts";
import {checkDisk, checkFolder, checkWarehouse} from "./places.ts";
import {rehearse} from "./rehearsal.ts";
import {problem, type Verdict, verdictOf} from "./verdict.ts";

/** What would fail tonight: everything a run needs is tried, nothing of it is changed. Never throws for what it finds. */
export async function checkEverything(context: JobContext): Promise<readonly Verdict[]> {
  const {config, signal} = context;
  const verdicts: Verdict[] = [configVerdict(context)];
  for (const source of config.sources) verdicts.push(await verdictOf(source.name, () => rehearse(source, context)));
  return [
    ...verdicts,
    await verdictOf("audits", () => checkAudits(config)),
    ...(signal.aborted ? [] : await fontVerdicts()),
    await verdictOf("outputs", () => checkFolder({setting: "outputs", path: config.outputs})),
    await verdictOf("logs", () => checkFolder({setting: "logs", path: config.logs})),
    await verdictOf("warehouse", () => checkWarehouse(config)),
    await verdictOf("ledger", () => checkFolder({setting: "ledger", path: dirname(config.ledger)})),
    ...(await checkMail(context)),
    await verdictOf("disk", () => checkDisk(config)),
  ];
}

function configVerdict({config, today}: JobContext): Verdict {
  const names = config.sources.map(({name}) => name).join(", ");
  return {about: "config", kind: "fine", message: `${names}; today is ${today} in ${config.timezone}`};
}

async function fontVerdicts(): Promise<Verdict[]> {
  const {checkFonts} = await import("../visualize/index.ts");
  const problems = checkFonts();
  if (problems.length === 0) return [{about: "fonts", kind: "fine", message: "all there"}];
  return problems.map((message) => problem("fonts", message));
}
