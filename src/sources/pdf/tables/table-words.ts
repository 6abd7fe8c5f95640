/**
 * The words of a region with exact edges, gathered into printed lines and chunks. Works on the edges of characters, not on
 * whole lines: a line that the layout joined across cells is taken apart again.
 */
import type { Box } from '../../../core/records/index.ts';
import type { PageLayout } from '../layout/page-layout.ts';
import { spellRaised } from '../layout/spell-exponents.ts';
import type { TextRun } from '../layout/text-line.ts';

export interface TableWord {
  text: string;
  x0: number;
  x1: number;
  y0: number;
  y1: number;
  baseline: number;
  size: number;
  bold: boolean;
  monospace: boolean;
  /** Index of the page's line, and code points of its text. */
  line: number;
  start: number;
  end: number;
  edges: number[];
}

/** Words of one printed line that ordinary spaces part. */
export interface Chunk {
  words: TableWord[];
  x0: number;
  x1: number;
  text: string;
}

/** Chunks on one baseline, from left to right. */
export interface PrintedLine {
  y0: number;
  y1: number;
  baseline: number;
  size: number;
  chunks: Chunk[];
}

export const DEFAULTS = {
  /** A gap wider than this part of the font size parts chunks … */
  gap: 0.5,
  /** … or this many times the usual space of the region, at most `gapLimit` of the font size. */
  gapOfSpace: 1.75,
  gapLimit: 0.95,
  /** Baselines nearer than this part of the font size are one line. */
  sameLine: 0.3,
} as const;

/** A run of dots that leads the eye from a label to its number. */
const LEADER = /^(?:[.·․…‥_]{3,}|[…‥]+)$/u;
const TRAILING_LEADER = /[.·․…‥_]{3,}$/u;

/** Words whose middle lies in the box; `skip` leaves lines out. */
export function wordsIn(
  page: PageLayout,
  box: Box,
  skip: (line: number) => boolean = () => false,
): TableWord[] {
  const words: TableWord[] = [];
  page.lines.forEach((line, index) => {
    const { box: at } = line;
    if (at.x > box.x + box.width || at.x + at.width < box.x) return;
    if (at.y > box.y + box.height || at.y + at.height < box.y || skip(index)) return;
    const points = [...line.text];
    const isTurned = Math.abs(line.angle) > 0.2;
    let start = 0;
    for (let end = 0; end <= points.length; end++) {
      if (end < points.length && (isTurned || points[end] !== ' ')) continue;
      if (end > start) {
        // An accent that is stored behind its letters makes edges go back.
        const edges = line.edges.slice(start, end + 1);
        const x0 = isTurned ? at.x : Math.min(...edges);
        const x1 = isTurned ? at.x + at.width : Math.max(...edges);
        const y0 = isTurned ? at.y : line.baseline - 0.72 * line.size;
        const y1 = isTurned ? at.y + at.height : line.baseline + 0.18 * line.size;
        const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
        if (x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height) {
          const run = line.runs.find((one) => one.start <= start && start < one.end);
          words.push({
            text: spell(points, start, end, line.runs),
            x0,
            x1,
            y0,
            y1,
            baseline: isTurned ? y1 : line.baseline,
            size: isTurned ? Math.min(line.size, y1 - y0) : line.size,
            bold: run?.bold ?? line.bold,
            monospace: run?.monospace ?? false,
            line: index,
            start,
            end,
            edges: isTurned ? [x0, x1] : edges,
          });
        }
      }
      start = end + 1;
    }
  });
  return words;
}

/** A word with what is raised after a digit printed so: 10⁻³ is not 10−3, and 84.2¹ with a note is not 84.21. */
function spell(
  points: readonly string[],
  start: number,
  end: number,
  runs: readonly TextRun[],
): string {
  const spelled = points.slice(start, end);
  for (const run of runs) {
    if (run.script !== 'super' || run.start <= start || run.start >= end) continue;
    const raised = spelled.slice(run.start - start, Math.min(run.end, end) - start);
    const exponent = /\d/u.test(points[run.start - 1]!) ? spellRaised(raised) : null;
    if (exponent !== null) spelled.splice(run.start - start, exponent.length, ...exponent);
  }
  return spelled.join('');
}

