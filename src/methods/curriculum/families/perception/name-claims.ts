import type { Verdict } from '../family.ts';
import { endsDenied } from '../number-answer.ts';
import { plainClaims } from './plain-claims.ts';

/** Right when the claims name `right` and no other of `names`. */
export function verifyName(response: string, right: string, names: readonly string[]): Verdict {
  const read = plainClaims(response);
  if ('refused' in read) return { correct: false, reason: read.refused };
  const said = new Set<string>();
  for (const claim of read.claims) {
    const here = namesIn(claim, names);
    if (here.length > 0 && endsDenied(claim)) return { correct: false, reason: 'denied' };
    for (const name of here) said.add(name);
  }
  if (said.size === 0) return { correct: false, reason: 'no-answer' };
  if (said.size > 1) return { correct: false, reason: 'several-answers' };
  return said.has(right) ? { correct: true } : { correct: false, reason: 'wrong-answer' };
}

function namesIn(claim: string, names: readonly string[]): string[] {
  return claim
    .split(/[^a-z0-9'-]+/)
    .map((word) => word.replace(/'s?$/, ''))
    .filter((word) => names.includes(word));
}
