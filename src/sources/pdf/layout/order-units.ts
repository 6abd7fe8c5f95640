/**
 * Reading order of a page: content order, unless the geometry contradicts it. Lines that follow each other downwards are one
 * flow; flows as wide as the page part it into bands, and a band is read column by column. Masking what is full-width before
 * cutting is the idea of XY-Cut++ (S. Liu et al., 2025); the cut itself goes back to G. Nagy and S. Seth (1984).
 */
import type { Box } from '../../../core/records/index.ts';

export const DEFAULTS = {
  /** In body sizes: how far a unit may stand out of its column. */
  overhang: 1.2,
  /** In heights of the line: farthest next line of one flow. */
  flowGap: 2.2,
} as const;

/** More flows than this in a column are scattered text, which is read from the top down. */
const MOST_FLOWS = 300;

/** More units than this on a page are scattered characters. */
const MOST_UNITS = 6000;

/** Lines from which on a flow is no row of a page that was written row by row. */
const LONG_FLOW = 3;

/** A line, or a float with its caption. */
export interface Unit {
  box: Box;
  /** Place in content order; null for what has no text (a picture without a caption). */
  order: number | null;
  size: number;
}

interface Flow<U extends Unit> {
  units: U[];
  /** Index of the column, or -1 for what is wider than one. */
  column: number;
  top: number;
  bottom: number;
  left: number;
  right: number;
  order: number;
}

