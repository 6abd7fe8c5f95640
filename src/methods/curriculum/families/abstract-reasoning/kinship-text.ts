/** Shortens the chain of words from the asked person by a table of compositions, letter by letter. */
export function solveChain(prompt: string): string[] {
  const sign: Record<string, string> = {
    mother: 'D',
    father: 'D',
    son: 'U',
    daughter: 'U',
    brother: 'S',
    sister: 'S',
    husband: 'M',
    wife: 'M',
  };
  const women = new Set(['mother', 'daughter', 'sister', 'wife']);
  const female = new Map<string, boolean>();
  const near = new Map<string, [string, string][]>();
  const note = (one: string, word: string, other: string): void => {
    female.set(one, women.has(word));
    const [forth, back] = [sign[word]!, { D: 'U', U: 'D', S: 'S', M: 'M' }[sign[word]!]!];
    near.set(one, [...(near.get(one) ?? []), [other, forth]]);
    near.set(other, [...(near.get(other) ?? []), [one, back]]);
  };
  const rest = prompt
    .replace(/(\w+) is the (\w+) of (\w+)\./g, (_, one: string, word: string, other: string) => {
      note(one, word, other);
      return '';
    })
    .replace(/(\w+)'s (\w+) is (\w+)\./g, (_, other: string, word: string, one: string) => {
      note(one, word, other);
      return '';
    });
  const asked = [...rest.matchAll(/\b(\w+) (?:is )?(?:related )?to (\w+)[.?]/g)].find(([, one]) =>
    near.has(one!),
  );
  if (asked === undefined) return [];
  // U: up to a parent, D: down to a child, S: across to a brother or sister, M: to husband or wife.
  const table: Record<string, string> = {
    SS: 'S',
    SU: 'U',
    DS: 'D',
    UD: 'S',
    DU: 'M',
    UM: 'U',
    MD: 'D',
  };
  const names: Record<string, [string, string]> = {
    D: ['mother', 'father'],
    U: ['daughter', 'son'],
    S: ['sister', 'brother'],
    M: ['wife', 'husband'],
    DD: ['grandmother', 'grandfather'],
    UU: ['granddaughter', 'grandson'],
    SD: ['aunt', 'uncle'],
    US: ['niece', 'nephew'],
    USD: ['cousin', 'cousin'],
    DM: ['mother-in-law', 'father-in-law'],
    MU: ['daughter-in-law', 'son-in-law'],
    SM: ['sister-in-law', 'brother-in-law'],
    MS: ['sister-in-law', 'brother-in-law'],
  };
  const paths = new Map([[asked[1]!, '']]);
  for (const [here, path] of paths) {
    for (const [next, step] of near.get(here) ?? []) {
      if (paths.has(next)) continue;
      let longer = path + step;
      for (let end = table[longer.slice(-2)]; end !== undefined; end = table[longer.slice(-2)]) {
        longer = longer.slice(0, -2) + end;
      }
      paths.set(next, longer);
    }
  }
  const word = names[paths.get(asked[2]!) ?? ''];
  const isWoman = female.get(asked[1]!);
  return word === undefined || isWoman === undefined ? [] : [word[isWoman ? 0 : 1]];
}
