import { describe, expect, it } from 'vitest';
import { readLabels } from '../../bench/papers/compile.ts';
import {
  citationPrinter,
  drawEntries,
  orderEntries,
} from '../../bench/papers/draft/bibliography.ts';
import { draftPaper } from '../../bench/papers/draft/draft-paper.ts';
import { parseMarks } from '../../bench/papers/draft/marks.ts';
import { STYLES } from '../../bench/papers/draft/styles.ts';
import { FIELDS } from '../../bench/papers/draft/vocabulary.ts';
import { createRandom } from '../../src/core/random.ts';

describe('draftPaper', () => {
  it.each(STYLES.map(({ name }) => name))(
    'writes %s: the same paper for the same seed, another for another',
    (style) => {
      const [a, b, c] = [
        draftPaper('one', { style }),
        draftPaper('one', { style }),
        draftPaper('two', { style }),
      ];
      expect(a.source(true)).toBe(b.source(true));
      expect(a.source(true)).not.toBe(c.source(true));
      const ids = a.elements.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      // Whatever is mentioned exists.
      const labels = new Set([...a.source(true).matchAll(/\\label\{(\d+)\}/g)].map(([, id]) => id));
      for (const [, id] of a.source(true).matchAll(/\\ref\{(\d+)\}/g)) expect(labels).toContain(id);
      const keys = new Set(
        a.elements.flatMap(({ reference }) => (reference === undefined ? [] : [reference.key])),
      );
      for (const [, cited] of a.source(true).matchAll(/\\cite[tp]?\{([^}]*)\}/g))
        for (const key of cited!.split(',')) expect(keys).toContain(key);
    },
  );

  it('says no sentence twice, so that each block has one place', () => {
    const { elements } = draftPaper('sentences', { style: 'article-1', pages: 12 });
    const texts = elements
      .filter(({ kind }) => kind === 'paragraph')
      .map(({ inlines }) => JSON.stringify(inlines));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('citationPrinter', () => {
  const entries = drawEntries(createRandom('entries'), FIELDS[0]!, 9);
  const keys = entries.map(({ key }) => key);
  const print = (
    system: Parameters<typeof citationPrinter>[0],
    cited: string[],
    each = false,
    textual = false,
  ): string =>
    citationPrinter(system, () => orderEntries(entries, keys, false), {
      separator: ', ',
      each,
    }).print(cited, textual).text;

  it('prints numbers as asked, or sorted with ranges', () => {
    expect(print('numeric', ['r4', 'r0'])).toBe('[5, 1]');
    expect(print('natbib-sorted', ['r4', 'r2', 'r3', 'r0'])).toBe('[1, 3–5]');
    expect(print('cite', ['r1', 'r0'], true)).toBe('[1], [2]');
    expect(print('cite', ['r1', 'r0', 'r2'], true)).toBe('[1]–[3]');
    expect(print('raised', ['r0', 'r1'])).toBe('1, 2');
  });

  it('prints names and years', () => {
    const { people, year } = entries[0]!;
    expect(print('author-year', ['r0'], false, true)).toContain(people[0]!.surname);
    expect(print('author-year', ['r0'], false, true)).toMatch(new RegExp(`\\(${year}\\)$`));
    expect(print('author-year', ['r0', 'r1'])).toMatch(/^\(.*; .*\)$/);
  });
});

describe('the compiler’s files', () => {
  it('gives labels their printed numbers', () => {
    const aux = [
      '\\relax',
      '\\newlabel{12}{{3.2}{7}{Title {with} braces}{section.3.2}{}}',
      '\\newlabel{5}{{\\hbox {II-A}}{2}}',
      '\\newlabel{8}{{III\\,A}{2}}',
      '\\newlabel{fig:x}{{1}{1}}',
    ].join('\n');
    expect(readLabels(aux)).toEqual(
      new Map([
        ['12', '3.2'],
        ['5', 'II-A'],
        ['8', 'III A'],
      ]),
    );
  });

  it('turns marks into points from the top left corner', () => {
    const pos = [
      'L 614.295pt 794.97pt 0.0pt 10.0pt -10.0pt 400.0pt 195.0pt 10.0pt 1',
      'P',
      'M 3 4736286 47362867 10pt 12.0pt 195.0pt',
      'P',
      'B 4 4736286 4736286 72.27pt 7.227pt 0.0pt',
    ].join('\n');
    const { points, boxes, measures, pages } = parseMarks(pos);
    expect(pages).toBe(2);
    expect(measures.left.odd - measures.left.even).toBeCloseTo(20 * (72 / 72.27), 6);
    expect(points.get('3')![0]).toMatchObject({ page: 1 });
    expect(points.get('3')![0]!.x).toBeCloseTo(72, 2);
    expect(points.get('3')![0]!.y).toBeCloseTo(792 - 720, 1);
    expect(boxes.get('4')![0]).toMatchObject({ page: 2 });
    expect(boxes.get('4')![0]!.width).toBeCloseTo(72, 6);
    expect(boxes.get('4')![0]!.y).toBeCloseTo(792 - 72 - 7.2, 1);
    expect(() => parseMarks('P')).toThrow(/measures/);
  });
});
