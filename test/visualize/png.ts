import {createRequire} from "node:module";
import type * as Canvas from "@napi-rs/canvas";

const require = createRequire(import.meta.url);

/** The chunks of a PNG by their type; those of one type joined. */
export function chunksOf(png: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    chunks.set(type, Buffer.concat([chunks.get(type) ?? Buffer.alloc(0), png.subarray(at + 8, at + 8 + length)]));
    at += 12 + length;
  }
  return chunks;
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly data: Uint8ClampedArray;
}

/** What an image viewer shows. */
export async function decode(png: Buffer): Promise<Pixels> {
  const {createCanvas, loadImage} = require("@napi-rs/canvas") as typeof Canvas;
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const {data} = context.getImageData(0, 0, image.width, image.height);
  return {width: image.width, height: image.height, data};
}

/** How many pixels have exactly this colour, `#rrggbb`. */
export function countColour({data}: Pixels, colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (data[i] === red && data[i + 1] === green && data[i + 2] === blue) count++;
  return count;
}
