import { readFinal, takesBack } from '../answer-text.ts';
import type { Verdict } from '../family.ts';

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\bcan't\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/\b(it|that|he|she|who)'s\b/g, '$1 is'],
];
const OPENING_REASON = /^\s*(?:because|since|as|given that)\b[^,]*,\s*/;
const REASON =
  /,?\s*(?:\b(?:and|but)\s+)?\b(?:because|since|as (?:all|every|each|the|it|he|she|they)|while|whereas|unlike|rather than|instead of)\b|[,;:]\s*(?:(?:and|but)\s+)?not\b|\b(?:and|but)\s+not\b|(?:^\s*|[,;:]\s*)(?:(?:and|but)\s+)?(?:all\s+)?(?:of\s+)?the\s+(?:others?|rest)\b/;
const HEDGE =
  /\b(?:or|either|maybe|perhaps|possibly|probably|likely|might|could|may|not sure|unsure|uncertain|no idea|guess)\b|\bi (?:do not|can not|cannot|am not)\b|\bi'm not\b|\?/;
const DENIAL = /\b(?:not|never|neither|nor|cannot|nobody|nothing|no one|none|wrong|false|no)\b/;
const CONCLUSION = /\b(?:so|therefore|thus|hence)\b,?/;

/** How a family's answers may be said beyond their bare names. */
export interface Saying {
  /** What only repeats the question, such as "did not sing". */
  given?: readonly string[];
  /** A whole sentence (lower case, without its full stop) to the answer that it gives; undefined for any other. */
  restate?(sentence: string): string | undefined;
}

/** The sentences of a response's end in lower case, without reasons and without what only repeats the question. */
export function readSentences(
  response: string,
  { given = [], restate }: Saying = {},
): { sentences: string[] } | { refused: string } {
  const read = readFinal(response);
  if ('refused' in read) return read;
  const repeated = given
    .map((phrase) => phrase.toLowerCase())
    .toSorted((a, b) => b.length - a.length);
  const sentences: string[] = [];
  let lower = read.text.toLowerCase();
  for (const [from, to] of CONTRACTIONS) lower = lower.replace(from, to);
  for (const raw of lower.split(/[!;\n]|\.(?=\s|$)/)) {
    let text = ` ${raw.replace(/[^\S ]+/g, ' ').replace(/ +/g, ' ')} `;
    for (const phrase of repeated) {
      text = text.replaceAll(new RegExp(`(?<![\\w'])${escaped(phrase)}(?![\\w'])`, 'g'), ' … ');
    }
    if (takesBack(text.trim())) return { refused: 'denied' };
    if (HEDGE.test(text.replace(REASON, ' '))) return { refused: 'hedged' };
    text = text.trim().replace(OPENING_REASON, '').split(REASON)[0]!;
    text = text.split(CONCLUSION).findLast((part) => /\w/.test(part)) ?? '';
    text = restate?.(text.trim())?.toLowerCase() ?? text;
    if (DENIAL.test(text)) return { refused: 'denied' };
    if (/\w/.test(text)) sentences.push(text.trim());
  }
  return sentences.length === 0 ? { refused: 'no-answer' } : { sentences };
}

/**
 * Whether a response names exactly the parts of `right` ("Anna", or "Anna" and "Ben") and no other of `all`. Wordings of
 * one part stand together in a list.
 */
export function verifyChoice(
  response: string,
  right: readonly string[],
  all: readonly (string | readonly string[])[],
  saying: Saying = {},
): Verdict {
  const read = readSentences(response, saying);
  if ('refused' in read) return wrong(read.refused);
  const wordings = all
    .map((part) => (typeof part === 'string' ? [part] : part))
    .flatMap((forms) =>
      forms.map((form) => ({ part: forms[0]!.toLowerCase(), form: form.toLowerCase() })),
    )
    .toSorted((a, b) => b.form.length - a.form.length);
  const said = new Set<string>();
  for (const sentence of read.sentences) {
    let rest = sentence;
    for (const { part, form } of wordings) {
      const pattern = new RegExp(`(?<![\\w'-])${escaped(form)}(?![\\w'-])`, 'g');
      if (!pattern.test(rest)) continue;
      said.add(part);
      rest = rest.replaceAll(pattern, ' … ');
    }
    // "Ben and Walter" names one of whom the world knows nothing.
    if (/…\s*(?:,|and|,\s*and|&)\s+\w+$|(?:^|\s)\w+\s+(?:and|&)\s*…/.test(rest)) {
      return wrong('several-answers');
    }
  }
  if (said.size === 0) return wrong('no-answer');
  const wanted = new Set(right.map((part) => part.toLowerCase()));
  if (said.size === wanted.size && [...wanted].every((part) => said.has(part))) {
    return { correct: true };
  }
  return wrong(said.size > wanted.size ? 'several-answers' : 'wrong-answer');
}

const NUMERALS = 'one two three four five six seven eight nine ten'.split(' ');
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

/** Whether a response chooses number `right` of a numbered list, by number or by its whole text, and no other. */
export function verifyNumbered(
  response: string,
  right: number,
  texts: readonly string[],
  noun = 'sentence',
): Verdict {
  const plain = texts.map((text) => text.toLowerCase().replace(/[.?!]$/, ''));
  const read = readFinal(response);
  if ('refused' in read) return wrong(read.refused);
  // A list's whole text is put back as its number, so that its words are not read as denials.
  let text = ` ${read.text.toLowerCase().replace(/ +/g, ' ')} `;
  for (const [index, whole] of [...plain.entries()].toSorted(
    ([, a], [, b]) => b.length - a.length,
  )) {
    text = text.replaceAll(
      new RegExp(`(?<!\\w)${escaped(whole)}(?!\\w)`, 'g'),
      ` ${noun} ${index + 1} `,
    );
  }
  text = text.replace(/(\d)[.):](?=\s)/g, '$1');
  const found = readSentences(text);
  if ('refused' in found) return wrong(found.refused);
  const said = new Set<number>();
  for (const sentence of found.sentences) {
    for (const [digits] of sentence.matchAll(/[-−]?\d+(?:[.,]\d+)*/g)) said.add(Number(digits));
    for (const [word] of sentence.matchAll(/[a-z]+/g)) {
      if (ORDINALS.includes(word)) said.add(ORDINALS.indexOf(word) + 1);
    }
    const named = new RegExp(
      `^\\W*(${NUMERALS.join('|')})\\W*$|\\b(?:${noun}|number|is)\\s+(${NUMERALS.join('|')})\\b`,
      'g',
    );
    for (const match of sentence.matchAll(named))
      said.add(NUMERALS.indexOf(match[1] ?? match[2]!) + 1);
    if (/\blast\b/.test(sentence)) said.add(texts.length);
  }
  if (said.size === 0) return wrong('no-answer');
  if (said.size > 1) return wrong('several-answers');
  return said.has(right) ? { correct: true } : wrong('wrong-answer');
}

export function wrong(reason: string): Verdict {
  return { correct: false, reason };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
