/** Tries numbers: for a riddle every start, for sums every choice of all unknowns but the last. */
export function tryNumbers(prompt: string): string[] {
  const riddle = /(\d+|-\d+)\.\s*$/.exec(/The result is (-?\d+)\./.exec(prompt)?.[0] ?? '');
  if (riddle !== null) {
    const moves = [...prompt.matchAll(/(adds|takes away|multiplies it by) (\d+)/g)];
    const fits: string[] = [];
    for (let start = -200; start <= 400; start++) {
      let value = start;
      for (const [, verb, number] of moves) {
        if (verb === 'adds') value += Number(number);
        else if (verb === 'takes away') value -= Number(number);
        else value *= Number(number);
      }
      if (value === Number(riddle[1])) fits.push(String(start));
    }
    return fits;
  }
  const sums: { weights: Map<string, number>; total: number }[] = [];
  const rest: string[] = [];
  for (const line of prompt.split('\n')) {
    const [, left, total] = /^(.*) (?:=|costs?) (-?\d+)(?: coins?\.)?$/.exec(line) ?? [];
    if (left === undefined) rest.push(line);
    else {
      const weights = new Map<string, number>();
      const signs = line.includes('=');
      const parts = signs
        ? left.matchAll(/(-?)\s*(?:(\d+) \* )?\b([a-z])\b/g)
        : left.matchAll(/()(\d+) ([a-z]+?)s?(?=,| and|$)/g);
      for (const [, minus, size, name] of parts) {
        weights.set(name!, Number(size ?? 1) * (minus === '-' ? -1 : 1));
      }
      sums.push({ weights, total: Number(total) });
    }
  }
  const names = [...new Set(sums.flatMap(({ weights }) => [...weights.keys()]))];
  const asked = names.filter((name) => new RegExp(`\\b${name}\\b`).test(rest.join(' ')));
  const last = names.at(-1);
  if (last === undefined || asked.length !== 1 || sums.length < 2) return [];
  const rows = sums.map(({ weights }) => names.map((name) => weights.get(name) ?? 0));
  const end = names.length - 1;
  const pivot = rows.findIndex((row) => row[end] !== 0);
  const wanted = names.indexOf(asked[0]!);
  const found = new Set<string>();
  const tried = names.map(() => 0);
  const left = (row: readonly number[], total: number, count: number): number => {
    let open = total;
    for (let at = 0; at < count; at++) open -= row[at]! * tried[at]!;
    return open;
  };
  const attempt = (at: number): void => {
    if (at < end) {
      for (let value = 0; value <= 60; value++) {
        tried[at] = value;
        attempt(at + 1);
      }
      return;
    }
    tried[end] = left(rows[pivot]!, sums[pivot]!.total, end) / rows[pivot]![end]!;
    for (const [index, row] of rows.entries()) {
      if (Math.abs(left(row, sums[index]!.total, end + 1)) > 1e-6) return;
    }
    found.add(String(tried[wanted]));
  };
  attempt(0);
  return [...found];
}
