import { contentWords } from './content-words.ts';

export const LIMITS = { mostAlike: 0.6 };

/** Whether the questions of a conversation ask different things of different sentences; else why not. */
export function faultOfTurns(
  turns: readonly { question: string; cited: readonly number[] }[],
  language: string,
): string | undefined {
  for (const [index, turn] of turns.entries()) {
    for (const earlier of turns.slice(0, index)) {
      const likeness = jaccard(
        contentWords(turn.question, language),
        contentWords(earlier.question, language),
      );
      if (likeness >= LIMITS.mostAlike) return 'a question nearly repeats an earlier one';
      if (turn.cited.some((sentence) => earlier.cited.includes(sentence))) {
        return 'two answers quote the same sentence';
      }
    }
  }
  return undefined;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 1 : shared / all;
}
