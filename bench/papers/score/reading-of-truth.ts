import type { Truth } from '../truth.ts';
import { ALL_ANSWERS, type ReadChunk, type Reading } from './reading.ts';

/** What a reader without fault would give: it must have full marks in every measure. */
export function readingOfTruth(truth: Truth): Reading {
  const chunks = truth.elements.map((element): ReadChunk => {
    const { kind, text, page, regions, level, number, indents, table, reference } = element;
    return {
      kind: kind === 'theorem' ? 'paragraph' : kind,
      text,
      page,
      regions,
      ...(level === undefined ? {} : { level }),
      ...(number === undefined ? {} : { number }),
      ...(indents === undefined ? {} : { indents }),
      ...(table === undefined ? {} : { table }),
      ...(reference === undefined ? {} : { reference }),
    };
  });
  const entries = new Map(
    truth.elements.flatMap(({ reference }, index) =>
      reference === undefined ? [] : [[reference.key, index] as const],
    ),
  );
  const ids = new Map(truth.elements.map(({ id }, index) => [id, index]));
  const links = truth.elements.flatMap(({ spans }, from) =>
    spans.flatMap((span): Reading['links'] =>
      span.kind === 'cite'
        ? span.references.map((key) => ({
            kind: 'cites',
            from,
            start: span.start,
            to: entries.get(key)!,
          }))
        : span.kind === 'mention'
          ? span.targets.map(({ id }) => ({
              kind: 'mentions',
              from,
              start: span.start,
              to: ids.get(id)!,
            }))
          : [],
    ),
  );
  return { reader: 'truth', answers: new Set(ALL_ANSWERS), chunks, links };
}
