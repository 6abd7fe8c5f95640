import { readFileSync } from 'node:fs';
import type { Truth, TruthElement } from '../truth.ts';

interface S2orc {
  title: string;
  abstract: string;
  pdf_parse: {
    body_text: {
      text: string;
      section: string;
      sec_num: string | null;
      cite_spans: { start: number; end: number; ref_id: string | null }[];
      ref_spans: { start: number; end: number; ref_id: string | null }[];
    }[];
    back_matter: { text: string; section: string }[];
    bib_entries: Record<
      string,
      {
        raw_text: string;
        title: string;
        year: number | null;
        authors: { last: string }[];
        venue: string;
      }
    >;
  };
}

/**
 * S2ORC's JSON of a paper, which GROBID read and people did not check: paragraphs, sections by number, entries, citations. A
 * reader that is right where GROBID is wrong loses marks here.
 */
export function readS2orcTruth(path: string, file: string, pages: number): Truth {
  const { title, abstract, pdf_parse: parse } = JSON.parse(readFileSync(path, 'utf8')) as S2orc;
  const elements: TruthElement[] = [];
  const add = (element: Partial<TruthElement> & Pick<TruthElement, 'kind' | 'text'>): void => {
    elements.push({
      id: `t${elements.length}`,
      spans: [],
      flow: false,
      page: null,
      regions: [],
      ...element,
    });
  };
  add({ kind: 'title', text: title, flow: true });
  add({ kind: 'abstract', text: abstract, flow: true });
  let section = '';
  for (const { text, section: name, sec_num: number, cite_spans: cites } of parse.body_text) {
    const named = `${number ?? ''} ${name}`;
    if (named !== section && number !== null)
      add({ kind: 'heading', text: name, number, level: number.split('.').length });
    section = named;
    if (text.length < 40) continue;
    add({
      kind: 'paragraph',
      text,
      flow: true,
      spans: cites.flatMap(({ start, end, ref_id: reference }) =>
        reference === null
          ? []
          : [{ start, end, kind: 'cite' as const, references: [reference], raised: false }],
      ),
    });
  }
  for (const [key, { raw_text: text, title: name, year, authors, venue }] of Object.entries(
    parse.bib_entries,
  ))
    // GROBID keeps the hyphens of line ends.
    add({
      kind: 'reference',
      text: text.replaceAll('- ', ''),
      reference: {
        key,
        label: null,
        authors: authors.map(({ last }) => last),
        title: name,
        venue,
        year: year ?? 0,
        doi: null,
        arxiv: null,
        url: null,
      },
    });
  return {
    seed: '',
    file,
    style: 'S2ORC',
    traits: {
      columns: 2,
      hyperref: true,
      citations: 'author-year',
      lineNumbers: false,
      fontPoints: 11,
      font: 'times',
    },
    pages: Array.from({ length: pages }, () => ({ width: 0, height: 0 })),
    title,
    authors: [],
    elements,
    furniture: [],
    partial: true,
  };
}
