import { TYPE_NOUNS } from './gazetteer/type-nouns.ts';
import { beginsSentence, CAPITAL, PLAIN } from './name-cues.ts';
import type { Token } from './tag-text.ts';

/** Most words and signs of a title. */
const LONGEST = 32;
/** What stands in titles without a capital. */
const SMALL =
  /^(?:of|the|a|an|in|on|to|for|at|with|from|by|and|or|but|as|de|la|le|el|des|du|der|die|das|von|van|vs\.?|n|['’]n['’]?|['’](?:s|t|re|em|ll|d|m|ve)?|[!?:,&+/#.–—-]|\d+)$/i;
/** What is done to works alone. */
const DONE_TO_WORKS =
  /^(?:directed|co-directed|written|co-written|released|published|filmed|recorded|composed|premiered|broadcast|aired|sung|distributed|adapted|screened|serialized|shot|produced|nominated|edited|illustrated|narrated)$/;
/** What is done to works and to other things, where nothing in the name may be a place. */
const DONE_TO_MUCH = /^(?:created|designed|developed|made|inspired|written|adapted)$/;
/** What works alone do. */
const DONE_BY_WORKS = /^(?:stars|premiered|tells|depicts)$/;
/** After a title's comma, what goes on about it: `, also known as …, is a film`. */
const ALSO = /^(?:also|known|originally|aka|released|titled|published|or|often|sometimes)$/;
/** Words that begin what stands before a sentence's subject and its comma: `Filmed in Rome, Alien is …`. */
const BEFORE_SUBJECT = /(?:ed|[^aeiou]ing|shot|sung|led|held|won|built|like|unlike)$/;

/**
 * How many tokens the title of a work takes that begins a sentence, where what follows can be said of a work alone: `Britain at
 * Bay (also …) is a 1940 film`, `Suffer Well was released`. 0 where nothing shows it.
 */
export function openingWork(tokens: readonly Token[]): number {
  const first = tokens[0];
  const isNumber = /^\d+$/.test(first?.text ?? '') && CAPITAL.test(tokens[1]?.text ?? '');
  if (first === undefined || !(CAPITAL.test(first.text) || isNumber)) return 0;
  let at = 0;
  let capitals = 0;
  let hasComma = false;
  while (at < Math.min(tokens.length, LONGEST)) {
    const { text } = tokens[at]!;
    if ((/^(?:is|was|\(|\[)$/.test(text) || DONE_BY_WORKS.test(text)) && at > 0) break;
    if (text === ',' && ALSO.test(tokens[at + 1]?.text ?? '')) break;
    if (CAPITAL.test(text)) capitals++;
    else if (!SMALL.test(text)) return 0;
    if (text === ',') hasComma = true;
    at++;
  }
  const verb = skipInsertion(tokens, skipBrackets(tokens, at));
  const isDoing = DONE_BY_WORKS.test(tokens[verb]?.text ?? '');
  if (at < 2 || capitals === 0 || !(isDoing || /^(?:is|was)$/.test(tokens[verb]?.text ?? '')))
    return 0;
  if (hasComma && (isAdverbial(first) || /^\d/.test(tokens[1]?.text ?? ''))) return 0;
  const isPlain = tokens
    .slice(0, at)
    .every(({ text, lower }) => CAPITAL.test(text) && !PLAIN.test(lower));
  // What is one name anyway is left to the rules of names, which know persons and places.
  if (isDoing) return isPlain ? 0 : at;
  if (isPlain && beginsSentence(tokens))
    return isClassOfWork(tokens, verb + 1) && !PLAIN.test(first.lower) ? at : 0;
  if (/^(?:it|this|that|he|she|there|what)$/.test(first.lower) && at < 3) return 0;
  if (isClassOfWork(tokens, verb + 1) || isDoneToWorks(tokens, at, verb + 1)) return at;
  // `Foots Creek is a stream`: a first word that is no name by itself.
  return isPlain && /^(?:VERB|NOUN|ADJ|X|AUX)$/.test(first.pos) && capitals > 1 ? at : 0;
}

const isAdverbial = ({ lower, pos }: Token): boolean =>
  /^(?:ADP|ADV|SCONJ)$/.test(pos) ||
  BEFORE_SUBJECT.test(lower) ||
  (PLAIN.test(lower) && !/^(?:the|a|an|my|no|we|you|i|one|all|not|more|less)$/.test(lower));

/** Behind `, also known as …,`. */
function skipInsertion(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.text !== ',' || !ALSO.test(tokens[at + 1]?.text ?? '')) return at;
  for (let index = at + 2; index < Math.min(tokens.length, at + 40); index++)
    if (tokens[index]!.text === ',' && /^(?:is|was)$/.test(tokens[index + 1]?.text ?? ''))
      return index + 1;
  return at;
}

function skipBrackets(tokens: readonly Token[], from: number): number {
  let at = from;
  while (/^[([]$/.test(tokens[at]?.text ?? '')) {
    let depth = 0;
    for (; at < tokens.length; at++) {
      if (/^[([]$/.test(tokens[at]!.text)) depth++;
      if (/^[)\]]$/.test(tokens[at]!.text) && --depth === 0) break;
    }
    at++;
  }
  return at;
}

/** `a 1952 American comedy film`: the last noun before anything else. */
function isClassOfWork(tokens: readonly Token[], from: number): boolean {
  if (!/^(?:a|an|the|one)$/.test(tokens[from]?.lower ?? '')) return false;
  let noun: Token | undefined;
  for (let at = from + 1; at < Math.min(tokens.length, from + 18); at++) {
    const { pos, lower } = tokens[at]!;
    const next = tokens[at + 1]?.pos ?? '';
    if (pos === 'NOUN') noun = tokens[at];
    else if (pos === 'VERB' && noun === undefined && /^(?:NOUN|ADJ|PROPN)$/.test(next)) continue;
    else if (lower === '-' || lower === '/' || /^['’]s?$/.test(lower)) continue;
    else if (!/^(?:ADJ|PROPN|NUM|CCONJ|ADV)$/.test(pos)) break;
  }
  return noun !== undefined && TYPE_NOUNS.get(noun.lemma) === 'work' && noun.lower === noun.lemma;
}

function isDoneToWorks(tokens: readonly Token[], end: number, from: number): boolean {
  let at = from;
  while (tokens[at]?.pos === 'ADV') at++;
  const verb = tokens[at]?.lower ?? '';
  if (DONE_TO_WORKS.test(verb)) return true;
  // `The Hall in Vik was designed by …`.
  return (
    DONE_TO_MUCH.test(verb) &&
    !tokens.slice(0, end).some(({ text }) => /^(?:in|at|near|from|for|by|with|on)$/.test(text))
  );
}
