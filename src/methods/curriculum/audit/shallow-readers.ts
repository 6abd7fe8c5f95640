import type { Item } from '../families/family.ts';

/** An item with every answer that a reader without understanding could choose from: the right one and the tempting ones. */
export interface Choice {
  item: Item;
  options: readonly string[];
}

/**
 * A reader that never understands: it learns from half of a level's items and guesses the other half, as open questions;
 * only the readers of mentions are told the options. What one of them reaches beyond chance is a shortcut that a model
 * would learn in place of the skill.
 */
export interface ShallowReader {
  name: string;
  train(choices: readonly Choice[]): (choice: Choice) => string | undefined;
}

export const SHALLOW_READERS: readonly ShallowReader[] = [
  { name: 'majority', train: (seen) => mostFrequent(seen, () => '') },
  {
    name: 'question-only',
    train: (seen) => mostFrequent(seen, ({ item }) => item.template.question),
  },
  { name: 'first-mention', train: () => (choice) => byMention(choice, 'first') },
  { name: 'last-mention', train: () => (choice) => byMention(choice, 'last') },
  { name: 'n-gram', train: trainNaiveBayes },
];

/** The answer that was most frequent among items with the same key; unseen keys fall to the overall favourite. */
function mostFrequent(
  seen: readonly Choice[],
  keyOf: (choice: Choice) => string,
): (choice: Choice) => string {
  const counts = new Map<string, Map<string, number>>();
  const note = (key: string, answer: string): void => {
    const inner = counts.get(key) ?? new Map<string, number>();
    inner.set(answer, (inner.get(answer) ?? 0) + 1);
    counts.set(key, inner);
  };
  for (const choice of seen) {
    note(keyOf(choice), choice.item.answer);
    note('\u0000all', choice.item.answer);
  }
  const favourites = new Map([...counts].map(([key, inner]) => [key, favourite(inner)]));
  return (choice) => favourites.get(keyOf(choice)) ?? favourites.get('\u0000all')!;
}

function favourite(counts: ReadonlyMap<string, number>): string {
  return best([...counts.keys()], (answer) => counts.get(answer)!);
}

function byMention({ item, options }: Choice, which: 'first' | 'last'): string {
  const text = item.prompt.toLowerCase();
  const place = (option: string): number => {
    const at =
      which === 'first'
        ? text.indexOf(option.toLowerCase())
        : text.lastIndexOf(option.toLowerCase());
    if (at < 0) return -Infinity;
    return which === 'first' ? -at : at;
  };
  return best(options, place);
}

/** Words that carry an answer: multinomial naive Bayes over word unigrams and bigrams, add-one smoothed. */
function trainNaiveBayes(seen: readonly Choice[]): (choice: Choice) => string {
  const byAnswer = new Map<string, { items: number; total: number; counts: Map<string, number> }>();
  const vocabulary = new Set<string>();
  for (const { item } of seen) {
    const model = byAnswer.get(item.answer) ?? { items: 0, total: 0, counts: new Map() };
    byAnswer.set(item.answer, model);
    model.items++;
    for (const gram of gramsOf(item.prompt)) {
      vocabulary.add(gram);
      model.total++;
      model.counts.set(gram, (model.counts.get(gram) ?? 0) + 1);
    }
  }
  // For each gram, the answers that it stood with: where every answer is its own, most grams stand with few.
  const answers = [...byAnswer.keys()];
  const postings = new Map<string, { at: number; gain: number }[]>();
  for (const [at, answer] of answers.entries()) {
    for (const [gram, count] of byAnswer.get(answer)!.counts) {
      const posting = postings.get(gram) ?? [];
      postings.set(gram, posting);
      posting.push({ at, gain: Math.log(count + 1) });
    }
  }
  // What stands alike with every answer, such as a task's rules, tells none from another.
  for (const [gram, posting] of postings) {
    const alike = posting.every(({ gain }) => gain === posting[0]!.gain);
    if (alike && posting.length === answers.length) postings.set(gram, []);
  }
  const places = new Map(answers.map((answer, at) => [answer, at]));
  return ({ item }) => {
    const grams = gramsOf(item.prompt).filter((gram) => vocabulary.has(gram));
    const scores = Float64Array.from(answers, (answer) => {
      const model = byAnswer.get(answer)!;
      return Math.log(model.items) - grams.length * Math.log(model.total + vocabulary.size);
    });
    for (const gram of grams) for (const { at, gain } of postings.get(gram)!) scores[at]! += gain;
    return best(answers, (answer) => scores[places.get(answer)!]!);
  };
}

function gramsOf(text: string): string[] {
  const tokens = text.toLowerCase().match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
  return [...tokens, ...tokens.slice(1).map((token, index) => `${tokens[index]} ${token}`)];
}

/** The option of the highest score; among equals the first in alphabetical order, which knows nothing of the answer. */
function best(options: readonly string[], score: (option: string) => number): string {
  const sorted = options.toSorted((a, b) => (a < b ? -1 : 1));
  let found = sorted[0]!;
  let highest = -Infinity;
  for (const option of sorted) {
    const value = score(option);
    if (value > highest) [found, highest] = [option, value];
  }
  return found;
}
