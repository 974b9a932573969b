import {deflateSync} from "node:zlib";
import type {Indexed} from "./palette.ts";

const signatureAndHeader = 8 + 25;
const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

/** The same picture with its resolution stated (PNG chunk pHYs), so that it prints in its true size. */
export function withResolution(png: Buffer, dotsPerMetre: number): Buffer {
  const data = Buffer.alloc(9);
  data.writeUInt32BE(dotsPerMetre, 0);
  data.writeUInt32BE(dotsPerMetre, 4);
  data.writeUInt8(1, 8); // The unit is the metre.
  return Buffer.concat([png.subarray(0, signatureAndHeader), chunk("pHYs", data), png.subarray(signatureAndHeader)]);
}

/** An opaque PNG with a palette, a byte for each pixel. */
export function indexedPng(width: number, height: number, {palette, places}: Indexed): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // Eight bits a pixel, which are a place in the palette.
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const lines = Buffer.alloc((width + 1) * height); // Each line starts with its filter: none.
  for (let y = 0; y < height; y++) lines.set(places.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const data = deflateSync(lines, {level: 9});
  const chunks = [chunk("IHDR", header), chunk("PLTE", colours), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** The cyclic redundancy check of ISO 3309, as PNG asks for it (zlib's own is missing from the first releases of Node 20). */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
