import {crc32, deflateSync} from "node:zlib";
import type {Canvas} from "@napi-rs/canvas";

const dotsPerMetre = 11_811;

/** Kept between pictures: fresh memory takes longer than to compress what is in it. */
let lines = Buffer.alloc(0);

/** Panels of one width below each other, at 300 dpi. No filter and the quickest level: several times as fast as the canvas's own encoder. */
export function encodePng(panels: readonly Canvas[]): Buffer {
  const width = panels[0]!.width;
  const height = panels.reduce((sum, panel) => sum + panel.height, 0);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6], 8); // Eight bits each of red, green, blue and alpha.
  const resolution = Buffer.alloc(9, 1); // The last byte says that the unit is the metre.
  resolution.writeUInt32BE(dotsPerMetre, 0);
  resolution.writeUInt32BE(dotsPerMetre, 4);
  const chunks = [
    chunk("IHDR", header),
    chunk("pHYs", resolution),
    chunk("IDAT", deflateSync(linesOf(panels, width * 4, height), {level: 1})),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]);
}

function linesOf(panels: readonly Canvas[], lineBytes: number, height: number): Buffer {
  const size = height * (lineBytes + 1);
  if (lines.length < size) lines = Buffer.alloc(size);
  let to = 0;
  for (const panel of panels) {
    const pixels = panel.data();
    // The byte before each line names its filter, and stays 0: none.
    for (let from = 0; from < pixels.length; from += lineBytes, to += lineBytes + 1)
      pixels.copy(lines, to + 1, from, from + lineBytes);
  }
  return lines.subarray(0, size);
}

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, "latin1");
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), data.length + 8);
  return bytes;
}
