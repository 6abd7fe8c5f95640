import { codePointLength } from '../../../core/text/code-points.ts';
import type { Random } from '../../../core/random.ts';
import type { PaperElement } from '../../../sources/pdf/paper.ts';
import type { PapersMaterial } from '../material.ts';
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
  const keysOf = new Map<string, Map<string, string[]>>();
  for (const { hash } of material.papers) {
    const paper = await material.open(hash);
    const own = new Map<string, string[]>();
    for (const element of paper.paper.elements) {
      const keys = identities(element);
      if (keys.length === 0) continue;
      own.set(element.id, keys);
      for (const key of keys)
        cited.set(key, [...(cited.get(key) ?? []), { document: hash, entry: element.id }]);
    }
    keysOf.set(hash, own);
  }
  const pairs = new Map<
    string,
    [{ document: string; entry: string }, { document: string; entry: string }]
  >();
  for (const places of cited.values()) {
    for (const a of places) {
      for (const b of places) {
        if (a.document < b.document)
          pairs.set(`${a.document} ${a.entry} ${b.document} ${b.entry}`, [a, b]);
      }
    }
  }
  for (const [a, b] of random.shuffle([...pairs.values()])) {
    const left = keysOf.get(a.document)!;
    const right = keysOf.get(b.document)!;
    const only = (
      own: Map<string, string[]>,
      other: Map<string, string[]>,
      entry: string,
    ): string[] => {
      const others = [...own]
        .filter(([id, keys]) => id !== entry && !shared(keys, other))
        .map(([id]) => id);
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
