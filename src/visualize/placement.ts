export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A point and the size of the label it is to get. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const gap = 7;
const marker = 5;
const rows = 6;
/** Steps to each side, in CSS pixels. */
const sideways = [0, 30, 60, 90, 120];
const nearby = 45;
/** In CSS pixels of distance: what it is worth to stay off the series, and not to stand over or under another point. */
const costOfInk = 300;
const costOfDoubt = 15;
const costOfNone = 1000;

/** Where each label stands: within the area, on no other label and on no point; null where there is no room. All of them together as near their points and off the `ink` as can be. Tries every way, so it is for a handful of labels. */
export function placeLabels(anchors: readonly Anchor[], area: Box, ink: readonly Box[] = []): (Box | null)[] {
  const points = anchors.map(({x, y}) => ({left: x - marker, top: y - marker, width: 2 * marker, height: 2 * marker}));
  const choices = anchors.map((anchor, i) =>
    candidates(anchor, area)
      .filter((box) => isWithin(box, area) && !touches(box, points))
      .map((box): Choice => ({box, cost: cost(box, anchor, anchors.toSpliced(i, 1), ink)}))
      .concat({box: null, cost: costOfNone})
      .sort((a, b) => a.cost - b.cost),
  );
  return cheapest(choices, []).boxes;
}

interface Choice {
  readonly box: Box | null;
  readonly cost: number;
}

function cheapest(choices: readonly Choice[][], taken: readonly Box[]): {boxes: (Box | null)[]; cost: number} {
  const [first, ...rest] = choices;
  if (!first) return {boxes: [], cost: 0};
  let best = {boxes: [] as (Box | null)[], cost: Number.POSITIVE_INFINITY};
  for (const {box, cost} of first) {
    if (cost >= best.cost) break;
    if (box && touches(box, taken)) continue;
    const others = cheapest(rest, box ? [...taken, box] : taken);
    if (cost + others.cost < best.cost) best = {boxes: [box, ...others.boxes], cost: cost + others.cost};
  }
  return best;
}

function cost(box: Box, anchor: Anchor, others: readonly Anchor[], ink: readonly Box[]): number {
  const isMistakable = others.some(
    ({x, y}) => x > box.left && x < box.left + box.width && Math.abs(y - box.top) < nearby,
  );
  return distance(box, anchor) + (touches(box, ink) ? costOfInk : 0) + (isMistakable ? costOfDoubt : 0);
}

/** From a point to the nearest point of a box. */
export function distance(box: Box, point: {x: number; y: number}): number {
  const end = nearest(box, point);
  return Math.hypot(end.x - point.x, end.y - point.y);
}

function touches(box: Box, others: readonly Box[]): boolean {
  return others.some((other) => overlap(box, other));
}

/** The point of a box that is nearest to another point. */
export function nearest({left, top, width, height}: Box, {x, y}: {x: number; y: number}): {x: number; y: number} {
  return {x: Math.min(Math.max(x, left), left + width), y: Math.min(Math.max(y, top), top + height)};
}

/** Above the point, beside it, then further up and down, and further away to the sides. */
function candidates({x, y, width, height}: Anchor, area: Box): Box[] {
  const centred = Math.min(Math.max(x - width / 2, area.left), area.left + area.width - width);
  const beyond = sideways.flatMap((step) => [x + gap + step, x - gap - width - step]);
  const lefts = [centred, ...beyond];
  const above = Array.from({length: rows}, (_, row) => y - gap - height - row * (height + 2));
  const below = Array.from({length: rows}, (_, row) => y + gap + row * (height + 2));
  const beside = beyond.map((left) => ({left, top: y - height / 2}));
  const stacked = [...above, ...below].flatMap((top) => lefts.map((left) => ({left, top})));
  return [...stacked.slice(0, 1), ...beside, ...stacked.slice(1)].map((corner) => ({...corner, width, height}));
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}

function isWithin(box: Box, area: Box): boolean {
  return (
    box.left >= area.left &&
    box.top >= area.top &&
    box.left + box.width <= area.left + area.width &&
    box.top + box.height <= area.top + area.height
  );
}

/** The heights, moved apart as little as it takes for each to have `heights[i]` of room around it. Keeps their order from top to bottom. */
export function spread(centres: readonly number[], heights: readonly number[]): number[] {
  const order = centres.map((_, i) => i).sort((a, b) => centres[a]! - centres[b]!);
  const moved = [...centres];
  order.forEach((i, place) => {
    const before = order[place - 1];
    if (before === undefined) return;
    moved[i] = Math.max(moved[i]!, moved[before]! + (heights[before]! + heights[i]!) / 2);
  });
  const drift = moved.reduce((total, y, i) => total + y - centres[i]!, 0) / Math.max(moved.length, 1);
  return moved.map((y) => y - drift);
}
