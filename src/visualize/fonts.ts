import {existsSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import type * as OpenType from "opentype.js";
import {type Covers, isSafe} from "./legible.ts";

const require = createRequire(import.meta.url);

/** Inter for nearly everything; DejaVu Sans for the many signs and alphabets it lacks (Hebrew, Arabic, arrows, the older emoji). */
export const fonts = [
  {family: "Inter", file: "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"},
  {family: "Inter", file: "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"},
  {family: "DejaVu Sans", file: "dejavu-fonts-ttf/ttf/DejaVuSans.ttf"},
] as const;

/** The absolute path of a bundled font. Throws when its package is not installed. */
export function fontPath(file: string): string {
  return require.resolve(file);
}

/** Which characters the bundled fonts have. Reading the fonts takes a moment, so it is done only when some of the texts ask for it. */
export function coverage(texts: readonly string[]): Covers {
  if (texts.every(isSafe)) return () => true;
  const {parse} = require("opentype.js") as typeof OpenType;
  const [regular, , fallback] = fonts.map(({file}) => parse(arrayBuffer(readFileSync(fontPath(file)))));
  return (character) => regular!.hasChar(character) || fallback!.hasChar(character);
}

function arrayBuffer(file: Buffer): ArrayBuffer {
  return new Uint8Array(file).buffer;
}

/** What is wrong with the bundled fonts, a sentence each. */
export function fontProblems(): string[] {
  return fonts.flatMap(({family, file}) => {
    const problem = fontProblem(file);
    return problem === undefined ? [] : [`font ${family} (${file}) ${problem}: run \`npm ci\` to install it again`];
  });
}

function fontProblem(file: string): string | undefined {
  try {
    const path = fontPath(file);
    if (!existsSync(path)) return "is missing";
    return readFileSync(path).readUInt32BE(0) === 0x00010000 ? undefined : "is not a TrueType file";
  } catch {
    return "is missing";
  }
}
