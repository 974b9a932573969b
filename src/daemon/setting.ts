import type {Config, ScheduleConfig} from "../config/config.ts";
import {loadConfig} from "../config/load.ts";
import {ConfigError} from "../lib/errors.ts";
import {type Schedule, scheduleOf} from "./schedule.ts";

/** A config by which a daemon can work, and its schedule. */
export interface Setting {
  readonly config: Config & {readonly schedule: ScheduleConfig};
  readonly schedule: Schedule;
}

/** Throws ConfigError for a config that is wrong, or that says of no run when it is due. */
export function loadSetting(file: string, load: typeof loadConfig = loadConfig): Setting {
  const config = load(file);
  const schedule = scheduleOf(config);
  if (config.schedule === undefined || schedule === undefined)
    throw new ConfigError(file, [{message: `schedule is missing: say when runs are due, as in {cron: "0 7 * * *"}`}]);
  return {config: {...config, schedule: config.schedule}, schedule};
}
