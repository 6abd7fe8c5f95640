import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Hash, hashRecord } from '../../src/core/hash.ts';
import type { ProofMaterial } from '../../src/core/proof/index.ts';
import { type Document, type Sample } from '../../src/core/records/index.ts';
import { KINDS } from '../../src/methods/papers/kinds/index.ts';
import type { OpenPaper } from '../../src/methods/papers/material.ts';
import type { PaperKindName } from '../../src/methods/papers/options.ts';
import { openPaper } from '../../src/methods/papers/prepare/open-papers.ts';
import { composeCandidate } from '../../src/methods/papers/write/compose-candidate.ts';
import { toDocument } from '../../src/sources/pdf/formats/to-document.ts';
import type { Paper, PaperElement } from '../../src/sources/pdf/paper.ts';
import { checkOf } from './forgery.ts';
import type { OpenedDataset } from './reseal.ts';

/** A change of what was read of a paper, and what verify must say of a sample over it. */
export interface LayoutForgery {
  edit(paper: Paper): boolean | void;
  seen: RegExp;
}

const ELEMENTS = /the layout's elements are not what the reader finds in the file/;

const of = (paper: Paper, kind: PaperElement['kind'], at = 0): PaperElement =>
  paper.elements.filter((element) => element.kind === kind)[at]!;

function inParagraph(paper: Paper, from: RegExp, to: string): boolean {
  const element = paper.elements.find(({ kind, text }) => kind === 'paragraph' && from.test(text));
  if (element === undefined) return false;
  element.text = element.text.replace(from, to);
  return true;
}

/** Forged layouts, from which document, tables, plans and samples are all made anew by our own program. */
export const LAYOUT_FORGERIES: Record<string, LayoutForgery> = {
  'a number of a table cell': {
    edit: (paper) => cell(paper, /^\d+$/u, (text) => `${text}0`),
    seen: ELEMENTS,
  },
  'the sign of a table cell': {
    edit: (paper) => cell(paper, /^−/u, (text) => text.slice(1)),
    seen: ELEMENTS,
  },
  'the unit of a column': {
    edit: (paper) => cell(paper, /\(W\)/u, (text) => text.replace('W', 'kW')),
    seen: ELEMENTS,
  },
  'the names of two columns': {
    edit(paper) {
      const [, a, b] = of(paper, 'table').table!.cells;
      [a!.text, b!.text] = [b!.text, a!.text];
    },
    seen: ELEMENTS,
  },
  'two rows of a table, with their boxes': {
    edit(paper) {
      const { cells } = of(paper, 'table').table!;
      for (const one of cells) if (one.row === 1 || one.row === 2) one.row = 3 - one.row;
      cells.sort((a, b) => a.row - b.row || a.column - b.column);
    },
    seen: ELEMENTS,
  },
  'a table that nobody doubts': {
    edit(paper) {
      of(paper, 'table').table!.confidence = 1;
      of(paper, 'table').confidence = 1;
      of(paper, 'table').because = ['it is plain'];
    },
    seen: ELEMENTS,
  },
  'two figures, exchanged under their captions': {
    edit(paper) {
      const [a, b] = paper.links.filter(
        ({ kind, to }) =>
          kind === 'captions' && paper.elements.find(({ id }) => id === to)!.kind === 'figure',
      );
      [a!.to, b!.to] = [b!.to, a!.to];
    },
    seen: /the layout's links are not/,
  },
  'the place of a figure': {
    edit: (paper) => void (of(paper, 'figure').box.height += 60),
    seen: ELEMENTS,
  },
  'the words that stand in a figure': {
    edit: (paper) => void (of(paper, 'figure').text = '1 2 3 4711'),
    seen: ELEMENTS,
  },
  'a caption': {
    edit(paper) {
      const caption = of(paper, 'caption');
      caption.text = caption.text.replace('March', 'April');
    },
    seen: ELEMENTS,
  },
  'a heading': {
    edit: (paper) => void (of(paper, 'heading').text = 'Prophecies'),
    seen: ELEMENTS,
  },
  'the section that a paragraph stands in': {
    edit(paper) {
      const headings = paper.elements.filter(({ kind }) => kind === 'heading');
      for (const element of paper.elements)
        if (element.section === headings[0]!.id) element.section = headings[1]!.id;
    },
    seen: ELEMENTS,
  },
  'a number in a sentence': {
    edit: (paper) => inParagraph(paper, /742/u, '842'),
    seen: ELEMENTS,
  },
  'a hedge in a sentence': {
    edit: (paper) => inParagraph(paper, /may explain/u, 'has caused '),
    seen: ELEMENTS,
  },
  'a denial in a sentence': {
    edit: (paper) => inParagraph(paper, /did not/u, 'did now'),
    seen: ELEMENTS,
  },
  'a symbol of an equation': {
    edit: (paper) => void (of(paper, 'equation').symbols = { Z: 1 }),
    seen: ELEMENTS,
  },
  'the end of a citation': {
    edit(paper) {
      const [a, b] = paper.links.filter(({ kind }) => kind === 'cites');
      [a!.to, b!.to] = [b!.to, a!.to];
    },
    seen: /the layout's links are not/,
  },
  'a mention that there is not': {
    edit: (paper) =>
      void paper.links.push({ ...paper.links[0]!, kind: 'mentions', start: 0, end: 3 }),
    seen: /the layout's links are not/,
  },
  'the title of a cited work': {
    edit: (paper) => void (of(paper, 'reference').reference!.title = 'A work that nobody wrote'),
    seen: ELEMENTS,
  },
  'the order of what is read': {
    edit(paper) {
      const [a, b] = paper.elements.flatMap(({ kind }, at) => (kind === 'paragraph' ? [at] : []));
      [paper.elements[a!], paper.elements[b!]] = [paper.elements[b!]!, paper.elements[a!]!];
    },
    seen: ELEMENTS,
  },
  'the title': {
    edit: (paper) => void (paper.title = 'On Prophecies'),
    seen: /the layout's title (?:is|are) not/,
  },
  'the authors': {
    edit: (paper) => void (paper.authors = [{ name: 'Nobody', affiliation: null }]),
    seen: /the layout's authors are not/,
  },
  'a page called a scan, so that nobody reads it again': {
    edit(paper) {
      paper.pages[0]!.text = 'ocr';
      inParagraph(paper, /years/u, 'weeks');
    },
    seen: /page 1 is no scan/,
  },
  'a reader that this build has not': {
    edit: (paper) => void (paper.reader = 'pdf@99'),
    seen: /the layout was read by pdf@99, and this build has/,
  },
};

