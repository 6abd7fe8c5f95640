import { ORDINALS, QUALITIES } from './qualities.ts';

/** Reads the comparisons from the text, and counts for each person who is above, directly or through others. */
export function countAbove(prompt: string): string[] {
  const forms = Object.values(QUALITIES);
  const above = new Map<string, Set<string>>();
  const people = new Set<string>();
  const question = prompt.replace(
    /(\w+) is (\w+) than (\w+)\./g,
    (_, a: string, word: string, b: string) => {
      const high = forms.some((form) => form[0] === word) ? a : b;
      const low = high === a ? b : a;
      people.add(a).add(b);
      above.set(low, (above.get(low) ?? new Set()).add(high));
      return '';
    },
  );
  for (const through of people) {
    for (const name of people) {
      if (!above.get(name)?.has(through)) continue;
      for (const higher of above.get(through) ?? []) above.get(name)!.add(higher);
    }
  }
  const height = (name: string): number => above.get(name)?.size ?? 0;
  const asked = forms.flatMap((form) =>
    form.filter((word) => new RegExp(`\\b${word}\\b`).test(question)),
  );
  if (asked.length !== 1 || people.size === 0) return [];
  const kind = forms
    .find((form) => (form as readonly string[]).includes(asked[0]!))!
    .indexOf(asked[0] as never);
  if (kind < 2) {
    const pair = [...people].filter((name) => new RegExp(`\\b${name}\\b`).test(question));
    if (pair.length !== 2) return [];
    const [a, b] = pair as [string, string];
    if (!above.get(a)?.has(b) && !above.get(b)?.has(a)) return [];
    return [height(a) < height(b) === (kind === 0) ? a : b];
  }
  const spoken = question.replace('stands first', '');
  const place = Math.max(
    0,
    ORDINALS.findIndex((word) => new RegExp(`\\b${word}\\b`).test(spoken)),
  );
  const wanted = kind === 2 ? place : people.size - 1 - place;
  return [...people].filter((name) => height(name) === wanted);
}
