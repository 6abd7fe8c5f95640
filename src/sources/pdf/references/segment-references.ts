import type { TextLine } from '../layout/text-line.ts';

/** Lines of one entry, in reading order. */
export type EntryLines = TextLine[];

export const SEGMENT_DEFAULTS = {
  /** A line this much (of its size) left of its neighbours' margin begins an entry with a hanging indent. */
  hang: 0.6,
  /** Share of lines that must hang, or stand at the margin, before indents are believed. */
  leastHanging: 0.15,
  /** A gap between baselines this much larger than the usual one parts entries. */
  gap: 1.35,
} as const;

const LABEL = /^(\[[^\][]{1,20}\]|\(\d{1,4}\)|\d{1,4}[.)](?=\s))/u;

/**
 * The list of references, cut into its entries: by labels (`[12]`, `12.`, `[Vas17]`) where most entries have one that
 * counts up, else by hanging indent, else by wider gaps. Lines come in reading order, columns one after the other.
 */
export function segmentReferences(
  lines: readonly TextLine[],
  options: Partial<typeof SEGMENT_DEFAULTS> = {},
): EntryLines[] {
  const settings = { ...SEGMENT_DEFAULTS, ...options };
  if (lines.length === 0) return [];
  const starts =
    startsByLabel(lines) ?? startsByIndent(lines, settings) ?? startsByGap(lines, settings);
  const entries: EntryLines[] = [];
  lines.forEach((line, index) => {
    if (index === 0 || starts.has(index)) entries.push([line]);
    else entries.at(-1)!.push(line);
  });
  return entries;
}

/** Lines that begin with the next label. A number in the midst of an entry (`12. edition`) does not count on. */
function startsByLabel(lines: readonly TextLine[]): Set<number> | null {
  const first = LABEL.exec(lines[0]!.text.trimStart());
  if (first === null) return null;
  const shape = shapeOf(first[1]!);
  const starts = new Set<number>([0]);
  let last = numberOf(first[1]!);
  for (let index = 1; index < lines.length; index++) {
    const label = LABEL.exec(lines[index]!.text.trimStart())?.[1];
    if (label === undefined || shapeOf(label) !== shape) continue;
    const number = numberOf(label);
    if (last !== null && number !== null && (number <= last || number > last + 3)) continue;
    if (last !== null && number === null) continue;
    starts.add(index);
    last = number;
  }
  return starts;
}

function shapeOf(label: string): string {
  return /^\[\d+\]$/.test(label)
    ? '[0]'
    : label.startsWith('[')
      ? '[a]'
      : label.startsWith('(')
        ? '(0)'
        : label.replace(/\d+/, '0');
}

function numberOf(label: string): number | null {
  const digits = /^[[(]?(\d+)[\])., ]*$/.exec(label)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Lines at the left margin of their column, where the others hang. */
function startsByIndent(
  lines: readonly TextLine[],
  { hang, leastHanging }: typeof SEGMENT_DEFAULTS,
): Set<number> | null {
  const starts = new Set<number>();
  let hanging = 0;
  for (const column of columnsOf(lines)) {
    const margin = Math.min(...column.map((index) => lines[index]!.box.x));
    for (const index of column) {
      const line = lines[index]!;
      if (line.box.x - margin > hang * line.size) hanging++;
      else starts.add(index);
    }
  }
  return hanging >= leastHanging * lines.length && starts.size > 1 ? starts : null;
}

function startsByGap(lines: readonly TextLine[], { gap }: typeof SEGMENT_DEFAULTS): Set<number> {
  const starts = new Set<number>([0]);
  const steps = lines
    .slice(1)
    .map((line, index) => line.baseline - lines[index]!.baseline)
    .filter((step) => step > 0)
    .toSorted((a, b) => a - b);
  const usual = steps[Math.floor(steps.length / 4)];
  if (usual === undefined) return starts;
  for (let index = 1; index < lines.length; index++) {
    const step = lines[index]!.baseline - lines[index - 1]!.baseline;
    const endsSentence = /[.)\]]$/.test(lines[index - 1]!.text.trimEnd());
    if (step > gap * usual || (step <= 0 && endsSentence)) starts.add(index);
  }
  return starts;
}

/** Runs of lines that stand under one another: a new one where the baseline jumps up. */
function columnsOf(lines: readonly TextLine[]): number[][] {
  const columns: number[][] = [];
  lines.forEach((line, index) => {
    const above = lines[index - 1];
    if (
      above === undefined ||
      above.page !== line.page ||
      line.baseline < above.baseline - line.size
    )
      columns.push([]);
    columns.at(-1)!.push(index);
  });
  return columns;
}
