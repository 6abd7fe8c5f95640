import { splitWords } from '../../../core/text/sentences.ts';

const WORDS = 3;

/** What a run has read, as hashes of three words in a row: 8 bytes each. */
export interface Novelty {
  /** Share of a text's runs of three words that nobody has read yet, 0 to 1; a text too short to tell is half new. */
  of(text: string, language?: string): number;
  /** The text has been read. Gives its novelty from before. */
  read(text: string, language?: string): number;
  size(): number;
}

export function openNovelty(): Novelty {
  const seen = new Set<number>();
  const share = (all: readonly number[]): number =>
    all.length === 0 ? 0.5 : all.filter((hash) => !seen.has(hash)).length / all.length;
  return {
    of: (text, language = 'en') => share(hashes(text, language)),
    read(text, language = 'en') {
      const all = hashes(text, language);
      const fresh = share(all);
      for (const hash of all) seen.add(hash);
      return fresh;
    },
    size: () => seen.size,
  };
}

function hashes(text: string, language: string): number[] {
  const words = splitWords(text.toLowerCase(), language);
  const all: number[] = [];
  for (let at = 0; at + WORDS <= words.length; at++) all.push(hashWords(words, at));
  return all;
}

/** Two FNV-1a hashes of 32 and 21 bits, as one whole number below 2^53. */
function hashWords(words: readonly string[], from: number): number {
  let [low, high] = [0x811c_9dc5, 0x0100_0193];
  for (let at = from; at < from + WORDS; at++) {
    for (let sign = 0; sign < words[at]!.length; sign++) {
      const code = words[at]!.charCodeAt(sign);
      low = Math.imul(low ^ code, 0x0100_0193);
      high = Math.imul(high ^ code, 0x85eb_ca6b);
    }
    low = Math.imul(low ^ 0x20, 0x0100_0193);
    high = Math.imul(high ^ 0x1f, 0xc2b2_ae35);
  }
  return (low >>> 0) + ((high >>> 11) & 0x1f_ffff) * 2 ** 32;
}
