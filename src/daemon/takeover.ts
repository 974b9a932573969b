import {hostname} from "node:os";
import type {Ledger} from "../store/ledger.ts";

/** As it stands in the ledger. */
interface Owner {
  readonly pid: number | null;
  readonly host: string | null;
}

/** What a daemon that is no more was at on another host is ours, and thereby broken off: nobody there will ever end it. */
export function takeOver(ledger: Ledger, {pid, host}: Owner): void {
  const values = {pid, host, ownPid: process.pid, ownHost: hostname()};
  const set = "set pid = @ownPid, host = @ownHost where pid = @pid and host = @host";
  ledger.run(`update outbox ${set} and state = 'sending'`, values);
  ledger.run(`update runs ${set} and result = 'running'`, values);
}
