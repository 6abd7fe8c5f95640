import type { Inline } from './inline.ts';
import type { Pen } from './pen.ts';
import { drawPicture, type Picture, type PictureKind, PICTURE_KINDS } from './pictures.ts';
import type { PaperStyle } from './styles.ts';
import { drawLongTable, drawTable, TABLE_STYLES } from './tables.ts';
import type { Field } from './vocabulary.ts';

const FIGURE_CAPTIONS = [
  '{quantity} of {things} under {method}.',
  '{Things} at {place}: {quantity} before and after {method}. Shaded parts were {act} twice, {reason}.',
  'Outline of {method}, from {things} to {things2}.',
  '{quantity} against the number of {things} for {math}. The reference of {number} is not shown.',
];
const TABLE_CAPTIONS = [
  '{quantity} and other figures at {place}.',
  'Results of {method} for {count} {things}. Best values are in bold.',
  '{Things} compared with {things2} over {count2} runs; lower is better.',
  'Summary of the trial at {place}, {reason}.',
];

export interface FloatContext {
  pen: Pen;
  style: PaperStyle;
  field: Field;
  images: { name: string; bytes: Uint8Array }[];
  placement: string;
  /** Whether the class can be trusted with wrapfig. */
  wraps: boolean;
}

/** Writes a figure and gives its id, which the text may mention. */
export function writeFigure(context: FloatContext): string {
  const { pen, style, field, images, placement, wraps } = context;
  const { random } = pen;
  if (wraps && random.integer(5) === 0) return writeWrapped(context);
  if (random.integer(9) === 0) return writePair(context);
  const isWide = style.columns === 2 && random.integer(4) === 0;
  const environment = isWide ? 'figure*' : 'figure';
  const element = pen.add({ kind: 'figure', inlines: [], numbered: true });
  const shape = random.integer(10);
  const draw = (kind: PictureKind, width: string, index = 0): string => {
    const picture: Picture = drawPicture(
      random.fork(`${element.id}-${index}`),
      field,
      kind,
      width,
      `picture-${element.id}-${index}`,
    );
    if (picture.image !== undefined) images.push(picture.image);
    return picture.latex;
  };
  let body: string;
  if (shape < 3) {
    const count = isWide ? 3 : 2;
    const share = isWide ? '0.31' : '0.48';
    const kinds = random.shuffle(['bar', 'line', 'scatter', 'raster'] as const);
    const parts = Array.from({ length: count }, (_, index) => {
      const letter = String.fromCodePoint(97 + index);
      const words = pen.latex(
        pen.prose.fill(random.pick(['{quantity}', '{things}', 'at {place}'])),
      );
      return `\\wsbox{${element.id}}{\\begin{minipage}[b]{${share}\\linewidth}\\centering \\wsfit{${draw(kinds[index]!, '\\linewidth', index)}}\\\\[2pt] {\\footnotesize (${letter}) ${words}}\\end{minipage}}`;
    });
    body = parts.join('\\hfill\n');
  } else {
    const kind = random.pick(PICTURE_KINDS);
    const width = isWide
      ? '0.8\\textwidth'
      : style.columns === 2
        ? '\\linewidth'
        : `${random.pick(['0.6', '0.7', '0.8'])}\\linewidth`;
    body = `\\wsbox{${element.id}}{\\wsfit{${draw(kind, kind === 'diagram' && isWide ? '\\textwidth' : width)}}}`;
  }
  const caption = writeCaption(
    pen,
    element.id,
    'figure',
    pen.prose.fill(random.pick(FIGURE_CAPTIONS)),
  );
  pen.tex.push(
    `\\begin{${environment}}[${isWide ? 't' : placement}]\n\\centering\n${body}\n${caption}\n\\end{${environment}}\n\n`,
  );
  return element.id;
}

