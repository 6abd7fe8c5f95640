import type { Mentioned } from './find-mentions.ts';
import type { Word } from './read-words.ts';

/** A noun phrase without what follows its head. */
export interface NounPhrase {
  type: 'np';
  words: Word[];
  start: number;
  end: number;
  /** The mention that the phrase is, or null for a common noun. */
  mention: number | null;
  /** Lemmas of the common nouns that it is or that stand before its name: `debut album`. */
  noun: string;
  /** Where these nouns stand. */
  nounSpan: [number, number];
  /** Lower-case words before the noun: adjectives, participles, ordinals. */
  modifiers: string[];
  /** Mentions before the head: peoples, years, names. */
  inner: number[];
  determiner: string;
  /** `X` of `X's wife`; a possessive pronoun makes one of a single word. */
  possessor: NounPhrase | null;
  brackets: Word[][];
}

export interface VerbGroup {
  type: 'vg';
  words: Word[];
  start: number;
  end: number;
  /** One, or several that share what follows: `written and directed by`. */
  verbs: { lemma: string; start: number; end: number }[];
  form: 'finite' | 'participle' | 'gerund' | 'infinitive';
  isPassive: boolean;
  isNegated: boolean;
  modal: boolean;
  isCopula: boolean;
}

export interface Sign {
  type: 'prep' | 'cc' | 'comma' | 'rel' | 'sub' | 'end' | 'other';
  word: string;
  start: number;
  end: number;
}

export type Chunk = NounPhrase | VerbGroup | Sign;

export const isSign = <T extends Sign['type']>(
  chunk: Chunk | undefined,
  type: T,
): chunk is Sign & { type: T } => chunk?.type === type;

