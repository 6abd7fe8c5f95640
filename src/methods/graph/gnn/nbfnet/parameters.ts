import type { Random } from '../../../../core/random.ts';
import type { Numbers } from '../kernels/kernels.ts';

/** A named array of learned numbers. `scale` bounds its first values: uniform in ±scale, or all `fill`. */
export interface ParameterEntry {
  name: string;
  length: number;
  scale?: number;
  fill?: number;
}

/** Learned numbers as one block, so that they are copied, summed and stepped as a whole. */
export interface ParameterLayout {
  length: number;
  /** The part of a block with this name. Throws RangeError on an unknown one. */
  view(block: Numbers, name: string): Numbers;
  /** First values, each array drawn from a stream of its own. */
  draw(random: Random): Float32Array;
}

/** Every array starts at a multiple of 16 numbers. */
const ALIGNMENT = 16;

export function layOutParameters(entries: readonly ParameterEntry[]): ParameterLayout {
  const places = new Map<string, { from: number; length: number }>();
  let length = 0;
  for (const entry of entries) {
    places.set(entry.name, { from: length, length: entry.length });
    length += Math.ceil(entry.length / ALIGNMENT) * ALIGNMENT;
  }
  const view = (block: Numbers, name: string): Numbers => {
    const place = places.get(name);
    if (place === undefined) throw new RangeError(`no parameters are named "${name}"`);
    return block.subarray(place.from, place.from + place.length);
  };
  return {
    length,
    view,
    draw(random) {
      const block = new Float32Array(length);
      for (const { name, scale, fill = 0 } of entries) {
        const values = view(block, name);
        if (scale === undefined) {
          values.fill(fill);
          continue;
        }
        const stream = random.fork(name);
        for (let at = 0; at < values.length; at++) values[at] = (stream.next() * 2 - 1) * scale;
      }
      return block;
    },
  };
}

/** The bound of Glorot and Bengio (2010) for a matrix of so many inputs and outputs. */
export const glorot = (inputs: number, outputs: number): number =>
  Math.sqrt(6 / (inputs + outputs));
