import SMTPConnection from "nodemailer/lib/smtp-connection";
import type {SmtpTransport} from "../config/config.ts";
import {certificatesIn} from "./certificates.ts";
import type {OutgoingMail} from "./effects.ts";
import type {RefusedRecipient} from "./refusals.ts";

/** How long to wait, in milliseconds. */
export interface SmtpTimeouts {
  /** From the host's name to the end of the login. */
  readonly session: number;
  /** From the envelope to the message's last byte. */
  readonly transfer: number;
  /** For the reply to it. RFC 5321 asks for ten minutes: who leaves sooner sends twice what a slow scanner let through. */
  readonly final: number;
}

export const smtpTimeouts: SmtpTimeouts = {session: 30_000, transfer: 300_000, final: 600_000};

/** How the server took one message. */
export interface Acceptance {
  /** Its final reply. */
  readonly reply: string;
  /** The recipients it refused, although it took the message for others. */
  readonly refused: readonly RefusedRecipient[];
}

type Callback<T> = (error?: Error | null, result?: T) => void;

const farewell = 2000;

/** One connection, from the greeting to QUIT. Each step throws what ended it. */
export class SmtpSession {
  /** True once the last byte of the message, the dot that ends it, was given to the connection. */
  isHandedOver = false;
  /** The SIZE the server states in its answer to EHLO, in bytes. */
  maxSize: number | undefined;
  /** Resolves when the connection is closed, by whomever. */
  readonly ended: Promise<void>;
  private deadline: NodeJS.Timeout | undefined;
  private fail: (error: Error) => void = () => {};
  private readonly failed = new Promise<never>((_, reject) => {
    this.fail = reject;
  });

  private constructor(
    private readonly connection: SMTPConnection,
    private readonly timeouts: SmtpTimeouts,
  ) {
    this.ended = new Promise((resolve) => connection.once("end", resolve));
    this.failed.catch(() => {});
    connection.on("error", this.fail);
  }

  /** Nothing is sent yet: `open` connects. Throws when the certificates to trust cannot be read. */
  static prepare(transport: SmtpTransport, timeouts: SmtpTimeouts): SmtpSession {
    const connection = new SMTPConnection({
      ...optionsFor(transport, timeouts),
      logger: {...silence, info: (entry: {tnx?: string}) => entry.tnx === "message" && session.handedOver()},
    });
    const session = new SmtpSession(connection, timeouts);
    connection.once("end", () => session.afterEnd());
    return session;
  }

  /** Connects, encrypts and logs in. */
  async open({user, password}: SmtpTransport): Promise<void> {
    this.allow(this.timeouts.session);
    await this.step((done) => this.connection.connect(done));
    const [, digits] = /^250[ -]SIZE +(\d+)/im.exec(this.connection.lastServerResponse || "") ?? [];
    this.maxSize = Number(digits) || undefined;
    if (user !== undefined) await this.step((done) => this.connection.login({user, pass: password}, done));
    clearTimeout(this.deadline);
  }

  async send({envelope, raw}: OutgoingMail): Promise<Acceptance> {
    this.allow(this.timeouts.transfer);
    const addressed = {from: envelope.from, to: [...envelope.to], size: raw.length};
    const info = await this.step<SMTPConnection.SentMessageInfo>((done) => this.connection.send(addressed, raw, done));
    clearTimeout(this.deadline);
    return {reply: info.response, refused: info.rejectedErrors ?? []};
  }

  /** Takes leave without waiting for the answer. */
  quit(): void {
    this.allow(farewell);
    this.connection.quit();
  }

  close(): void {
    this.connection.close();
  }

  /** Where a reply ended the session, whoever waits for that reply is told first. */
  private afterEnd(): void {
    clearTimeout(this.deadline);
    setImmediate(this.fail, new Error("the connection was closed"));
  }

  private allow(milliseconds: number): void {
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => {
      this.fail(Object.assign(new Error(`no answer within ${milliseconds / 1000} s`), {code: "ETIMEDOUT"}));
      this.close();
    }, milliseconds);
  }

  private handedOver(): void {
    this.isHandedOver = true;
    this.allow(this.timeouts.final);
  }

  private step<T>(work: (done: Callback<T>) => void): Promise<T> {
    const done = new Promise<T>((resolve, reject) => {
      work((error, result) => (error ? reject(error) : resolve(result as T)));
    });
    return Promise.race([done, this.failed]);
  }
}

const silence = {trace() {}, debug() {}, warn() {}, error() {}, fatal() {}};

/** Our own deadlines stand in for the connection's, which has none for the answers to EHLO and AUTH and one for all later silence. */
function optionsFor({host, port, security, ca}: SmtpTransport, {session, transfer, final}: SmtpTimeouts) {
  return {
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    connectionTimeout: session,
    greetingTimeout: session,
    dnsTimeout: session,
    socketCloseTimeout: 1000,
    socketTimeout: 2 * Math.max(session, transfer, final),
    tls: {minVersion: "TLSv1.2", ...(ca === undefined ? {} : {ca: certificatesIn(ca)})} as const,
  };
}