function cell(paper: Paper, pattern: RegExp, edit: (text: string) => string): boolean {
  for (const element of paper.elements) {
    const found = element.table?.cells.find(({ text }) => pattern.test(text));
    if (found === undefined) continue;
    found.text = edit(found.text);
    return true;
  }
  return false;
}

/**
 * Forges the layout of one paper, makes document and tables of it, and drafts every sample over it again with our own
 * program. What cannot be drafted any more is left as it was. Returns the ids of the samples that were made anew.
 */
export async function forgeLayout(
  dataset: OpenedDataset,
  layout: Hash,
  edit: LayoutForgery['edit'],
): Promise<string[]> {
  const paper = structuredClone(dataset.records.get(layout)) as Paper;
  if (edit(paper) === false) return [];
  const old = [...dataset.records].find(
    ([, record]) => (record as Partial<Document>).layout === layout,
  )!;
  const { uri, license } = old[1] as Document;
  const put = (record: unknown): Hash => {
    const hash = hashRecord(record);
    dataset.records.set(hash, record);
    return hash;
  };
  const renamed = new Map<Hash, Hash>([[layout, put(paper)]]);
  renamed.set(old[0], put(toDocument(paper, { uri, license, layout: renamed.get(layout)! })));
  const before = dataset.records.get(layout) as Paper;
  for (const { id, table } of before.elements) {
    if (table === undefined) continue;
    renamed.set(hashRecord(table), put(paper.elements.find((one) => one.id === id)!.table));
  }
  const material: ProofMaterial = {
    record: async (hash) => dataset.records.get(hash),
    blob: (hash) => readFile(join(dataset.dir, 'proof/blobs', hash.slice(0, 2), hash)),
  };
  const made: string[] = [];
  for (const sample of dataset.samples) {
    if (sample.lineage.part === 'reworded') continue;
    if (!JSON.stringify(sample).includes(layout)) continue;
    if (await redraft(sample, renamed, material)) made.push(sample.id);
  }
  return made;
}

interface Detail {
  kind: PaperKindName;
  plan: unknown;
  papers: { document: Hash; tables: { element: string; hash: Hash }[] }[];
  scale: number;
}

async function redraft(
  sample: Sample,
  renamed: ReadonlyMap<Hash, Hash>,
  material: ProofMaterial,
): Promise<boolean> {
  let json = JSON.stringify(checkOf(sample, 'paper-draft').detail);
  for (const [from, to] of renamed) json = json.replaceAll(from, to);
  const detail = JSON.parse(json) as Detail;
  const papers = new Map<Hash, OpenPaper>();
  for (const { document, tables } of detail.papers)
    papers.set(document, await openPaper(document, tables, material));
  const atHand = {
    options: { pictureScale: detail.scale },
    open: (hash: Hash) => Promise.resolve(papers.get(hash)!),
  };
  try {
    const draft = await KINDS[detail.kind].draft(detail.plan, atHand, material);
    const { groups } = sample;
    const made = composeCandidate(draft, {
      kind: detail.kind,
      detail: detail as never,
      voice: null,
      checks: sample.checks.filter(({ name }) => name !== 'paper-draft@1'),
      licenses: [...new Set([...papers.values()].map(({ document }) => document.license))],
    });
    Object.assign(sample, made, {
      groups: groups.map((group, at) => [...papers.values()][at]?.document.id ?? group),
    });
    return true;
  } catch {
    // A forged layout may have no place for this question any more.
    return false;
  }
}