export function writeTable({ pen, style, field, placement }: FloatContext): string {
  const { random } = pen;
  const isWide = style.columns === 2 && random.integer(4) === 0;
  const shape = isWide
    ? 'wide'
    : random.pick(
        TABLE_STYLES.filter(
          (each) => each !== 'wide' || (style.columns === 1 && style.name !== 'llncs'),
        ),
      );
  const table = drawTable(random, field, shape);
  const { latex, rows, columns, headerRows, cells } = table;
  const element = pen.add({
    kind: 'table',
    inlines: [],
    numbered: true,
    table: { rows, columns, headerRows, cells, style: shape },
  });
  const environment = isWide ? 'table*' : 'table';
  const caption = writeCaption(
    pen,
    element.id,
    'table',
    pen.prose.fill(random.pick(TABLE_CAPTIONS)),
  );
  const size = style.columns === 2 ? '\\footnotesize\\setlength\\tabcolsep{4pt}' : '\\small';
  const body = `{${size}\\wsbox{${element.id}}{\\wsfit{${latex}}}}`;
  const above = style.captionAbove || random.integer(2) === 0;
  pen.tex.push(
    `\\begin{${environment}}[${isWide ? 't' : placement}]\n\\centering\n${above ? `${caption}\n\\vspace{4pt}${body}` : `${body}\n${caption}`}\n\\end{${environment}}\n\n`,
  );
  return element.id;
}

/** Two floats beside each other in one, each with its caption; the id of the first. */
function writePair({ pen, style, field, images }: FloatContext): string {
  const { random } = pen;
  const isWide = style.columns === 2;
  const parts = [0, 1].map(() => {
    const element = pen.add({ kind: 'figure', inlines: [], numbered: true });
    const picture = drawPicture(
      random.fork(element.id),
      field,
      random.pick(['bar', 'line', 'scatter', 'raster'] as const),
      '\\linewidth',
      `picture-${element.id}`,
    );
    if (picture.image !== undefined) images.push(picture.image);
    const body = `\\wsbox{${element.id}}{\\wsfit{${picture.latex}}}`;
    const caption = writeCaption(
      pen,
      element.id,
      'figure',
      pen.prose.fill(random.pick(FIGURE_CAPTIONS)),
    );
    return {
      id: element.id,
      latex: `\\begin{minipage}[t]{0.47\\linewidth}\\centering\n${body}\n${caption}\n\\end{minipage}`,
    };
  });
  const environment = isWide ? 'figure*' : 'figure';
  pen.tex.push(
    `\\begin{${environment}}[t]\n${parts.map(({ latex }) => latex).join('\\hfill\n')}\n\\end{${environment}}\n\n`,
  );
  return parts[0]!.id;
}

/** A figure that the text runs around; long paragraphs must follow. */
function writeWrapped({ pen, field, images }: FloatContext): string {
  const { random } = pen;
  const element = pen.add({ kind: 'figure', inlines: [], numbered: true });
  const picture = drawPicture(
    random.fork(element.id),
    field,
    random.pick(['bar', 'line', 'raster'] as const),
    '\\linewidth',
    `picture-${element.id}`,
  );
  if (picture.image !== undefined) images.push(picture.image);
  const caption = writeCaption(pen, element.id, 'figure', pen.prose.fill(FIGURE_CAPTIONS[0]!));
  pen.tex.push(
    `\\begin{wrapfigure}{${random.pick(['R', 'L'])}}{0.42\\linewidth}\n\\centering\n\\wsbox{${element.id}}{\\wsfit{${picture.latex}}}\n${caption}\n\\end{wrapfigure}\n`,
  );
  for (let index = 0; index < 3; index++) pen.paragraph(pen.prose.paragraph(6));
  return element.id;
}

/** A table over pages, for papers of one column. */
export function writeLongTable({ pen, field }: FloatContext): string {
  const element = pen.add({ kind: 'table', inlines: [], numbered: true });
  const caption = writeCaption(
    pen,
    element.id,
    'table',
    pen.prose.fill('All cases recorded at {place}.'),
  );
  const table = drawLongTable(
    pen.random,
    field,
    caption,
    (row) => `\\wsmark{${element.id}.${row}}`,
    45 + pen.random.integer(40),
  );
  const { latex, rows, columns, headerRows, cells, style } = table;
  element.table = { rows, columns, headerRows, cells, style };
  pen.tex.push(`${latex}\n\n`);
  return element.id;
}

function writeCaption(
  pen: Pen,
  of: string,
  floatKind: 'figure' | 'table',
  inlines: Inline[],
): string {
  const caption = pen.add({ kind: 'caption', inlines, of, floatKind, numbered: true });
  return `\\caption{\\protect\\wsmark{${caption.id}}${pen.latex(inlines)}\\protect\\wsmark{${caption.id}.1}}\\label{${of}}`;
}
