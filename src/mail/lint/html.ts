import {allParts, headerValue, type MimePart} from "../mime.ts";
import {isAttached} from "./parts.ts";

/** From here on Gmail cuts a mail off. */
const largestHtml = 100_000;

/** HTML that is too large, asks for something from outside, runs something, or shows what is not there. */
export function htmlFaults(message: MimePart): string[] {
  const parts = allParts(message).filter((part) => !isAttached(part));
  const page = parts.find(({type}) => type === "text/html");
  if (!page) return [];
  const html = page.content.toString();
  const bytes = page.content.length;
  return [
    ...(bytes >= largestHtml ? [`the HTML has ${bytes} bytes, and Gmail cuts it off at ${largestHtml}`] : []),
    ...pictureFaults(html, parts),
    ...foreignFaults(html),
    ...activeFaults(html),
  ];
}

function pictureFaults(html: string, parts: readonly MimePart[]): string[] {
  const images = tagsOf(html).filter(({name}) => name === "img");
  const used = images.flatMap(({attributes}) => /^cid:(.*)$/.exec(attributes.get("src") ?? "")?.[1] ?? []);
  const there = parts.flatMap(({headers}) => headerValue(headers, "content-id")?.replaceAll(/^<|>$/g, "") ?? []);
  return [
    ...used.filter((cid) => !there.includes(cid)).map((cid) => `the picture ${cid} is not in the message`),
    ...there.filter((cid) => !used.includes(cid)).map((cid) => `the picture ${cid} is not shown in the HTML`),
    ...there.filter((cid, i) => there.indexOf(cid) !== i).map((cid) => `the picture ${cid} is there twice`),
    ...images.filter(({attributes}) => !attributes.get("alt")?.trim()).map(() => "a picture has no alt text"),
  ];
}

const fetching = ["src", "srcset", "background", "poster", "data"] as const;

/** Links may lead outside; nothing may be fetched from there. */
function foreignFaults(html: string): string[] {
  const tags = tagsOf(html);
  const sources = tags.flatMap(({attributes}) => fetching.flatMap((name) => attributes.get(name) ?? []));
  const sheets = [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/gi)].map((match) => match[1]!);
  const styles = [...sheets, ...tags.flatMap(({attributes}) => attributes.get("style") ?? [])];
  return [
    ...sources
      .filter((source) => !source.startsWith("cid:"))
      .map((source) => `the HTML asks for ${source.slice(0, 80)}`),
    ...(styles.some((style) => /url\s*\(|@import/i.test(style)) ? ["a style asks for something from outside"] : []),
  ];
}

const active = /^(?:script|iframe|object|embed|form|input|link|base|svg|video|audio)$/;

function activeFaults(html: string): string[] {
  return tagsOf(html).flatMap(({name, attributes}) => [
    ...(active.test(name) ? [`the HTML holds <${name}>`] : []),
    ...[...attributes.keys()].filter((key) => key.startsWith("on")).map((key) => `the HTML holds ${key}=`),
    ...(/^\s*javascript:/i.test(attributes.get("href") ?? "") ? ["a link of the HTML is a script"] : []),
  ]);
}

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Opening tags with their attributes, names in small letters. */
function tagsOf(html: string): Tag[] {
  return [...html.matchAll(/<([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi)].map(([, name, rest]) => ({
    name: name!.toLowerCase(),
    attributes: attributesOf(rest!),
  }));
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return new Map([...found].map(([, name, ...values]) => [name!.toLowerCase(), values.find((one) => one) ?? ""]));
}
