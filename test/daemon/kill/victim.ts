import {loadConfig} from "../../../src/config/load.ts";
import {Daemon} from "../../../src/daemon/daemon.ts";
import {type DaemonEffects, daemonEffects} from "../../../src/daemon/effects.ts";
import type {MailEffects} from "../../../src/mail/effects.ts";
import {Ledger} from "../../../src/store/ledger.ts";

/**
 * A daemon with the real job, at a time of our choosing, that ends when there is nothing left to do. With a number as last
 * argument it dies at that step of the slot given, as by a power cut; every step is printed.
 */
const [file, start, slot, deadly] = process.argv.slice(2) as [string, string, string, string | undefined];
const ledger = Ledger.open(loadConfig(file).ledger);
let steps = 0;

/** Counts the steps from the first of the slot on. */
function step(name: string): void {
  const {run_id} = ledger.row<{run_id: string | null}>("select run_id from slots where slot = ?", [slot]) ?? {};
  if (run_id === null || run_id === undefined) return;
  steps += 1;
  console.log(name);
  if (steps === Number(deadly)) process.kill(process.pid, "SIGKILL");
}

/** A way out that tells of each message before it is handed over and after the reply. */
async function openTransport(...given: Parameters<DaemonEffects["openTransport"]>): Promise<MailEffects> {
  const transport = await daemonEffects.openTransport(...given);
  return {
    verify: () => transport.verify(),
    close: () => transport.close(),
    async send(message) {
      step(`send to ${message.envelope.to}`);
      const receipt = await transport.send(message);
      step(`reply for ${message.envelope.to}`);
      return receipt;
    },
  };
}

/** Of the slots all, of the mails all that are not to be settled by a person. */
function isDone(): boolean {
  const open = ledger.row("select 1 from slots where state in ('due', 'running')");
  const waiting = ledger.row("select 1 from outbox where state in ('queued', 'sending')");
  return ledger.row("select 1 from slots where slot = ?", [slot]) !== undefined && !open && !waiting;
}

/** When the daemon had looked at its schedule for the first time: however slow the machine, it is there before the slot. */
let began: number | undefined;
const elapsed = () => (began === undefined ? 0 : performance.now() - began);
const daemon = Daemon.open(
  {file, verbose: false, say: () => {}},
  {
    ...daemonEffects,
    now: () => new Date(new Date(start).getTime() + elapsed()),
    step,
    openTransport,
    onTick(callback) {
      queueMicrotask(() => {
        began = performance.now();
      });
      const timer = setInterval(() => (daemon.isIdle && isDone() ? daemon.stop() : callback()), 60);
      return () => clearInterval(timer);
    },
  },
);
console.log("at work");
await daemon.run();
ledger.close();
