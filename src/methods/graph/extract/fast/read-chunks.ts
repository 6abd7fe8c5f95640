import { type Chunk, isSign, type NounPhrase, type Sign } from './chunk.ts';
import type { Mentioned } from './find-mentions.ts';
import { readNounPhrase } from './read-noun-phrase.ts';
import { readVerbGroup } from './read-verb-group.ts';
import type { Word } from './read-words.ts';

const RELATIVES = /^(?:who|which|that|whom|whose|where)$/;
const SUBORDINATORS =
  /^(?:while|when|whereas|although|though|because|if|unless|whether|once|than|until|since|as if|so)$/;
/** Splits a sentence's words into noun phrases, verb groups and what stands between them. Brackets go to the phrase before them. */
export function readChunks(words: readonly Word[], mentions: readonly Mentioned[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at]!;
    if (word.text === '(' || word.text === '[') {
      const close = closeOf(words, at);
      bracketOwner(chunks, mentions)?.brackets.push(words.slice(at + 1, close));
      at = close + 1;
      continue;
    }
    const verb = readVerbGroup(words, at);
    if (verb !== null) {
      chunks.push(verb.group);
      at = verb.next;
      continue;
    }
    const phrase = readNounPhrase(words, at, mentions);
    if (phrase !== null) {
      chunks.push(phrase.np);
      at = phrase.next;
      continue;
    }
    const sign = signOf(word);
    if (sign !== null) chunks.push(sign);
    at++;
  }
  return chunks;
}

/** What a bracket speaks of: the phrase before it; behind `X, née Y,` and `X, Commander, T.C,` the name that begins the sentence. */
function bracketOwner(
  chunks: readonly Chunk[],
  mentions: readonly Mentioned[],
): NounPhrase | undefined {
  const first = chunks[0];
  const isOneName =
    first?.type === 'np' &&
    first.mention !== null &&
    mentions[first.mention]!.form === 'name' &&
    chunks.length > 1 &&
    chunks.length <= 7 &&
    isSign(chunks[1], 'comma') &&
    chunks.every(
      (chunk) => chunk.type === 'np' || chunk.type === 'comma' || chunk.type === 'other',
    );
  if (isOneName) return first;
  const last = chunks.at(-1);
  const before = isSign(last, 'comma') ? chunks.at(-2) : last;
  return before?.type === 'np' ? before : undefined;
}

function closeOf(words: readonly Word[], open: number): number {
  let depth = 0;
  for (let at = open; at < words.length; at++) {
    if (/^[([]$/.test(words[at]!.text)) depth++;
    if (/^[)\]]$/.test(words[at]!.text) && --depth === 0) return at;
  }
  return words.length;
}

function signOf(word: Word): Sign | null {
  const { lower, pos, start, end } = word;
  const sign = (type: Sign['type']): Sign => ({ type, word: lower, start, end });
  if (lower === ',') return sign('comma');
  if (/^(?:and|or|but|nor|&)$/.test(lower)) return sign('cc');
  if (RELATIVES.test(lower)) return sign('rel');
  if (SUBORDINATORS.test(lower) && lower !== 'since' && lower !== 'until') return sign('sub');
  if (pos === 'ADP' || /^(?:to|than|as|since|until|including|per|via)$/.test(lower))
    return sign('prep');
  if (/^[;:.!?]$|^[–—-]+$/.test(lower)) return sign('end');
  if (pos === 'ADV' || pos === 'PART' || /^["“”'’]$/.test(lower)) return null;
  if (pos === 'SCONJ') return sign('sub');
  return sign('other');
}
