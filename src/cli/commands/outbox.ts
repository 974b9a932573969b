import type {Command, Outcome} from "../command.ts";
import {withLedger} from "../ledgerSession.ts";
import {configOption} from "../options.ts";
import {wordsProblem} from "../outboxWords.ts";

export const outbox: Command = {
  name: "outbox",
  summary: "show the mails, send again what failed, settle one by hand",
  words: {
    signature: "[ACTION…]",
    summary: "list (default); retry [ID…]: send now; resolve ID sent|drop: as it turned out",
    problem: wordsProblem,
  },
  options: [configOption],
  async run({config: file}, {hasColors}, [action = "list", ...rest]): Promise<Outcome> {
    const actions = await import("../outboxActions.ts");
    return withLedger(file!, (ledger, config) => {
      const desk = {ledger, config, hasColors, now: new Date()};
      if (action === "retry") return actions.retryMails(desk, rest.map(Number));
      if (action === "resolve") return actions.resolveMail(desk, Number(rest[0]), rest[1] === "sent" ? "sent" : "drop");
      return actions.listMails(desk);
    });
  },
};
