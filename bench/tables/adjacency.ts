/**
 * The measure of the ICDAR-2013 table competition (Göbel, Hassan, Oro, Orsi): each cell with text and its nearest neighbour to
 * the right and below make a relation, blank positions between them counted; a cell over several rows or columns has each
 * relation once. A relation is found where both texts (without white space, in capitals), direction and blanks agree.
 */
import type { GoldCell } from './icdar-2013.ts';

export interface Counts {
  right: number;
  found: number;
  gold: number;
}

export const normalise = (text: string): string => text.replace(/\s/gu, '').toUpperCase();

export function relationsOf(cells: readonly GoldCell[]): string[] {
  const filled = cells.filter(({ text }) => normalise(text) !== '');
  const rows = Math.max(0, ...filled.map(({ lastRow }) => lastRow + 1));
  const columns = Math.max(0, ...filled.map(({ lastColumn }) => lastColumn + 1));
  const grid = Array.from({ length: rows }, () => new Int32Array(columns).fill(-1));
  filled.forEach((cell, index) => {
    for (let row = cell.row; row <= cell.lastRow; row++)
      for (let column = cell.column; column <= cell.lastColumn; column++)
        if (row >= 0 && column >= 0) grid[row]![column] = index;
  });
  const seen = new Set<string>();
  const relations: string[] = [];
  const walk = (length: number, at: (index: number) => number, direction: string): void => {
    let from = -1;
    let place = -1;
    for (let index = 0; index < length; index++) {
      const here = at(index);
      if (here < 0) continue;
      if (from >= 0 && here !== from && !seen.has(`${direction} ${from} ${here}`)) {
        seen.add(`${direction} ${from} ${here}`);
        relations.push(
          `${direction} ${index - place - 1} ${normalise(filled[from]!.text)} → ${normalise(filled[here]!.text)}`,
        );
      }
      from = here;
      place = index;
    }
  };
  for (let row = 0; row < rows; row++) walk(columns, (column) => grid[row]![column]!, 'right');
  for (let column = 0; column < columns; column++)
    walk(rows, (row) => grid[row]![column]!, 'below');
  return relations;
}

/** Relations that both have, each used once. */
export function countRight(gold: readonly string[], found: readonly string[]): number {
  const left = new Map<string, number>();
  for (const relation of gold) left.set(relation, (left.get(relation) ?? 0) + 1);
  let right = 0;
  for (const relation of found) {
    const count = left.get(relation) ?? 0;
    if (count === 0) continue;
    right++;
    left.set(relation, count - 1);
  }
  return right;
}

/**
 * Counts of one document: each gold table takes, of the tables found on its page and not yet taken, the one with most right
 * relations; relations of tables that none took count as found.
 */
export function scoreDocument(
  gold: readonly { page: number; cells: GoldCell[] }[],
  found: readonly { page: number; cells: GoldCell[] }[],
): { total: Counts; tables: (Counts & { match: number | null })[]; spare: number[] } {
  const relations = found.map(({ cells }) => relationsOf(cells));
  const free = new Set(found.keys());
  const total: Counts = { right: 0, found: 0, gold: 0 };
  const tables = gold.map((table) => {
    const truth = relationsOf(table.cells);
    let match: number | null = null;
    let most = -1;
    for (const index of free) {
      if (found[index]!.page !== table.page) continue;
      const right = countRight(truth, relations[index]!);
      if (right > most) [match, most] = [index, right];
    }
    if (match !== null) free.delete(match);
    const counts = {
      right: Math.max(0, most),
      found: match === null ? 0 : relations[match]!.length,
      gold: truth.length,
      match,
    };
    add(total, counts);
    return counts;
  });
  for (const index of free) total.found += relations[index]!.length;
  return { total, tables, spare: [...free] };
}

export function add(to: Counts, from: Counts): void {
  to.right += from.right;
  to.found += from.found;
  to.gold += from.gold;
}

export function scoresOf({ right, found, gold }: Counts): {
  precision: number;
  recall: number;
  f1: number;
} {
  const precision = found === 0 ? (gold === 0 ? 1 : 0) : right / found;
  const recall = gold === 0 ? 1 : right / gold;
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}
