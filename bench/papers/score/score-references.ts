import type { Truth } from '../truth.ts';
import { bareText, likeness } from './normalise.ts';
import type { Reading } from './reading.ts';
import { pairUp, type Tally } from './tally.ts';

const LABEL = /^\s*(?:\[[^\]]{1,12}\]|\d{1,3}\.)\s*/;
const bareEntry = (text: string): string => bareText(text.replace(LABEL, ''));

/** Truth entries and the reader's chunks that hold them: at least 80 % alike. Index pairs into elements and chunks. */
export function pairReferences(truth: Truth, reading: Reading, least: number): Map<number, number> {
  const gold = truth.elements.flatMap(({ kind, text }, index) =>
    kind === 'reference' ? [{ index, words: bareText(text) }] : [],
  );
  const found = reading.chunks.flatMap(({ kind, text }, index) =>
    kind === 'reference' ? [{ index, words: bareEntry(text), runs: runsOf(bareEntry(text)) }] : [],
  );
  return new Map(
    pairUp(gold, found, near, least).map(([i, j]) => [gold[i]!.index, found[j]!.index]),
  );
}

const RUN = 12;

function runsOf(words: string): Set<string> {
  const runs = new Set<string>();
  for (let at = 0; at + RUN <= words.length; at++) runs.add(words.slice(at, at + RUN));
  return runs;
}

/** Entries that share no run of letters are not compared letter by letter. */
function near(a: { words: string }, b: { words: string; runs: ReadonlySet<string> }): number {
  for (let at = 0; at + RUN <= a.words.length; at += RUN / 2)
    if (b.runs.has(a.words.slice(at, at + RUN))) return likeness(a.words, b.words);
  return 0;
}

/** Entries cut out right: alike to 95 %, labels aside. */
export function scoreReferences(truth: Truth, reading: Reading): Tally {
  return {
    right: pairReferences(truth, reading, 0.95).size,
    claimed: reading.chunks.filter(({ kind }) => kind === 'reference').length,
    gold: truth.elements.filter(({ kind }) => kind === 'reference').length,
  };
}

/** Title, venue, year, surnames, DOI and arXiv number of the entries found; title and venue alike to 90 %, the rest equal. */
export function scoreFields(truth: Truth, reading: Reading): Tally {
  const total: Tally = { right: 0, claimed: 0, gold: 0 };
  for (const [index, chunk] of pairReferences(truth, reading, 0.8)) {
    const gold = truth.elements[index]!.reference!;
    const found = reading.chunks[chunk]!.reference;
    if (found === undefined) continue;
    const one = (want: string | null, got: string | null, least: number): void => {
      if (want !== null) total.gold++;
      if (got !== null) total.claimed++;
      if (want !== null && got !== null && likeness(bareText(want), bareText(got)) >= least)
        total.right++;
    };
    one(gold.title, found.title, 0.9);
    one(gold.venue, found.venue, 0.9);
    one(String(gold.year), found.year === null ? null : String(found.year), 1);
    one(gold.doi, found.doi, 1);
    one(gold.arxiv, found.arxiv, 1);
    const names = found.authors.map(bareText);
    total.gold += gold.authors.length;
    total.claimed += names.length;
    total.right += pairUp(
      gold.authors.map(bareText),
      names,
      (a, b) => (b.includes(a) ? 1 : 0),
      1,
    ).length;
  }
  return total;
}
