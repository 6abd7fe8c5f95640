import type { Random } from '../../../src/core/random.ts';
import type { TruthCell } from '../truth.ts';
import { escapeLatex } from './inline.ts';
import { capital } from './prose.ts';
import type { Field } from './vocabulary.ts';

export interface DraftTable {
  latex: string;
  rows: number;
  columns: number;
  headerRows: number;
  cells: TruthCell[];
  style: string;
}

export const TABLE_STYLES = [
  'booktabs',
  'booktabs-groups',
  'ruled',
  'ruled-rows',
  'open',
  'panels',
  'shaded',
  'stacked',
  'deviations',
  'wide',
  'text',
] as const;
export type TableStyle = (typeof TABLE_STYLES)[number];

/** A table of invented measurements. */
export function drawTable(random: Random, field: Field, style: TableStyle): DraftTable {
  const cells: TruthCell[] = [];
  const add = (
    row: number,
    column: number,
    text: string,
    header = false,
    rowSpan = 1,
    columnSpan = 1,
  ): void => {
    if (text !== '') cells.push({ row, column, rowSpan, columnSpan, text, header });
  };
  const number = (): string =>
    random.pick([
      () => (random.integer(10000) / 100).toFixed(2),
      () => (random.integer(10000) / 100).toFixed(1),
      () => String(random.integer(900)),
    ])();
  const names = random.shuffle(field.methods).map(capital);
  const quantities = random.shuffle(field.quantities);
  const bodyRows = 3 + random.integer(style === 'wide' ? 6 : 4);
  const digits = 1 + random.integer(2);
  const value = (): string => (random.integer(10000) / 100).toFixed(digits);
  const rowName = (row: number): string =>
    row < names.length ? names[row]! : `Variant ${row - names.length + 1}`;

  switch (style) {
    case 'booktabs':
    case 'open': {
      const columns = 3 + random.integer(2);
      const head = ['Method', ...quantities.slice(0, columns - 1).map(short)];
      head.forEach((text, column) => add(0, column, text, true));
      const lines: string[] = [];
      const best = random.integer(bodyRows);
      const half = bodyRows > 4 ? Math.floor(bodyRows / 2) : -1;
      for (let row = 0; row < bodyRows; row++) {
        const texts = [
          rowName(row),
          ...head
            .slice(1)
            .map((_, column) =>
              random.integer(12) === 0
                ? '–'
                : random.integer(9) === 0
                  ? `${value()} ± ${(random.integer(90) / 100).toFixed(2)}`
                  : column === 0 && row === best
                    ? `*${value()}`
                    : value(),
            ),
        ];
        texts.forEach((text, column) => add(row + 1, column, text.replace(/^\*/, '')));
        if (row === half && style === 'booktabs') lines.push('\\midrule');
        lines.push(
          line(
            texts.map((text) =>
              text.startsWith('*') ? `\\textbf{${text.slice(1)}}` : escapeLatex(text),
            ),
          ),
        );
      }
      const rules =
        style === 'booktabs' ? ['\\toprule', '\\midrule', '\\bottomrule'] : ['', '\\hline', ''];
      const latex = `\\begin{tabular}{l${'r'.repeat(columns - 1)}}\n${rules[0]}\n${line(head.map(escapeLatex))}\n${rules[1]}\n${lines.join('\n')}\n${rules[2]}\n\\end{tabular}`;
      return { latex, rows: bodyRows + 1, columns, headerRows: 1, cells, style };
    }
    case 'panels': {
      // Rows that name a group stand over all columns.
      const head = ['Method', ...quantities.slice(0, 2).map(short)];
      head.forEach((text, column) => add(0, column, text, true));
      const lines: string[] = [];
      let row = 1;
      for (const place of random.shuffle(field.places).slice(0, 2)) {
        const name = `Trials in ${place}`;
        add(row++, 0, name, false, 1, 3);
        lines.push(
          `\\midrule\n\\multicolumn{3}{${random.pick(['l', 'c'])}}{\\emph{${escapeLatex(name)}}} \\\\`,
        );
        for (let index = 0; index < 2 + random.integer(2); index++, row++) {
          const texts = [rowName(index), value(), value()];
          texts.forEach((text, column) => add(row, column, text));
          lines.push(line(texts.map(escapeLatex)));
        }
      }
      return {
        latex: `\\begin{tabular}{lcc}\n\\toprule\n${line(head.map(escapeLatex))}\n${lines.join('\n')}\n\\bottomrule\n\\end{tabular}`,
        rows: row,
        columns: 3,
        headerRows: 1,
        cells,
        style,
      };
    }
    case 'shaded':
    case 'stacked': {
      // Shaded rows and no rules; or heads of two lines.
      const head = ['Method', ...quantities.slice(0, 3)].map((each) =>
        typeof each === 'string' ? each : `${short(each)} (${each[1]})`,
      );
      head.forEach((text, column) => add(0, column, text, true));
      const lines: string[] = [];
      for (let row = 0; row < bodyRows; row++) {
        const texts = [rowName(row), value(), value(), value()];
        texts.forEach((text, column) => add(row + 1, column, text));
        lines.push(
          `${style === 'shaded' && row % 2 === 0 ? '\\rowcolor{gray!15}' : ''}${line(texts.map(escapeLatex))}`,
        );
      }
      const heads = head.map((text, column) =>
        style === 'stacked' && column > 0
          ? `\\shortstack{${escapeLatex(text).replace(' (', ' \\\\ (')}}`
          : escapeLatex(text),
      );
      const rules = style === 'stacked' ? ['\\toprule', '\\midrule', '\\bottomrule'] : ['', '', ''];
      return {
        latex: `\\begin{tabular}{lccc}\n${rules[0]}\n${line(heads)}\n${rules[1]}\n${lines.join('\n')}\n${rules[2]}\n\\end{tabular}`,
        rows: bodyRows + 1,
        columns: 4,
        headerRows: 1,
        cells,
        style,
      };
    }
    case 'deviations': {
      // Each row has another under it with the errors in brackets.
      const head = ['', '(1)', '(2)', '(3)'];
      head.forEach((text, column) => add(0, column, text, true));
      const lines: string[] = [];
      const count = Math.min(4, bodyRows);
      for (let index = 0; index < count; index++) {
        const texts = [capital(quantities[index]![0]), value(), value(), value()];
        const errors = ['', ...[0, 1, 2].map(() => `(${(random.integer(900) / 100).toFixed(2)})`)];
        texts.forEach((text, column) => add(1 + 2 * index, column, text));
        errors.forEach((text, column) => add(2 + 2 * index, column, text));
        lines.push(line(texts.map(escapeLatex)), line(errors));
      }
      return {
        latex: `\\begin{tabular}{lccc}\n\\hline\\hline\n${line(head)}\n\\hline\n${lines.join('\n')}\n\\hline\\hline\n\\end{tabular}`,
        rows: 1 + 2 * count,
        columns: 4,
        headerRows: 1,
        cells,
        style,
      };
    }
    case 'booktabs-groups':
    case 'wide': {
      const groups = style === 'wide' ? 3 : 2;
      const each = style === 'wide' ? 3 : 2;
      const places = random
        .shuffle(field.places)
        .slice(0, groups)
        .map((place) => capital(place.replace(/^the /, '')));
      add(0, 0, 'Method', true, 2, 1);
      const subs = ['Mean', 'Max', 'Std'].slice(0, each);
      places.forEach((place, group) => {
        const text = style === 'wide' ? place : place.split(' ').at(-1)!;
        add(0, 1 + group * each, text, true, 1, each);
        subs.forEach((sub, index) => add(1, 1 + group * each + index, sub, true));
      });
      const columns = 1 + groups * each;
      const lines: string[] = [];
      for (let row = 0; row < bodyRows; row++) {
        const texts = [rowName(row), ...Array.from({ length: columns - 1 }, value)];
        texts.forEach((text, column) => add(row + 2, column, text));
        lines.push(line(texts.map(escapeLatex)));
      }
      const top = `\\multirow{2}{*}{Method} & ${places.map((place) => `\\multicolumn{${each}}{c}{${escapeLatex(style === 'wide' ? place : place.split(' ').at(-1)!)}}`).join(' & ')} \\\\`;
      const middle = places
        .map((_, group) => `\\cmidrule(lr){${2 + group * each}-${1 + (group + 1) * each}}`)
        .join('');
      const latex = `\\begin{tabular}{l${'r'.repeat(columns - 1)}}\n\\toprule\n${top}\n${middle}\n & ${places.map(() => subs.join(' & ')).join(' & ')} \\\\\n\\midrule\n${lines.join('\n')}\n\\bottomrule\n\\end{tabular}`;
      return { latex, rows: bodyRows + 2, columns, headerRows: 2, cells, style };
    }
    case 'ruled': {
      const columns = 3 + random.integer(2);
      const head = ['Site', ...quantities.slice(0, columns - 1).map(short)];
      head.forEach((text, column) => add(0, column, text, true));
      const lines: string[] = [];
      for (let row = 0; row < bodyRows; row++) {
        const texts = [
          `S${row + 1}`,
          ...head.slice(1).map(() => (random.integer(10) === 0 ? '' : number())),
        ];
        texts.forEach((text, column) => add(row + 1, column, text));
        lines.push(`${line(texts.map(escapeLatex))} \\hline`);
      }
      const latex = `\\begin{tabular}{|${'c|'.repeat(columns)}}\n\\hline\n${line(head.map((text) => `\\textbf{${escapeLatex(text)}}`))} \\hline\n${lines.join('\n')}\n\\end{tabular}`;
      return { latex, rows: bodyRows + 1, columns, headerRows: 1, cells, style };
    }
    case 'ruled-rows': {
      const columns = 4;
      const head = ['Group', 'Method', ...quantities.slice(0, 2).map(short)];
      head.forEach((text, column) => add(0, column, text, true));
      const lines: string[] = [];
      let row = 1;
      for (const group of ['Early', 'Late', ...(random.integer(2) === 0 ? ['Mixed'] : [])]) {
        const size = 2 + random.integer(2);
        add(row, 0, group, false, size, 1);
        for (let index = 0; index < size; index++, row++) {
          const texts = [names[(row * 5) % names.length]!, value(), value()];
          texts.forEach((text, column) => add(row, column + 1, text));
          lines.push(
            `${index === 0 ? `\\multirow{${size}}{*}{${group}}` : ''} & ${line(texts.map(escapeLatex))} ${index === size - 1 ? '\\hline' : '\\cline{2-4}'}`,
          );
        }
      }
      const latex = `\\begin{tabular}{|l|l|r|r|}\n\\hline\n${line(head.map(escapeLatex))} \\hline\n${lines.join('\n')}\n\\end{tabular}`;
      return { latex, rows: row, columns, headerRows: 1, cells, style };
    }
    case 'text': {
      const head = ['Term', 'Unit', 'Meaning'];
      head.forEach((text, column) => add(0, column, text, true));
      const lines: string[] = [];
      for (let row = 0; row < Math.min(bodyRows, quantities.length); row++) {
        const [quantity, unit] = quantities[row]!;
        const texts = [
          capital(quantity),
          unit,
          `${capital(random.pick(field.things))} as read by ${random.pick(field.tools)} in ${random.pick(field.places)}`,
        ];
        texts.forEach((text, column) => add(row + 1, column, text));
        lines.push(line(texts.map(escapeLatex)));
      }
      const latex = `\\begin{tabular}{llp{${random.pick(['3.2cm', '3.4cm'])}}}\n\\toprule\n${line(head)}\n\\midrule\n${lines.join('\n')}\n\\bottomrule\n\\end{tabular}`;
      return { latex, rows: lines.length + 1, columns: 3, headerRows: 1, cells, style };
    }
  }
}

