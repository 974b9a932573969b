import {join} from "node:path";
import {runStages, type StageRun} from "../pipeline.ts";
import {readFacts} from "../report/figures.ts";
import {publishPart} from "../report/publish.ts";
import type {StageContext, StageName} from "../stage.ts";
import type {JobContext} from "./context.ts";
import {filesBelow} from "./files.ts";
import {freezeLater} from "./tables.ts";
import {withWorkplace} from "./workplace.ts";

interface StageAlone {
  readonly stage: StageRun;
  /** What it put in the outputs, absolute. */
  readonly files: readonly string[];
}

/** One stage on the tables as they are. Figures replace those in the outputs of their day. Throws what `runJob` throws, but knows no gates. */
export async function runStageAlone(name: StageName, context: JobContext): Promise<StageAlone> {
  return withWorkplace(context, async (workplace) => {
    await freezeLater(workplace.warehouse, name);
    const [stage] = await runStages([name], workplace, context.progress);
    return {stage: stage!, files: name === "visualize" ? await publishFigures(workplace) : []};
  });
}

async function publishFigures({warehouse, folder: staging}: StageContext): Promise<string[]> {
  const {period} = await readFacts(warehouse, []);
  const folder = await publishPart(staging, period.as_of, "figures");
  return filesBelow(join(folder, "figures"));
}
