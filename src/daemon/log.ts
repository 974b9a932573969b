import type {Config} from "../config/config.ts";
import type {Log} from "../lib/log.ts";
import {openLog} from "../lib/runLog.ts";

/** The daemon's own lines in the log. */
export interface DaemonLog extends Log {
  close(): void;
  /** One line in the file, which a terminal or the journal is spared. */
  heartbeat(fields: object): void;
}

/** Everything but the heartbeat is also said, so that a terminal and the journal tell what happens. */
export function openDaemonLog(
  {logs: folder, timezone, secrets}: Config,
  say: (line: string) => void,
  now: () => Date,
): DaemonLog {
  const settings = {folder, timezone, secrets, run: "daemon", say};
  const spoken = openLog({...settings, verbose: true}, now);
  const quiet = openLog({...settings, verbose: false}, now);
  const closeSpoken = spoken.close;
  const close = () => {
    closeSpoken();
    quiet.close();
  };
  return Object.assign(spoken, {close, heartbeat: (fields: object) => quiet.info(fields, "heartbeat")});
}
