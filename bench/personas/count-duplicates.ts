import { hash } from 'node:crypto';
import { systemClock } from '../../src/core/clock.ts';
import type { HubPersona } from '../../src/methods/personas/hub/persona.ts';
import type { SampledHub } from '../../src/methods/personas/hub/sampled-hub.ts';
import { createHashSet64 } from '../../src/quality/minhash/hash-set-64.ts';

export interface Speed {
  personas: number;
  perSecond: number;
  /** Of the JavaScript heap, after garbage collection where it is exposed: before, and after the last. */
  heapMiB: { before: number; after: number };
}

/** Makes personas one after the other and keeps none. */
export function measureSpeed(hub: SampledHub, count: number): Speed {
  for (let index = 0; index < 20_000; index++) hub.persona(index);
  const before = heapMiB();
  const began = systemClock.elapsed();
  let signs = 0;
  for (let index = 0; index < count; index++) signs += hub.persona(index).style.length;
  const tookMs = systemClock.elapsed() - began;
  if (signs === 0) throw new Error('the personas are empty');
  return {
    personas: count,
    perSecond: (count / tookMs) * 1000,
    heapMiB: { before, after: heapMiB() },
  };
}

export interface Duplicates {
  personas: number;
  /** Personas whose attributes an earlier one has, all of them; by 64 bits of SHA-256, so that a chance hit counts as one. */
  duplicates: number;
  /** What remembering the hashes took: it belongs to the count, not to the hub. */
  hashesMiB: number;
}

/** Holds the attributes of each persona, without its id, against those of all before it. */
export function countDuplicates(
  hub: SampledHub,
  count: number,
  onProgress: (done: number) => void,
): Duplicates {
  const seen = createHashSet64();
  let duplicates = 0;
  for (let index = 0; index < count; index++) {
    const digest = hash('sha256', attributesOf(hub.persona(index)), 'buffer');
    if (!seen.addParts(digest.readUInt32LE(0), digest.readUInt32LE(4))) duplicates++;
    if ((index + 1) % 1_000_000 === 0) onProgress(index + 1);
  }
  return { personas: count, duplicates, hashesMiB: seen.bytes() / 2 ** 20 };
}

/** All attributes as one text: values are of fixed tables, in a fixed order. */
function attributesOf({ id: _id, traits, interests, ...rest }: HubPersona): string {
  return [...Object.values(rest), ...Object.values(traits), ...interests].join('\n');
}

export interface OnePersona {
  index: number;
  firstMs: number;
  medianMicroseconds: number;
  heapBytes: number;
}

/** Opens a hub and asks for one index: the first time, and the median of many more. */
export function timeOne(hub: SampledHub, index: number, times = 20_000): OnePersona {
  const firstAt = performance.now();
  hub.persona(index);
  const firstMs = performance.now() - firstAt;
  const heap = heapMiB();
  const took = new Float64Array(times);
  for (let turn = 0; turn < times; turn++) {
    const began = process.hrtime.bigint();
    hub.persona(index);
    took[turn] = Number(process.hrtime.bigint() - began);
  }
  took.sort();
  return {
    index,
    firstMs,
    medianMicroseconds: took[times >> 1]! / 1000,
    heapBytes: Math.max(0, heapMiB() - heap) * 2 ** 20,
  };
}

function heapMiB(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
