import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readingOfPaper } from '../../bench/papers/readers/from-paper.ts';
import {
  MEASURES,
  type Measure,
  scorePaper,
  valueOf,
} from '../../bench/papers/score/score-paper.ts';
import type { Truth } from '../../bench/papers/truth.ts';
import { readPaper } from '../../src/sources/pdf/read-paper.ts';

/** What every fixture must reach at least (errors: at most). They are short: one figure of two is 0.5. */
const FLOORS: Partial<Record<Measure, number>> = {
  order: 1,
  blocks: 1,
  characters: 0.002,
  charactersAll: 0.005,
  furniture: 0.002,
  headings: 1,
  headingTree: 1,
  captions: 1,
  floatsPrecision: 1,
  floatsRecall: 1,
  adjacency: 0.9,
  citesLinked: 1,
  citesPlain: 0.95,
  mentions: 1,
  references: 1,
  fields: 0.7,
  equations: 0.9,
  lists: 0.9,
  footnotes: 1,
  code: 0.9,
};
/** Where a style stands lower today, and why. */
const LOWER: Record<string, Partial<Record<Measure, number>>> = {
  // Displays without numbers beside numbered lines; a listing over two columns.
  'acl-like': {
    floatsPrecision: 0.75,
    floatsRecall: 0.75,
    equations: 0,
    footnotes: 0.8,
    code: 0.2,
  },
  // A table in panels.
  llncs: { adjacency: 0.6 },
  // Terms of a list are taken for headings that run in; entries have no titles.
  revtex: { headings: 0.86, headingTree: 0.76, fields: 0.3, lists: 0 },
};

describe('readPaper, on a paper of each style', () => {
  it.each(['article', 'two-columns', 'ieee', 'acl-like', 'neurips-like', 'llncs', 'revtex'])(
    '%s',
    async (name) => {
      const file = (end: string): Buffer =>
        readFileSync(new URL(`../fixtures/papers/${name}${end}`, import.meta.url));
      const truth = JSON.parse(file('.truth.json').toString()) as Truth;
      const paper = await readPaper(new Uint8Array(file('.pdf')));
      const scores = scorePaper(truth, readingOfPaper(paper));
      const below = Object.entries({ ...FLOORS, ...LOWER[name] }).flatMap(([key, floor]) => {
        const measure = key as Measure;
        const value = valueOf(measure, scores[measure]);
        if (value === null) return [];
        const isBelow = MEASURES[measure].as === 'error' ? value > floor : value < floor;
        return isBelow ? [`${measure} ${value.toFixed(4)}, not ${floor}`] : [];
      });
      expect(below).toEqual([]);
    },
  );
});
