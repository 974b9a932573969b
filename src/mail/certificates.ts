import {X509Certificate} from "node:crypto";
import {readFileSync} from "node:fs";
import {messageOf} from "../lib/errors.ts";
import {SettingFault} from "./fault.ts";

/** The text of a PEM file of certificates. Throws SettingFault when there are none in it. */
export function certificatesIn(file: string): string {
  try {
    const text = readFileSync(file, "utf8");
    new X509Certificate(text);
    return text;
  } catch (error) {
    throw new SettingFault(
      `no certificate can be read from ${file}: ${messageOf(error)} (name a PEM file in mail.smtp.ca)`,
    );
  }
}
