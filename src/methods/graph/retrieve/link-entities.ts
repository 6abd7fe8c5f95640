import { createWordCorrector, type WordCorrector } from './correct-word.ts';
import type { NameIndex } from './name-index.ts';
import type { Word } from './read-words.ts';
import { STOP_WORDS } from './vocabulary.ts';

/** An entity that a question names, and how that was seen. */
export interface EntityLink {
  entity: number;
  /** Up to 1: a name that is its alone. */
  score: number;
  /** The words of the question. */
  words: string;
  how: 'name' | 'part of the name' | 'other spelling';
}

export interface EntityLinker {
  /** Entities that the question names, best first, ties by index. */
  link(question: string, words: readonly Word[], limit: number): EntityLink[];
}

/** What a name counts that stands there in part, or spelled otherwise. */
const PART = 0.6;
const SPELLING = 0.8;
/** A name that has capitals, in small letters where the question has capitals. */
const COMMON_WORD = 0.2;
/** Least share of a name's telling words that must stand there. */
const LEAST_SHARE = 0.5;
/** Entities taken of one run of words that names none fully. */
const MOST_OF_A_RUN = 5;

/**
 * Finds names in questions: the longest first, whole; then, in what is left, names spelled otherwise (words that neither names
 * nor texts know) and parts of names (`Curie`), weighed by how telling the words are.
 */
export function createEntityLinker(
  names: NameIndex,
  isKnown: (word: string) => boolean,
): EntityLinker {
  let corrector: WordCorrector | undefined;
  /** How many telling words a name has, weighed: of the entities asked for only. */
  const rarity = (word: string): number =>
    Math.log(1 + names.entities / (1 + (names.words.get(word)?.length ?? 0)));
  const nameWeights = new Map<number, number>();

  return {
    link(question, words, limit) {
      const links = new Map<number, EntityLink>();
      const add = (link: EntityLink): void => {
        const held = links.get(link.entity);
        if (held === undefined || held.score < link.score) links.set(link.entity, link);
      };
      const take = (given: readonly Word[], factor: number, how: EntityLink['how']): boolean[] => {
        const isTaken = given.map(() => false);
        for (const { start, end, entities } of names.scan(given, question)) {
          isTaken.fill(true, start, end);
          const said = question.slice(given[start]!.start, given[end - 1]!.end);
          const isSmall = isCased && !/[\p{Lu}\p{N}]/u.test(said);
          for (const entity of entities.slice(0, limit)) {
            const meant = isSmall && names.isCapital(entity) ? COMMON_WORD : 1;
            add({ entity, score: (factor * meant) / Math.sqrt(entities.length), words: said, how });
          }
        }
        return isTaken;
      };
      // Where names have capitals, small words are hardly names.
      const isCased = /[\p{L}\p{N}].*\p{Lu}/su.test(question);
      const isTaken = take(words, 1, 'name');
      for (const run of runsOf(words, isTaken)) {
        const { corrected, likeness } = correctRun(run);
        if (likeness < 1) {
          const left = take(corrected, SPELLING * likeness, 'other spelling');
          if (!left.includes(false)) continue;
        }
        linkParts(
          isCased
            ? corrected.filter(({ start, end }) =>
                /[\p{Lu}\p{N}]/u.test(question.slice(start, end)),
              )
            : corrected,
          question,
          likeness,
          add,
        );
      }
      return [...links.values()]
        .toSorted((a, b) => b.score - a.score || a.entity - b.entity)
        .slice(0, limit);
    },
  };

  /** A run with words that nothing knows put right, and how like the whole still is. */
  function correctRun(run: readonly Word[]): { corrected: Word[]; likeness: number } {
    let likeness = 1;
    const corrected = run.map((word) => {
      if (STOP_WORDS.has(word.text) || names.words.has(word.text) || isKnown(word.text)) {
        return word;
      }
      corrector ??= createWordCorrector(names.words.keys());
      const [best] = corrector.correct(word.text);
      if (best === undefined) return word;
      likeness = Math.min(likeness, best.likeness);
      return { ...word, text: best.word };
    });
    return { corrected, likeness };
  }

  function linkParts(
    run: readonly Word[],
    question: string,
    likeness: number,
    add: (link: EntityLink) => void,
  ): void {
    const telling = run.filter(
      ({ text }) => !STOP_WORDS.has(text) && (names.words.get(text)?.length ?? 0) > 0,
    );
    const weights = new Map<number, number>();
    for (const text of new Set(telling.map((word) => word.text))) {
      const having = names.words.get(text)!;
      // A word of a thousand names tells none of them.
      if (having.length > 1000) continue;
      for (const entity of having) weights.set(entity, (weights.get(entity) ?? 0) + rarity(text));
    }
    const found = Array.from(weights, ([entity, weight]) => ({
      entity,
      share: Math.min(1, weight / weightOf(entity)),
    }))
      .filter(({ share }) => share >= LEAST_SHARE)
      .toSorted((a, b) => b.share - a.share || a.entity - b.entity)
      .slice(0, MOST_OF_A_RUN);
    for (const { entity, share } of found) {
      const own = telling.filter(({ text }) => names.words.get(text)!.includes(entity));
      add({
        entity,
        score: (PART * likeness * share) / Math.sqrt(found.length),
        words: question.slice(own[0]!.start, own.at(-1)!.end),
        how: likeness < 1 ? 'other spelling' : 'part of the name',
      });
    }
  }

  function weightOf(entity: number): number {
    let weight = nameWeights.get(entity);
    if (weight === undefined) {
      weight = 0;
      for (const word of names.wordsOf(entity)) weight += rarity(word);
      nameWeights.set(entity, weight);
    }
    return weight;
  }
}

/** Words that no name has taken, in runs of neighbours. */
function runsOf(words: readonly Word[], isTaken: readonly boolean[]): Word[][] {
  const runs: Word[][] = [[]];
  for (const [i, word] of words.entries()) {
    if (!isTaken[i]) runs.at(-1)!.push(word);
    else if (runs.at(-1)!.length > 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}
