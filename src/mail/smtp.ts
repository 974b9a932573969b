import type {SmtpTransport} from "../config/config.ts";
import {RunError, TemporaryError} from "../lib/errors.ts";
import type {MailEffects, OutgoingMail, Receipt} from "./effects.ts";
import {receipt} from "./fault.ts";
import {maskOf} from "./masked.ts";
import {withRefusals} from "./refusals.ts";
import {receiptFor} from "./smtpFaults.ts";
import {type Acceptance, SmtpSession, type SmtpTimeouts, smtpTimeouts} from "./smtpSession.ts";

/** Mail by a server, each message over a connection of its own: what became of one says nothing about the next. */
export class SmtpEffects implements MailEffects {
  /** As the server stated it when it was last connected to. */
  maxSize?: number;
  private readonly sessions = new Set<SmtpSession>();

  constructor(
    private readonly transport: SmtpTransport,
    private readonly timeouts: SmtpTimeouts = smtpTimeouts,
  ) {}

  send(message: OutgoingMail): Promise<Receipt> {
    return this.inSession(async (session) => receiptOf(await session.send(message), this.transport));
  }

  async verify(): Promise<void> {
    const {kind, reply, needsSetting} = await this.inSession(async () => receipt("accepted"));
    if (kind === "accepted") return;
    throw kind === "temporary" && !needsSetting ? new TemporaryError(reply) : new RunError(reply);
  }

  close(): void {
    for (const session of this.sessions) session.close();
  }

  private async inSession(work: (session: SmtpSession) => Promise<Receipt>): Promise<Receipt> {
    let session: SmtpSession | undefined;
    try {
      session = SmtpSession.prepare(this.transport, this.timeouts);
      this.track(session);
      await session.open(this.transport);
      if (session.maxSize !== undefined) this.maxSize = session.maxSize;
      const result = await work(session);
      session.quit();
      return result;
    } catch (error) {
      session?.close();
      return receiptFor(error, session?.isHandedOver ?? false, this.transport);
    }
  }

  private track(session: SmtpSession): void {
    this.sessions.add(session);
    session.ended.then(() => this.sessions.delete(session));
  }
}

function receiptOf({reply, refused}: Acceptance, transport: SmtpTransport): Receipt {
  const mask = maskOf(transport);
  return withRefusals(receipt("accepted", mask(reply)), refused, mask);
}
