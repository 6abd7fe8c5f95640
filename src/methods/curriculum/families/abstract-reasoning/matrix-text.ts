/** Reads the cells as lists of words; for each place in the words, finds what the rules want there, and who has it. */
export function solveMatrix(prompt: string): string[] {
  const lines = prompt.split('\n');
  const rows = lines
    .filter((line) => line.startsWith('Row '))
    .map((line) =>
      line
        .slice(line.indexOf(':') + 1)
        .split(',')
        .filter((cell) => cell.trim() !== '?')
        .map(split),
    );
  const options = lines.flatMap((line) => {
    const match = /^([A-H]): (.*)$/.exec(line);
    return match === null ? [] : [[match[1]!, split(match[2]!)] as const];
  });
  if (rows.length !== 3 || rows[2]!.length !== 2) return [];
  const has = (rule: string): boolean => prompt.includes(`- ${rule}`);
  const [one, two, half] = rows as [string[][], string[][], string[][]];
  const wanted = one[0]!.map((_, at) => {
    const [[a, b, c], [d, e, f], [g, h]] = [one, two, half].map((row) =>
      row.map((cell) => cell[at]!),
    ) as [[string, string, string], [string, string, string], [string, string]];
    const found = new Set<string>();
    if (has('It stays') && a === b && b === c && d === e && e === f && g === h) found.add(g);
    const kinds = new Set([a, b, c]);
    const full =
      kinds.size === 3 && new Set([a, b, c, d, e, f]).size === 3 && new Set([d, e, f]).size === 3;
    if (has('The same three') && full && g !== h && kinds.has(g) && kinds.has(h)) {
      found.add([...kinds].find((kind) => kind !== g && kind !== h)!);
    }
    const [na, nb, nc, nd, ne, nf, ng, nh] = [a, b, c, d, e, f, g, h].map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const step = nb - na;
    if (
      has('A number goes') &&
      step !== 0 &&
      [nc - nb, ne - nd, nf - ne, nh - ng].every((gap) => gap === step)
    ) {
      found.add(String(nh + step));
    }
    if (has('The third number') && na + nb === nc && nd + ne === nf) found.add(String(ng + nh));
    return found;
  });
  return options
    .filter(([, cell]) => cell.every((word, at) => wanted[at]?.has(word)))
    .map(([letter]) => letter);
}

/** The words of a cell, the last one in the singular. */
function split(cell: string): string[] {
  const parts = cell.trim().split(' ');
  const noun = parts.at(-1)!;
  const single = noun === 'leaves' ? 'leaf' : noun.replace(/(?<=ss)es$|(?<!s)s$/, '');
  return [...parts.slice(0, -1), single];
}
