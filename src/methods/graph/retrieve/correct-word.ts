/** Known words by their trigrams, for words that are spelled otherwise. */
export interface WordCorrector {
  /** Known words like this one, likest first, with a likeness up to 1; none for what is too short or too far. */
  correct(word: string): { word: string; likeness: number }[];
}

/** Dice's coefficient of the trigrams that a correction must reach. */
const LEAST_LIKENESS = 0.5;
const SHORTEST = 4;
const LONGEST = 64;
const MOST = 3;

/** Padded trigrams (Angell, Freund, Willett 1983; doi:10.1016/0306-4573(83)90022-5), then one mistake for every four letters. */
export function createWordCorrector(words: Iterable<string>): WordCorrector {
  const known = [...words].filter((word) => word.length >= SHORTEST - 1 && word.length <= LONGEST);
  const byTrigram = new Map<string, number[]>();
  for (const [index, word] of known.entries()) {
    for (const trigram of trigramsOf(word)) {
      const list = byTrigram.get(trigram);
      if (list === undefined) byTrigram.set(trigram, [index]);
      else list.push(index);
    }
  }
  return {
    correct(word) {
      if (word.length < SHORTEST || word.length > LONGEST) return [];
      const own = trigramsOf(word);
      const shared = new Map<number, number>();
      for (const trigram of own) {
        for (const index of byTrigram.get(trigram) ?? []) {
          shared.set(index, (shared.get(index) ?? 0) + 1);
        }
      }
      const mistakes = Math.max(1, Math.floor(word.length / 4));
      return Array.from(shared, ([index, count]) => ({
        word: known[index]!,
        likeness: (2 * count) / (own.size + trigramsOf(known[index]!).size),
      }))
        .filter(
          (one) =>
            one.likeness < 1 &&
            one.likeness >= LEAST_LIKENESS &&
            isWithin(word, one.word, mistakes),
        )
        .toSorted((a, b) => b.likeness - a.likeness || (a.word < b.word ? -1 : 1))
        .slice(0, MOST);
    },
  };
}

function trigramsOf(word: string): Set<string> {
  const padded = `  ${word} `;
  const trigrams = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) trigrams.add(padded.slice(i, i + 3));
  return trigrams;
}

/** Whether two words lie within so many insertions, deletions, replacements and swaps of neighbours. */
function isWithin(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      let least = Math.min(row[j]!, next[j - 1]!) + 1;
      least = Math.min(least, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, before[j - 2]! + 1);
      }
      next[j] = least;
    }
    before = row;
    row = next;
  }
  return row[b.length]! <= most;
}
