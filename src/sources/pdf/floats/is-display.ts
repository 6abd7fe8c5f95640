/** Whether a line is mathematics set off from the text, by the share of its signs, its words and its place in the column. */
import type { DocumentStyle } from '../layout/page-layout.ts';
import type { TextLine } from '../layout/text-line.ts';
import { columnOf, hasWideGap, mathShare } from './line-kinds.ts';

export const DEFAULTS = {
  /** Share of signs in fonts of mathematics, or signs of mathematics. */
  mathematics: 0.3,
  /** Set off from the column's left edge by this many sizes. */
  indent: 0.8,
} as const;

export const NUMBER = /\(((?:[A-Z]\.?|[IVX]+\.)?\d+(?:\.\d+)*[a-z]?′?|\*+)\)$/u;
export const NUMBER_FIRST = /^\(((?:[A-Z]\.?)?\d+(?:\.\d+)*[a-z]?)\)/u;
const SIGNS = /[=<>≤≥≈≡∼≃≅≠±∓×÷·∗∘⊗⊕∑∏∫∂∇√∞∈∉⊂⊆⊃∪∩∧∨¬∀∃→←↔⇒⇔↦∝‖|^_+−/*{}()[\]𝑎-𝟿α-ωΑ-Ω]/gu;
const WORD = /\p{L}{4,}/gu;
const FUNCTIONS = new Set([
  'where',
  'with',
  'otherwise',
  'softmax',
  'sigmoid',
  'tanh',
  'argmax',
  'argmin',
  'subject',
  'such',
  'that',
  'then',
  'else',
  'when',
  'and',
  'for',
  'all',
  'concat',
  'head',
  'attention',
  'loss',
  'score',
  'relu',
  'minimize',
  'maximize',
  'trace',
  'rank',
  'diag',
  'sign',
  'cosh',
  'sinh',
  'prob',
  'precision',
  'recall',
]);

/** Signs of mathematics, letters of its fonts, scripts and single italic letters, over all. */
function shareOfMathematics(line: TextLine): number {
  const points = [...line.text];
  const count = points.filter((point) => point !== ' ').length;
  if (count === 0) return 0;
  const signs = line.text.match(SIGNS)?.length ?? 0;
  let letters = 0;
  for (const { start, end, script, italic, mathematics } of line.runs) {
    const bare = points
      .slice(start, end)
      .filter((point) => point !== ' ' && !/[=+<>()]/.test(point)).length;
    if (script !== null || mathematics || (italic && bare <= 2)) letters += bare;
  }
  return Math.max(mathShare(line), Math.min(1, (1.15 * signs + letters) / count));
}

export const plainWords = (text: string): number =>
  (text.match(WORD) ?? []).filter((word) => !FUNCTIONS.has(word.toLowerCase())).length;

export function isDisplay(line: TextLine, style: DocumentStyle): boolean {
  const column = columnOf(line.box, style);
  if (column === null) return false;
  const width = column.right - column.left;
  const left = line.box.x - column.left;
  const isNumbered =
    NUMBER.test(line.text) &&
    line.box.x + line.box.width > column.right - 2 * style.bodySize &&
    (hasWideGap(line, 1.2) || left > 2 * style.bodySize);
  const right = column.right - (line.box.x + line.box.width);
  const isCentred =
    Math.abs(left - right) < 0.12 * width && left > DEFAULTS.indent * style.bodySize;
  const isIndented = left > DEFAULTS.indent * style.bodySize;
  if (!isNumbered && !isCentred && !isIndented) return false;
  const share = shareOfMathematics(line);
  const words = plainWords(line.text);
  const all = line.text.split(' ').length;
  if (isNumbered && (share > 0.15 || /[=<>≤≥∈→]/u.test(line.text))) return words <= 0.5 * all + 2;
  if (!/\p{L}/u.test(line.text) || !(/\d/.test(line.text) || line.text.search(SIGNS) >= 0))
    return false;
  const hasRelation = /[=<>≤≥≈≡∼∈→⇒∝↦≜]|:=/u.test(line.text);
  if (words > 2 && (words > 0.3 * all || (words > 3 && line.box.width > 0.7 * width))) return false;
  if (share < DEFAULTS.mathematics) return false;
  if (mathShare(line) === 0 && !hasRelation && share < 0.6) return false;
  return hasRelation || share > 0.5;
}

/** A bit of a display: short, without words of prose. */
export function isPiece(line: TextLine, style: DocumentStyle): boolean {
  return (
    plainWords(line.text) <= 1 &&
    (shareOfMathematics(line) > 0.25 || [...line.text].length <= 6) &&
    line.size < 1.9 * style.bodySize
  );
}

export function isLoneNumber(line: TextLine, style: DocumentStyle): boolean {
  const match = NUMBER.exec(line.text) ?? NUMBER_FIRST.exec(line.text);
  if (match === null || match[0].length !== line.text.length) return false;
  const column = columnOf(line.box, style);
  return (
    column !== null &&
    (line.box.x + line.box.width > column.right - 2 * style.bodySize ||
      line.box.x < column.left + style.bodySize)
  );
}
