import { type Chunk, isSign, type NounPhrase } from './chunk.ts';
import type { Mentioned } from './find-mentions.ts';
import { readList } from './read-lists.ts';

export interface Complement {
  prep: string;
  list: NounPhrase[];
  /** How many phrases stand between the verb and it. */
  distance: number;
  /** Where its preposition ends. */
  signEnd: number;
}

export const isTime = (phrase: NounPhrase, mentions: readonly Mentioned[]): boolean =>
  phrase.mention !== null && mentions[phrase.mention]!.form === 'time';

/** The phrases that a verb governs to its right, with their prepositions. */
export function complementsOf(
  chunks: readonly Chunk[],
  from: number,
  mentions: readonly Mentioned[],
): Complement[] {
  const found: Complement[] = [];
  let distance = 0;
  let at = from;
  while (at < chunks.length) {
    const chunk = chunks[at]!;
    let prep = '';
    let commaBefore = false;
    if (isSign(chunk, 'comma')) {
      // `born on 3 May 1960, in Rome`: only a preposition may follow.
      if (!isSign(chunks[at + 1], 'prep') || found.length === 0) break;
      commaBefore = true;
      at++;
    }
    const sign = chunks[at]!;
    if (isSign(sign, 'prep')) {
      prep = sign.word;
      at++;
    } else if (sign.type !== 'np' || found.length > 0) break;
    if (chunks[at]?.type !== 'np') break;
    const { list, next, isUnsure } = readList(chunks, at, mentions);
    if (prep === 'of' && found.length > 0) {
      at = next;
      distance++;
      continue;
    }
    // `published in 2014, with a foreword by …`: who wrote the foreword.
    const isOfAnother = prep === 'by' && found.at(-1)?.prep === 'with';
    if (!isUnsure && !isOfAnother)
      found.push({
        prep,
        list,
        distance: distance + (commaBefore ? 1 : 0),
        signEnd: isSign(sign, 'prep') ? sign.end : list[0]!.start > 0 ? chunks[from - 1]!.end : 0,
      });
    distance++;
    at = next;
    // `on 3 May 1960 in Rome`: a time between does not count.
    if (isTime(list[0]!, mentions)) distance--;
    // A preposition that governs the next verb ends the complements.
    if (isSign(chunks[at], 'prep') && chunks[at + 1]?.type === 'vg') break;
  }
  return found;
}

export function timeOf(
  complements: readonly Complement[],
  mentions: readonly Mentioned[],
): number | null {
  for (const { prep, list } of complements) {
    const phrase = list[0]!;
    if (
      /^(?:in|on|since|from|during|until|at)$/.test(prep) &&
      phrase.mention !== null &&
      mentions[phrase.mention]!.form === 'time'
    )
      return phrase.mention;
  }
  return null;
}
