import type {Command} from "../command.ts";
import {withLedger} from "../ledgerSession.ts";
import {configOption} from "../options.ts";

export const status: Command = {
  name: "status",
  summary: "show the daemon, the last runs, the outbox and what is late",
  options: [configOption],
  async run({config: file}, {hasColors}) {
    const {readStatus} = await import("../../daemon/status.ts");
    const {statusText} = await import("../statusText.ts");
    return withLedger(file!, (ledger, {schedule, timezone}) => {
      const found = readStatus(ledger, {now: new Date(), hasSchedule: schedule !== undefined});
      return {exitCode: found.healthy ? 0 : 1, text: statusText(found, {timezone, hasColors}), json: found};
    });
  },
};
