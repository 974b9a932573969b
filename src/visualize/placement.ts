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
const rows = 5;

/** Where each label stands: within the area, on no other label and on no point; null where there is no room. Earlier anchors choose first. What lies in `ink` is avoided where it can be. */
export function placeLabels(anchors: readonly Anchor[], area: Box, ink: readonly Box[] = []): (Box | null)[] {
  const taken = anchors.map(({x, y}) => ({left: x - marker, top: y - marker, width: 2 * marker, height: 2 * marker}));
  return anchors.map((anchor) => {
    const free = candidates(anchor, area).filter((box) => isWithin(box, area) && !touches(box, taken));
    const place = free.find((box) => !touches(box, ink)) ?? free[0] ?? null;
    if (place) taken.push(place);
    return place;
  });
}

function touches(box: Box, others: readonly Box[]): boolean {
  return others.some((other) => overlap(box, other));
}

/** Above the point, beside it, then further up and down. */
function candidates(anchor: Anchor, area: Box): Box[] {
  const {x, y, width, height} = anchor;
  const centred = Math.min(Math.max(x - width / 2, area.left), area.left + area.width - width);
  const sides = [x + gap, x - gap - width];
  const at = (left: number, top: number) => ({left, top, width, height});
  const above = Array.from({length: rows}, (_, row) => y - gap - height - row * (height + 2));
  const below = Array.from({length: rows}, (_, row) => y + gap + row * (height + 2));
  return [
    at(centred, above[0]!),
    ...sides.map((left) => at(left, y - height / 2)),
    ...[...above, ...below].flatMap((top) => [centred, ...sides].map((left) => at(left, top))),
  ];
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
