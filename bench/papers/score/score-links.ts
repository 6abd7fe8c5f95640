import type { Truth } from '../truth.ts';
import { locate, openStream, type Stream } from './locate.ts';
import { normaliseText } from './normalise.ts';
import type { Reading } from './reading.ts';
import { titleLikeness } from './score-headings.ts';
import { pairReferences } from './score-references.ts';
import type { Tally } from './tally.ts';

export const MENTION_GROUPS = {
  floats: ['figure', 'table', 'algorithm'],
  equations: ['equation'],
  sections: ['section'],
} as const;

interface End {
  block: string;
  to: string;
}

/**
 * Links by the block that they stand in and what they lead to, as multisets: a citation of [3, 5] is two links. A link from
 * text that is in no block of the truth is wrong.
 */
export function scoreLinks(
  truth: Truth,
  reading: Reading,
  ask: 'cites' | keyof typeof MENTION_GROUPS,
): Tally {
  const gold = ask === 'cites' ? trueCitations(truth) : trueMentions(truth, MENTION_GROUPS[ask]);
  const found = readLinks(truth, reading, ask);
  const left = new Map<string, number>();
  for (const { block, to } of gold)
    left.set(`${block} ${to}`, (left.get(`${block} ${to}`) ?? 0) + 1);
  let right = 0;
  for (const { block, to } of found) {
    const count = left.get(`${block} ${to}`) ?? 0;
    if (count === 0) continue;
    right++;
    left.set(`${block} ${to}`, count - 1);
  }
  return { right, claimed: found.length, gold: gold.length };
}

function trueCitations(truth: Truth): End[] {
  return truth.elements.flatMap(({ id, spans }) =>
    spans.flatMap((span) =>
      span.kind === 'cite' ? span.references.map((to) => ({ block: id, to })) : [],
    ),
  );
}

function trueMentions(truth: Truth, kinds: readonly string[]): End[] {
  return truth.elements.flatMap(({ id, spans }) =>
    spans.flatMap((span) =>
      span.kind === 'mention'
        ? span.targets
            .filter(({ kind }) => kinds.includes(kind))
            .map(({ kind, number }) => ({ block: id, to: `${kind} ${number.toUpperCase()}` }))
        : [],
    ),
  );
}

const TEXT_KINDS: ReadonlySet<string> = new Set([
  'abstract',
  'paragraph',
  'list-item',
  'quote',
  'text',
]);

/** Characters that citations may take at the end of a block whose truth leaves them out. */
const PARTIAL_SLACK = 120;

interface Ends {
  truth: Truth;
  stream: Stream;
  blocks: { id: string; from: number; to: number }[];
  entryOf: Map<number, string>;
}

const places = new WeakMap<Reading, Ends>();

/** Where the blocks stand in the reading, and which entry each chunk is: the same for all kinds of links of a reading. */
function placeEnds(truth: Truth, reading: Reading): Ends {
  const known = places.get(reading);
  if (known !== undefined && known.truth === truth) return known;
  const stream = openStream(reading.chunks, () => true);
  const blocks = truth.elements
    .filter(({ kind, text }) => text !== '' && kind !== 'reference' && kind !== 'heading')
    .flatMap((element) => {
      const place = locate(stream, element.text);
      return place === null ? [] : [{ id: element.id, ...place }];
    });
  const entryOf = new Map(
    [...pairReferences(truth, reading, 0.8)].map(([index, chunk]) => [
      chunk,
      truth.elements[index]!.reference!.key,
    ]),
  );
  const ends = { truth, stream, blocks, entryOf };
  places.set(reading, ends);
  return ends;
}

function readLinks(
  truth: Truth,
  reading: Reading,
  ask: 'cites' | keyof typeof MENTION_GROUPS,
): End[] {
  const { stream, blocks, entryOf } = placeEnds(truth, reading);
  const headings = truth.elements.filter(
    ({ kind, number }) => kind === 'heading' && number != null,
  );
  return reading.links.flatMap(({ kind, from, start, to }): End[] => {
    const target = reading.chunks[to]!;
    let name: string;
    if (ask === 'cites') {
      if (kind !== 'cites') return [];
      name = entryOf.get(to) ?? `unknown ${to}`;
    } else {
      const isHeading = target.kind === 'heading';
      const group = isHeading ? 'section' : target.kind;
      if (kind !== 'mentions' || !(MENTION_GROUPS[ask] as readonly string[]).includes(group))
        return [];
      const heading = isHeading
        ? headings.find(({ text }) => titleLikeness(text, target.text) >= 0.95)
        : undefined;
      name = `${group} ${((isHeading ? heading?.number : target.number) ?? '').toUpperCase()}`;
    }
    const source = reading.chunks[from]!;
    if (truth.partial === true && !TEXT_KINDS.has(source.kind)) return [];
    const prefix = [...source.text].slice(0, start).join('');
    const at = stream.starts[from]! + normaliseText(prefix).trimStart().length;
    // The narrowest block around the link; else one that ends or begins beside it.
    const near = (slack: number): typeof blocks =>
      blocks.filter((block) => block.from - slack <= at && at < block.to + slack);
    const exact = near(0);
    // A partial truth has no labels in its texts, so that its blocks end too early: the last one that began counts.
    const around =
      truth.partial === true && exact.length === 0
        ? near(PARTIAL_SLACK)
            .filter((block) => block.from <= at)
            .toSorted((a, b) => b.from - a.from)[0]
        : (exact.length > 0 ? exact : near(3)).toSorted(
            (a, b) => a.to - a.from - (b.to - b.from),
          )[0];
    if (around === undefined && truth.partial === true) return [];
    return [{ block: around?.id ?? `nowhere ${from}`, to: name }];
  });
}
