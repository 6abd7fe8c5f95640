/** What tempting rules look at: where a word stands in a text, and which option that favours. */

export function mentionsOf(text: string, word: string): number[] {
  return [...text.matchAll(new RegExp(`\\b${word}\\b`, 'gi'))].map(({ index }) => index);
}

/** The option of the highest score; among equals the first in alphabetical order, which knows nothing of the answer. */
export function bestOf(options: readonly string[], score: (option: string) => number): string {
  return options.toSorted().reduce((best, option) => (score(option) > score(best) ? option : best));
}
