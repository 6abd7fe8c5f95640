/** A recognised character and where it stands along the line: 0 at its left end, 1 at its right. */
export interface ReadCharacter {
  character: string;
  from: number;
  to: number;
}

export interface ReadLine {
  characters: ReadCharacter[];
  /** Mean probability of the characters. */
  score: number;
}

/**
 * Greedy CTC decoding (Graves et al. 2006): the best class of each step, repeats joined, blanks dropped. A character reaches
 * from half way after the one before it to half way before the next.
 */
export function decodeLine(
  probabilities: Float32Array,
  steps: number,
  classes: number,
  characters: readonly string[],
): ReadLine {
  const found: { character: string; at: number; score: number }[] = [];
  let last = 0;
  for (let step = 0; step < steps; step++) {
    let best = 0;
    const row = step * classes;
    for (let one = 1; one < classes; one++)
      if (probabilities[row + one]! > probabilities[row + best]!) best = one;
    if (best !== 0 && best !== last) {
      const character = characters[best - 1];
      if (character !== undefined)
        found.push({ character, at: (step + 0.5) / steps, score: probabilities[row + best]! });
    }
    last = best;
  }
  return {
    characters: found.map(({ character, at }, index) => {
      const before = found[index - 1]?.at;
      const after = found[index + 1]?.at;
      return {
        character,
        from:
          before === undefined
            ? Math.max(0, at - 0.5 / Math.max(1, found.length))
            : middle(before, at),
        to:
          after === undefined
            ? Math.min(1, at + 0.5 / Math.max(1, found.length))
            : middle(at, after),
      };
    }),
    score: found.length === 0 ? 0 : found.reduce((sum, { score }) => sum + score, 0) / found.length,
  };
}

function middle(a: number, b: number): number {
  return (a + b) / 2;
}
