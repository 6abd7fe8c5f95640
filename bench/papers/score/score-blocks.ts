import type { Truth } from '../truth.ts';
import { bareText, likeness } from './normalise.ts';
import type { Reading } from './reading.ts';
import { pairUp, type Share, type Tally } from './tally.ts';

/** List items or footnotes, one for one, words alike to 90 % (marks aside). */
export function scorePieces(truth: Truth, reading: Reading, kind: 'list-item' | 'footnote'): Tally {
  const gold = truth.elements
    .filter((element) => element.kind === kind)
    .map(({ text }) => bareText(text));
  const found = reading.chunks
    .filter((chunk) => chunk.kind === kind)
    .map(({ text }) => bareText(text.replace(/^\s*(?:[•◦–*·-]|\(?\w{1,3}[.)]|\d{1,2})\s*/, '')));
  // Notes on the front page (affiliations, thanks) are no part of the truth: neither right nor wrong.
  const counted =
    kind === 'footnote'
      ? found.filter(
          (text) => gold.some((each) => likeness(each, text) >= 0.9) || !isFrontMatter(truth, text),
        )
      : found;
  return {
    right: pairUp(gold, counted, likeness, 0.9).length,
    claimed: counted.length,
    gold: gold.length,
  };
}

const isFrontMatter = (truth: Truth, text: string): boolean =>
  truth.authors.some(
    ({ affiliation, name }) =>
      text.includes(bareText(affiliation)) || text.includes(bareText(name)),
  );

/** Lines of listings whose text and indent (against the listing's first line) are both right. */
export function scoreCode(truth: Truth, reading: Reading): Share {
  const total: Share = { part: 0, whole: 0 };
  const every =
    reading.codeBlocks?.flatMap((text) => linesOf(text, undefined)) ??
    reading.chunks
      .filter(({ kind }) => kind === 'code')
      .flatMap(({ text, indents }) => linesOf(text, indents));
  for (const { kind, text, indents } of truth.elements) {
    if (kind !== 'code') continue;
    const lines = linesOf(text, indents);
    total.whole += lines.length;
    const used = new Set<number>();
    for (const line of lines) {
      const at = every.findIndex(
        (each, index) =>
          !used.has(index) &&
          (each.words === line.words || each.words.replace(/^\d+:?/, '') === line.words) &&
          each.indent === line.indent,
      );
      if (at < 0) continue;
      used.add(at);
      total.part++;
    }
  }
  return total;
}

function linesOf(
  text: string,
  indents: readonly number[] | undefined,
): { words: string; indent: number }[] {
  const lines = text.split('\n');
  const all = lines.map((line, index) => ({
    words: line.replaceAll(/\s+/g, ''),
    indent: Math.max(indents?.[index] ?? 0, line.length - line.trimStart().length),
  }));
  const base = all.find(({ words }) => words !== '')?.indent ?? 0;
  return all
    .filter(({ words }) => words !== '')
    .map(({ words, indent }) => ({ words, indent: indent - base }));
}
