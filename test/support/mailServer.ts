import {once} from "node:events";
import {type AddressInfo, createServer, type Server, type Socket} from "node:net";
import {buffer} from "node:stream/consumers";
import {SMTPServer, type SMTPServerAddress, type SMTPServerOptions, type SMTPServerSession} from "smtp-server";
import {type Authority, createAuthority} from "./certificates.ts";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly isEncrypted: boolean;
  readonly user: string | undefined;
}

export interface MailServer {
  readonly port: number;
  /** What it took, in order. */
  readonly received: readonly ReceivedMail[];
  close(): Promise<void>;
}

export interface MailServerSettings {
  readonly authority?: Authority;
  /** What its certificate is for. */
  readonly names?: readonly string[];
  /** TLS from the first byte. */
  readonly isTls?: boolean;
  readonly login?: {readonly user: string; readonly password: string};
  /** Its SIZE, in bytes. */
  readonly size?: number;
  /** The reply to a recipient, `550 No such user`; nothing where it is welcome. */
  readonly answer?: (recipient: string) => string | undefined;
  /** The reply to a message; nothing when it is taken. */
  readonly verdict?: (mail: ReceivedMail) => string | undefined;
  /** The reply to a login that is wrong, for the password tried. */
  readonly loginRefusal?: (password: string) => string;
  /** What it says when it takes a message. */
  readonly thanks?: string;
  readonly authMethods?: readonly string[];
  readonly hasStarttls?: boolean;
  readonly statesSize?: boolean;
}

/** A mail server on 127.0.0.1 that keeps what it takes. */
export async function startMailServer(settings: MailServerSettings = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    ...optionsFor(settings),
    async onData(stream, session, callback) {
      // A client that is killed while it sends leaves half a message, which is nobody's.
      const raw = await buffer(stream).catch(() => undefined);
      if (raw === undefined) return callback(replyError("451 4.4.2 Connection lost"));
      const mail = mailIn(session, raw);
      const refusal = stream.sizeExceeded ? "552 5.3.4 Too large" : settings.verdict?.(mail);
      if (refusal === undefined) received.push(mail);
      callback(replyError(refusal), settings.thanks ?? "Taken");
    },
  });
  server.on("error", () => {}); // A client that leaves is no matter here.
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return {port: portOf(listening), received, close: () => new Promise((resolve) => server.close(resolve))};
}

function optionsFor(settings: MailServerSettings): SMTPServerOptions {
  const {authority = createAuthority(), names = ["localhost"], isTls = false, login, size, answer} = settings;
  return {
    ...authority.issue(names),
    secure: isTls,
    disableReverseLookup: true,
    authOptional: login === undefined,
    closeTimeout: 20,
    authMethods: [...(settings.authMethods ?? ["PLAIN", "LOGIN"])],
    disabledCommands: settings.hasStarttls === false ? ["STARTTLS"] : [],
    hideSize: settings.statesSize === false,
    ...(size === undefined ? {} : {size}),
    onAuth({username, password}, _session, callback) {
      const isRight = username === login?.user && password === login?.password;
      const refusal = settings.loginRefusal?.(password ?? "") ?? "535 5.7.8 Wrong user or password";
      callback(isRight ? null : replyError(refusal), {user: username});
    },
    onRcptTo({address}: SMTPServerAddress, _session, callback) {
      callback(replyError(answer?.(address)));
    },
  };
}

function mailIn({envelope, secure, user}: SMTPServerSession, raw: Buffer): ReceivedMail {
  const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
  const to = envelope.rcptTo.map(({address}) => address);
  return {from, to, raw, isEncrypted: secure, user: typeof user === "string" ? user : undefined};
}

/** `451 Later` as what the server throws to say so. */
function replyError(reply: string | undefined): (Error & {responseCode: number}) | null {
  if (reply === undefined) return null;
  return Object.assign(new Error(reply.slice(4)), {responseCode: Number(reply.slice(0, 3))});
}

/** Where a crude server cuts the connection, or falls silent for good. */
export type Crudeness = "silent" | "cut in data" | "cut after dot" | "silent after dot" | "silent in login";

/** A server that speaks just enough to break off where it is told to. */
export async function startCrudeServer(crudeness: Crudeness): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    if (crudeness !== "silent") talk(socket, crudeness, received);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    port: portOf(server),
    received,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

const replies: Readonly<Record<string, string>> = {
  EHLO: "250-crude\r\n250 AUTH PLAIN",
  AUTH: "235 In",
  MAIL: "250 Fine",
  RCPT: "250 Fine",
  DATA: "354 Go on",
};

function talk(socket: Socket, crudeness: Crudeness, received: ReceivedMail[]): void {
  let isData = false;
  let text = "";
  socket.write("220 crude\r\n");
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    if (isData) takeData(socket, crudeness, text, received);
    else if (text.endsWith("\r\n")) {
      isData = text.startsWith("DATA");
      answer(socket, crudeness, text.slice(0, 4));
      text = "";
    }
  });
}

function answer(socket: Socket, crudeness: Crudeness, verb: string): void {
  if (verb === "AUTH" && crudeness === "silent in login") return;
  socket.write(`${replies[verb] ?? "221 Bye"}\r\n`);
}

function takeData(socket: Socket, crudeness: Crudeness, text: string, received: ReceivedMail[]): void {
  if (crudeness === "cut in data") socket.destroy();
  else if (text.endsWith("\r\n.\r\n")) {
    const raw = Buffer.from(text.slice(0, -3), "latin1");
    received.push({from: "", to: [], raw, isEncrypted: false, user: undefined});
    if (crudeness === "cut after dot") socket.destroy();
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
