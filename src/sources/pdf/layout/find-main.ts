/** Part of a line that a size must cover to carry it. */
const ENOUGH = 0.14;

/**
 * Baseline and size of what carries a line: the largest size that covers enough of it, so that long scripts do not pass for
 * the line, nor a drop capital either.
 */
export function findMain(glyphs: { size: number; down: number; width: number }[]): {
  baseline: number;
  size: number;
} {
  const places = new Map<string, { weight: number; baseline: number; size: number }>();
  let whole = 0;
  for (const { size, down, width } of glyphs) {
    const key = `${Math.round(size * 3)}/${Math.round(down)}`;
    const place = places.get(key) ?? { weight: 0, baseline: down, size };
    place.weight += width;
    whole += width;
    places.set(key, place);
  }
  const most = Math.max(...[...places.values()].map((place) => place.weight));
  const largest = Math.max(
    ...[...places.values()]
      .filter((place) => place.weight >= ENOUGH * whole || place.weight === most)
      .map((place) => place.size),
  );
  let best = { weight: -1, baseline: 0, size: 0 };
  for (const place of places.values())
    if (place.size >= 0.88 * largest && place.weight > best.weight) best = place;
  return best;
}