const MODALS = /^(?:may|might|can|could|would|should|must|shall|will|'ll|ought|cannot)$/;
const RELATIVES = /^(?:who|which|that|whom|whose|where)$/;
const SUBORDINATORS =
  /^(?:while|when|whereas|although|though|because|if|unless|whether|once|than|until|since|as if|so)$/;
/** Participles that do not end in -ed. */
const IRREGULAR =
  'born written known built held won made led sung drawn begun bought sold taken given seen shot set found sent left lost put read run said spoken spent split spread stolen struck sworn taught told thought thrown torn understood woken worn woven wound cut cast built bound bred brought burnt caught chosen cut dealt done driven eaten fallen fed felt fought flown forgotten forgiven frozen gone grown heard hidden hit hurt kept laid lain lent let lit meant met paid proven ridden risen rebuilt remade rewritten shown shut sunk slain overseen overthrown undertaken broadcast beaten become'.split(
    ' ',
  );
const PARTICIPLES = new Set(IRREGULAR);
export const isParticiple = (word: string): boolean =>
  PARTICIPLES.has(word.replace(/^(?:co|re|over)-/, '')) || /(?:[^e]ed|[^aeiou]eed)$/.test(word);

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

const isVerbal = ({ pos, lower, mention }: Word): boolean =>
  mention === undefined && (pos === 'VERB' || pos === 'AUX' || jointVerb(lower) !== undefined);

function readVerbGroup(
  words: readonly Word[],
  from: number,
): { group: VerbGroup; next: number } | null {
  let at = from;
  let infinitive = false;
  while (
    at < words.length &&
    /^(?:ADV|PART)$/.test(words[at]!.pos) &&
    words[at]!.mention === undefined &&
    !/^['’]s?$/.test(words[at]!.text)
  ) {
    if (words[at]!.lower === 'to') infinitive = true;
    at++;
  }
  if (at >= words.length || !isVerbal(words[at]!)) return null;
  const first = at;
  const auxiliaries: Word[] = [];
  let main: Word | undefined;
  let isNegated = words.slice(from, at).some(isNegation);
  let modal = false;
  for (; at < words.length; at++) {
    const word = words[at]!;
    if (word.mention !== undefined) break;
    if (MODALS.test(word.lower) && word.pos !== 'NOUN') {
      modal = true;
    } else if (word.pos === 'AUX' || /^(?:been|being)$/.test(word.lower)) {
      if (main !== undefined) break;
      auxiliaries.push(word);
    } else if (word.pos === 'VERB' || jointVerb(word.lower) !== undefined) {
      if (main !== undefined) break;
      main = word;
    } else if (isNegation(word)) isNegated = true;
    else if (
      word.pos === 'ADV' &&
      main === undefined &&
      words[at + 1] !== undefined &&
      /^(?:VERB|AUX|ADV)$/.test(words[at + 1]!.pos)
    )
      continue;
    else break;
  }
  let next = at;
  main ??= auxiliaries.pop();
  if (main === undefined) return null;
  const bare = auxiliaries.length === 0 && !modal;
  // `leading manufacturer`, `animated film`: a participle before its noun.
  if (
    bare &&
    first === from &&
    (isParticiple(main.lower) || main.lower.endsWith('ing')) &&
    isPremodifier(words, at - 1)
  )
    return null;
  const verbs = [main];
  while (next + 1 < words.length && /^(?:,|and|&|or)$/.test(words[next]!.lower)) {
    const step = words[next]!.lower === ',' && /^(?:and|&)$/.test(words[next + 1]!.lower) ? 2 : 1;
    const other = words[next + step];
    if (
      other === undefined ||
      (other.pos !== 'VERB' && jointVerb(other.lower) === undefined) ||
      other.mention !== undefined ||
      words[next]!.lower === 'or'
    )
      break;
    const alike = isParticiple(main.lower)
      ? isParticiple(other.lower)
      : other.lower.slice(-3) === main.lower.slice(-3);
    if (
      !alike ||
      (words[next]!.lower === ',' &&
        step === 1 &&
        !/^(?:,|and|&)$/.test(words[next + 2]?.lower ?? ''))
    )
      break;
    verbs.push(other);
    next += step + 1;
  }
  const isBe = auxiliaries.at(-1)?.lemma === 'be';
  const isPassive = isBe && isParticiple(main.lower);
  return {
    next,
    group: {
      type: 'vg',
      words: words.slice(from, next),
      start: words[first]!.start,
      end: words[next - 1]!.end,
      verbs: verbs.map(({ lemma, lower, start, end }) => ({
        lemma: jointVerb(lower) ?? lemma,
        start,
        end,
      })),
      form: infinitive
        ? 'infinitive'
        : bare && main.lower.endsWith('ing')
          ? 'gerund'
          : bare && isParticiple(main.lower)
            ? 'participle'
            : 'finite',
      isPassive,
      isNegated,
      modal,
      isCopula: main.lemma === 'be' || /^(?:become|remain)$/.test(main.lemma),
    },
  };
}

/** Who co-wrote a book wrote it. */
function jointVerb(word: string): string | undefined {
  return JOINT_VERBS.get(/^co-?(\p{L}+)$/u.exec(word)?.[1] ?? '');
}
const JOINT_VERBS = new Map(
  Object.entries({
    written: 'write',
    wrote: 'write',
    directed: 'direct',
    produced: 'produce',
    founded: 'found',
    authored: 'author',
    created: 'create',
    starred: 'star',
    starring: 'star',
    developed: 'develop',
    designed: 'design',
    edited: 'edit',
    hosted: 'host',
    composed: 'compose',
    established: 'establish',
    owned: 'own',
  }),
);

const isNegation = ({ lower }: Word): boolean => /^(?:not|n['’]t|never|neither|nor)$/.test(lower);

/** Whether a participle stands before the noun that it describes, not as a verb. */
function isPremodifier(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  const after = words[at + 1];
  if (after === undefined || after.mention !== undefined) return false;
  if (!/^(?:NOUN|ADJ)$/.test(after.pos)) return false;
  return (
    before !== undefined &&
    (/^(?:DET|ADJ|NUM)$/.test(before.pos) ||
      /^(?:his|her|its|their|'s|’s|and|by)$/.test(before.lower) ||
      before.mention !== undefined)
  );
}

function readNounPhrase(
  words: readonly Word[],
  from: number,
  mentions: readonly Mentioned[],
): { np: NounPhrase; next: number } | null {
  let at = from;
  let determiner = '';
  const first = words[at]!;
  let possessor: NounPhrase | null = null;
  if (first.mention === undefined) {
    if (
      /^(?:he|she|it|they|him|them|her|this|these)$/.test(first.lower) &&
      first.pos === 'PRON' &&
      !/^(?:NOUN|ADJ|PROPN)$/.test(words[at + 1]?.pos ?? '')
    ) {
      return { np: phraseOf([first], null, first.lower, null, mentions), next: at + 1 };
    }
    if (/^(?:his|her|its|their)$/.test(first.lower)) {
      possessor = phraseOf([first], null, first.lower, null, mentions);
      determiner = 'possessive';
      at++;
    } else if (
      first.pos === 'DET' ||
      /^(?:the|a|an|this|these|another|one|no|each|every|any|some|all|both|several|many)$/.test(
        first.lower,
      )
    ) {
      determiner = first.lower;
      at++;
      if (words[at]?.pos === 'DET') at++;
    }
  }
  let start = at;
  let lastNominal = -1;
  for (; at < words.length; at++) {
    const word = words[at]!;
    if (jointVerb(word.lower) !== undefined) break;
    const mention = word.mention === undefined ? undefined : mentions[word.mention]!;
    if (mention !== undefined) {
      const before = at > start ? words[at - 1]! : undefined;
      const beforeMention = before?.mention === undefined ? undefined : mentions[before.mention]!;
      const isValue = mention.form === 'time' || mention.form === 'number';
      // Two names side by side, or a time behind a name, are two phrases.
      if (
        beforeMention !== undefined &&
        beforeMention.form !== 'demonym' &&
        !(beforeMention.form === 'time' && determiner !== '' && mention.form !== 'time')
      )
        break;
      if (isValue && at > start && mention.form === 'time') break;
      lastNominal = at;
      const after = words[at + 1];
      const goesOn =
        after !== undefined &&
        (/^(?:NOUN|ADJ)$/.test(after.pos) ||
          after.mention !== undefined ||
          (after.pos === 'VERB' && isPremodifier(words, at + 1)));
      if (mention.form === 'time' && (determiner === '' || !goesOn)) {
        at++;
        break;
      }
      continue;
    }
    if (/^(?:NOUN|PROPN)$/.test(word.pos)) lastNominal = at;
    else if (/^['’]s$|^['’]$/.test(word.text) && lastNominal === at - 1 && at > start) {
      possessor = phraseOf(words.slice(start, at), possessor, determiner, null, mentions);
      determiner = 'possessive';
      start = at + 1;
      lastNominal = -1;
    } else if (/^(?:ADJ|NUM)$/.test(word.pos)) {
      if (
        lastNominal >= 0 &&
        words[lastNominal]!.mention !== undefined &&
        mentions[words[lastNominal]!.mention!]!.form === 'name' &&
        lastNominal === at - 1 &&
        !/^(?:NOUN|PROPN)$/.test(words[at + 1]?.pos ?? '')
      )
        break;
    } else if (
      word.pos === 'VERB' &&
      (isParticiple(word.lower) || word.lower.endsWith('ing')) &&
      isPremodifier(words, at)
    )
      continue;
    else if (
      word.pos === 'ADV' &&
      words[at + 1]?.pos === 'ADJ' &&
      !/^(?:also|then|now)$/.test(word.lower)
    )
      continue;
    else if (
      /^[-–/]$/.test(word.text) &&
      at > start &&
      /^(?:NOUN|ADJ|PROPN|VERB|NUM)$/.test(words[at + 1]?.pos ?? '')
    )
      continue;
    // `American and British film`, `drummer and singer X`: only adjectives are joined inside a phrase.
    else if (
      /^(?:and|&)$/.test(word.lower) &&
      words[at - 1]?.pos === 'ADJ' &&
      words[at + 1]?.pos === 'ADJ' &&
      words[at + 2]?.pos === 'NOUN'
    )
      continue;
    else break;
  }
  if (lastNominal < 0) {
    return null;
  }
  return {
    np: phraseOf(
      words.slice(start, lastNominal + 1),
      possessor,
      determiner,
      determiner === '' ? null : first,
      mentions,
    ),
    next: lastNominal + 1,
  };
}

function phraseOf(
  words: Word[],
  possessor: NounPhrase | null,
  determiner: string,
  opening: Word | null,
  mentions: readonly Mentioned[],
): NounPhrase {
  const head = words.at(-1)!;
  const mention = head.mention ?? null;
  let from = mention === null ? words.length : words.length - 1;
  const to = from;
  // The run of common nouns that ends at the head or stands before the name.
  while (
    from > 0 &&
    words[from - 1]!.mention === undefined &&
    /^(?:NOUN|PROPN)$/.test(words[from - 1]!.pos)
  )
    from--;
  const nouns = words.slice(from, to);
  const inner = words
    .slice(0, mention === null ? words.length : -1)
    .flatMap((word) => (word.mention === undefined ? [] : [word.mention]));
  void mentions;
  return {
    type: 'np',
    words,
    start: (opening ?? words[0]!).start,
    end: head.end,
    mention,
    noun: nouns
      .map(({ lemma, lower }, index) => (lemma === '' || index < nouns.length - 1 ? lower : lemma))
      .join(' '),
    nounSpan: nouns.length === 0 ? [head.start, head.end] : [nouns[0]!.start, nouns.at(-1)!.end],
    modifiers: words
      .slice(0, from)
      .flatMap((word) =>
        word.mention === undefined && /^(?:ADJ|VERB|NUM|NOUN)$/.test(word.pos) ? [word.lower] : [],
      ),
    inner,
    determiner,
    possessor,
    brackets: [],
  };
}
