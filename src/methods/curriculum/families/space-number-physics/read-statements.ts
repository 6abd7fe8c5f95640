import { type Claims, readClaims } from '../answer-text.ts';
import type { Verdict } from '../family.ts';

/** A clause cut off before its "not": what it names is denied, not claimed. */
const DENIED =
  /\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|should|must|definitely|certainly|clearly|surely)\s*$/;
/** Says of an answer that it is none. */
const WRONG =
  /(?:\b(?:is|are|was|be)|'s)\s+(?:wrong|incorrect|false)\b|\bnot\s+(?:be\s+)?(?:the\s+)?(?:correct|true|answer|solution)\b/i;
/** Names what the answer is not. */
const ALL_BUT =
  /^(?:(?:(?:any|every)\w*|all)\s+(?:but|except)|other\s+than|almost|the\s+opposite)\b/;
const CLAUSE =
  /,\s*|\bbut\b|\band\b(?<=\b(?:is|are|was|goes|go|has|have|holds?|stays?|tips?|falls?|ends?|sinks?|bumps?|stands?|comes?)\b[^,]*\band)/;
const CONCLUSION = /\b(?:so|therefore|thus|hence)\b(?!\s+(?:is|are|do|does|did|far|much|many)\b)/;
const DECLARED = /\b(?:answer|solution)\b|\\(?:boxed|fbox)\b/i;

/**
 * What a response states: its claims without those that it denies ("the left does not go down"), and only from its
 * conclusion on ("so …") where it draws one and declares no answer otherwise.
 */
export function readStatements(response: string): Claims {
  if (WRONG.test(withoutThought(response))) return { refused: 'denied' };
  const spelled = response
    .replaceAll('\u2019', "'")
    .replace(/\bwon't\b/gi, 'will not')
    .replace(/\bcan(?:'t|not)\b/gi, 'can not')
    .replace(/n't\b/gi, ' not')
    .replace(/\bnever\b/gi, 'not')
    // "Ann does." affirms; only what "not" follows is denied.
    .replace(/\b(?:do|does|did|is|are|has|can|will)(?=[*_\s]*(?:[.!,;\n]|$))/gi, '');
  const read = readClaims(spelled);
  if ('refused' in read) return read;
  let { claims } = read;
  if (!DECLARED.test(response)) {
    const at = claims.findLastIndex((claim) => CONCLUSION.test(claim));
    if (at >= 0) {
      const tail = claims[at]!.split(CONCLUSION).at(-1)!.trim();
      claims = [tail, ...claims.slice(at + 1)];
    }
  }
  claims = claims.map(withoutDenial).filter((claim) => /\w/.test(claim));
  if (claims.some((claim) => ALL_BUT.test(claim))) return { refused: 'denied' };
  return claims.length === 0 ? { refused: 'no-answer' } : { claims };
}

function withoutThought(response: string): string {
  return response.replace(/^[\s\S]*<\/(?:think|thinking|reasoning)>/i, '');
}

function withoutDenial(claim: string): string {
  if (!DENIED.test(claim)) return claim;
  return claim.split(CLAUSE).slice(0, -1).join(', ').trim();
}

/** Right when what the statements mean, taken together, is the right answer and no other. */
export function judgeStatements(
  response: string,
  right: string,
  meanings: (claim: string) => Iterable<string>,
): Verdict {
  const read = readStatements(response);
  if ('refused' in read) return { correct: false, reason: read.refused };
  const said = new Set(read.claims.flatMap((claim) => [...meanings(claim)]));
  if (said.size === 0) return { correct: false, reason: 'no-answer' };
  if (said.size > 1) return { correct: false, reason: 'several-answers' };
  return said.has(right) ? { correct: true } : { correct: false, reason: 'wrong-answer' };
}
