/** The words and phrases of the gate unsafe-content, as sequences of word hashes. */
import { createTokenBuffer, tokenise } from '../text/tokens.ts';

export const UNSAFE_CATEGORIES = [
  'racial',
  'identity',
  'religious',
  'sexual',
  'profanity',
  'shock',
  'threat',
  'self-harm',
  'weapons',
] as const;
export type UnsafeCategory = (typeof UNSAFE_CATEGORIES)[number];

/** Tags of profanity-list by our names. */
const CATEGORY_OF_TAG: Readonly<Record<string, UnsafeCategory>> = {
  racial: 'racial',
  lgbtq: 'identity',
  religious: 'religious',
  sexual: 'sexual',
  general: 'profanity',
  shock: 'shock',
};

/** Ours: requests, threats and urgings that hardly stand in an innocent text. Severe, all of them. */
const PHRASES: Partial<Record<UnsafeCategory, string[]>> = {
  threat: [
    'i will kill you',
    'i ll kill you',
    'i am going to kill you',
    'i m going to kill you',
    'i will find you and kill',
    'i hope you die',
    'you deserve to die',
    'they all deserve to die',
    'gas them all',
    'exterminate them all',
  ],
  'self-harm': [
    'kill yourself',
    'go kill yourself',
    'you should kill yourself',
    'go hang yourself',
    'cut yourself until',
    'best way to kill myself',
    'painless way to kill myself',
    'how to kill myself',
    'how to make a noose',
    'how to overdose on',
    'how to hide self harm',
    'pro ana tips',
    'thinspo',
  ],
  weapons: [
    'how to make a bomb',
    'how to build a bomb',
    'how to make a pipe bomb',
    'how to build a pipe bomb',
    'how to make a nail bomb',
    'how to make nerve gas',
    'how to make sarin',
    'how to make ricin',
    'how to synthesize sarin',
    'how to synthesise sarin',
    'how to make a dirty bomb',
    'how to cook meth',
    'how to make meth',
    'how to synthesize methamphetamine',
    'how to make a ghost gun',
    'how to make a car bomb',
    'how to poison someone',
  ],
};

interface Entry {
  words: Uint32Array;
  category: UnsafeCategory;
  severity: number;
}

/** Entries by the hash of their first word, longest first. */
export type Lexicon = Map<number, Entry[]>;

let lexicon: Promise<Lexicon> | undefined;

/** Loaded at the first use. */
export function loadLexicon(): Promise<Lexicon> {
  lexicon ??= readLexicon();
  return lexicon;
}

async function readLexicon(): Promise<Lexicon> {
  const { default: list } = await import('@dsojevic/profanity-list/en.json', {
    with: { type: 'json' },
  });
  const entries: Lexicon = new Map();
  const tokens = createTokenBuffer();
  const add = (words: string, category: UnsafeCategory, severity: number): void => {
    tokenise(words, tokens);
    if (tokens.count === 0) return;
    const entry = { words: tokens.hashes.slice(0, tokens.count), category, severity };
    const others = entries.get(entry.words[0]!) ?? [];
    entries.set(
      entry.words[0]!,
      [...others, entry].toSorted((a, b) => b.words.length - a.words.length),
    );
  };
  for (const { match, tags, severity } of list) {
    const category = CATEGORY_OF_TAG[tags[0] ?? ''];
    if (category === undefined) continue;
    for (const spelling of match.split('|')) {
      // A star says that the letter before may be drawn out, which the plain form of a text undoes.
      const plain = spelling.replaceAll('*', '');
      add(plain, category, severity);
      if (/[a-z]{3}$/.test(plain) && !plain.endsWith('s')) add(`${plain}s`, category, severity);
    }
  }
  for (const [category, phrases] of Object.entries(PHRASES)) {
    for (const phrase of phrases) add(phrase, category as UnsafeCategory, 4);
  }
  return entries;
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** A text with drawn-out letters (three or more) and digits between letters put back: `fuuun` to `fun`, `l33t` to `leet`. */
function plainForm(text: string): string {
  const spelled = text.replace(/(?<=\p{L})[013457@$!]{1,2}(?=\p{L})/gu, (run) =>
    [...run].map((sign) => LOOKALIKES[sign]).join(''),
  );
  return /(\p{L})\1\1/u.test(spelled) ? shortenRuns(spelled) : spelled;
}

/** A loop, since a backreference over a long run exhausts the stack of the expression's engine. */
function shortenRuns(text: string): string {
  const kept: string[] = [];
  for (let start = 0; start < text.length;) {
    let end = start + 1;
    while (text.charCodeAt(end) === text.charCodeAt(start)) end++;
    const isDrawnOut = end - start > 2 && /\p{L}/u.test(text[start]!);
    kept.push(isDrawnOut ? text[start]! : text.slice(start, end));
    start = end;
  }
  return kept.join('');
}

export interface UnsafeHits {
  words: number;
  hits: { category: UnsafeCategory; severity: number }[];
}

/** Entries that stand in a text as whole words, none counted within a longer one; as written, or in its plain form if that holds more. */
export function findUnsafe(text: string, entries: Lexicon): UnsafeHits {
  const written = find(text, entries);
  const plain = plainForm(text);
  if (plain === text) return written;
  const restored = find(plain, entries);
  return restored.hits.length > written.hits.length
    ? { ...restored, words: written.words }
    : written;
}

function find(text: string, entries: Lexicon): UnsafeHits {
  const { hashes, count } = tokenise(text, createTokenBuffer());
  const hits: UnsafeHits['hits'] = [];
  for (let at = 0; at < count; at++) {
    const found = entries
      .get(hashes[at]!)
      ?.find(
        ({ words }) =>
          at + words.length <= count && words.every((word, index) => hashes[at + index] === word),
      );
    if (found === undefined) continue;
    hits.push({ category: found.category, severity: found.severity });
    at += found.words.length - 1;
  }
  return { words: count, hits };
}
