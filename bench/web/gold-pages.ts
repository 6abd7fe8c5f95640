import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { WORD } from '../../src/sources/web/extract/segment-page.ts';

export interface GoldPage {
  name: string;
  url: string;
  kind: string;
  html: Buffer;
  /** The text that people kept. */
  content: string;
  /** Snippets that must stand in the extracted text, and that must not. */
  include: string[];
  exclude: string[];
}

/** The saved pages with their reviewed main text (WCXB development split), by name. */
export function readGoldPages(dir: string): GoldPage[] {
  return readdirSync(join(dir, 'gold'))
    .toSorted()
    .map((file) => {
      const gold = JSON.parse(readFileSync(join(dir, 'gold', file), 'utf8'));
      const truth = gold.ground_truth;
      const name = file.replace(/\.json$/, '');
      return {
        name,
        url: gold.url,
        kind: gold['_internal'].page_type.primary,
        html: gunzipSync(readFileSync(join(dir, 'pages', `${name}.html.gz`))),
        content: truth.main_content ?? '',
        include: truth.with ?? [],
        exclude: truth.without ?? [],
      };
    });
}

/** Words in lower case, as sets with counts: letters, digits and underscores, as `\w+` of the benchmark counts them. */
export function bagOf(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}_\p{M}]+/gu))
    bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

/** Precision, recall and F1 of words, counted as often as they occur. Two empty texts agree. */
export function scoreWords(
  found: string,
  wanted: string,
): { precision: number; recall: number; f1: number } {
  const [mine, theirs] = [bagOf(found), bagOf(wanted)];
  let [shared, own, all] = [0, 0, 0];
  for (const [word, count] of mine) {
    own += count;
    shared += Math.min(count, theirs.get(word) ?? 0);
  }
  for (const count of theirs.values()) all += count;
  if (own === 0 && all === 0) return { precision: 1, recall: 1, f1: 1 };
  const precision = own === 0 ? 0 : shared / own;
  const recall = all === 0 ? 0 : shared / all;
  return {
    precision,
    recall,
    f1: shared === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

/**
 * How much of each text is in the kept one, 0 to 1: its words that belong to a run of three that the kept text has too, also across
 * texts that follow one another; a text that is a whole line of the kept one is in it.
 */
export function labelTexts(texts: readonly string[], content: string): Float64Array {
  const words = wordsOf(content);
  const runs = new Set<string>();
  for (let at = 0; at + 3 <= words.length; at++) runs.add(words.slice(at, at + 3).join(' '));
  const lines = new Set(content.split(/\n/).map((line) => wordsOf(line).join(' ')));
  const stream = texts.flatMap((text, index) => wordsOf(text).map((word) => ({ word, index })));
  const isKept = new Uint8Array(stream.length);
  for (let at = 0; at + 3 <= stream.length; at++) {
    if (runs.has(`${stream[at]!.word} ${stream[at + 1]!.word} ${stream[at + 2]!.word}`))
      isKept.fill(1, at, at + 3);
  }
  const kept = new Float64Array(texts.length);
  const all = new Float64Array(texts.length);
  stream.forEach(({ index }, at) => {
    kept[index] = kept[index]! + isKept[at]!;
    all[index] = all[index]! + 1;
  });
  return Float64Array.from(texts, (text, index) => {
    if (all[index] === 0) return 0;
    return lines.has(wordsOf(text).join(' ')) ? 1 : kept[index]! / all[index]!;
  });
}

const wordsOf = (text: string): string[] =>
  Array.from(text.toLowerCase().matchAll(WORD), ([word]) => word);
