/**
 * Refuses a sample that says nearly the same as one already accepted: streaming MinHash with locality-sensitive hashing
 * (Broder 1997, "On the resemblance and containment of documents"). Candidates come from the signature's bands; each is
 * confirmed on the shingles themselves, exactly for texts of at most `keep` distinct shingles, by the bottom-k estimate
 * for longer ones. A verdict depends on pairs of texts only, so the accepted rows, or any subset in order, pass again.
 */
import { z } from 'zod';
import type { Draft, GateDefinition } from '../core/run/gate.ts';
import { candidateProbability, tuneBands } from './minhash/bands.ts';
import { createPagedWords } from './minhash/paged-array.ts';
import { createShingleBuffer, shingle } from './minhash/shingles.ts';
import { createSketcher, type Sketch } from './minhash/sketch.ts';
import { createSketchIndex, type Match } from './minhash/sketch-index.ts';
import { programCheck } from './replay-by-checking.ts';
import { COMPARED_TEXTS, comparedText } from './text/conversation.ts';
import { createTokenBuffer, tokenise, tokeniseCharacters } from './text/tokens.ts';

export const NEAR_DUPLICATES_DEFAULTS = {
  /** Jaccard similarity from which two texts count as one; 0.8 is the field's usual (Lee et al. 2022, Penedo et al. 2024). */
  threshold: 0.8,
  of: 'messages' as const,
  unit: 'word' as const,
  /** Tokens in a shingle: 5 words as in Penedo et al. 2024 (FineWeb). */
  size: 5,
  /** Rows of the signature at most; candidates are confirmed on their shingles, so that they need not estimate. */
  permutations: 80,
  /** Chance with which a pair exactly at the threshold is found; more similar ones are found more surely. */
  recall: 0.998,
  /** Shingles kept of each text, 4 bytes each: a longer text's similarity has a standard error of 0.03 at the threshold. */
  keep: 192,
};

const options = z.strictObject({
  threshold: z.number().min(0.3).max(1).default(NEAR_DUPLICATES_DEFAULTS.threshold),
  of: z.enum(COMPARED_TEXTS).default(NEAR_DUPLICATES_DEFAULTS.of),
  unit: z.enum(['word', 'character']).default(NEAR_DUPLICATES_DEFAULTS.unit),
  size: z.int().min(1).max(50).default(NEAR_DUPLICATES_DEFAULTS.size),
  permutations: z.int().min(16).max(1024).default(NEAR_DUPLICATES_DEFAULTS.permutations),
  recall: z.number().min(0.5).max(0.9999).default(NEAR_DUPLICATES_DEFAULTS.recall),
  keep: z.int().min(32).max(4096).default(NEAR_DUPLICATES_DEFAULTS.keep),
});
export type NearDuplicatesOptions = z.infer<typeof options>;

/** Finds near duplicates among texts, one after another; knows nothing of samples. */
export interface NearDuplicateFinder {
  /** The text's sketch, valid until the next call. */
  sketch(text: string): Sketch;
  find(sketch: Sketch): Match | undefined;
  add(sketch: Sketch): void;
  bytes(): number;
}

/** Any text is welcome; those without a word count as equal to one another. */
export function createNearDuplicateFinder(
  given: Partial<NearDuplicatesOptions> = {},
): NearDuplicateFinder {
  const { threshold, unit, size, permutations, recall, keep } = {
    ...NEAR_DUPLICATES_DEFAULTS,
    ...given,
  };
  const bands = tuneBands(threshold, permutations, recall);
  const sketcher = createSketcher(bands.bands * bands.rows, keep);
  const index = createSketchIndex(bands, keep);
  const tokens = createTokenBuffer();
  const shingles = createShingleBuffer();
  const read = unit === 'word' ? tokenise : tokeniseCharacters;
  return {
    sketch: (text) => sketcher.sketch(shingle(read(text, tokens), size, shingles)),
    find: (sketch) => index.findMatch(sketch, threshold),
    add: (sketch) => index.add(sketch),
    bytes: () => index.bytes(),
  };
}

export const nearDuplicates: GateDefinition<NearDuplicatesOptions> = {
  name: 'near-duplicates',
  version: 1,
  summary: 'refuses samples that nearly repeat an accepted one (streaming MinHash-LSH)',
  options,
  open(chosen) {
    const finder = createNearDuplicateFinder(chosen);
    const bands = tuneBands(chosen.threshold, chosen.permutations, chosen.recall);
    // What is said of a sample that passes rests on the sample alone, so that it holds in any subset.
    const detail = {
      of: chosen.of,
      threshold: chosen.threshold,
      bands: bands.bands,
      rows: bands.rows,
      recallAtThreshold: round(candidateProbability(chosen.threshold, bands)),
    };
    // 64 bits of each accepted sample's id, to tell people which one is repeated.
    const ids = createPagedWords(12);
    let last: { draft: Draft; sketch: Sketch } | undefined;
    const sketchOf = (draft: Draft): Sketch => {
      if (last?.draft !== draft)
        last = { draft, sketch: finder.sketch(comparedText(draft, chosen.of)) };
      return last.sketch;
    };
    return {
      scope: 'dataset',
      check(draft) {
        const sketch = sketchOf(draft);
        const match = finder.find(sketch);
        if (match === undefined) return programCheck(nearDuplicates, 'pass', detail);
        const repeated = [0, 1].map((half) => hex(ids.get(match.text * 2 + half))).join('');
        const found = { ...detail, similarity: round(match.similarity), repeats: `${repeated}…` };
        return programCheck(nearDuplicates, 'fail', found, round(match.similarity));
      },
      commit(draft) {
        finder.add(sketchOf(draft));
        ids.push(Number.parseInt(draft.id.slice(0, 8), 16));
        ids.push(Number.parseInt(draft.id.slice(8, 16), 16));
      },
      stateBytes: () => finder.bytes() + ids.bytes(),
    };
  },
};

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
