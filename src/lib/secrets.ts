const mask = "***";

/** Below this, a form is too common a text to stand for the secret. */
const shortest = 4;

type Mask = <T>(value: T) => T;

/** Replaces every written form of `secrets` in all texts of a JSON-like value, keys and numbers included. */
export function maskFor(secrets: readonly string[]): Mask {
  const forms = [...new Set(secrets.filter((secret) => secret.length > 0).flatMap(writtenForms))];
  const longestFirst = forms.sort((a, b) => b.length - a.length);
  const hide = (text: string) => longestFirst.reduce((masked, form) => masked.replaceAll(form, mask), text);
  return (value) => masked(value, hide) as typeof value;
}

function masked(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === "string") return hide(value);
  if (typeof value === "number") return hide(String(value)) === String(value) ? value : mask;
  if (Array.isArray(value)) return value.map((item) => masked(item, hide));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [hide(key), masked(item, hide)]));
}

/** As it is, in a URL, a form, a JSON text, hexadecimal, and base64 at any place within a longer text. */
function writtenForms(secret: string): string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const url = encodeURIComponent(secret);
  const form = new URLSearchParams({s: secret}).toString().slice(2);
  const hex = Buffer.from(secret).toString("hex");
  const base64 = [0, 1, 2].flatMap((before) => base64Within(secret, before));
  const encoded = [escaped, url, url.toLowerCase(), encodeURI(secret), form, hex, hex.toUpperCase(), ...base64];
  return [secret, ...encoded.filter((text) => text.length >= shortest)];
}

/** The characters of a base64 text that the secret alone decides when `before` bytes (mod 3) stand ahead of it. */
function base64Within(secret: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const from = Math.ceil((before * 8) / 6);
  const to = Math.floor((bytes.length * 8) / 6);
  return [bytes.toString("base64"), bytes.toString("base64url")].map((text) => text.slice(from, to));
}