/** Takes words apart where a vertical rule runs between two of their characters. */
export function splitAtRules(
  words: TableWord[],
  rules: { at: number; from: number; to: number }[],
): TableWord[] {
  return words.flatMap((word) => {
    const middle = (word.y0 + word.y1) / 2;
    const cut = rules.find(
      ({ at, from, to }) => at > word.x0 + 1 && at < word.x1 - 1 && from <= middle && to >= middle,
    );
    if (cut === undefined || word.edges.length !== word.end - word.start + 1) return [word];
    const points = [...word.text];
    const at = word.edges.findIndex(
      (_, index) =>
        index < points.length && (word.edges[index]! + word.edges[index + 1]!) / 2 > cut.at,
    );
    if (at <= 0) return [word];
    return [
      {
        ...word,
        text: points.slice(0, at).join(''),
        x1: word.edges[at]!,
        end: word.start + at,
        edges: word.edges.slice(0, at + 1),
      },
      ...splitAtRules(
        [
          {
            ...word,
            text: points.slice(at).join(''),
            x0: word.edges[at]!,
            start: word.start + at,
            edges: word.edges.slice(at),
          },
        ],
        rules,
      ),
    ];
  });
}

/** Drops the dots of leaders; a word that ends in them keeps its letters. */
export function dropLeaders(words: TableWord[]): TableWord[] {
  const lone = new Set<TableWord>();
  for (let index = 0; index + 2 < words.length; index++) {
    const three = words.slice(index, index + 3);
    if (three.every(({ text, line }) => /^[.·]{1,2}$/.test(text) && line === three[0]!.line))
      for (const word of three) lone.add(word);
  }
  return words.flatMap((word) => {
    if (lone.has(word) || LEADER.test(word.text)) return [];
    const text = word.text.replace(TRAILING_LEADER, '');
    if (text === word.text) return [word];
    const kept = [...text].length;
    return [
      {
        ...word,
        text,
        end: word.start + kept,
        x1: word.edges[kept] ?? word.x1,
        edges: word.edges.slice(0, kept + 1),
      },
    ];
  });
}

/** Printed lines from top to bottom; `rules` are verticals that part chunks whatever the gap. */
export function gatherLines(
  words: TableWord[],
  rules: { at: number; from: number; to: number }[] = [],
): PrintedLine[] {
  const sorted = [...words].toSorted((a, b) => a.baseline - b.baseline || a.x0 - b.x0);
  const groups: TableWord[][] = [];
  for (const word of sorted) {
    const group = groups.findLast(
      (one) =>
        Math.abs(one[0]!.baseline - word.baseline) <=
        DEFAULTS.sameLine * Math.max(one[0]!.size, word.size),
    );
    if (group === undefined) groups.push([word]);
    else group.push(word);
  }
  const spaces = usualSpace(groups);
  return groups
    .map((group) => makeLine(group, spaces, rules))
    .toSorted((a, b) => a.baseline - b.baseline);
}

function usualSpace(groups: TableWord[][]): number {
  const gaps: number[] = [];
  for (const group of groups) {
    group.sort((a, b) => a.x0 - b.x0);
    for (let index = 1; index < group.length; index++) {
      const gap = (group[index]!.x0 - group[index - 1]!.x1) / group[index]!.size;
      if (gap > 0.08 && gap < 0.5) gaps.push(gap);
    }
  }
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length * 0.4)] ?? 0.27;
}

function makeLine(
  group: TableWord[],
  space: number,
  rules: { at: number; from: number; to: number }[],
): PrintedLine {
  const chunks: Chunk[] = [];
  for (const word of group) {
    const last = chunks.at(-1);
    const before = last?.words.at(-1);
    const limit = Math.min(
      Math.max(DEFAULTS.gap, DEFAULTS.gapOfSpace * space),
      word.monospace ? 1.3 : DEFAULTS.gapLimit,
    );
    const middle = (word.y0 + word.y1) / 2;
    const isParted =
      before === undefined ||
      word.x0 - before.x1 > limit * Math.max(word.size, before.size) ||
      rules.some(
        ({ at, from, to }) =>
          at > (before.x0 + before.x1) / 2 &&
          at < (word.x0 + word.x1) / 2 &&
          from <= middle &&
          to >= middle,
      );
    if (isParted || last === undefined) {
      chunks.push({ words: [word], x0: word.x0, x1: word.x1, text: word.text });
    } else {
      last.words.push(word);
      last.x1 = Math.max(last.x1, word.x1);
      last.text += ` ${word.text}`;
    }
  }
  return {
    y0: Math.min(...group.map(({ y0 }) => y0)),
    y1: Math.max(...group.map(({ y1 }) => y1)),
    baseline: group[0]!.baseline,
    size: Math.max(...group.map(({ size }) => size)),
    chunks,
  };
}
