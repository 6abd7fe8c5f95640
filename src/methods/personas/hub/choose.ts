/** A stretch of whole numbers, from 0 to `size` (excluded), and a place in it: what is left to decide about one persona. */
export interface Range {
  size: number;
  place: number;
  /** Hash of the options chosen so far. */
  path: number;
}

/**
 * Divides a range among options in proportion to their weights and goes into the part that holds the place: the decoder of an
 * arithmetic code. Boundaries are whole numbers, so every place belongs to exactly one option, and two places that differ stay
 * different. They are shifted by a fraction that the path decides (systematic sampling), so that ranges too small for all
 * options still follow the weights on the whole; a range of one place is decided by the path alone.
 * `cumulative[k]` is the summed weight up to option k, the last being the total.
 */
export function choose(range: Range, cumulative: Float64Array): number {
  const last = cumulative.length - 1;
  const total = cumulative[last]!;
  const { size, place } = range;
  const phase = scramble(range.path) / 2 ** 32;
  const boundary = (option: number): number =>
    option < 0
      ? 0
      : option === last
        ? size
        : Math.min(size, Math.floor((size * cumulative[option]!) / total + phase));
  let [low, high] = [0, last];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (place < boundary(middle)) high = middle;
    else low = middle + 1;
  }
  const start = boundary(low - 1);
  range.size = boundary(low) - start;
  range.place = place - start;
  range.path = scramble(range.path + 0x9e37_79b9 + low);
  return low;
}

/** The finaliser of MurmurHash3 (public domain), on 32 bits. */
function scramble(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

export function cumulate(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  weights.forEach((weight, at) => {
    if (!(weight >= 0)) throw new RangeError(`${weight} is no weight`);
    sums[at] = sum += weight;
  });
  if (!(sum > 0)) throw new RangeError('all weights are zero');
  return sums;
}
