/**
 * Solves a word problem from its text. Knows nothing of facts: it reads each sentence as a line of a sum, and tries
 * numbers for those of whom it is only said that they have some.
 */
export function solveStory(prompt: string): string[] {
  const asked =
    /How many (more )?(\w+) (?:do|does|did) (\w+)(?: and (\w+))? have(?: than (\w+))?(?: together)? (?:at first|in the end)\?/.exec(
      prompt,
    );
  if (asked === null) return [];
  const thing = asked[2]!;
  const who = asked[3]!;
  const partner = asked[4] ?? asked[5];
  const told = [...prompt.matchAll(/^At first, (\w+) has (\d+|some) (.*)\.$/gm)];
  const story = [...prompt.matchAll(/^Then (\w+) (\w+) (\d+) (.*)\.$/gm)];
  const end = new RegExp(`In the end, (\\w+) has (\\d+) ${thing}\\.`).exec(prompt);

  const gains = story.flatMap(([, name, verb, number, rest]): [string, number][] => {
    const bag = /^bags with (\d+) (\w+) each$/.exec(rest!);
    if ((bag?.[2] ?? rest) !== thing) return [];
    if (bag !== null) return [[name!, Number(number) * Number(bag[1])]];
    return [[name!, verb === 'loses' ? -Number(number) : Number(number)]];
  });
  const attempt = (guess: number): string | undefined => {
    const has: Record<string, number> = {};
    const open: [string, number, string][] = [];
    for (const [, name, number, rest] of told) {
      if (rest === thing) has[name!] = number === 'some' ? guess : Number(number);
      else if (rest!.includes(` ${thing} `)) open.push([name!, Number(number), rest!]);
    }
    for (let round = 0; round <= open.length; round++) {
      for (const [name, number, rest] of open) {
        const other = rest.split(' ').at(-1)!;
        const ratio = rest.startsWith('times');
        const plus = rest.startsWith('more') ? number : -number;
        if (has[other] !== undefined) has[name] ??= ratio ? has[other] * number : has[other] + plus;
        else if (has[name] !== undefined)
          has[other] = ratio ? has[name] / number : has[name] - plus;
      }
    }
    const first = { ...has };
    for (const [name, gain] of gains) if (has[name] !== undefined) has[name] += gain;
    if (end !== null && has[end[1]!] !== Number(end[2])) return undefined;
    const final = prompt.includes('have at first?') ? first : has;
    const mine = final[who];
    const theirs = partner === undefined ? 0 : final[partner];
    if (mine === undefined || theirs === undefined) return undefined;
    return String(asked[1] === undefined ? mine + theirs : mine - theirs);
  };
  if (!told.some(([, , number]) => number === 'some'))
    return [attempt(0)].filter((one) => one !== undefined);
  const moves = gains.filter(([name]) => name === end?.[1]);
  const found = new Set<string>();
  for (let guess = 0; guess < 2_000; guess++) {
    let count = guess;
    for (const [, gain] of moves) count += gain;
    const answer = count === Number(end?.[2]) ? attempt(guess) : undefined;
    if (answer !== undefined) found.add(answer);
  }
  return [...found];
}
