import {createCanvas, loadImage} from "@napi-rs/canvas";
import {expect, test} from "vitest";
import {scaleImage} from "../../src/visualize/scale.ts";

/** A white picture with a soft blue disc and a grey ramp: more than 256 colours. */
async function picture(width: number, height: number): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  for (let x = 0; x < width; x++) {
    context.fillStyle = `rgb(${(x * 255) / width}, ${(x * 200) / width}, ${255 - (x * 255) / width})`;
    context.fillRect(x, 0, 1, 10);
  }
  context.fillStyle = "#0072b2";
  context.beginPath();
  context.arc(width / 2, height / 2, height / 4, 0, 7);
  context.fill();
  return canvas.encode("png");
}

async function pixels(png: Buffer) {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const at = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data];
  return {width: image.width, height: image.height, at};
}

test("a picture is scaled in its own proportions, with its colours", async () => {
  const {width, height, at} = await pixels(await scaleImage(await picture(2000, 1000), 800));
  expect([width, height]).toEqual([800, 400]);
  expect(at(400, 200)).toEqual([0, 114, 178, 255]);
  expect(at(5, 395)).toEqual([255, 255, 255, 255]);
});

test("every colour stays near what it was", async () => {
  const original = await picture(600, 100);
  const [before, after] = [await pixels(original), await pixels(await scaleImage(original, 600))];
  const off = (x: number) => Math.max(...before.at(x, 5).map((value, i) => Math.abs(value - after.at(x, 5)[i]!)));
  const worst = Math.max(...Array.from({length: 600}, (_, x) => off(x)));
  expect(worst).toBeLessThanOrEqual(8);
});

test("a small picture is not enlarged, and what shines through becomes white", async () => {
  const {width, at} = await pixels(await scaleImage(await createCanvas(30, 20).encode("png"), 800));
  expect([width, at(3, 3)]).toEqual([30, [255, 255, 255, 255]]);
});

test("the same picture gives the same bytes", async () => {
  const png = await picture(500, 300);
  expect((await scaleImage(png, 200)).equals(await scaleImage(png, 200))).toBe(true);
});
