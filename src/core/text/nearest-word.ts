/** Greatest number of mistakes for which a word is still offered. */
const MAX_MISTAKES = 3;

/** The known word nearest to a mistyped one, or undefined where none is near. */
export function nearestWord(typed: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Math.min(MAX_MISTAKES, Math.ceil(typed.length / 2)) + 1;
  for (const word of known) {
    const mistakes = word.startsWith(typed) && typed.length > 1 ? 1 : countMistakes(typed, word);
    if (mistakes < fewest) {
      fewest = mistakes;
      best = word;
    }
  }
  return best;
}

/** Optimal string alignment distance: insertions, deletions, replacements and swapped neighbours. */
function countMistakes(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MAX_MISTAKES) return Infinity;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j]!, before[j - 2]! + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
