import { PEOPLE } from '../families/people.ts';
import { readingsOf } from './morphology.ts';

/** Verbs and adjectives whose complement may be a clause: "thinks (that) …", "asks whether …", "is sure (that) …". */
const COMPLEMENT_TAKERS = new Set(
  (
    'think know believe say tell hope guess feel wish wonder forget remember see hear notice pretend decide learn show ask mean find ' +
    'imagine suppose claim doubt realise realize expect fear explain promise announce assume suspect deny admit prove conclude ' +
    'sure certain glad afraid sorry true false aware happy sad surprised'
  ).split(' '),
);
/** Of these, the ones that often leave "that" out. The rest ("see the ball") mostly take a plain object. */
const BARE_TAKERS = new Set(
  'think know believe say hope guess feel wish suppose claim imagine realise realize assume suspect sure pretend'.split(
    ' ',
  ),
);
const ALWAYS = new Set('because if whether unless although though'.split(' '));
/** Also prepositions or question words: a clause follows only where a subject and a verb do. */
const SOMETIMES = new Set('when while until before after since once as'.split(' '));
const WH = new Set('who whom whose which what where why how when'.split(' '));
const AUXILIARIES = new Set(
  "is are am was were do does did can could will would shall should may might must has have had be been isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't hasn't haven't hadn't".split(
    ' ',
  ),
);
const SUBJECTS = new Set(
  'i you he she it we they there the a an this that these those my your his her its our their one someone somebody everyone nobody each every all some no both something nothing'.split(
    ' ',
  ),
);
const PREPOSITIONS = new Set(
  'in on at to of from with by for under over into behind beside near inside about and or but'.split(
    ' ',
  ),
);
const NAMES = new Set(
  Object.values(PEOPLE).flatMap((people) => people.map(({ name }) => name.toLowerCase())),
);

interface Clause {
  kind: 'complement' | 'relative' | 'adverbial';
  /** Whether the clause's own verb has been seen. */
  hasVerb: boolean;
}

/**
 * How deep clauses stand in clauses in one sentence: 0 "The ball is red", 1 "Anna thinks the ball is red", 2 "Anna
 * thinks Ben knows where it is". Counted are complements (thinks that, asks whether, knows where), relatives (the dog
 * that barks) and adverbials (because, if, when with a verb after it). Infinitives ("wants to go"), reduced relatives
 * ("the boy Anna saw") and clauses joined by "and", "or", "but", "so", "then" open nothing.
 *
 * A reading from left to right by word lists, no parser: an adverbial that opens a sentence ends at its comma, a
 * relative ends at the verb after its own, "that" after a noun or a complement taker opens a clause. `commas` holds the
 * number of words before each comma.
 */
export function clauseDepthOf(words: readonly string[], commas: readonly number[] = []): number {
  const lower = words.map((word) => word.toLowerCase());
  const verbs = lower.map((_, at) => isFiniteVerb(lower, at));
  const open: Clause[] = [];
  let deepest = 0;
  for (let at = 0; at < lower.length; at++) {
    if (commas.includes(at) && open.at(-1)?.kind !== 'complement' && open.at(-1)?.hasVerb)
      open.pop();
    const last = open.at(-1);
    if (
      verbs[at] &&
      last !== undefined &&
      !(AUXILIARIES.has(lower[at - 1] ?? '') && verbs[at - 1])
    ) {
      if (last.kind === 'relative' && last.hasVerb) open.pop();
      else last.hasVerb = true;
    }
    const kind = openedAt(lower, verbs, at, commas);
    if (kind !== undefined) {
      open.push({ kind, hasVerb: false });
      deepest = Math.max(deepest, open.length);
    }
  }
  return deepest;
}

