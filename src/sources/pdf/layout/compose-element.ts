import type { Box, BoxedSpan } from '../../../core/records/index.ts';
import { endsWithHyphen, keepsHyphen, type Vocabulary } from './hyphens.ts';
import type { TextLine } from './text-line.ts';

/** A dash that touches its word, or an address that goes on. */
const BREAKS_WITHOUT_SPACE = /(?:\S—|[\p{L}\p{N}]–|(?:https?:\/\/|www\.|doi\.org\/)\S*[-/._=?&])$/u;

/** A line, or code points `start` to `end` of it. */
export interface LinePart {
  line: TextLine;
  start: number;
  end: number;
}

/** Code points of an element's text that stand above the baseline. */
export interface RaisedStretch {
  start: number;
  end: number;
  /** Whether they follow mathematics, or are such. */
  mathematics: boolean;
}

export interface ComposedElement {
  text: string;
  boxes: BoxedSpan[];
  raised: RaisedStretch[];
  regions: { page: number; box: Box }[];
}

export function wholeLine(line: TextLine): LinePart {
  return { line, start: 0, end: line.edges.length - 1 };
}

/**
 * Lines to the text of an element: single spaces between them, cut words joined; each line's stretch with the edges of its
 * characters. The space or the hyphen that went with a line's end has no box.
 *
 * @param separator Between lines: a space, or a line feed for code. A line feed keeps hyphens.
 */
export function composeElement(
  parts: LinePart[],
  vocabulary: Vocabulary,
  separator: ' ' | '\n' = ' ',
): ComposedElement {
  const text: string[] = [];
  const boxes: BoxedSpan[] = [];
  const raised: RaisedStretch[] = [];
  const pieces = parts.map(trimPart).filter((part) => part.end > part.start);
  pieces.forEach((part, at) => {
    const points = [...part.line.text].slice(part.start, part.end);
    const next = pieces[at + 1];
    let end = part.end;
    let between = next === undefined ? '' : separator;
    if (separator === ' ' && next !== undefined) {
      const line = points.join('');
      const following = [...next.line.text].slice(next.start, next.end).join('');
      if (BREAKS_WITHOUT_SPACE.test(line)) between = '';
      else if (endsWithHyphen(line)) {
        between = '';
        if (!keepsHyphen(line, following, vocabulary)) {
          points.pop();
          end--;
        }
      }
    }
    if (points.length > 0) boxes.push(boxedSpan(part.line, part.start, end, text.length));
    raised.push(...raisedIn({ ...part, end }, text.length));
    text.push(...points);
    if (between !== '') text.push(between);
  });
  return {
    text: text.join(''),
    boxes,
    raised,
    regions: gatherRegions(pieces.map(({ line }) => line)),
  };
}

function raisedIn({ line, start, end }: LinePart, offset: number): RaisedStretch[] {
  return line.runs.flatMap((run, at): RaisedStretch[] => {
    const [from, to] = [Math.max(run.start, start), Math.min(run.end, end)];
    if (run.script !== 'super' || from >= to) return [];
    const before = line.runs[at - 1];
    const isLetter = before?.italic === true && before.end - before.start === 1;
    return [
      {
        start: offset + from - start,
        end: offset + to - start,
        mathematics: run.mathematics || isLetter || (before?.mathematics ?? false),
      },
    ];
  });
}

function trimPart(part: LinePart): LinePart {
  const points = [...part.line.text];
  let { start, end } = part;
  while (start < end && points[start] === ' ') start++;
  while (end > start && points[end - 1] === ' ') end--;
  return { line: part.line, start, end };
}

/** The stretch of one line with its box. Turned lines have no edges, since those would not be x. */
function boxedSpan(line: TextLine, start: number, end: number, offset: number): BoxedSpan {
  const span = { start: offset, end: offset + end - start, page: line.page };
  if (line.angle !== 0) return { ...span, box: line.box };
  const edges = line.edges.slice(start, end);
  const right = end === line.edges.length - 1 ? line.edges[end]! : closeEdge(line, end);
  edges.push(right);
  const whole = start === 0 && end === line.edges.length - 1;
  const left = Math.min(...edges);
  const box = whole
    ? line.box
    : { x: left, y: line.box.y, width: Math.max(...edges) - left, height: line.box.height };
  return { ...span, box, edges };
}

/** Right edge of the character before `end`: the next one's left edge. */
function closeEdge(line: TextLine, end: number): number {
  return Math.max(line.edges[end]!, line.edges[end - 1]!);
}

/** One box for each stretch of lines that lie under each other. */
export function gatherRegions(lines: TextLine[]): { page: number; box: Box }[] {
  const regions: { page: number; box: Box }[] = [];
  for (const line of lines) {
    const region = regions.at(-1);
    const apart =
      region === undefined ||
      region.page !== line.page ||
      line.box.x > region.box.x + region.box.width ||
      line.box.x + line.box.width < region.box.x ||
      line.box.y < region.box.y - line.size;
    if (apart) regions.push({ page: line.page, box: { ...line.box } });
    else region.box = uniteBoxes(region.box, line.box);
  }
  return regions;
}

export function uniteBoxes(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
