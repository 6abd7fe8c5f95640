import type { Seen } from './read-svg.ts';

/** Widest gap between two squares of one grid, in pixels. */
const GAP = 2.5;

export interface SquareGrid {
  /** Squares by rows from the top, from left to right. */
  rows: Seen[][];
  left: number;
  top: number;
}

/** Squares that stand side by side, as grids in reading order. */
export function gridsIn(seen: readonly Seen[]): SquareGrid[] {
  const free = new Set(seen.filter(({ name }) => name === 'square'));
  const grids: SquareGrid[] = [];
  for (const first of free) {
    free.delete(first);
    const group = [first];
    for (const one of group) {
      for (const other of free) {
        if (!isBeside(one, other)) continue;
        free.delete(other);
        group.push(other);
      }
    }
    const rows = [...Map.groupBy(group, ({ top }) => Math.round(top)).entries()]
      .toSorted(([a], [b]) => a - b)
      .map(([, row]) => row.toSorted((a, b) => a.left - b.left));
    const left = Math.min(...group.map((one) => one.left));
    grids.push({ rows, left, top: rows[0]![0]!.top });
  }
  return grids.toSorted((a, b) => a.top - b.top || a.left - b.left);
}

function isBeside(one: Seen, other: Seen): boolean {
  const across = Math.max(one.left, other.left) - Math.min(one.right, other.right);
  const down = Math.max(one.top, other.top) - Math.min(one.bottom, other.bottom);
  return Math.max(across, down) <= GAP && Math.min(across, down) < -GAP;
}
