import type { Family, Item } from '../family.ts';

/** Accuracy of a way to guess over the items of each level, and of chance: one right among the likely answers. */
export interface Shortcut {
  level: number;
  accuracy: number;
  chance: number;
}

/** How often a guess that does not do the task is right, level by level. */
export function measureShortcut<Scene>(
  family: Family<Scene>,
  guess: (item: Item<Scene>, options: readonly string[]) => string | undefined,
  itemsPerLevel = 400,
): Shortcut[] {
  return family.levels.map((_, index) => {
    const level = index + 1;
    let right = 0;
    let chance = 0;
    for (let n = 0; n < itemsPerLevel; n++) {
      const item = family.generate(`shortcut-${n}`, level);
      // In alphabetical order, so that a guess cannot know the right one by its place.
      const options = [item.answer, ...family.mistakes(item.world.scene)].toSorted();
      if (guess(item, options) === item.answer) right++;
      chance += 1 / options.length;
    }
    return { level, accuracy: right / itemsPerLevel, chance: chance / itemsPerLevel };
  });
}

/** The most that a guess gains over chance at any level. */
export function worstGain<Scene>(
  family: Family<Scene>,
  guess: (item: Item<Scene>, options: readonly string[]) => string | undefined,
  itemsPerLevel?: number,
): number {
  return Math.max(
    ...measureShortcut(family, guess, itemsPerLevel).map(
      ({ accuracy, chance }) => accuracy - chance,
    ),
  );
}

/** Where a word stands in a text. */
export function mentionsOf(text: string, word: string): number[] {
  return [...text.matchAll(new RegExp(`\\b${word}\\b`, 'gi'))].map(({ index }) => index);
}

/** The option with the highest score; of equals, the first. */
export function bestOf(options: readonly string[], score: (option: string) => number): string {
  return options.reduce((best, option) => (score(option) > score(best) ? option : best));
}

/**
 * The most that a naive Bayes reader of words and word pairs gains over chance at any level, trained on items of the
 * same level: what a text gives away without being understood. For families with few different answers.
 */
export function worstBagOfWords<Scene>(
  family: Family<Scene>,
  textOf: (item: Item<Scene>) => string = ({ prompt }) => prompt,
  sizes = { train: 800, test: 400 },
): number {
  const gains = family.levels.map((_, index) => {
    const counts = new Map<string, Map<string, number>>();
    const total = new Map<string, number>();
    for (let n = 0; n < sizes.train; n++) {
      const item = family.generate(`train-${n}`, index + 1);
      total.set(item.answer, (total.get(item.answer) ?? 0) + 1);
      for (const feature of featuresOf(textOf(item))) {
        const row = counts.get(feature) ?? new Map<string, number>();
        row.set(item.answer, (row.get(item.answer) ?? 0) + 1);
        counts.set(feature, row);
      }
    }
    let right = 0;
    let chance = 0;
    for (let n = 0; n < sizes.test; n++) {
      const item = family.generate(`test-${n}`, index + 1);
      const seen = [...featuresOf(textOf(item))].flatMap((feature) => counts.get(feature) ?? []);
      const guess = bestOf([...total.keys()], (answer) => {
        const size = total.get(answer)!;
        return seen.reduce(
          (sum, row) => sum + Math.log(((row.get(answer) ?? 0) + 0.5) / (size + 1)),
          Math.log(size),
        );
      });
      if (guess === item.answer) right++;
      chance += 1 / (family.mistakes(item.world.scene).length + 1);
    }
    return (right - chance) / sizes.test;
  });
  return Math.max(...gains);
}

function featuresOf(text: string): Set<string> {
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9']+/)
    .filter(Boolean);
  return new Set([...words, ...words.slice(1).map((word, at) => `${words[at]} ${word}`)]);
}
