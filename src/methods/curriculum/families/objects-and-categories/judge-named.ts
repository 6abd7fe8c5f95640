import type { Verdict } from '../family.ts';
import { readStatements } from '../space-number-physics/read-statements.ts';

/** What once was and is no more: "it was in the box", "from the bag". */
const PAST =
  /\b(?:(?:was|were)(?! put| moved| left)|had|from|at first|first|before|no longer|used to)\b/;
const PARTS = /,\s*|\bbut\b|\bthen\b|\band now\b/;

/**
 * Right when the response names `right`, and nothing else of `names`. A name stands for itself, its plural and its
 * possessive, and for its other `wordings`. What is said with a word of `features` that is not among its `own` is said
 * of something else.
 */
export function judgeNamed(
  response: string,
  right: string,
  names: readonly string[],
  {
    features = [],
    own = [],
    wordings = {},
  }: {
    features?: readonly string[];
    own?: readonly string[];
    wordings?: Readonly<Record<string, string>>;
  } = {},
): Verdict {
  const read = readStatements(response);
  if ('refused' in read) return wrong(read.refused);
  const telling = patternOf(features);
  const pattern = patternOf([...names, ...Object.keys(wordings)]);
  const known = new Set(own.map((feature) => feature.toLowerCase()));
  const said = new Set<string>();
  for (const claim of read.claims) {
    const now = claim.split(PARTS).filter((part) => !PAST.test(part));
    const parts = now.some((part) => named(part).length > 0) ? now : [claim];
    for (const part of parts) {
      const here = named(part);
      if (here.length > 0 && features.length > 0) {
        const told = [...part.matchAll(telling)].map(([, feature]) => feature!);
        if (told.some((feature) => !known.has(feature))) return wrong('wrong-answer');
      }
      for (const name of here) said.add(name);
    }
    // "The cup and the lamp" names one of whom the scene knows nothing.
    const open = claim.replace(pattern, '…');
    if (
      /…\s*(?:and|&)\s+(?:the |an? )?[a-z]+\s*$|^(?:the |an? )?[a-z]+ (?:and|&) (?:the |an? )?…/.test(
        open,
      )
    ) {
      return wrong('several-answers');
    }
  }
  if (said.size === 0) return wrong('no-answer');
  if (said.size > 1) return wrong('several-answers');
  return said.has(right.toLowerCase()) ? { correct: true } : wrong('wrong-answer');

  function named(text: string): string[] {
    const found = text.matchAll(pattern);
    return [...found].map(([, name]) => (wordings[name!] ?? name!).toLowerCase());
  }
}

const PATTERNS = new Map<string, RegExp>();

/** Any of the names as whole words, the longest first. */
function patternOf(names: readonly string[]): RegExp {
  const key = names.join('|');
  let pattern = PATTERNS.get(key);
  if (pattern === undefined) {
    const sorted = names.map((name) => name.toLowerCase()).toSorted((a, b) => b.length - a.length);
    pattern = new RegExp(`(?<![\\w'-])(${sorted.join('|')})(?:e?s|'s?)?(?![\\w-])`, 'g');
    if (PATTERNS.size < 1_000) PATTERNS.set(key, pattern);
  }
  return pattern;
}

function wrong(reason: string): Verdict {
  return { correct: false, reason };
}
