/** Names and affiliations in the lines under a title. Set side by side, one under the other, or in one row with marks. */
import { rightOf } from './body-block.ts';
import type { TextLine } from './text-line.ts';

export const DEFAULTS = {
  /** In sizes: a gap that parts two cells of a line. */
  cellGap: 1.1,
  /** Most words of a name. */
  words: 6,
} as const;

export interface Author {
  name: string;
  affiliation: string | null;
}

/** A stretch of a line without its marks. */
interface Cell {
  text: string;
  /** Marks before it (as an affiliation has) and behind it (as a name has). */
  leading: string[];
  trailing: string[];
  left: number;
  right: number;
  line: TextLine;
}

const PLACE =
  /\b(?:universit|institut|college|school|faculty|department|dept|laborator|labs?\b|centre|center|academy|hospital|research|corporation|corp\b|inc\b|ltd|gmbh|company|group|division|foundation|ministry|agency|observator|clinic|team|politecnico|polytechnic|école|ecole|hochschule|google|microsoft|facebook|meta ai|amazon|deepmind|openai|nvidia|ibm\b|apple\b|street|avenue|road\b|usa\b|u\.s\.a|china|germany|france|united|kingdom|canada|japan|korea|italy|spain|india|\d{4,})/iu;
const MAIL = /\S*@\S+|\{[^}]*\}\s*@?\S*/u;
const MARK = /[∗*†‡§¶‖♯♭⋆☆✉]|\d{1,2}(?!\d)|(?<![\p{L}])[a-z](?![\p{L}])/gu;
const DATE =
  /^(?:\(?(?:received|dated|accepted|revised|january|february|march|april|may|june|july|august|september|october|november|december)\b|\d{1,2}\s+\p{L}+\s+\d{4}|\p{L}+\s+\d{1,2},\s+\d{4}$)/iu;
const WORD =
  /^(?:\p{Lu}[\p{L}\p{M}.'’`-]*|de|da|do|dos|della|del|den|der|di|du|la|le|van|von|zu|bin|ibn|al|el|ben|ter|y|e)$/u;

export function readAuthors(lines: TextLine[], options: typeof DEFAULTS = DEFAULTS): Author[] {
  const cells = lines.flatMap((line) => splitCells(line, options));
  const nameStyle = cells.find((cell) => isName(cell, options))?.line;
  if (nameStyle === undefined) return [];
  const alike = (cell: Cell): boolean =>
    cell.line.font === nameStyle.font && Math.abs(cell.line.size - nameStyle.size) < 0.4;
  const apart = cells.some((cell) => !alike(cell));
  const names = cells.filter(
    (cell) => isName(cell, options) && alike(cell) && (apart || isHead(cell, cells, options)),
  );
  const places = cells.filter(
    (cell) => !names.includes(cell) && !MAIL.test(cell.text) && !DATE.test(cell.text),
  );
  return names.map((cell) => ({
    name: tidy(cell.text),
    affiliation: affiliate(cell, names, places),
  }));
}

/** A line cut at wide gaps, commas and "and"; scripts and symbols at a cell's ends are marks. */
function splitCells(line: TextLine, options: typeof DEFAULTS): Cell[] {
  const points = [...line.text];
  const isMark = points.map(() => false);
  for (const run of line.runs)
    if (run.script === 'super') for (let at = run.start; at < run.end; at++) isMark[at] = true;
  points.forEach((point, at) => {
    if (/[∗*†‡§¶‖♯♭⋆☆✉]/u.test(point)) isMark[at] = true;
  });
  const cells: Cell[] = [];
  let start = 0;
  const flush = (end: number): void => {
    const cell = makeCell(line, points, isMark, start, end);
    if (cell !== null) cells.push(cell);
    start = end;
  };
  const listed = !MAIL.test(line.text) && !PLACE.test(line.text);
  for (let at = 0; at < points.length; at++) {
    if (points[at] === ' ' && line.edges[at + 1]! - line.edges[at]! > options.cellGap * line.size)
      flush(at);
    else if (listed && /[,;&]/u.test(points[at]!) && !isMark[at]) {
      flush(at);
      start = at + 1;
    } else if (listed && points.slice(at, at + 5).join('') === ' and ') {
      flush(at);
      start = at + 5;
    } else if (
      listed &&
      isMark[at - 1] &&
      points[at] === ' ' &&
      !isMark[at + 1] &&
      points[at + 1] !== ','
    )
      flush(at);
  }
  flush(points.length);
  return cells;
}

function makeCell(
  line: TextLine,
  points: string[],
  isMark: boolean[],
  start: number,
  end: number,
): Cell | null {
  let text = '';
  let leading = '';
  let trailing = '';
  for (let at = start; at < end; at++) {
    if (!isMark[at]) {
      text += points[at];
      if (points[at] !== ' ' && points[at] !== ',') trailing = '';
    } else if (text.trim() === '') leading += points[at];
    else trailing += points[at];
  }
  text = text
    .replaceAll(/\s+/g, ' ')
    .replace(/^and\s+/, '')
    .replaceAll(/^[\s,;]+|[\s,;]+$/g, '');
  if (text === '') return null;
  const left = line.edges[start] ?? line.box.x;
  const right = Math.max(left, line.edges[end] ?? rightOf(line));
  return { text, leading: marksIn(leading), trailing: marksIn(trailing), left, right, line };
}

function marksIn(text: string): string[] {
  return text.match(MARK) ?? [];
}

function isName(cell: Cell, options: typeof DEFAULTS): boolean {
  const text = tidy(cell.text);
  if (MAIL.test(text) || PLACE.test(text) || DATE.test(text) || /\d/.test(text)) return false;
  const words = text.split(' ');
  if (words.length < 2 || words.length > options.words) return false;
  return (
    words.every((word) => WORD.test(word)) &&
    words.filter((word) => /^\p{Lu}/u.test(word)).length >= 2
  );
}

function tidy(text: string): string {
  return text
    .replace(/,?\s+(?:(?:Senior |Student |Life )?(?:Member|Fellow), (?:IEEE|ACM))$/i, '')
    .trim();
}

/** Where names and places look alike: the topmost cell of each stack, or every cell of a row of names. */
function isHead(cell: Cell, cells: Cell[], options: typeof DEFAULTS): boolean {
  const above = cells.filter(
    (other) =>
      other.line.baseline < cell.line.baseline - 2 &&
      other.left < cell.right &&
      other.right > cell.left &&
      cell.line.baseline - other.line.baseline < 1.7 * cell.line.size,
  );
  return above.every((other) => isName(other, options) && other.line.text.includes(','));
}

function affiliate(name: Cell, names: Cell[], places: Cell[]): string | null {
  const marked = places.filter((place) =>
    place.leading.some((mark) => name.trailing.includes(mark)),
  );
  if (marked.length > 0) return [...new Set(marked.map((place) => place.text))].join('; ');
  if (places.some((place) => place.leading.length > 0)) return null;
  const nextRow = Math.min(
    Infinity,
    ...names
      .filter((other) => other.line.baseline > name.line.baseline + 2)
      .map((other) => other.line.baseline),
  );
  const row = names.filter((other) => Math.abs(other.line.baseline - name.line.baseline) < 2);
  const under = places.filter((place) => {
    if (place.line.baseline <= name.line.baseline || place.line.baseline >= nextRow) return false;
    const middle = (place.left + place.right) / 2;
    const nearest = row.toSorted(
      (a, b) =>
        Math.abs((a.left + a.right) / 2 - middle) - Math.abs((b.left + b.right) / 2 - middle),
    )[0];
    return nearest === name || (place.left < name.left && place.right > name.right);
  });
  const text = under.map((place) => place.text.replace(/[,;]+$/, '')).join(', ');
  return text === '' ? null : text;
}
