import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readingOfTruth } from '../../bench/papers/score/reading-of-truth.ts';
import type { ReadChunk, Reading } from '../../bench/papers/score/reading.ts';
import {
  MEASURES,
  type Measure,
  type Scores,
  scorePaper,
  valueOf,
} from '../../bench/papers/score/score-paper.ts';
import type { Truth } from '../../bench/papers/truth.ts';

const truth = JSON.parse(
  readFileSync(new URL('../fixtures/papers/acl-like.truth.json', import.meta.url), 'utf8'),
) as Truth;
const whole = scorePaper(truth, readingOfTruth(truth));
const names = Object.keys(MEASURES) as Measure[];

/** The measures that are worse than those of a reading without fault. */
function lowered(scores: Scores): Measure[] {
  return names.filter((measure) => {
    const [before, after] = [valueOf(measure, whole[measure]), valueOf(measure, scores[measure])];
    if (before === null || after === null) return before !== after;
    return MEASURES[measure].as === 'error' ? after > before : after < before;
  });
}

const find = (reading: Reading, kind: ReadChunk['kind'], least = 0): ReadChunk =>
  reading.chunks.find((chunk) => chunk.kind === kind && chunk.text.length >= least)!;

/** What is done to the reading, and all that may be worse for it. */
const DAMAGES: [name: string, damage: (reading: Reading) => void, measures: Measure[]][] = [
  [
    'a letter of a paragraph',
    (reading) => {
      const chunk = find(reading, 'paragraph', 250);
      chunk.text = `${chunk.text.slice(0, 40)}ꙮ${chunk.text.slice(41)}`;
    },
    ['characters', 'charactersAll'],
  ],
  [
    'two paragraphs exchanged',
    (reading) => {
      const at = reading.chunks.flatMap(({ kind, text }, index) =>
        kind === 'paragraph' && text.length > 250 ? [index] : [],
      );
      const [a, b] = [at[3]!, at[9]!];
      const moved = (index: number): number => (index === a ? b : index === b ? a : index);
      reading.chunks = reading.chunks.map((_, index) => reading.chunks[moved(index)]!);
      for (const link of reading.links)
        Object.assign(link, { from: moved(link.from), to: moved(link.to) });
    },
    ['order'],
  ],
  [
    'a page number between two blocks',
    (reading) => {
      // At the end, where no link has to be counted anew.
      reading.chunks.push({
        ...find(reading, 'paragraph'),
        text: truth.furniture[0]!,
        regions: [],
      });
    },
    ['furniture'],
  ],
  [
    'a heading taken for a paragraph',
    (reading) => {
      const chunk = reading.chunks.findLast(({ kind }) => kind === 'heading')!;
      chunk.kind = 'paragraph';
    },
    ['headings', 'headingTree'],
  ],
  [
    'a heading a level too deep',
    (reading) => {
      const at = reading.chunks.findLastIndex(
        ({ kind, level }) => kind === 'heading' && level === 1,
      );
      reading.chunks[at]!.level = 2;
    },
    ['headingTree'],
  ],
  [
    'a caption cut short',
    (reading) => {
      const chunk = find(reading, 'caption', 60);
      chunk.text = chunk.text.slice(0, chunk.text.length / 2);
    },
    ['captions'],
  ],
  [
    'a figure’s box half as high',
    (reading) => {
      const [region] = find(reading, 'figure').regions;
      region!.box.height /= 2;
    },
    ['floatsPrecision', 'floatsRecall', 'figures', 'numbered'],
  ],
  [
    'a table’s box half as high',
    (reading) => {
      const [region] = find(reading, 'table').regions;
      region!.box.height /= 2;
    },
    ['floatsPrecision', 'floatsRecall', 'tables', 'numbered'],
  ],
  [
    'the cells of a table in two rows exchanged',
    (reading) => {
      const { table } = find(reading, 'table');
      for (const cell of table!.cells)
        if (cell.row >= table!.rows - 2) cell.row = 2 * table!.rows - 3 - cell.row;
    },
    ['adjacency', 'teds'],
  ],
  [
    'a citation to another entry',
    (reading) => {
      const link = reading.links.find(({ kind }) => kind === 'cites')!;
      const others = reading.chunks.flatMap(({ kind }, index) =>
        kind === 'reference' && index !== link.to ? [index] : [],
      );
      link.to = others.at(-1)!;
    },
    ['citesLinked'],
  ],
  [
    'a mention that is not linked',
    (reading) => {
      const to = reading.chunks.flatMap(({ kind }, index) =>
        kind === 'figure' || kind === 'table' || kind === 'algorithm' ? [index] : [],
      );
      const at = reading.links.findIndex(
        (link) => link.kind === 'mentions' && to.includes(link.to),
      );
      reading.links.splice(at, 1);
    },
    ['mentions'],
  ],
  [
    'an entry of the references cut short',
    (reading) => {
      const chunk = find(reading, 'reference', 80);
      chunk.text = chunk.text.slice(0, 0.9 * chunk.text.length);
    },
    ['references'],
  ],
  [
    'the year of an entry',
    (reading) => {
      find(reading, 'reference').reference!.year = 1066;
    },
    ['fields'],
  ],
  [
    'a list item taken for a paragraph',
    (reading) => {
      find(reading, 'list-item').kind = 'paragraph';
    },
    ['lists'],
  ],
  [
    'an equation without its region',
    (reading) => {
      find(reading, 'equation').regions = [];
    },
    ['equations'],
  ],
  [
    'a footnote cut short',
    (reading) => {
      const chunk = find(reading, 'footnote', 40);
      chunk.text = chunk.text.slice(0, chunk.text.length / 2);
    },
    ['footnotes'],
  ],
  [
    'a listing without its indents',
    (reading) => {
      const chunk = find(reading, 'code');
      chunk.text = chunk.text.replaceAll(/^ +/gm, '');
      chunk.indents = [];
    },
    ['code'],
  ],
];

describe('damage to a reading without fault', () => {
  it.each(DAMAGES)('%s', (_, damage, measures) => {
    const reading = structuredClone({ ...readingOfTruth(truth), answers: new Set() });
    const damaged: Reading = { ...reading, answers: readingOfTruth(truth).answers };
    damage(damaged);
    expect(lowered(scorePaper(truth, damaged))).toEqual(measures);
  });
});
