/** Colours as 0xRRGGBB, at most 256, and for each pixel the place of its colour. */
export interface Indexed {
  readonly palette: readonly number[];
  readonly places: Uint8Array;
}

const most = 256;

/** The pixels (four bytes each: red, green, blue, alpha, which is ignored) in at most 256 colours: the frequent ones as they are, the others as the nearest of those. */
export function indexed(pixels: Uint8ClampedArray): Indexed {
  const colours = new Uint32Array(pixels.length / 4);
  for (let i = 0, at = 0; i < colours.length; i++, at += 4)
    colours[i] = (pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!;
  const frequent = byFrequency(colours);
  const palette = paletteOf(frequent);
  const nearest = new Map(frequent.map((colour) => [colour, nearestPlace(colour, palette)]));
  return {palette, places: Uint8Array.from(colours, (colour) => nearest.get(colour)!)};
}

function byFrequency(colours: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b).map(([colour]) => colour);
}

/** A colour is left out when one at most `tolerance` away is there; the tolerance is the least at which they fit. */
function paletteOf(frequent: readonly number[]): number[] {
  for (let tolerance = 0; ; tolerance += 4) {
    const palette: number[] = [];
    for (const colour of frequent)
      if (palette.length <= most && (tolerance === 0 || !palette.some((one) => distance(one, colour) <= tolerance)))
        palette.push(colour);
    if (palette.length <= most) return palette;
  }
}

function nearestPlace(colour: number, palette: readonly number[]): number {
  let best = 0;
  for (let place = 1; place < palette.length; place++)
    if (distance(palette[place]!, colour) < distance(palette[best]!, colour)) best = place;
  return best;
}

/** The largest difference of a channel. */
function distance(a: number, b: number): number {
  const channel = (shift: number) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255));
  return Math.max(channel(16), channel(8), channel(0));
}
