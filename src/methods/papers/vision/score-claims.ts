import type { TableGrid } from '../../../sources/pdf/tables/table-grid.ts';
import { gridPositions } from '../../../sources/pdf/tables/grid-positions.ts';
import { tokensOf } from './align-tokens.ts';
import type { JudgedClaim, VisionTask } from './vision-claim.ts';

/** What a model's claims of one task came to. Shares are of the elements asked; nulls where nothing could be said. */
export interface TaskScore {
  task: VisionTask;
  asked: number;
  verdicts: Record<JudgedClaim['verdict'], number>;
  /** Mean share of claimed words (glyphs of equations) that are there, and of the words there that were claimed. */
  precision: number | null;
  recall: number | null;
  /** Of tables: F1 of neighbouring cells, as in the ICDAR-2013 competition. */
  structure: number | null;
}

export function scoreClaims(
  task: VisionTask,
  judged: readonly { claim: JudgedClaim; grid: TableGrid | null }[],
): TaskScore {
  const verdicts = {
    supported: 0,
    substituted: 0,
    omitted: 0,
    fabricated: 0,
    failed: 0,
    unchecked: 0,
  };
  for (const { claim } of judged) verdicts[claim.verdict]++;
  const structures = judged.flatMap(({ claim, grid }) =>
    grid === null
      ? []
      : [claim.claim === null ? 0 : structureF1((claim.claim as { rows: string[][] }).rows, grid)],
  );
  return {
    task,
    asked: judged.length,
    verdicts,
    precision: mean(judged.map(({ claim }) => claim.precision ?? 0)),
    recall: mean(judged.map(({ claim }) => Math.min(1, claim.recall ?? 0))),
    structure: mean(structures),
  };
}

/** Neighbouring filled cells, to the right and below, as pairs of their words (Göbel et al. 2012). */
export function structureF1(rows: readonly (readonly string[])[], grid: TableGrid): number {
  const there = neighbours(gridPositions(grid).map((row) => row.map((cell) => cell?.text ?? '')));
  const claimed = neighbours(rows);
  let shared = 0;
  for (const [pair, count] of claimed) shared += Math.min(count, there.get(pair) ?? 0);
  const total = sum(claimed) + sum(there);
  return total === 0 ? 1 : (2 * shared) / total;
}

function neighbours(rows: readonly (readonly string[])[]): Map<string, number> {
  const pairs = new Map<string, number>();
  const words = rows.map((row) => row.map((text) => tokensOf(text).join(' ')));
  const add = (a: string, b: string | undefined, way: string): void => {
    if (a === '' || b === undefined || b === '' || a === b) return;
    const key = `${way}\u0000${a}\u0000${b}`;
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  };
  words.forEach((row, at) =>
    row.forEach((text, column) => {
      add(
        text,
        row.slice(column + 1).find((one) => one !== ''),
        'right',
      );
      add(
        text,
        words
          .slice(at + 1)
          .map((below) => below[column])
          .find((one) => one !== undefined && one !== ''),
        'below',
      );
    }),
  );
  return pairs;
}

function sum(pairs: ReadonlyMap<string, number>): number {
  return [...pairs.values()].reduce((total, count) => total + count, 0);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0
    ? null
    : values.reduce((total, value) => total + value, 0) / values.length;
}
