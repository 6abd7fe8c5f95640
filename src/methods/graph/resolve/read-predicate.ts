import { isVerb, lemmaOfParticiple, participleOf } from './verb-forms.ts';

/** An open predicate taken apart. `rest` is what stands between the head and the object: `for`, `part in`, or nothing. */
export interface OpenPredicate {
  /** `verb`: works for · `passive`: is located in · `noun`: is the capital of · `adjective`: is famous for. */
  shape: 'verb' | 'passive' | 'noun' | 'adjective';
  /** Lemma of the verb, or the words of the noun or adjective. */
  head: string;
  rest: string;
}

/** How a phrase is known in the graph. */
export interface CanonicalPhrase {
  id: string;
  predicate: OpenPredicate;
  /** Whether subject and object change places. */
  reversed: boolean;
  /** What was done to the phrase, in order. */
  rules: ('passive' | 'possession' | 'synonym')[];
}

const PREPOSITIONS = new Set(
  'of in on at by for from to with as under over into through against about after before between among near within during until behind across along around beside inside upon onto off out up down'.split(
    ' ',
  ),
);
/** Words of state before a preposition that are neither verbs nor nouns. */
const ADJECTIVES = new Set(
  'famous capable aware full fond independent typical representative adjacent close similar equal parallel native endemic responsible popular active rich available common successful notable subject loyal contemporary senior junior'.split(
    ' ',
  ),
);
/** Nouns that are also verbs, and mean the noun behind `be` with these words. */
const NOUNS = new Set(
  'head host judge guide pilot star coach train film record support result cause part end start heir'.split(
    ' ',
  ),
);

/** Phrases of one meaning, by their normal ids; `^` where the other says it the other way round. Nothing is guessed. */
const SYNONYMS: Record<string, string> = {
  establish: 'found',
  'set up': 'found',
  author: 'write',
  pen: 'write',
  purchase: 'acquire',
  buy: 'acquire',
  wed: 'marry',
  'be married to': 'marry',
  'be spouse of': 'marry',
  'be wife of': 'marry',
  'be husband of': 'marry',
  'be situated in': 'be located in',
  'be located at': 'be located in',
  'be headquartered at': 'be headquartered in',
  'be based at': 'be based in',
  'be founder of': 'found',
  'be director of': 'direct',
  'be author of': 'write',
  'be writer of': 'write',
  'be composer of': 'compose',
  'be owner of': 'own',
  'be winner of': 'win',
  'be inventor of': 'invent',
  'be designer of': 'design',
  'be producer of': 'produce',
  'be bordered by': 'border',
  'border on': 'border',
  'border with': 'border',
  'be adjacent to': 'border',
  'be child of': '^be parent of',
  'be part of': '^include',
  contain: 'include',
  comprise: 'include',
  employ: '^work for',
};

/** Predicates that say the same of both, by id. */
const SYMMETRIC = new Set(
  'marry|border|be sibling of|be twin of|collaborate with|be twinned with|be allied with|compete with|be cousin of|be colleague of|share border with'.split(
    '|',
  ),
);

export const isSymmetric = (id: string): boolean => SYMMETRIC.has(id);

const MOST_WORDS = 8;

/**
 * The normal form of an open predicate: lowercase lemmas; a passive with its agent is the active verb the other way round
 * (`be directed by` is `direct` reversed), `have wife` is `be wife of` reversed, and what the table of synonyms says is one.
 * Null where no words are left or there are too many for a predicate.
 */
export function readPredicate(phrase: string): CanonicalPhrase | null {
  if (phrase.length > 200) return null;
  const words = phrase
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' -]+/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words[0] === 'is' || words[0] === 'was' || words[0] === 'are' || words[0] === 'were')
    words[0] = 'be';
  const plain = words.filter((word, at) => at === 0 || !/^(?:a|an|the)$/.test(word));
  if (plain.length === 0 || words.length > MOST_WORDS) return null;
  const read = takeApart(plain);
  const id = idOf(read.predicate);
  const synonym = SYNONYMS[id];
  if (synonym === undefined) return { id, ...read };
  const turns = synonym.startsWith('^');
  const target = takeApart(synonym.replace('^', '').split(' ')).predicate;
  return {
    id: idOf(target),
    predicate: target,
    reversed: read.reversed !== turns,
    rules: [...read.rules, 'synonym'],
  };
}

function takeApart(words: readonly string[]): Omit<CanonicalPhrase, 'id'> {
  const [first, ...others] = words as [string, ...string[]];
  if (first !== 'be' || others.length === 0) {
    if (first === 'have' && others.length > 0 && !PREPOSITIONS.has(others.at(-1)!)) {
      const predicate: OpenPredicate = { shape: 'noun', head: others.join(' '), rest: 'of' };
      return { predicate, reversed: true, rules: ['possession'] };
    }
    return {
      predicate: { shape: 'verb', head: first, rest: others.join(' ') },
      reversed: false,
      rules: [],
    };
  }
  const cut = others.findIndex((word, at) => at > 0 && PREPOSITIONS.has(word));
  const head = cut === -1 ? others : others.slice(0, cut);
  const rest = cut === -1 ? [] : others.slice(cut);
  const lemma = head.length === 1 ? lemmaOfParticiple(head[0]!) : undefined;
  const isNoun =
    rest[0] === 'of'
      ? head[0] !== 'compose' && head[0] !== 'make'
      : NOUNS.has(head[0]!) && rest[0] !== 'by';
  if (lemma !== undefined && !isNoun && (isVerb(lemma) || head[0] !== lemma || rest[0] === 'by')) {
    if (rest.length === 1 && rest[0] === 'by')
      return {
        predicate: { shape: 'verb', head: lemma, rest: '' },
        reversed: true,
        rules: ['passive'],
      };
    return {
      predicate: { shape: 'passive', head: lemma, rest: rest.join(' ') },
      reversed: false,
      rules: [],
    };
  }
  // An unknown word before `by` is a verb too.
  if (head.length === 1 && rest.length === 1 && rest[0] === 'by')
    return {
      predicate: { shape: 'verb', head: head[0]!, rest: '' },
      reversed: true,
      rules: ['passive'],
    };
  const shape = head.length === 1 && ADJECTIVES.has(head[0]!) ? 'adjective' : 'noun';
  return {
    predicate: { shape, head: head.join(' '), rest: rest.join(' ') },
    reversed: false,
    rules: [],
  };
}

function idOf({ shape, head, rest }: OpenPredicate): string {
  const words = shape === 'verb' ? head : `be ${shape === 'passive' ? participleOf(head) : head}`;
  return rest === '' ? words : `${words} ${rest}`;
}
