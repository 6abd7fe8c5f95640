import { isEnglish } from '../../../core/text/content-words.ts';

const SMALL_NUMBERS =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand';
const NUMBER = `(?:\\d[\\d.,]*|${SMALL_NUMBERS})`;

/** What a sentence invites to ask, first match first. */
const OPENINGS: readonly (readonly [RegExp, string])[] = [
  [/\bbecause\b/i, 'Why'],
  [
    new RegExp(
      `\\b(?:for|about|took|takes?|lasts?|lasted)\\s+(?:\\w+\\s+)?${NUMBER}\\s+(?:minutes|hours|days|weeks|months|years)\\b`,
      'i',
    ),
    'How long',
  ],
  [/\b1\d{3}\b|\b20\d{2}\b/, 'When'],
  [new RegExp(`\\b${NUMBER}\\s+\\p{Ll}{3,}`, 'iu'), 'How many'],
  [/^(?:when|if)\b/i, 'What happens when'],
];

/**
 * How the question about a sentence should be put, as an end of "a question that …". A very small model asks far
 * better when it is told how to begin; which opening fits, the sentence's own words tell. English only.
 */
export function mannerOfAsking(sentence: string, language: string): string {
  if (!isEnglish(language)) return 'is in the language of the sentence';
  const opening = OPENINGS.find(([pattern]) => pattern.test(sentence))?.[1] ?? 'What';
  return `begins with "${opening}"`;
}
