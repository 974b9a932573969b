import {spawn} from "node:child_process";
import type {SendmailTransport} from "../config/config.ts";
import {RunError} from "../lib/errors.ts";
import type {MailEffects, OutgoingMail, Receipt} from "./effects.ts";
import {receipt} from "./fault.ts";

/** How long the program may take, in milliseconds. */
const patience = 300_000;
/** How long after its end something it said may still arrive, in milliseconds. */
const lastWords = 500;

/** How the program ended, and whether it had read the whole message by then. */
interface Ending {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly wasRead: boolean;
  /** What it said, mostly why not. */
  readonly words: string;
  /** Why it could not be started. */
  readonly fault?: NodeJS.ErrnoException;
}

/** Mail by a local program with the manners of sendmail: addresses as arguments, the message on its standard input. */
export class SendmailEffects implements MailEffects {
  private readonly stopping = new AbortController();

  constructor(
    private readonly transport: SendmailTransport,
    private readonly timeout = patience,
  ) {}

  async send({envelope, raw}: OutgoingMail): Promise<Receipt> {
    const addresses = [envelope.from, ...envelope.to];
    const odd = addresses.find((address) => address.startsWith("-"));
    if (odd !== undefined) return receipt("permanent", `${odd} would be taken for an option`);
    const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(this.timeout)]);
    return receiptOf(
      await pipe(this.transport.path, ["-i", "-f", ...addresses], unixLines(raw), signal),
      this.transport,
    );
  }

  async verify(): Promise<void> {
    const {constants, promises} = await import("node:fs");
    await promises.access(this.transport.path, constants.X_OK).catch((error: NodeJS.ErrnoException) => {
      throw new RunError(faultText(error, this.transport));
    });
  }

  close(): void {
    this.stopping.abort();
  }
}

function pipe(program: string, args: readonly string[], input: Buffer, signal: AbortSignal): Promise<Ending> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {stdio: "pipe", signal, killSignal: "SIGKILL"});
    const said: Buffer[] = [];
    let wasRead = false;
    const end = (ending: Partial<Ending>) => {
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
      resolve({exitCode: null, signal: null, ...ending, wasRead, words: Buffer.concat(said).toString().slice(-2000)});
    };
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => said.push(text));
    child.on("error", (fault) => child.pid === undefined && end({fault}));
    child.on("close", (exitCode, signal) => end({exitCode, signal}));
    // What it left running in the background may keep its output open: that is not waited for.
    child.on("exit", (exitCode, signal) => setTimeout(() => end({exitCode, signal}), lastWords).unref());
    // A program that stops reading says why by its exit code.
    child.stdin.on("error", () => {});
    child.stdin.end(input, () => {
      wasRead = !child.stdin.errored;
    });
  });
}

/** Mail programs take and keep messages with the line ends of the system. */
function unixLines(raw: Buffer): Buffer {
  return Buffer.from(raw.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

/** Exit codes of sysexits.h that a later attempt may not meet again: EX_OSERR, EX_IOERR, EX_TEMPFAIL. */
const passing = [71, 74, 75];

function receiptOf({exitCode, signal, wasRead, words, fault}: Ending, transport: SendmailTransport): Receipt {
  if (fault) return receipt(isPassing(fault) ? "temporary" : "permanent", faultText(fault, transport));
  const name = transport.path;
  if (exitCode === 0 && wasRead) return receipt("accepted", words || `taken by ${name}`);
  if (exitCode === 0) return receipt("temporary", `${name} left before it had read the whole message:`, words);
  if (exitCode !== null)
    return receipt(passing.includes(exitCode) ? "temporary" : "permanent", `${name} ended with ${exitCode}:`, words);
  return receipt(wasRead ? "in_doubt" : "temporary", `${name} was ended by ${signal}:`, words);
}

function isPassing({code}: NodeJS.ErrnoException): boolean {
  return ["EAGAIN", "EMFILE", "ENFILE", "ENOMEM"].includes(code ?? "");
}

function faultText({code, message}: NodeJS.ErrnoException, {path}: SendmailTransport): string {
  if (code === "ENOENT") return `there is no program ${path} (name it in mail.smtp.sendmail)`;
  if (code === "EACCES") return `${path} may not be run by this user (name another program in mail.smtp.sendmail)`;
  return `${path} cannot be started: ${message}`;
}
