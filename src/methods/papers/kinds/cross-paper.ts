import { codePointLength } from '../../../core/text/code-points.ts';
import type { Random } from '../../../core/random.ts';
import type { PaperElement } from '../../../sources/pdf/paper.ts';
import type { OpenPaper, PapersMaterial } from '../material.ts';
import type { PaperDraft, PaperKind } from './paper-kind.ts';
import { passageOf, quote } from './texts/quote.ts';

export interface CrossPaper {
  /** Two papers, and the entry of each for the work that both cite. */
  documents: [string, string];
  entries: [string, string];
  /** Entries of both lists that are shown, in the order of their list. */
  shown: [string[], string[]];
}

const SHOWN = 8;

/** The one work that excerpts of two papers' lists of references have in common, told by DOI, arXiv number or title. */
export const crossPaper: PaperKind<CrossPaper> = {
  name: 'cross-paper',
  draw: plansOf,
  async isAskable({ documents, entries, shown }, papers) {
    const both = [await papers.open(documents[0]), await papers.open(documents[1])] as const;
    const [left, right] = [citedBy(both[0]), citedBy(both[1])];
    const isBoth = shared(left.get(entries[0])!, new Map([['', right.get(entries[1])!]]));
    return (
      isBoth &&
      documents[0] < documents[1] &&
      areTold(both[0].document.title, both[1].document.title) &&
      isExcerpt(shown[0], entries[0], left, right) &&
      isExcerpt(shown[1], entries[1], right, left)
    );
  },
  documents: ({ documents }) => [...documents],
  async draft({ documents, entries, shown }, papers): Promise<PaperDraft> {
    const pair = [await papers.open(documents[0]), await papers.open(documents[1])] as const;
    const entry = (side: 0 | 1, id: string): PaperElement => pair[side].byId.get(id)!.element;
    const lists = shown.map((ids, side) =>
      [
        `References of “${pair[side as 0 | 1].document.title}”:`,
        ...ids.map((id) => entry(side as 0 | 1, id).text),
      ].join('\n'),
    );
    const title = entry(0, entries[0]).reference!.title!;
    return {
      shown: lists.map((text) => ({ type: 'text', text })),
      question: `Which work is in both lists of references?`,
      reasoning: [0, 1].map(
        (side) =>
          `“${pair[side as 0 | 1].document.title}” cites: ${entry(side as 0 | 1, entries[side as 0 | 1]).text}`,
      ),
      reply: `Both cite “${title}”.`,
      answer: { value: title, basis: 'program' },
      keep: { question: ['both'], reply: [title] },
      context: shown.flatMap((ids, side) =>
        ids.map((id) => passageOf(pair[side as 0 | 1], id, id === entries[side as 0 | 1])),
      ),
      evidence: ([0, 1] as const).map((side) =>
        quote(pair[side], entries[side], 0, codePointLength(entry(side, entries[side]).text)),
      ),
      tags: { papers: 2, year: entry(0, entries[0]).reference!.year ?? 0 },
    };
  },
  requires: ['span'],
};

async function* plansOf(material: PapersMaterial, random: Random): AsyncGenerator<CrossPaper> {
  const cited = new Map<string, { document: string; entry: string }[]>();
  const keysOf = new Map<string, Cited>();
  const titleOf = new Map<string, string>();
  for (const { hash } of material.papers) {
    const paper = await material.open(hash);
    const own = citedBy(paper);
    for (const [entry, keys] of own) {
      for (const key of keys)
        cited.set(key, [...(cited.get(key) ?? []), { document: hash, entry }]);
    }
    keysOf.set(hash, own);
    titleOf.set(hash, paper.document.title);
  }
  const pairs = new Map<
    string,
    [{ document: string; entry: string }, { document: string; entry: string }]
  >();
  for (const places of cited.values()) {
    for (const a of places) {
      for (const b of places) {
        if (a.document < b.document && areTold(titleOf.get(a.document)!, titleOf.get(b.document)!))
          pairs.set(`${a.document} ${a.entry} ${b.document} ${b.entry}`, [a, b]);
      }
    }
  }
  for (const [a, b] of random.shuffle([...pairs.values()])) {
    const left = keysOf.get(a.document)!;
    const right = keysOf.get(b.document)!;
    const only = (own: Cited, other: Cited, entry: string): string[] => {
      const others = foreignTo(other, own, entry);
      const some = new Set([entry, ...random.shuffle(others).slice(0, SHOWN - 1)]);
      return [...own.keys()].filter((id) => some.has(id));
    };
    yield {
      documents: [a.document, b.document],
      entries: [a.entry, b.entry],
      shown: [only(left, right, a.entry), only(right, left, b.entry)],
    };
  }
}

/** Entries of a list of references that tell their work, and by what. */
type Cited = Map<string, string[]>;

function citedBy({ paper }: OpenPaper): Cited {
  return new Map(
    paper.elements
      .map((element) => [element.id, identities(element)] as const)
      .filter(([, keys]) => keys.length > 0),
  );
}

/** Entries other than one that the other list does not have. */
function foreignTo(other: Cited, own: Cited, entry: string): string[] {
  return [...own].filter(([id, keys]) => id !== entry && !shared(keys, other)).map(([id]) => id);
}

/** Whether an excerpt of a list shows one shared work and others that are not, in the order of the list. */
function isExcerpt(shown: readonly string[], entry: string, own: Cited, other: Cited): boolean {
  const others = new Set(foreignTo(other, own, entry));
  const inOrder = [...own.keys()].filter((id) => shown.includes(id));
  return (
    shown.includes(entry) &&
    shown.length === Math.min(SHOWN, others.size + 1) &&
    inOrder.join(' ') === shown.join(' ') &&
    shown.every((id) => id === entry || others.has(id))
  );
}

/** Whether two papers can be named by their titles. */
function areTold(one: string, other: string): boolean {
  return one !== '' && other !== '' && one !== other;
}

/** What tells a cited work: entries without a title or an identifier are no one's. */
function identities({ kind, reference }: PaperElement): string[] {
  if (kind !== 'reference' || reference?.title == null) return [];
  const title = reference.title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return [
    ...(reference.doi === null ? [] : [`doi ${reference.doi.toLowerCase()}`]),
    ...(reference.arxiv === null ? [] : [`arxiv ${reference.arxiv.replace(/v\d+$/, '')}`]),
    ...(title.length >= 12 ? [`title ${title}`] : []),
  ];
}

function shared(one: readonly string[], list: ReadonlyMap<string, string[]>): boolean {
  return [...list.values()].some((keys) => keys.some((key) => one.includes(key)));
}
