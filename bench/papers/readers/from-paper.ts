import type { Paper } from '../../../src/sources/pdf/paper.ts';
import { ALL_ANSWERS, type Reading } from '../score/reading.ts';

/** Our own record, as the scorers want it. */
export function readingOfPaper(paper: Paper): Reading {
  const indexes = new Map(paper.elements.map(({ id }, index) => [id, index]));
  return {
    reader: 'wellspring',
    answers: new Set(ALL_ANSWERS),
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
