/**
 * Reads from a text who has what after all swaps, by going back from each person: whoever swapped last was, before
 * that, the other. `rest` is the text without the sentences that were read.
 */
export function readPossessions(prompt: string): {
  owned: [name: string, thing: string][];
  rest: string;
} {
  const first = new Map<string, string>();
  const swaps: [string, string][] = [];
  const rest = prompt
    .replace(/^([A-Z][a-z]+) has an? ([a-z]+)\.$/gm, (_, name: string, thing: string) => {
      first.set(name, thing);
      return '';
    })
    .replace(/^([A-Z][a-z]+) and ([A-Z][a-z]+) swap\.$/gm, (_, one: string, other: string) => {
      swaps.unshift([one, other]);
      return '';
    });
  const owned = [...first.keys()].map((name): [string, string] => {
    const source = swaps.reduce(
      (at, [one, other]) => (at === one ? other : at === other ? one : at),
      name,
    );
    return [name, first.get(source)!];
  });
  return { owned, rest };
}
