import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readingOfTruth } from '../../bench/papers/score/reading-of-truth.ts';
import type { ReadChunk, Reading } from '../../bench/papers/score/reading.ts';
import {
  MEASURES,
  type Measure,
  scorePaper,
  valueOf,
} from '../../bench/papers/score/score-paper.ts';
import type { Truth } from '../../bench/papers/truth.ts';

const folder = new URL('../fixtures/papers/', import.meta.url);
const truths = readdirSync(folder)
  .filter((name) => name.endsWith('.truth.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Truth);
const truth = truths.find(({ file }) => file === 'acl-like.pdf')!;
const perfect = readingOfTruth(truth);

function valuesOf(reading: Reading, of: Truth = truth): Partial<Record<Measure, number>> {
  const scores = scorePaper(of, reading);
  return Object.fromEntries(
    (Object.keys(MEASURES) as Measure[]).map((measure) => [
      measure,
      valueOf(measure, scores[measure]),
    ]),
  );
}
const change = (edit: (chunk: ReadChunk, index: number) => ReadChunk | null): Reading => {
  // Links would have to be counted anew where chunks go.
  const kept = perfect.chunks.map((chunk, index) => edit(structuredClone(chunk), index));
  const places = new Map<number, number>();
  kept.forEach((chunk, index) => {
    if (chunk !== null) places.set(index, places.size);
  });
  return {
    ...perfect,
    chunks: kept.filter((chunk) => chunk !== null),
    links: perfect.links.flatMap((link) =>
      places.has(link.from) && places.has(link.to)
        ? [{ ...link, from: places.get(link.from)!, to: places.get(link.to)! }]
        : [],
    ),
  };
};
const paragraphs = perfect.chunks.flatMap(({ kind, text }, index) =>
  kind === 'paragraph' && text.length > 250 ? [index] : [],
);
const swap = (reading: Reading, a: number, b: number): Reading => {
  const at = (index: number): number => (index === a ? b : index === b ? a : index);
  return {
    ...reading,
    chunks: reading.chunks.map((_, index) => reading.chunks[at(index)]!),
    links: reading.links.map((link) => ({ ...link, from: at(link.from), to: at(link.to) })),
  };
};

describe('scorePaper', () => {
  it.each(truths.map((each) => [each.file, each] as const))(
    'gives a reading without fault full marks: %s',
    (_, each) => {
      const wrong = Object.entries(valuesOf(readingOfTruth(each), each)).filter(
        ([measure, value]) =>
          value !== null && value !== (MEASURES[measure as Measure].as === 'error' ? 0 : 1),
      );
      expect(wrong).toEqual([]);
    },
  );

  it('sees two paragraphs exchanged, in order only', () => {
    const values = valuesOf(swap(perfect, paragraphs[3]!, paragraphs[9]!));
    expect(values.order).toBeLessThan(1);
    expect(values.order).toBeGreaterThan(0.85);
    expect(values).toMatchObject({
      characters: 0,
      blocks: 1,
      headings: 1,
      captions: 1,
      citesLinked: 1,
    });
  });

  it('counts each wrong character once', () => {
    const whole = scorePaper(truth, perfect).characters as { whole: number };
    const reading = change((chunk, index) =>
      index === paragraphs[2]
        ? { ...chunk, text: chunk.text.replace('the', 'thn').replace('We ', 'Wee ') }
        : chunk,
    );
    const edits = perfect.chunks[paragraphs[2]!]!.text.includes('We ') ? 2 : 1;
    expect(scorePaper(truth, reading).characters).toEqual({ part: edits, whole: whole.whole });
  });

  it('masks a formula that is spelled otherwise, and counts it in the measure that has formulas', () => {
    const index = truth.elements.findIndex(
      ({ spans, text, kind }) =>
        kind === 'paragraph' &&
        text.length > 250 &&
        spans.some(({ kind: each }) => each === 'math'),
    );
    const span = truth.elements[index]!.spans.find(({ kind }) => kind === 'math')!;
    const reading = change((chunk, at) =>
      at === index
        ? {
            ...chunk,
            text: `${chunk.text.slice(0, span.start)}\u{fffd}${chunk.text.slice(span.end)}`,
          }
        : chunk,
    );
    const values = valuesOf(reading);
    expect(values.characters).toBe(0);
    expect(values.charactersAll).toBeGreaterThan(0);
  });

  it('counts a float that cuts a paragraph, and a block that is gone, as wrong characters', () => {
    const foreign = 'Case Method Rate C1 Rolling reservation 12.4 C2 Overflow sharing 99.1 '.repeat(
      3,
    );
    const cut = change((chunk, index) =>
      index === paragraphs[1]
        ? { ...chunk, text: `${chunk.text.slice(0, 130)}${foreign}${chunk.text.slice(130)}` }
        : chunk,
    );
    const before = scorePaper(truth, perfect).characters as { part: number };
    // Either the float is foreign, or the shorter part is torn off.
    expect(
      (scorePaper(truth, cut).characters as { part: number }).part - before.part,
    ).toBeGreaterThan(80);
    const gone = valuesOf(change((chunk, index) => (index === paragraphs[1] ? null : chunk)));
    expect(gone.blocks).toBeLessThan(1);
    expect(gone.characters).toBeGreaterThan(0.005);
  });

  it('sees furniture in the body: words, page numbers, line numbers', () => {
    expect(
      valuesOf(
        change((chunk, index) =>
          index === paragraphs[0]
            ? { ...chunk, text: `${chunk.text} ${truth.furniture[0]}` }
            : chunk,
        ),
      ).furniture,
    ).toBeGreaterThan(0.001);
    const withNumber: Reading = {
      ...perfect,
      chunks: [...perfect.chunks, { kind: 'paragraph', text: '3', page: 3, regions: [] }],
    };
    expect(valuesOf(withNumber).furniture).toBeGreaterThan(0);
    expect(
      valuesOf({
        ...withNumber,
        chunks: withNumber.chunks.map((chunk) =>
          chunk.text === '3' ? { ...chunk, kind: 'furniture' } : chunk,
        ),
      }).furniture,
    ).toBe(0);
    expect(truth.traits.lineNumbers).toBe(true);
    expect(
      valuesOf(
        change((chunk, index) =>
          index === paragraphs[0]
            ? { ...chunk, text: `${chunk.text.slice(0, 50)} 017 ${chunk.text.slice(50)} 018` }
            : chunk,
        ),
      ).furniture,
    ).toBeGreaterThan(0);
  });

  it('asks for each heading, no more, at its level', () => {
    const first = perfect.chunks.findIndex(({ kind }) => kind === 'heading');
    const missed = valuesOf(
      change((chunk, index) => (index === first ? { ...chunk, kind: 'paragraph' } : chunk)),
    );
    expect(missed.headings).toBeLessThan(1);
    expect(missed.headingTree).toBeLessThan(1);
    const more = valuesOf(
      change((chunk, index) =>
        index === paragraphs[0] ? { ...chunk, kind: 'heading', level: 1 } : chunk,
      ),
    );
    expect(more.headings).toBeLessThan(1);
    const flat = valuesOf(
      change((chunk) => (chunk.kind === 'heading' ? { ...chunk, level: 1 } : chunk)),
    );
    expect(flat.headings).toBe(1);
    expect(flat.headingTree).toBeLessThan(1);
    const numbered = valuesOf(
      change((chunk) =>
        chunk.kind === 'heading' && chunk.number != null
          ? { ...chunk, text: `${chunk.number}  ${chunk.text.toUpperCase()}` }
          : chunk,
      ),
    );
    expect(numbered).toMatchObject({ headings: 1, headingTree: 1, order: 1 });
  });

  it('asks for captions whole and with their number', () => {
    const caption = perfect.chunks.findIndex(({ kind }) => kind === 'caption');
    expect(
      valuesOf(change((chunk, index) => (index === caption ? { ...chunk, number: '77' } : chunk)))
        .captions,
    ).toBeLessThan(1);
    expect(
      valuesOf(
        change((chunk, index) =>
          index === caption
            ? { ...chunk, text: chunk.text.slice(0, chunk.text.length / 2) }
            : chunk,
        ),
      ).captions,
    ).toBeLessThan(1);
    const labelled = change((chunk) =>
      chunk.kind === 'caption'
        ? { ...chunk, number: null, text: `${'Figure'} ${chunk.number}: ${chunk.text}` }
        : chunk,
    );
    expect(valuesOf(labelled).captions).toBe(1);
  });

  it('asks for regions that overlap by 0.8, on their page', () => {
    const figure = perfect.chunks.findIndex(({ kind }) => kind === 'figure');
    const shifted = (by: number): Reading =>
      change((chunk, index) =>
        index === figure
          ? {
              ...chunk,
              regions: chunk.regions.map(({ page, box }) => ({
                page,
                box: { ...box, y: box.y + box.height * by },
              })),
            }
          : chunk,
      );
    expect(valuesOf(shifted(0.05)).figures).toBe(1);
    expect(valuesOf(shifted(0.3)).figures).toBeLessThan(1);
    expect(
      valuesOf(
        change((chunk, index) =>
          index === figure
            ? { ...chunk, regions: chunk.regions.map(({ page, box }) => ({ page: page + 1, box })) }
            : chunk,
        ),
      ).floatsRecall,
    ).toBeLessThan(1);
    expect(
      valuesOf(change((chunk, index) => (index === figure ? { ...chunk, number: '99' } : chunk))),
    ).toMatchObject({ figures: 1 });
    expect(
      valuesOf(change((chunk, index) => (index === figure ? { ...chunk, number: '99' } : chunk)))
        .numbered,
    ).toBeLessThan(1);
  });

  it('asks for cells in their places', () => {
    const at = perfect.chunks.findIndex(({ kind }) => kind === 'table');
    const edited = valuesOf(
      change((chunk, index) =>
        index === at
          ? {
              ...chunk,
              table: {
                ...chunk.table!,
                cells: chunk.table!.cells.map((cell, each) =>
                  each === 5 ? { ...cell, text: '12345' } : cell,
                ),
              },
            }
          : chunk,
      ),
    );
    expect(edited.adjacency).toBeLessThan(1);
    expect(edited.teds).toBeLessThan(1);
    expect(edited.teds).toBeGreaterThan(0.8);
    expect(valuesOf(change((chunk, index) => (index === at ? null : chunk))).teds).toBeLessThan(
      0.9,
    );
  });

  it('asks for links to the right end, from the right block', () => {
    const cites = perfect.links.findIndex(({ kind }) => kind === 'cites');
    const other = perfect.chunks.findLastIndex(({ kind }) => kind === 'reference');
    expect(perfect.links[cites]!.to).not.toBe(other);
    const wrong: Reading = {
      ...perfect,
      links: perfect.links.map((link, index) => (index === cites ? { ...link, to: other } : link)),
    };
    expect(valuesOf(wrong).citesLinked).toBeLessThan(1);
    const moved: Reading = {
      ...perfect,
      links: perfect.links.map((link, index) =>
        index === cites
          ? {
              ...link,
              from: perfect.chunks.findLastIndex(({ kind }) => kind === 'list-item'),
              start: 0,
            }
          : link,
      ),
    };
    expect(valuesOf(moved).citesLinked).toBeLessThan(1);
    expect(
      valuesOf({ ...perfect, links: perfect.links.filter(({ kind }) => kind !== 'mentions') })
        .mentions,
    ).toBe(0);
  });

  it('asks for entries cut where they end, and for what they say', () => {
    const at = perfect.chunks.findIndex(({ kind }) => kind === 'reference');
    const merged = change((chunk, index) =>
      index === at + 1
        ? null
        : index === at
          ? { ...chunk, text: `${chunk.text} ${perfect.chunks[at + 1]!.text}` }
          : chunk,
    );
    expect(valuesOf(merged).references).toBeLessThan(1);
    const dated = change((chunk, index) =>
      index === at ? { ...chunk, reference: { ...chunk.reference!, year: 1066 } } : chunk,
    );
    expect(valuesOf(dated)).toMatchObject({ references: 1 });
    expect(valuesOf(dated).fields).toBeLessThan(1);
    const labelled = change((chunk) =>
      chunk.kind === 'reference' ? { ...chunk, text: `[12] ${chunk.text}` } : chunk,
    );
    expect(valuesOf(labelled).references).toBe(1);
  });

  it('asks for indents of code, list items one by one, footnotes, equations', () => {
    const flat = valuesOf(
      change((chunk) =>
        chunk.kind === 'code'
          ? { ...chunk, text: chunk.text.replaceAll(/^ +/gm, ''), indents: [] }
          : chunk,
      ),
    );
    expect(flat.code).toBeLessThan(1);
    const item = perfect.chunks.findIndex(({ kind }) => kind === 'list-item');
    expect(
      valuesOf(
        change((chunk, index) =>
          index === item
            ? { ...chunk, text: `${chunk.text} ${perfect.chunks[item + 1]!.text}` }
            : chunk,
        ),
      ).lists,
    ).toBeLessThan(1);
    expect(
      valuesOf(
        change((chunk) => (chunk.kind === 'footnote' ? { ...chunk, kind: 'paragraph' } : chunk)),
      ).footnotes,
    ).toBe(0);
    expect(valuesOf(change((chunk) => (chunk.kind === 'equation' ? null : chunk))).equations).toBe(
      0,
    );
  });

  it('gives a reading of nothing no marks, and “–” to what a reader does not answer', () => {
    const nothing = valuesOf({ ...perfect, chunks: [], links: [] });
    expect(nothing).toMatchObject({
      blocks: 0,
      characters: 1,
      headings: 0,
      captions: 0,
      floatsRecall: 0,
      references: 0,
      citesLinked: 0,
      teds: 0,
    });
    const silent = valuesOf({ ...perfect, answers: new Set() });
    expect([silent.headings, silent.captions, silent.citesLinked, silent.teds]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
