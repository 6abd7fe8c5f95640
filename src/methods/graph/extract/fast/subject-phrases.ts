import { type Chunk, isSign, type NounPhrase } from './chunk.ts';
import { wordAfter } from './read-lists.ts';

/** Where the phrase with its `of`-chain that ends at `at` begins; null where a preposition governs it. */
export function chainStart(chunks: readonly Chunk[], at: number): number | null {
  let start = at;
  for (;;) {
    const before = chunks[start - 1];
    if (!isSign(before, 'prep')) return start;
    if (chunks[start - 2]?.type !== 'np') return null;
    start -= 2;
  }
}

/** The coordinated phrases that end at `at` as the subject of what follows. */
export function subjectEndingAt(chunks: readonly Chunk[], at: number): NounPhrase[] | null {
  const start = chainStart(chunks, at);
  if (start === null) return null;
  const head = chunks[start] as NounPhrase;
  const list = [head];
  let from = start;
  while (isSign(chunks[from - 1], 'cc') || (list.length > 1 && isSign(chunks[from - 1], 'comma'))) {
    if (isSign(chunks[from - 1], 'cc') && /^(?:or|but)$/.test(wordAfter(chunks, from - 2))) break;
    const step = isSign(chunks[from - 2], 'comma') ? 3 : 2;
    const other = chunks[from - step];
    if (other?.type !== 'np' || chainStart(chunks, from - step) !== from - step) break;
    // `… in Rome and Mary died`: what a verb governs is no second subject.
    const governor = chunks[from - step - 1];
    if (governor !== undefined && governor.type === 'vg') break;
    list.unshift(other);
    from -= step;
  }
  return list;
}

/** `X, the painter of Y, moved`: the phrase before the first comma of an insertion that ends at the comma `at`. */
export function beforeInsertion(chunks: readonly Chunk[], at: number): NounPhrase | null {
  for (let open = at - 1; open > 0; open--) {
    const chunk = chunks[open]!;
    if (isSign(chunk, 'end')) return null;
    if (!isSign(chunk, 'comma')) continue;
    const before = chunks[open - 1];
    if (before?.type !== 'np') return null;
    const inside = chunks.slice(open + 1, at);
    const isInsertion =
      inside[0]?.type === 'np' ||
      isSign(inside[0], 'rel') ||
      (inside[0]?.type === 'vg' && inside[0].form !== 'finite');
    if (!isInsertion) return null;
    // A second finite verb inside means that a clause, not an insertion, stands there.
    if (inside[0]!.type === 'np' && inside.some((each) => each.type === 'vg')) return null;
    const start = chainStart(chunks, open - 1);
    if (start === null) return null;
    const earlier = chunks[start - 1];
    // `X, Commander of Y, FRS, was`: on to the first name.
    const first = chunks[start - 2];
    if (isSign(earlier, 'comma') && first?.type === 'np' && first.mention !== null) continue;
    return earlier === undefined || isSign(earlier, 'comma') || isSign(earlier, 'sub')
      ? (chunks[start] as NounPhrase)
      : null;
  }
  return null;
}

/** The subject that follows an opening participle: `Born in Rome, X …`. */
export function subjectAhead(chunks: readonly Chunk[], index: number): NounPhrase[] | null {
  for (let at = index + 1; at < chunks.length; at++) {
    if (!isSign(chunks[at], 'comma')) {
      if (chunks[at]!.type === 'vg') return null;
      continue;
    }
    const next = chunks[at + 1];
    if (next?.type !== 'np') continue;
    for (let verb = at + 2; verb < chunks.length; verb++) {
      const chunk = chunks[verb]!;
      if (chunk.type === 'vg') {
        const head = subjectEndingAt(chunks, verb - 1);
        if (chunks[verb - 1]?.type === 'np' && head !== null && head[0] === next) return head;
        return verb > at + 2 && chunks[at + 2] !== undefined && isSign(chunks[at + 2], 'comma')
          ? [next]
          : null;
      }
      if (isSign(chunk, 'comma')) break;
    }
  }
  return null;
}

/** What a participle or a relative clause behind the phrase at `at` may describe, nearest first. */
export function nearest(
  chunks: readonly Chunk[],
  at: number,
  main: NounPhrase[] | null,
): NounPhrase[][] {
  const found: NounPhrase[][] = [];
  for (let start = at; chunks[start]?.type === 'np'; start -= 2) {
    found.push([chunks[start] as NounPhrase]);
    if (!isSign(chunks[start - 1], 'prep')) break;
  }
  const top = at - 2 * (found.length - 1);
  const verb = chunks[top - 1];
  // What describes the complement of `be` describes its subject.
  if (verb?.type === 'vg' && verb.isCopula && main !== null)
    found.splice(found.length - 1, 1, main);
  else if (isSign(chunks[top - 1], 'comma') && chunks[top - 2]?.type === 'np' && found.length > 0) {
    // `X, a painter born in Rome`.
    const head = chunks[chainStart(chunks, top - 2) ?? top - 2] as NounPhrase;
    if ((chunks[top] as NounPhrase).mention === null) found.splice(found.length - 1, 1, [head]);
  }
  return found;
}
