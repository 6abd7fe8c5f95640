import type { Verdict } from '../family.ts';
import { judgeStatements } from './read-statements.ts';

/** Right when the statements of a response name the right one of some things, and no other of them. */
export function judgeNamed(response: string, right: string, things: readonly string[]): Verdict {
  const named = new RegExp(`\\b(?:${things.join('|')})\\b`, 'g');
  return judgeStatements(response, right, (claim) => claim.match(named) ?? []);
}
