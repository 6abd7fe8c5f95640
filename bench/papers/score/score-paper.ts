import type { Truth } from '../truth.ts';
import type { Answer, Reading } from './reading.ts';
import { scoreCode, scorePieces } from './score-blocks.ts';
import { scoreCaptions, scoreEquations, scoreRegions } from './score-floats.ts';
import { scoreFurniture } from './score-furniture.ts';
import { scoreHeadings, scoreHeadingTree } from './score-headings.ts';
import { scoreLinks } from './score-links.ts';
import { scoreFields, scoreReferences } from './score-references.ts';
import { scoreTables } from './score-tables.ts';
import { bodyStream, placeFlow, scoreCharacters, scoreOrder } from './score-text.ts';
import { f1, precision, recall, type Share, share, type Tally } from './tally.ts';

export type Scores = Partial<Record<Measure, Tally | Share>>;

/** How each measure is shown, in the table's order; `target` as asked. */
export const MEASURES = {
  order: { title: 'reading order, adjacent blocks', as: 'share', target: '≥ .98' },
  blocks: { title: 'blocks of running text found', as: 'share', target: '' },
  characters: {
    title: 'character error of body text, formulas masked',
    as: 'error',
    target: '< 0.5 %',
  },
  charactersAll: { title: 'the same with inline formulas', as: 'error', target: '' },
  furniture: { title: 'furniture among body characters', as: 'error', target: '< 0.5 %' },
  headings: { title: 'section titles, F1', as: 'f1', target: '≥ .95' },
  headingTree: { title: 'heading tree, edit similarity', as: 'share', target: '≥ .95' },
  captions: { title: 'captions with number, F1', as: 'f1', target: '≥ .97' },
  floatsPrecision: {
    title: 'figure and table regions, precision',
    as: 'precision',
    target: '≥ .94',
  },
  floatsRecall: { title: 'figure and table regions, recall', as: 'recall', target: '≥ .90' },
  figures: { title: 'figure regions, F1', as: 'f1', target: '' },
  tables: { title: 'table regions, F1', as: 'f1', target: '' },
  numbered: { title: 'regions with the right number, F1', as: 'f1', target: '' },
  adjacency: { title: 'table structure end to end, adjacency F1', as: 'f1', target: '≥ .85' },
  teds: { title: 'tables end to end, TEDS', as: 'share', target: '' },
  citesLinked: { title: 'citation → reference with hyperref, F1', as: 'f1', target: '≥ .97' },
  citesPlain: { title: 'citation → reference without, F1', as: 'f1', target: '≥ .85' },
  mentions: { title: 'mention → float, F1', as: 'f1', target: '' },
  equationMentions: { title: 'mention → equation, F1', as: 'f1', target: '' },
  sectionMentions: { title: 'mention → section, F1', as: 'f1', target: '' },
  references: { title: 'references segmented, F1', as: 'f1', target: '≥ .95' },
  fields: { title: 'fields of references, F1', as: 'f1', target: '' },
  equations: { title: 'display equations found, F1', as: 'f1', target: '' },
  lists: { title: 'list items, F1', as: 'f1', target: '' },
  footnotes: { title: 'footnotes, F1', as: 'f1', target: '' },
  code: { title: 'code lines with their indent', as: 'share', target: '' },
} as const;
export type Measure = keyof typeof MEASURES;

/** All that the reader answers, of one paper. Pure; linear in the paper but for the alignment of each block. */
export function scorePaper(truth: Truth, reading: Reading): Scores {
  const stream = bodyStream(reading);
  const { placed, missing } = placeFlow(truth, reading, stream);
  // A reader that keeps no headings apart is asked for the order of the rest.
  const scores: Scores = {
    order: scoreOrder(placed),
    blocks: { part: placed.length, whole: placed.length + missing.length },
    characters: scoreCharacters(truth, placed, stream, true),
    charactersAll: scoreCharacters(truth, placed, stream, false),
    furniture: scoreFurniture(truth, reading),
  };
  const ask = (answer: Answer, add: () => Scores): void => {
    if (reading.answers.has(answer)) Object.assign(scores, add());
  };
  ask('headings', () => ({ headings: scoreHeadings(truth, reading) }));
  ask('levels', () => ({ headingTree: scoreHeadingTree(truth, reading) }));
  ask('captions', () => ({ captions: scoreCaptions(truth, reading) }));
  ask('regions', () => {
    const [figures, tables] = [
      scoreRegions(truth, reading, 'figure', false),
      scoreRegions(truth, reading, 'table', false),
    ];
    const both = addTallies(figures, tables);
    return { figures, tables, floatsPrecision: both, floatsRecall: both };
  });
  ask('links', () => ({
    numbered: addTallies(
      scoreRegions(truth, reading, 'figure', true),
      scoreRegions(truth, reading, 'table', true),
    ),
    [truth.traits.hyperref ? 'citesLinked' : 'citesPlain']: scoreLinks(truth, reading, 'cites'),
    mentions: scoreLinks(truth, reading, 'floats'),
    equationMentions: scoreLinks(truth, reading, 'equations'),
    sectionMentions: scoreLinks(truth, reading, 'sections'),
  }));
  ask('tables', () => scoreTables(truth, reading));
  ask('references', () => ({ references: scoreReferences(truth, reading) }));
  ask('fields', () => ({ fields: scoreFields(truth, reading) }));
  ask('equations', () => ({ equations: scoreEquations(truth, reading) }));
  ask('lists', () => ({ lists: scorePieces(truth, reading, 'list-item') }));
  ask('footnotes', () => ({ footnotes: scorePieces(truth, reading, 'footnote') }));
  ask('code', () => ({ code: scoreCode(truth, reading) }));
  return scores;
}

/** Scores of several papers as those of one long one. */
export function addScores(all: readonly Scores[]): Scores {
  const total: Record<string, Tally | Share> = {};
  for (const scores of all)
    for (const [measure, value] of Object.entries(scores)) {
      const before = total[measure];
      total[measure] =
        before === undefined
          ? { ...value }
          : 'whole' in value
            ? {
                part: (before as Share).part + value.part,
                whole: (before as Share).whole + value.whole,
              }
            : addTallies(before as Tally, value);
    }
  return total;
}

/** 0 to 1; null where nothing was there to be found. */
export function valueOf(measure: Measure, score: Tally | Share | undefined): number | null {
  if (score === undefined) return null;
  if ('whole' in score) return score.whole === 0 ? null : share(score);
  if (score.gold === 0 && score.claimed === 0) return null;
  const { as } = MEASURES[measure];
  return as === 'precision' ? precision(score) : as === 'recall' ? recall(score) : f1(score);
}

const addTallies = (a: Tally, b: Tally): Tally => ({
  right: a.right + b.right,
  claimed: a.claimed + b.claimed,
  gold: a.gold + b.gold,
});
