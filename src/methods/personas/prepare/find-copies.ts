import { sha256 } from '../../../core/hash.ts';
import type { UsableSentence } from './usable-sentences.ts';

/** Share of a page's sentences in one earlier page from which it is a copy of that. */
const LEAST_SHARED = 0.7;

/** Pages that say over again what an earlier one says, sentence for sentence: a mirror, a printed form, a page with another date. */
export interface CopyFinder {
  /** The earlier page that this one copies; where there is none, this one is remembered. */
  copied(uri: string, sentences: readonly UsableSentence[]): { uri: string; share: number } | null;
}

export function findCopies(): CopyFinder {
  const uris: string[] = [];
  const holders = new Map<string, number[]>();
  return {
    copied(uri, sentences) {
      const own = new Set(sentences.map(({ text }) => keyOf(text)));
      const shared = new Map<number, number>();
      for (const key of own)
        for (const at of holders.get(key) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
      let best: { uri: string; share: number } | null = null;
      for (const [at, count] of shared) {
        const share = count / own.size;
        if (share >= LEAST_SHARED && share > (best?.share ?? 0)) best = { uri: uris[at]!, share };
      }
      if (best !== null) return best;
      const at = uris.push(uri) - 1;
      for (const key of own) holders.set(key, [...(holders.get(key) ?? []), at]);
      return null;
    },
  };
}

/** Twelve bytes of a hash of its letters and digits: case, spaces and punctuation make no other sentence. */
function keyOf(text: string): string {
  const bare = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}]+/gu, ' ')
    .trim();
  return sha256(bare).slice(0, 24);
}
