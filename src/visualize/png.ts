import {deflateSync} from "node:zlib";
import {crc32} from "./crc32.ts";
import type {Indexed} from "./palette.ts";

const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

/** How the pixels of a PNG are written: eight bits for red, green and blue; eight bits that are a place in the palette. */
const kinds = {colours: [8, 2], palette: [8, 3]} as const;

/** An opaque PNG of pixels of four bytes (red, green, blue, and opacity, which is ignored) that states its resolution, so that it prints in its true size. */
export function opaquePng(width: number, height: number, pixels: Uint8Array, dotsPerMetre: number): Buffer {
  const resolution = Buffer.alloc(9);
  resolution.writeUInt32BE(dotsPerMetre, 0);
  resolution.writeUInt32BE(dotsPerMetre, 4);
  resolution.writeUInt8(1, 8); // The unit is the metre.
  // Level 3: a tenth more bytes than level 9, in a fraction of the time.
  const data = deflateSync(linesOf(width, height, pixels), {level: 3});
  return png([chunk("IHDR", header(width, height, kinds.colours)), chunk("pHYs", resolution), chunk("IDAT", data)]);
}

/** Three bytes a pixel, each line behind its filter: 2, "as the line above and so much more", where it repeats that line, else 0. */
function linesOf(width: number, height: number, pixels: Uint8Array): Buffer {
  const bytes = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const [from, to] = [4 * width, 1 + 3 * width];
  const lines = Buffer.alloc(to * height);
  for (let y = 0; y < height; y++) {
    const isRepeated = y > 0 && bytes.compare(bytes, (y - 1) * from, y * from, y * from, (y + 1) * from) === 0;
    if (isRepeated) lines[y * to] = 2;
    else copyColours(bytes, y * from, lines, y * to + 1, width);
  }
  return lines;
}

function copyColours(pixels: Buffer, from: number, line: Buffer, to: number, count: number): void {
  for (let i = 0; i < count; i++, from += 4, to += 3) {
    line[to] = pixels[from]!;
    line[to + 1] = pixels[from + 1]!;
    line[to + 2] = pixels[from + 2]!;
  }
}

/** An opaque PNG with a palette, a byte for each pixel. */
export function indexedPng(width: number, height: number, {palette, places}: Indexed): Buffer {
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const lines = Buffer.alloc((width + 1) * height); // Each line starts with its filter: none.
  for (let y = 0; y < height; y++) lines.set(places.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const data = deflateSync(lines, {level: 9});
  return png([chunk("IHDR", header(width, height, kinds.palette)), chunk("PLTE", colours), chunk("IDAT", data)]);
}

function png(chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([signature, ...chunks, chunk("IEND", Buffer.alloc(0))]);
}

function header(width: number, height: number, kind: readonly [number, number]): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set(kind, 8);
  return data;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
