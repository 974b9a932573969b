import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {SmtpTransport} from "../../src/config/config.ts";
import {SmtpEffects} from "../../src/mail/smtp.ts";
import {createAuthority} from "../support/certificates.ts";
import {
  type Crudeness,
  type MailServer,
  type MailServerSettings,
  startCrudeServer,
  startMailServer,
} from "../support/mailServer.ts";

export const authority = createAuthority();

/** Servers and clients of one test, which trust each other, and a folder; all of it goes with `close`. */
export class Network {
  readonly folder = mkdtempSync(join(tmpdir(), "daybook-smtp-"));
  /** Of the authority the clients trust. */
  readonly certificate = join(this.folder, "ca.pem");
  private readonly closing: (() => unknown)[] = [];

  constructor(private readonly settings: MailServerSettings = {}) {
    writeFileSync(this.certificate, authority.cert);
  }

  async serve(settings: MailServerSettings = {}): Promise<MailServer> {
    return this.closed(await startMailServer({authority, ...this.settings, ...settings}));
  }

  async serveCrudely(crudeness: Crudeness): Promise<MailServer> {
    return this.closed(await startCrudeServer(crudeness));
  }

  /** `patience`: milliseconds. */
  client(port: number, settings: Partial<SmtpTransport> = {}, patience = 10_000): SmtpEffects {
    const transport = {kind: "smtp", host: "localhost", port, security: "starttls", ca: this.certificate} as const;
    const timeouts = {session: patience, transfer: patience, final: patience};
    const effects = new SmtpEffects({...transport, ...this.settings.login, ...settings}, timeouts);
    this.closing.push(() => effects.close());
    return effects;
  }

  async close(): Promise<void> {
    for (const close of this.closing.splice(0).reverse()) await close();
    rmSync(this.folder, {recursive: true});
  }

  private closed(server: MailServer): MailServer {
    this.closing.push(() => server.close());
    return server;
  }
}
