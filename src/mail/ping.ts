import {messageOf} from "../lib/errors.ts";
import type {Log} from "../lib/log.ts";

/** How a run stands. */
export type PingEvent =
  | {readonly kind: "start"}
  | {readonly kind: "success"}
  | {readonly kind: "fail"; readonly exitCode: number};

export interface PingCall {
  /** Absent: nobody is called. */
  readonly url: string | undefined;
  /** The run's id, a UUID. */
  readonly run: string;
  readonly log: Log;
}

const timeout = 5000;

/**
 * Calls a dead-man switch: `url/start`, `url`, or `url/<exit code>`, with the run as `rid`. True when it was heard. Never throws: a
 * failure is logged and changes nothing.
 */
export async function ping({url, run, log}: PingCall, event: PingEvent, milliseconds = timeout): Promise<boolean> {
  if (url === undefined) return true;
  const facts = {host: new URL(url).host, event: event.kind};
  try {
    const {address, headers} = withoutLogin(pingAddress(url, event, run));
    const response = await fetch(address, {headers, signal: AbortSignal.timeout(milliseconds)});
    await response.body?.cancel();
    if (!response.ok) throw new Error(`answered with ${response.status}`);
    log.debug(facts, "ping sent");
    return true;
  } catch (error) {
    log.warn({...facts, problem: problemOf(error, milliseconds)}, "ping failed");
    return false;
  }
}

/** `https://host/check?create=1` → `https://host/check/start?create=1&rid=<run>`. */
export function pingAddress(url: string, event: PingEvent, run: string): URL {
  const address = new URL(url);
  const step = event.kind === "success" ? "" : `/${event.kind === "start" ? "start" : event.exitCode}`;
  address.pathname = `${address.pathname.replace(/\/+$/, "")}${step}`;
  address.searchParams.set("rid", run);
  return address;
}

/** A name and a password within an address travel in a header. */
function withoutLogin(address: URL): {address: URL; headers: Record<string, string>} {
  const {username, password} = address;
  if (username === "") return {address, headers: {}};
  Object.assign(address, {username: "", password: ""});
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return {address, headers: {authorization: `Basic ${login.toString("base64")}`}};
}

/** `fetch failed` alone says nothing: its cause does. */
function problemOf(error: unknown, milliseconds: number): string {
  if (error instanceof Error && error.name === "TimeoutError") return `no answer within ${milliseconds / 1000} s`;
  return messageOf((error instanceof Error && error.cause) || error);
}
