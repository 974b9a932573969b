import type {Receipt} from "./effects.ts";

export const settingFault = "ECONFIG";

/** A setting that cannot work as it is, whatever the server does. */
export class SettingFault extends Error {
  readonly code = settingFault;
}

/** A receipt whose reply is one line without control characters, however a server wrote it. */
export function receipt(kind: Receipt["kind"], ...parts: readonly (string | undefined)[]): Receipt {
  const text = parts.filter((part) => part !== undefined && part !== "").join(" ");
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, " ").trim();
  return {kind, reply: line.length > longest ? `${line.slice(0, longest)}…` : line};
}

const longest = 600;
