import { countRight, relationsOf } from '../../tables/adjacency.ts';
import type { GoldCell } from '../../tables/icdar-2013.ts';
import { teds } from '../../tables/teds.ts';
import type { Truth } from '../truth.ts';
import { normaliseText } from './normalise.ts';
import type { Reading, ReadTable } from './reading.ts';
import { intersectionOverUnion } from './score-floats.ts';
import { pairUp, type Share, type Tally } from './tally.ts';

/**
 * Tables from end to end, as pairs of a true and a read one on the same page (overlap 0.3 and more): the competition's
 * adjacency relations, and TEDS, 0 for a true table that was not found.
 */
export function scoreTables(truth: Truth, reading: Reading): { adjacency: Tally; teds: Share } {
  const gold = truth.elements
    .filter(({ kind }) => kind === 'table')
    .map(({ regions, table }) => ({ regions, cells: cellsOf(table!) }));
  const found = reading.chunks
    .filter(({ kind, table }) => kind === 'table' && table !== undefined)
    .map(({ regions, table }) => ({ regions, cells: cellsOf(table!) }));
  const pairs = pairUp(
    gold,
    found,
    (a, b) =>
      Math.max(
        0,
        ...a.regions.flatMap((left) =>
          b.regions.map((right) =>
            left.page === right.page ? intersectionOverUnion(left.box, right.box) : 0,
          ),
        ),
      ),
    0.3,
  );
  const count = (tables: typeof gold): number =>
    tables.reduce((sum, { cells }) => sum + relationsOf(cells).length, 0);
  const adjacency: Tally = { right: 0, claimed: count(found), gold: count(gold) };
  const alike: Share = { part: 0, whole: gold.length };
  for (const [i, j] of pairs) {
    const [want, got] = [gold[i]!.cells, found[j]!.cells];
    adjacency.right += countRight(relationsOf(want), relationsOf(got));
    alike.part += got.length === 0 ? 0 : teds(want, got);
  }
  return { adjacency, teds: alike };
}

function cellsOf({ cells }: ReadTable): GoldCell[] {
  return cells.map(({ row, column, rowSpan, columnSpan, text }) => ({
    row,
    column,
    lastRow: row + rowSpan - 1,
    lastColumn: column + columnSpan - 1,
    text: normaliseText(text).trim(),
  }));
}
