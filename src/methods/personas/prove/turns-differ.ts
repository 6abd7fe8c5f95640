import { contentWords } from '../../../core/text/content-words.ts';

export const LIMITS = { mostAlike: 0.6 };

/** Whether the questions of a conversation ask different things; else why not. */
export function faultOfTurns(questions: readonly string[], language: string): string | undefined {
  for (const [index, question] of questions.entries()) {
    for (const earlier of questions.slice(0, index)) {
      const likeness = jaccard(contentWords(question, language), contentWords(earlier, language));
      if (likeness >= LIMITS.mostAlike) return 'a question nearly repeats an earlier one';
    }
  }
  return undefined;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 1 : shared / all;
}
