/** Phrases of what surrounds content, in English: other languages are judged by form alone. */
const PHRASES: readonly RegExp[] = [
  /cookie|consent|privacy policy|terms of (?:use|service)|all rights reserved|©|copyright/i,
  /subscribe|newsletter|sign up|your email|get started|free trial|contact us|call us|book (?:a|now)|learn more|shop now|buy now/i,
  /read more|related|recommended|you (?:may|might) also|see also|more from|latest|popular|trending|view all|see all|show more|load more/i,
  /share|tweet|facebook|follow us|pinterest|whatsapp|copy link/i,
  /log ?in|sign ?in|register|my account|add to (?:cart|basket|wishlist)|checkout|search/i,
  /leave a (?:reply|comment)|post a comment|comments?\b|repl(?:y|ies)\b|report|joined|posts?:|likes?\b|views?\b/i,
  /\bby\b|posted|published|updated|min(?:ute)?s? read|author/i,
];

export const TEXT_FEATURES: readonly string[] = [
  'ends a sentence',
  'sentence signs',
  'commas',
  'letters a word',
  'capitals',
  'all capitals',
  'digits',
  'price',
  'date',
  'bar or bullet',
  'lines',
  'words a line',
  'function words',
  'ends with colon',
  'question',
  ...PHRASES.map((_, index) => `phrase ${index}`),
];

const FUNCTION_WORDS =
  /\b(?:the|a|an|of|to|and|in|is|are|was|were|that|it|for|with|as|on|be|this|you|by|or|we|from|have|has|not|can|will)\b/gi;

/** The form of a text: a row of TEXT_FEATURES. */
export function describeText(whole: string, words: number): number[] {
  const text = whole.length > MOST_CHARACTERS ? whole.slice(0, MOST_CHARACTERS) : whole;
  const share = (pattern: RegExp): number => count(text, pattern) / text.length;
  const seen = Math.max(1, Math.min(words, text.length));
  const letters = count(text, /\p{L}/gu);
  const capitals = count(text, /\p{Lu}/gu);
  const lines = 1 + count(text, /\n/g);
  const isShort = words <= 25;
  return [
    Number(/[.!?。！？؟।…]["'”’)\]]*\s*$/u.test(text)),
    count(text, /[.!?。！？؟।](?=\s|$|["”])/gu) / Math.sqrt(seen),
    count(text, /[,;、，،]/g) / seen,
    letters / seen,
    capitals / Math.max(1, letters),
    Number(letters > 2 && capitals === letters),
    share(/\p{N}/gu),
    Number(/[$€£¥]\s?\d|\d\s?(?:USD|EUR|GBP)/.test(text)),
    Number(
      /\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d/i.test(
        text.slice(0, 200),
      ),
    ),
    Number(/[|•»›·→▸]/.test(text)),
    Math.log1p(lines),
    Math.log1p(seen / lines),
    count(text, FUNCTION_WORDS) / seen,
    Number(/:\s*$/.test(text)),
    Number(/\?\s*$/.test(text)),
    ...PHRASES.map((phrase) => (phrase.test(text) ? (isShort ? 2 : 1) : 0)),
  ];
}

const MOST_CHARACTERS = 2_000;

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found++;
  return found;
}
