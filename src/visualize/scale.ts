import {loadCanvas} from "./canvas.ts";
import {indexed} from "./palette.ts";
import {indexedPng} from "./png.ts";

/** The PNG at most `width` pixels wide, opaque, in its own proportions and 256 colours: a third of the bytes. The same bytes for the same picture. */
export async function scaleImage(png: Buffer, width: number): Promise<Buffer> {
  const {createCanvas, loadImage} = loadCanvas();
  const image = await loadImage(png);
  const scaled = Math.min(width, image.width);
  const height = Math.round((image.height * scaled) / image.width);
  const context = createCanvas(scaled, height).getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, scaled, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, scaled, height);
  return indexedPng(scaled, height, indexed(context.getImageData(0, 0, scaled, height).data));
}
