import {createHash} from "node:crypto";
import type {MailConfig} from "../config/config.ts";
import {domainOf} from "./addresses.ts";

/** Says that a machine wrote this and wants no automatic answer, and how to leave the list where the config tells. */
export function standingHeaders({listId, unsubscribe}: MailConfig): Record<string, string> {
  return {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    ...(listId ? {"List-Id": listId.includes("<") ? listId : `<${listId}>`} : {}),
    ...(unsubscribe ? {"List-Unsubscribe": `<${unsubscribe}>`} : {}),
    ...(unsubscribe?.startsWith("https:") ? {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} : {}),
  };
}

/** The same for the same parts, another for any other: a mail sent again is known as the one it was. */
export function messageId(mail: MailConfig, label: string, parts: readonly (string | number)[]): string {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 24);
  return `<daybook.${label}.${digest}@${domainOf(mail.from)}>`;
}
