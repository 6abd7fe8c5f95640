import type { Verdict } from '../family.ts';
import { conclusionOf, readSentences } from './sentences.ts';

/**
 * Whether a response chooses the option `right`, and no other: by its letter, or by the option's own words. `named` are
 * the options in the order of their letters.
 */
export function verifyLetter(
  response: string,
  {
    right,
    named,
    letters,
  }: { right: string; named: readonly string[]; letters: readonly string[] },
): Verdict {
  const read = readSentences(response);
  if ('refused' in read) return wrong(read.refused);
  const said = new Set<string>();
  for (const { text, denied } of read.sentences) {
    const claim = conclusionOf(text);
    const found = new Set<string>();
    for (const [index, name] of named.entries()) {
      if (new RegExp(`(?<![\\w-])${name.toLowerCase()}(?![\\w-])`).test(claim))
        found.add(letters[index]!);
    }
    // "A" is a letter at the start or the end of a claim, or after "option"; elsewhere it may be the article.
    for (const match of claim.matchAll(/(?<![\w'-])([a-z])(?![\w'-])/g)) {
      const before = claim.slice(0, match.index);
      const after = claim.slice(match.index + 1);
      if (match[1] === 'a' && !isChoice(before, after)) continue;
      const letter = match[1]!.toUpperCase();
      if (letters.includes(letter)) found.add(letter);
    }
    if (denied) {
      if (found.size > 0) return wrong('denied');
      continue;
    }
    for (const letter of found) said.add(letter);
  }
  if (said.size === 0) return wrong('no-answer');
  if (said.size > 1) return wrong('several-answers');
  return said.has(right) ? { correct: true } : wrong('wrong-answer');
}

function isChoice(before: string, after: string): boolean {
  // No article ends a claim.
  if (/\W/.test(before) && /^\W*$/.test(after)) return true;
  return (
    (/\b(?:option|letter|answer|choice|and|cell|is|be|choose|pick|take)\W*$/.test(before) &&
      !/^ [a-z]/.test(after)) ||
    /\b(?:option|letter|choice|and)\W*$/.test(before) ||
    (/^\W*$/.test(before) &&
      (/^\W*$/.test(after) || /^\s*[:,)]|^ (?:fits|is|must|belongs|completes|and)\b/.test(after)))
  );
}

function wrong(reason: string): Verdict {
  return { correct: false, reason };
}
