/** Headings that run into their paragraph: a bold (or italic) start that ends with a point, a dash or a wide space. */
import type { TextBlock } from './body-block.ts';
import { NOT_HEADING, STATEMENT } from './not-heading.ts';
import { type HeadingNumber, readHeadingNumber } from './heading-number.ts';
import type { TextLine } from './text-line.ts';

export const DEFAULTS = {
  /** Characters of the heading. */
  shortest: 3,
  longest: 120,
  /** In sizes: a space behind it that words do not have. */
  wideSpace: 0.55,
} as const;

export interface RunInHeading {
  /** Whole lines of the block that belong to it, and the code points of the next one. */
  lines: number;
  end: number;
  face: 'bold' | 'italic';
  number: HeadingNumber | null;
  text: string;
  /** Whether a wide space (as LaTeX's paragraph headings have) or a number parts it, not a mark alone. */
  sure: boolean;
}

export function findRunIn(
  block: TextBlock,
  options: typeof DEFAULTS = DEFAULTS,
): RunInHeading | null {
  for (const face of ['bold', 'italic'] as const) {
    const found = readFace(block, face, options);
    if (found !== null) return found;
  }
  return null;
}

function readFace(
  block: TextBlock,
  face: 'bold' | 'italic',
  options: typeof DEFAULTS,
): RunInHeading | null {
  let text = '';
  for (let at = 0; at < Math.min(3, block.parts.length); at++) {
    const { line } = block.parts[at]!;
    const points = [...line.text];
    const end = faceEnd(line, face);
    const part = points.slice(0, end).join('').trim();
    if (end < points.length) {
      text = `${text} ${part}`.trim();
      const rest = points.slice(end).join('').trim();
      return judge(line, at, end, text, rest);
    }
    text = `${text} ${part}`.trim();
    if (text.length > options.longest) return null;
  }
  return null;

  function judge(
    line: TextLine,
    at: number,
    end: number,
    heading: string,
    rest: string,
  ): RunInHeading | null {
    if (end === 0 || heading.length < options.shortest || heading.length > options.longest)
      return null;
    if (rest.length < 2 && block.parts.length === at + 1) return null;
    const number = readHeadingNumber(heading)[0] ?? null;
    const bare = [...heading].slice(number?.length ?? block.mark?.length ?? 0).join('');
    if (!/^[\p{Lu}\p{N}"“(]/u.test(bare) || (bare.match(/\p{L}/gu) ?? []).length < 3) return null;
    if (STATEMENT.test(bare) || NOT_HEADING.test(bare)) return null;
    const points = [...line.text];
    let after = end;
    while (points[after] === ' ') after++;
    const before = points[end - 1] === ' ' ? end - 1 : end;
    const gap = (line.edges[after] ?? 0) - (line.edges[before] ?? 0);
    const wide = gap >= options.wideSpace * line.size && gap > 1.6 * usualSpace(line, after);
    const marked = /[.:!?]$/.test(heading) || /^[—–]/.test(rest);
    if (!wide && !marked) return null;
    if (face === 'italic' && number === null && !wide && !/[.—]/.test(heading.at(-1)! + rest[0]!))
      return null;
    if (/[,;]$/.test(heading)) return null;
    const sure = wide || number !== null || (face === 'bold' && marked);
    return { lines: at, end: after, face, number, text: heading.replace(/[.:—–]+$/u, ''), sure };
  }
}

/** Code points from the line's start that are all of the face. */
function faceEnd(line: TextLine, face: 'bold' | 'italic'): number {
  let end = 0;
  for (const run of line.runs) {
    const isFace = run[face] && (face === 'bold' || !run.bold || run.italic);
    if (!isFace && !(run.script !== null && end > 0)) break;
    if (face === 'italic' && run.mathematics) break;
    end = run.end;
  }
  return end;
}

function usualSpace(line: TextLine, from: number): number {
  const gaps: number[] = [];
  [...line.text].forEach((point, at) => {
    if (point === ' ' && at > from) gaps.push(line.edges[at + 1]! - line.edges[at]!);
  });
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? 0.28 * line.size;
}
