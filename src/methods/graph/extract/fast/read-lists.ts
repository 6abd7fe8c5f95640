import type { Mentioned } from './find-mentions.ts';
import { placeLevel } from './gazetteer/places.ts';
import { type Chunk, type NounPhrase, isSign } from './chunk.ts';

/** The sign behind the chunk at `index`, as a word; empty where a phrase or a verb follows. */
export const wordAfter = (chunks: readonly Chunk[], index: number): string => {
  const next = chunks[index + 1];
  return next !== undefined && next.type !== 'np' && next.type !== 'vg' ? next.word : '';
};

/** Coordinated phrases from `at` on. A place with the place it lies in is one. */
export function readList(
  chunks: readonly Chunk[],
  at: number,
  mentions: readonly Mentioned[],
): { list: NounPhrase[]; next: number; isUnsure: boolean } {
  const list = [chunks[at] as NounPhrase];
  let next = skipContainment(chunks, at, mentions);
  let commas = 0;
  let joined = false;
  let isUnsure = false;
  while (next < chunks.length) {
    const sign = chunks[next]!;
    const isComma = isSign(sign, 'comma');
    if (!isComma && !(isSign(sign, 'cc') && sign.word !== 'but')) break;
    const step = isComma && isSign(chunks[next + 1], 'cc') ? 2 : 1;
    // `… of Belize, and Paris, …`: the comma divides clauses.
    if (step === 2 && list.length === 1) break;
    const other = chunks[next + step];
    if (other?.type !== 'np') break;
    const after = skipContainment(chunks, next + step, mentions);
    // `… and Mary moved`: the next clause's subject.
    const verb = chunks[after];
    if (verb?.type === 'vg' && (verb.form === 'finite' || !/^by$/.test(wordAfter(chunks, after))))
      break;
    if (!alike(list[0]!, other, mentions) || isStray(list[0]!, other, mentions)) break;
    if (wordAfter(chunks, next + step - 2) === 'or') isUnsure = true;
    if (isComma && step === 1) commas++;
    else joined = true;
    list.push(other);
    next = after;
    if (joined) break;
  }
  if (!joined && commas > 0) {
    // `A, B` without `and` may be an apposition; three or more names are a list.
    const names = list.every((phrase) => phrase.mention !== null);
    if (commas === 1 || !names) {
      list.length = 1;
      next = skipContainment(chunks, at, mentions);
    }
  }
  return { list, next, isUnsure };
}

const alike = (a: NounPhrase, b: NounPhrase, mentions: readonly Mentioned[]): boolean => {
  if ((a.mention === null) !== (b.mention === null)) return false;
  if (a.mention === null || b.mention === null) return true;
  const [x, y] = [mentions[a.mention]!, mentions[b.mention]!];
  return (
    (x.form === 'time') === (y.form === 'time') &&
    (x.form === 'number') === (y.form === 'number') &&
    !(x.sure >= 0.85 && y.sure >= 0.85 && x.kind !== y.kind)
  );
};

/** The chunk behind a place and the places that it lies in: `Paris, Texas, United States,`. */
export function skipContainment(
  chunks: readonly Chunk[],
  at: number,
  mentions: readonly Mentioned[],
): number {
  let next = at + 1;
  while (isSign(chunks[next], 'comma') && isContainment(chunks, next - 1, mentions)) {
    next += 2;
    if (isSign(chunks[next], 'cc')) return next === at + 3 ? at + 1 : next - 2;
  }
  // The comma that closes the chain.
  if (next > at + 1 && isSign(chunks[next], 'comma') && isSign(chunks[next + 1], 'prep'))
    return next;
  return next;
}

/** `the School of Painting, Sculpture and Architecture`: a bare word behind a body is a part of its name. */
const isStray = (first: NounPhrase, other: NounPhrase, mentions: readonly Mentioned[]): boolean =>
  first.mention !== null &&
  other.mention !== null &&
  mentions[first.mention]!.kind === 'organization' &&
  mentions[first.mention]!.sure >= 0.85 &&
  mentions[other.mention]!.sure < 0.3;

/** Whether the phrase at `at` and the one behind its comma say that a place lies in a place: `Rome, Italy`, no list of places. */
export function isContainment(
  chunks: readonly Chunk[],
  at: number,
  mentions: readonly Mentioned[],
): boolean {
  if (!isSign(chunks[at + 1], 'comma') || !liesIn(chunks[at], chunks[at + 2], mentions))
    return false;
  const isPlaceAt = (index: number): boolean => {
    const chunk = chunks[index];
    return (
      chunk?.type === 'np' && chunk.mention !== null && mentions[chunk.mention]!.kind === 'place'
    );
  };
  const isNameAt = (index: number): boolean => {
    const chunk = chunks[index];
    return (
      chunk?.type === 'np' && chunk.mention !== null && mentions[chunk.mention]!.form === 'name'
    );
  };
  // `Lesotho, South Africa, and Brittany`, `Samoa, Tonga and Tuvalu`.
  const after = at + 3;
  if (isSign(chunks[after], 'cc') && isPlaceAt(after + 1)) return false;
  if (isSign(chunks[after], 'comma')) {
    const step = isSign(chunks[after + 1], 'cc') ? 2 : 1;
    if (
      step === 2 &&
      isNameAt(after + 2) &&
      !liesIn(chunks[after + 2], chunks[after + 4], mentions)
    )
      return false;
    if (step === 1 && isNameAt(after + 1) && !liesIn(chunks[at + 2], chunks[after + 1], mentions))
      return false;
  }
  return !(
    isSign(chunks[at - 1], 'comma') &&
    isPlaceAt(at - 2) &&
    !liesIn(chunks[at - 2], chunks[at], mentions)
  );
}

function liesIn(
  a: Chunk | undefined,
  b: Chunk | undefined,
  mentions: readonly Mentioned[],
): boolean {
  if (a?.type !== 'np' || b?.type !== 'np' || a.mention === null || b.mention === null)
    return false;
  const [inner, outer] = [mentions[a.mention]!, mentions[b.mention]!];
  if (inner.form !== 'name' || outer.form !== 'name' || b.words.length > 1 || b.start - a.end > 3)
    return false;
  const level = placeLevel(outer.text);
  if (level === undefined || level === 0 || level === 3)
    return (
      /\b(?:County|Province|Oblast|Prefecture|District|Parish|Region)$/.test(outer.text) &&
      isPlaceLike(inner)
    );
  const innerLevel = placeLevel(inner.text);
  // `Georgia, Florida and Alabama` is a list, `Atlanta, Georgia` is not.
  return innerLevel === undefined ? isPlaceLike(inner) : innerLevel < level;
}

const isPlaceLike = ({ kind, sure }: Mentioned): boolean =>
  kind === 'place' || sure < 0.5 || kind === 'organization';
