import { personaId, type StoredPersona } from '../methods/personas/hub/stored/stored-persona.ts';
import { createHashSet64 } from '../quality/minhash/hash-set-64.ts';
import { createPagedWords } from '../quality/minhash/paged-array.ts';
import { createNearDuplicateFinder } from '../quality/near-duplicates.ts';
import { sha256 } from '../core/hash.ts';

/**
 * As Persona Hub removes duplicates (Ge and others 2024, §2.3): MinHash over single words with signatures of 128 from a
 * similarity of .9; then the cosine of embeddings above .9. Here MinHash only finds the candidates: what counts is their
 * Jaccard similarity itself.
 */
export const DUPLICATES_DEFAULTS = { threshold: 0.9, permutations: 128, cosine: 0.9 };

export interface DuplicatesOptions {
  /** Jaccard similarity of the sets of words; null looks for equal texts only. */
  threshold: number | null;
  /** Cosine of the vectors, where there are vectors. */
  cosine: number;
}

export interface Duplicate {
  reason: 'same-text' | 'near-duplicate' | 'same-meaning';
  detail: string;
  /** The id of which it repeats, or its first 16 signs. */
  of: string;
  similarity: number;
}

/** Whoever came first stays. */
export interface PersonaDuplicates {
  find(persona: StoredPersona, vector?: Float32Array): Duplicate | undefined;
  add(persona: StoredPersona, vector?: Float32Array): void;
  bytes(): number;
}

export function createPersonaDuplicates(options: DuplicatesOptions): PersonaDuplicates {
  const { threshold, cosine } = options;
  const { permutations } = DUPLICATES_DEFAULTS;
  const texts = createHashSet64();
  const finder =
    threshold === null
      ? undefined
      : createNearDuplicateFinder({ threshold, permutations, size: 1 });
  // 64 bits of the id of each text that the finder knows; of sampled ones, of their id's hash.
  const names = createPagedWords(12);
  const vectors: { id: string; vector: Float32Array }[] = [];
  return {
    find({ description }, vector) {
      if (texts.has(hash64(description)))
        return {
          reason: 'same-text',
          detail: 'its words are those of another',
          of: personaId(description),
          similarity: 1,
        };
      const match = finder?.find(finder.sketch(description));
      if (match !== undefined) {
        const [high, low] = [names.get(match.text * 2), names.get(match.text * 2 + 1)];
        return {
          reason: 'near-duplicate',
          detail: `Jaccard similarity of their words from ${threshold}`,
          of: hex(high) + hex(low),
          similarity: round(match.similarity),
        };
      }
      if (vector === undefined) return undefined;
      let best: { id: string; similarity: number } | undefined;
      for (const { id, vector: other } of vectors) {
        const similarity = dot(vector, other);
        if (similarity > cosine && similarity > (best?.similarity ?? 0)) best = { id, similarity };
      }
      return (
        best && {
          reason: 'same-meaning',
          detail: `cosine of their embeddings above ${cosine}`,
          of: best.id,
          similarity: round(best.similarity),
        }
      );
    },
    add({ id, description }, vector) {
      texts.add(hash64(description));
      if (finder !== undefined) {
        finder.add(finder.sketch(description));
        const name = /^[0-9a-f]{32}$/.test(id) ? id : sha256(id);
        names.push(Number.parseInt(name.slice(0, 8), 16));
        names.push(Number.parseInt(name.slice(8, 16), 16));
      }
      if (vector !== undefined) vectors.push({ id, vector });
    },
    bytes: () =>
      texts.bytes() +
      (finder?.bytes() ?? 0) +
      names.bytes() +
      vectors.reduce((sum, { vector }) => sum + vector.byteLength, 0),
  };
}

/** To length one, so that a product is a cosine. Raises RangeError where a vector has no direction. */
export function unitVector(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  if (!(length > 0)) throw new RangeError('an embedding has no length');
  return Float32Array.from(values, (value) => value / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

function hash64(text: string): { high: number; low: number } {
  const hash = sha256(text.normalize('NFC'));
  return {
    high: Number.parseInt(hash.slice(0, 8), 16),
    low: Number.parseInt(hash.slice(8, 16), 16),
  };
}

const hex = (word: number): string => word.toString(16).padStart(8, '0');
const round = (value: number): number => Math.round(value * 1e4) / 1e4;
