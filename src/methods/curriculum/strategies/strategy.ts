/** One skill at one level, as a strategy sees it. */
export interface StrategyCell {
  /** Index of the skill; the cells of one skill share it. */
  skill: number;
  /** From 1. */
  level: number;
  /** Longest chain of prerequisite skills below the skill, from 0. */
  depth: number;
  /** Whether every prerequisite skill is mastered now. Without a learner: false where it has any, true where none. */
  needsMastered: boolean;
  /** Kept for the last part: only `anneal` draws from it. */
  isTransfer?: boolean;
}

/** What a learner did with the items of one cell between two looks at it. */
export interface Outcome {
  correct: number;
  total: number;
}

export interface StrategyState {
  cells: readonly StrategyCell[];
  /** Of every cell, in the order of `cells`, the learner's outcomes, oldest first. Absent where no learner is watched. */
  history?: readonly (readonly Outcome[])[];
  /** Share of the whole training that is over, 0 to 1. */
  progress: number;
  /** Least share of an open cell, 0 to 1 / cells: see `floorOf`. */
  floor: number;
}

/** How often each cell is drawn from: a pure function of what is known. */
export interface Strategy {
  name: string;
  /** One line for people. */
  about: string;
  /** One weight a cell, none negative, in the order of `cells`; they sum to 1. Throws RangeError on no cells, or on a floor that they cannot all have. */
  weights(state: StrategyState): Float64Array;
  /** What a user should know about these weights, such as that they fell back to others; undefined where nothing. */
  remark?(state: StrategyState): string | undefined;
}

export const DEFAULTS = {
  /** Least share of a cell where there are few of them. */
  floor: 0.03,
  /** Most that all floors together may take. */
  floorsTogether: 0.25,
};

/** The least share of a cell among so many: 3 %, or less where that would leave the strategy too little to choose. */
export function floorOf(cells: number, { floor, floorsTogether } = DEFAULTS): number {
  return Math.min(floor, floorsTogether / cells);
}

/**
 * The place of every cell in the forward order, from 0 without gaps: first by how deep its skill lies below others, and
 * within a skill by level, so that the first level of a deep skill comes beside the higher levels of a plain one.
 */
export function stepsOf(cells: readonly StrategyCell[]): number[] {
  const raw = cells.map(({ depth, level }) => depth + level - 1);
  const places = [...new Set(raw)].toSorted((a, b) => a - b);
  return raw.map((step) => places.indexOf(step));
}

/** Scales raw weights to sum 1 with a floor under each cell that `open` names. Where all raw weights are 0, the open cells share evenly. */
export function withFloor(
  raw: readonly number[],
  floor: number,
  open: readonly boolean[] = raw.map(() => true),
): Float64Array {
  const opened = open.filter(Boolean).length;
  if (opened === 0) throw new RangeError('strategy: there is no cell to draw from');
  if (!(floor >= 0 && floor * opened <= 1 + 1e-9)) {
    throw new RangeError(`strategy: ${opened} cells cannot each have at least ${floor}`);
  }
  const sum = raw.reduce((total, weight, cell) => total + (open[cell] === true ? weight : 0), 0);
  return Float64Array.from(raw, (weight, cell) => {
    if (open[cell] !== true) return 0;
    const share = sum > 0 ? weight / sum : 1 / opened;
    return floor + (1 - floor * opened) * share;
  });
}

/**
 * Shares of the whole for groups of cells, each spread evenly in its group; a group without cells leaves its share to
 * the others. Cells of no group have only the floor.
 */
export function inShares(
  cells: number,
  groups: readonly { share: number; has: (cell: number) => boolean }[],
): number[] {
  const raw = Array.from({ length: cells }, () => 0);
  for (const { share, has } of groups) {
    const members = raw.map((_weight, cell) => cell).filter(has);
    for (const cell of members) raw[cell] = raw[cell]! + share / members.length;
  }
  return raw;
}

/** Which cells ordinary training may draw from. */
export function plainCells(cells: readonly StrategyCell[]): boolean[] {
  return cells.map(({ isTransfer }) => isTransfer !== true);
}
