import { z } from 'zod';

/** Turns of a conversation. The reader asks, follows up, doubts, wants to use it, says it back; the other side replies. */
export const MOVES = [
  'ask',
  'follow-up',
  'challenge',
  'apply',
  'teach-back',
  'answer',
  'correct',
  'summarise',
] as const;
export type Move = (typeof MOVES)[number];

/** What may be replied to what. An `ask` before `summarise` asks for the summary. */
const REPLIES: Partial<Record<Move, readonly Move[]>> = {
  ask: ['answer', 'summarise'],
  'follow-up': ['answer'],
  apply: ['answer'],
  challenge: ['correct'],
  'teach-back': ['correct'],
};

/** Whether a move brings in a sentence that was not quoted before. */
export const isNew = (move: Move, reply: Move): boolean =>
  reply === 'answer' && REPLIES[move]!.includes('answer');

/** Exchanges of a plan that need a sentence of their own. */
export function sentencesOf(moves: readonly Move[]): number {
  let needed = 0;
  for (let at = 0; at + 1 < moves.length; at += 2) if (isNew(moves[at]!, moves[at + 1]!)) needed++;
  return needed;
}

/** A plan of 2 to 8 turns, reader and other side in turn. */
export const Moves = z
  .array(z.enum(MOVES))
  .min(2)
  .max(8)
  .superRefine((moves, context) => {
    const problem = problemOf(moves);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });

function problemOf(moves: readonly Move[]): string | undefined {
  if (moves.length % 2 !== 0) return 'a plan ends with a reply: it has an even number of turns';
  if (moves[0] !== 'ask' || moves[1] !== 'answer') return 'a plan begins with ask, answer';
  for (let at = 0; at < moves.length; at += 2) {
    const [move, reply] = [moves[at]!, moves[at + 1]!];
    const replies = REPLIES[move];
    if (replies === undefined) return `turn ${at + 1} is the reader's, and ${move} is a reply`;
    if (!replies.includes(reply))
      return `${move} is followed by ${replies.join(' or ')}, not by ${reply}`;
    if (reply === 'summarise' && sentencesOf(moves.slice(0, at)) < 2)
      return 'a summary stands behind two answers at least';
  }
  const doubts = moves.filter((move) => move === 'challenge' || move === 'teach-back').length;
  return doubts > sentencesOf(moves)
    ? 'each challenge and each teach-back needs an answer of its own'
    : undefined;
}

export const DEFAULT_PLANS: readonly Move[][] = [
  ['ask', 'answer'],
  ['ask', 'answer', 'follow-up', 'answer'],
  ['ask', 'answer', 'challenge', 'correct'],
  ['ask', 'answer', 'teach-back', 'correct'],
  ['ask', 'answer', 'apply', 'answer'],
  ['ask', 'answer', 'follow-up', 'answer', 'ask', 'summarise'],
  ['ask', 'answer', 'follow-up', 'answer', 'challenge', 'correct'],
  ['ask', 'answer', 'follow-up', 'answer', 'challenge', 'correct', 'ask', 'summarise'],
  ['ask', 'answer', 'challenge', 'correct', 'apply', 'answer', 'teach-back', 'correct'],
];
