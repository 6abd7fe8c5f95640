/**
 * Four wrong numbers near the right one: the likely ones first, two below and two above where there are such, so that
 * neither the least nor the greatest is a good guess.
 */
export function nearNumbers(
  right: number,
  likely: readonly number[],
  least = Number.NEGATIVE_INFINITY,
): string[] {
  const wrong = [...new Set([...likely, right + 1, right - 1, right + 2, right - 2, right + 10])]
    .filter((number) => Number.isInteger(number) && number !== right && number >= least)
    .map((number) => number + 0);
  const below = wrong.filter((number) => number < right).slice(0, 2);
  const above = wrong.filter((number) => number > right).slice(0, 4 - below.length);
  return [...below, ...above].map(String);
}
