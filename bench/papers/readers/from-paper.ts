import type { Paper } from '../../../src/sources/pdf/paper.ts';
import type { Answer, Reading } from '../score/reading.ts';

const ANSWERS: ReadonlySet<Answer> = new Set([
  'headings',
  'levels',
  'captions',
  'regions',
  'tables',
  'links',
  'references',
  'fields',
  'equations',
  'lists',
  'footnotes',
  'code',
  'kinds',
] as const);

/** Our own record, as the scorers want it. */
export function readingOfPaper(paper: Paper): Reading {
  const indexes = new Map(paper.elements.map(({ id }, index) => [id, index]));
  return {
    reader: 'wellspring',
    answers: ANSWERS,
    chunks: paper.elements.map(
      ({ kind, text, page, regions, level, number, indents, table, reference }) => ({
        kind,
        text,
        page,
        regions,
        ...(level === undefined ? {} : { level }),
        number,
        ...(indents === undefined ? {} : { indents }),
        ...(table === undefined ? {} : { table }),
        ...(reference === undefined ? {} : { reference }),
      }),
    ),
    links: paper.links.flatMap(({ kind, from, to, start }) =>
      (kind === 'cites' || kind === 'mentions') && indexes.has(from) && indexes.has(to)
        ? [{ kind, from: indexes.get(from)!, to: indexes.get(to)!, start }]
        : [],
    ),
  };
}
