import {allParts, headerValue, type MimePart} from "../mime.ts";

/** What a reader of text, or of files, would miss. */
export function partFaults(message: MimePart): string[] {
  const bodies = allParts(message).filter((part) => !isAttached(part));
  const places = ["text/plain", "text/html"].map((type) => bodies.findIndex((part) => part.type === type));
  const [text, html] = places as [number, number];
  return [
    ...(text < 0 ? ["there is no plain text"] : []),
    ...(html < 0 ? ["there is no HTML"] : []),
    ...(text >= 0 && bodies[text]!.content.toString().trim().length < 40 ? ["the plain text says nothing"] : []),
    ...(text > html && html >= 0 ? ["the plain text stands behind the HTML: programs show the last"] : []),
    ...allParts(message).filter(isAttached).flatMap(fileFaults),
  ];
}

function fileFaults({headers, content}: MimePart): string[] {
  const [, name] = /filename(?:\*0?\*?)?="?([^";]+)/i.exec(headerValue(headers, "content-disposition")!) ?? [];
  return [
    ...(name ? [] : ["an attachment has no name"]),
    ...(name && /[/\\]/.test(name) ? [`an attachment has a path for a name: ${name}`] : []),
    ...(content.length === 0 ? [`the attachment ${name ?? ""} is empty`] : []),
  ];
}

/** Pictures within the HTML are not. */
export function isAttached({headers}: MimePart): boolean {
  return /^attachment\b/i.test(headerValue(headers, "content-disposition") ?? "");
}
