/** Grids of signs, one character a cell, rows from the top. */

/** As prompts show a grid: cells apart, so that each is a token of its own. */
export function showGrid(rows: readonly string[]): string {
  return rows.map((row) => [...row].join(' ')).join('\n');
}

/** What a grid shares with its turned and mirrored forms: the least of the eight. */
export function anyTurn(rows: readonly string[]): string {
  const forms: string[] = [];
  let turned = rows;
  for (let quarter = 0; quarter < 4; quarter++) {
    forms.push(turned.join('/'), turned.map((row) => [...row].toReversed().join('')).join('/'));
    turned = turnRight(turned);
  }
  return forms.toSorted()[0]!;
}

/** The grid after a quarter turn to the right. */
export function turnRight(rows: readonly string[]): string[] {
  return Array.from({ length: rows[0]!.length }, (_, column) =>
    rows
      .map((row) => row[column]!)
      .toReversed()
      .join(''),
  );
}
