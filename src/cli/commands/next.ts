import type {Command} from "../command.ts";
import {configOption, wholeNumberProblem} from "../options.ts";

const standard = "5";
const countProblem = wholeNumberProblem(1, 1000);

export const next: Command = {
  name: "next",
  summary: "show the coming slots of the schedule, and the day each will report",
  words: {signature: "[N]", summary: `how many slots (default: ${standard})`, problem: wordsProblem},
  options: [configOption],
  async run({config: file}, _terminal, [count = standard]) {
    const {loadConfig} = await import("../../config/load.ts");
    const {scheduleOf} = await import("../../daemon/schedule.ts");
    const {upcomingSlots} = await import("../../daemon/upcoming.ts");
    const {missingSchedule, slotFacts, slotTable} = await import("../slots.ts");
    const schedule = scheduleOf(loadConfig(file!));
    if (schedule === undefined) throw missingSchedule(file!);
    const slots = upcomingSlots(schedule, new Date(), Number(count));
    return {exitCode: 0, text: slotTable(schedule, slots), json: slotFacts(schedule, slots)};
  },
};

function wordsProblem([count, ...more]: readonly string[]): string | undefined {
  if (more[0] !== undefined) return `one number is enough, but "${more[0]}" follows`;
  const problem = count === undefined ? undefined : countProblem(count);
  return problem && `"${count}" ${problem}`;
}