/** The page's units in reading order. */
export function orderUnits<U extends Unit>(
  units: U[],
  columns: { left: number; right: number }[],
  bodySize: number,
  options: typeof DEFAULTS = DEFAULTS,
): U[] {
  if (units.length > MOST_UNITS)
    return units.toSorted((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
  const flows = gatherFlows(units, columns, bodySize, options);
  const wide = flows.filter((flow) => flow.column < 0).toSorted((a, b) => a.top - b.top);
  const bandOf = (flow: Flow<U>): number => {
    const above = wide.filter((each) => each !== flow && each.top < flow.top - 1).length;
    return flow.column < 0 ? 2 * above + 1 : 2 * above;
  };
  const cuts = findCuts(flows, bandOf, 0.25 * bodySize);
  const groups = new Map<string, { band: number; column: number; flows: Flow<U>[] }>();
  for (const flow of flows) {
    // Between wide bands there is room for the bands that content order itself shows.
    const band = bandOf(flow) + (cuts.get(flow) ?? 0) / (flows.length + 1);
    const key = `${band}/${flow.column}`;
    const group = groups.get(key) ?? { band, column: flow.column, flows: [] };
    group.flows.push(flow);
    groups.set(key, group);
  }
  return [...groups.values()]
    .toSorted((a, b) => a.band - b.band || a.column - b.column)
    .flatMap((group) => sortFlows(group.flows, bodySize))
    .flatMap((flow) => flow.units);
}

/**
 * Where content order comes back to a column further left and everything before lies above everything after, a new band
 * begins, though nothing wide parts the two (text in columns above a list of references in columns). How many such cuts
 * come before each flow.
 */
function findCuts<U extends Unit>(
  flows: Flow<U>[],
  bandOf: (flow: Flow<U>) => number,
  slack: number,
): Map<Flow<U>, number> {
  const cuts = new Map<Flow<U>, number>();
  const bands = new Map<number, Flow<U>[]>();
  for (const flow of flows) {
    if (flow.column < 0) continue;
    const band = bandOf(flow);
    bands.set(band, [...(bands.get(band) ?? []), flow]);
  }
  for (const band of bands.values()) {
    let count = 0;
    let bottom = -Infinity;
    /** The highest top from each flow on. */
    const tops = band.map((flow) => flow.top);
    for (let at = tops.length - 2; at >= 0; at--) tops[at] = Math.min(tops[at]!, tops[at + 1]!);
    band.forEach((flow, at) => {
      const top = tops[at]!;
      const before = band[at - 1];
      if (before !== undefined && flow.column < before.column && bottom <= top + slack) {
        // Columns written row by row come back at every line, without white space between.
        const long = Math.min(flow.units.length, before.units.length) >= LONG_FLOW;
        if (long || top - bottom > 2 * slack) count++;
      }
      bottom = Math.max(bottom, flow.bottom);
      cuts.set(flow, count);
    });
  }
  return cuts;
}

function gatherFlows<U extends Unit>(
  units: U[],
  columns: { left: number; right: number }[],
  bodySize: number,
  options: typeof DEFAULTS,
): Flow<U>[] {
  const flows: Flow<U>[] = [];
  const known = units.filter((unit) => unit.order !== null);
  for (const unit of known.toSorted((a, b) => a.order! - b.order!)) {
    const column = columnOf(unit.box, columns, options.overhang * bodySize);
    const flow = flows.at(-1);
    const last = flow?.units.at(-1);
    if (flow !== undefined && last !== undefined && isNext(flow, last, unit, column)) {
      extend(flow, unit);
      if (column < 0) flow.column = -1;
    } else flows.push(startFlow(unit, column, unit.order!));
  }
  // What has no place in content order goes before the first flow below it.
  for (const unit of units.filter((each) => each.order === null)) {
    const column = columnOf(unit.box, columns, options.overhang * bodySize);
    const below = flows
      .filter(
        (flow) =>
          flow.top >= unit.box.y && (flow.column === column || column < 0 || flow.column < 0),
      )
      .toSorted((a, b) => a.top - b.top)[0];
    flows.push(startFlow(unit, column, below === undefined ? Infinity : below.order - 0.5));
  }
  return flows.toSorted((a, b) => a.order - b.order);

  function isNext(flow: Flow<U>, last: U, unit: U, column: number): boolean {
    const gap = unit.box.y - (last.box.y + last.box.height);
    const height = Math.max(bodySize, last.size, unit.size);
    if (unit.box.y + unit.box.height < last.box.y + last.box.height - 0.3 * height) return false;
    if (gap > options.flowGap * height) return false;
    const overlap =
      Math.min(last.box.x + last.box.width, unit.box.x + unit.box.width) -
      Math.max(last.box.x, unit.box.x);
    if (flow.column === column) return column >= 0 || overlap > 0;
    // A short last line of wide text, or wide text after its heading, at the same margin or on the same axis.
    const close = gap < 0.9 * height;
    const axis = Math.abs(2 * last.box.x + last.box.width - 2 * unit.box.x - unit.box.width) / 2;
    const aligned = Math.abs(last.box.x - unit.box.x) < 1.5 * bodySize || axis < 0.5 * bodySize;
    const sameSize = Math.abs(last.size - unit.size) < 0.1 * bodySize;
    return columns.length > 1 && flow.column < 0 && close && aligned && sameSize;
  }
}

function startFlow<U extends Unit>(unit: U, column: number, order: number): Flow<U> {
  const { x, y, width, height } = unit.box;
  return { units: [unit], column, top: y, bottom: y + height, left: x, right: x + width, order };
}

function extend<U extends Unit>(flow: Flow<U>, unit: U): void {
  flow.units.push(unit);
  flow.top = Math.min(flow.top, unit.box.y);
  flow.bottom = Math.max(flow.bottom, unit.box.y + unit.box.height);
  flow.left = Math.min(flow.left, unit.box.x);
  flow.right = Math.max(flow.right, unit.box.x + unit.box.width);
}

/** The column that holds a box; -1 where it reaches into several, or where there is but one. */
export function columnOf(
  box: Box,
  columns: { left: number; right: number }[],
  overhang: number,
): number {
  if (columns.length < 2) return 0;
  const right = box.x + box.width;
  const reached = columns
    .map((column, index) => ({
      index,
      overlap: Math.min(right, column.right) - Math.max(box.x, column.left),
    }))
    .filter(({ overlap }) => overlap > Math.min(overhang, 0.3 * box.width));
  if (reached.length === 1) return reached[0]!.index;
  if (reached.length > 1) return -1;
  const middle = box.x + box.width / 2;
  const distances = columns.map((column) =>
    Math.max(column.left - middle, middle - column.right, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

/** Content order, but what lies wholly above something in the same column comes first. */
function sortFlows<U extends Unit>(flows: Flow<U>[], bodySize: number): Flow<U>[] {
  if (flows.length > MOST_FLOWS) return flows.toSorted((a, b) => a.top - b.top || a.left - b.left);
  const left = [...flows];
  const sorted: Flow<U>[] = [];
  const slack = 0.25 * bodySize;
  while (left.length > 0) {
    const at = left.findIndex((flow) =>
      left.every(
        (other) => other === flow || !isAbove(other, flow, slack) || isAbove(flow, other, slack),
      ),
    );
    sorted.push(...left.splice(Math.max(0, at), 1));
  }
  return sorted;
}

function isAbove<U extends Unit>(a: Flow<U>, b: Flow<U>, slack: number): boolean {
  return a.bottom <= b.top + slack && Math.min(a.right, b.right) > Math.max(a.left, b.left);
}
