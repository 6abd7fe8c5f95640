import { openTagger } from '../fast/tag-text.ts';

const EMPTY =
  /^(?:be|is|was|are|were|a|an|the|of|in|at|on|by|for|from|to|with|as|into|or|and|'s|have|has|its|it)$/;

export type FindCue = (words: readonly string[], sentence: string) => [number, number] | null;

/** Finds where a sentence uses the words of a predicate, by lemmas. UTF-16 offsets of the sentence; null where it does not. */
export async function openCueFinder(): Promise<FindCue> {
  const tag = await openTagger();
  const lemmas = new Map<string, string[]>();
  const lemmasOf = (words: string): string[] => {
    let known = lemmas.get(words);
    if (known === undefined) {
      known = [`They have ${words} it.`, `the ${words}`].flatMap((text) =>
        (tag(text)[0]?.tokens ?? [])
          .filter(({ lower }) => words.toLowerCase().includes(lower) && !EMPTY.test(lower))
          .map(({ lemma }) => lemma),
      );
      lemmas.set(words, known);
    }
    return known;
  };
  return (phrases, sentence) => {
    const tokens = tag(sentence).flatMap((each) => each.tokens);
    let best: [number, number] | null = null;
    for (const phrase of phrases) {
      const wanted = phrase
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => !EMPTY.test(word));
      if (wanted.length === 0) continue;
      const found = wanted.map((word) =>
        tokens.find(({ lemma, lower }) => lower === word || lemmasOf(word).includes(lemma)),
      );
      if (found.includes(undefined)) continue;
      const starts = found.map((token) => token!.start);
      const ends = found.map((token) => token!.end);
      const span: [number, number] = [Math.min(...starts), Math.max(...ends)];
      if (best === null || span[1] - span[0] < best[1] - best[0]) best = span;
    }
    return best;
  };
}