/** A table that goes on over pages; `mark` gives the mark of a row. */
export function drawLongTable(
  random: Random,
  field: Field,
  caption: string,
  mark: (row: number) => string,
  rows = 60,
): DraftTable {
  const cells: TruthCell[] = [];
  const head = [
    'Case',
    'Method',
    ...random
      .shuffle(field.quantities)
      .slice(0, 2)
      .map(([quantity]) => capital(quantity.split(' ').at(-1)!)),
  ];
  head.forEach((text, column) =>
    cells.push({ row: 0, column, rowSpan: 1, columnSpan: 1, text, header: true }),
  );
  const lines: string[] = [];
  for (let row = 1; row <= rows; row++) {
    const texts = [
      `C${row}`,
      capital(random.pick(field.methods)),
      (random.integer(10000) / 100).toFixed(2),
      String(random.integer(900)),
    ];
    texts.forEach((text, column) =>
      cells.push({ row, column, rowSpan: 1, columnSpan: 1, text, header: false }),
    );
    lines.push(`${mark(row)}${texts.map(escapeLatex).join(' & ')} \\\\`);
  }
  const heading = `${head.map(escapeLatex).join(' & ')} \\\\`;
  const latex = `\\begin{longtable}{llrr}\n${caption}\\\\\n\\toprule\n${heading}\n\\midrule\n\\endfirsthead\n\\toprule\n${heading}\n\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n${lines.join('\n')}\n\\end{longtable}`;
  return { latex, rows: rows + 1, columns: 4, headerRows: 1, cells, style: 'long' };
}

const short = ([quantity]: [string, string]): string => capital(quantity.split(' ').at(-1)!);
const line = (texts: string[]): string => `${texts.join(' & ')} \\\\`;
