import type { Box } from '../../../core/records/index.ts';

export function boxAround(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** Area that two boxes share. */
export function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Part of the smaller box that the other covers. */
export function overlapOf(a: Box, b: Box): number {
  const least = Math.min(a.width * a.height, b.width * b.height);
  return least <= 0 ? 0 : sharedArea(a, b) / least;
}

/** Part of `inner` that lies in `outer`; a box without area counts by its middle. */
export function insideOf(inner: Box, outer: Box): number {
  const area = inner.width * inner.height;
  if (area > 0) return sharedArea(inner, outer) / area;
  const [x, y] = [inner.x + inner.width / 2, inner.y + inner.height / 2];
  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height
    ? 1
    : 0;
}