function openedAt(
  words: readonly string[],
  verbs: readonly boolean[],
  at: number,
  commas: readonly number[],
): Clause['kind'] | undefined {
  const word = words[at]!;
  const before = words[at - 1];
  const end = commas.find((comma) => comma > at) ?? words.length;
  const verbFollows = verbs.slice(at + 1, end).some(Boolean);
  if (!verbFollows) return undefined;
  if (ALWAYS.has(word)) return word === 'whether' ? 'complement' : 'adverbial';
  const afterTaker = before !== undefined && takes(before, COMPLEMENT_TAKERS);
  if (WH.has(word)) return openedByQuestionWord(words, verbs, at, afterTaker);
  if (SOMETIMES.has(word)) return startsSubject(words, at + 1) ? 'adverbial' : undefined;
  if (word === 'that') {
    if (afterTaker) return 'complement';
    return before !== undefined && isNounLike(before) && !AUXILIARIES.has(before)
      ? 'relative'
      : undefined;
  }
  const bare = before !== undefined && takes(before, BARE_TAKERS) && !NAMES.has(before);
  return bare && startsSubject(words, at) ? 'complement' : undefined;
}

function openedByQuestionWord(
  words: readonly string[],
  verbs: readonly boolean[],
  at: number,
  afterTaker: boolean,
): Clause['kind'] | undefined {
  const before = words[at - 1];
  if (before === undefined)
    return words[at] === 'when' && startsSubject(words, 1) ? 'adverbial' : undefined;
  if (afterTaker) return 'complement';
  if (PREPOSITIONS.has(before) && !verbs.slice(0, at).some(Boolean)) return undefined;
  if (words[at] === 'when') return startsSubject(words, at + 1) ? 'adverbial' : undefined;
  if (isNounLike(before)) return isPronounObject(words, at - 1) ? 'complement' : 'relative';
  return verbs.slice(0, at).some(Boolean) ? 'complement' : undefined;
}

/** "tell me who", "ask Ben where": what stands before the question word is whom one asks. */
function isPronounObject(words: readonly string[], at: number): boolean {
  const before = words[at - 1];
  return before !== undefined && takes(before, COMPLEMENT_TAKERS);
}

function startsSubject(words: readonly string[], at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  if (SUBJECTS.has(word) || NAMES.has(word)) return true;
  // A bare noun ("dogs bark") is a subject where its verb comes next; else it belongs to the phrase ("after lunch").
  return isNounLike(word) && isFiniteVerb(words, at + 1);
}

function takes(word: string, takers: ReadonlySet<string>): boolean {
  return takers.has(word) || readingsOf(word).some(({ entry }) => takers.has(entry.word));
}

function isNounLike(word: string): boolean {
  const readings = readingsOf(word);
  return (
    readings.length === 0 ||
    ['one', 'ones', 'someone', 'everyone', 'me', 'him', 'them', 'those'].includes(word) ||
    readings[0]!.entry.pos === 'noun' ||
    (readings.some(({ entry }) => entry.pos === 'noun') &&
      !readings.some(({ entry }) => entry.pos === 'verb'))
  );
}

function isFiniteVerb(words: readonly string[], at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  if (
    AUXILIARIES.has(word) ||
    /^(?:it|he|she|that|there|what|where|who)'s$|'(?:re|m|ll|ve|d)$/.test(word)
  )
    return true;
  if (SUBJECTS.has(word)) return false;
  const before = words[at - 1] ?? '';
  // "a run", "the red play": after a word that calls for a noun there is no verb; after "to" it is not finite.
  if (['the', 'a', 'an', 'to', 'my', 'your', 'his', 'its', 'our', 'their'].includes(before))
    return false;
  return readingsOf(word).some(({ entry, form }) => {
    if (entry.pos !== 'verb' || form === 'ing') return false;
    const isAlsoNoun = readingsOf(word).some(({ entry: other }) => other.pos !== 'verb');
    return (
      !isAlsoNoun ||
      NAMES.has(before) ||
      ['i', 'you', 'he', 'she', 'it', 'we', 'they', 'who', 'that'].includes(before)
    );
  });
}
