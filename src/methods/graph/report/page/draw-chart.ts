import { escapeMarkup } from '../../../../core/text/escape-markup.ts';
import { shortenName } from '../shorten-name.ts';

/** One bar: its name, its length, and the words beside it (by default the number). */
export interface Bar {
  name: string;
  value: number;
  note?: string;
}

const LABEL = 230;
const PLOT = 460;
const NOTE = 170;
const ROW = 22;
const LONGEST_LABEL = 34;

/** Bars under one another as inline SVG. `most` is what a full bar stands for: by default the greatest value. */
export function drawBars(bars: readonly Bar[], label: string, most?: number): string {
  if (bars.length === 0) return '<p>None.</p>';
  const full = most ?? Math.max(...bars.map(({ value }) => value), 0);
  const rows = bars.map(({ name, value, note }, index) => {
    const y = index * ROW;
    const width = full > 0 ? Math.max(value > 0 ? 1 : 0, (value / full) * PLOT) : 0;
    return (
      `<text x="0" y="${y + 15}">${escapeMarkup(shortenName(name, LONGEST_LABEL))}</text>` +
      `<rect class="rail" x="${LABEL}" y="${y + 4}" width="${PLOT}" height="14"/>` +
      `<rect class="bar" x="${LABEL}" y="${y + 4}" width="${width.toFixed(1)}" height="14"/>` +
      `<text x="${LABEL + PLOT + 8}" y="${y + 15}">${escapeMarkup(note ?? value.toLocaleString('en-US'))}</text>`
    );
  });
  const [width, height] = [LABEL + PLOT + NOTE, bars.length * ROW + 4];
  return `<div class="wide"><svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup(label)}">${rows.join('')}</svg></div>`;
}

/** A table whose columns in `right` hold figures. */
export function drawTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  if (rows.length === 0) return '<p>None.</p>';
  const cells = (tag: string, row: readonly string[]): string =>
    row
      .map(
        (cell, column) =>
          `<${tag}${right.includes(column) ? ' class="n"' : ''}><bdi>${escapeMarkup(cell)}</bdi></${tag}>`,
      )
      .join('');
  return `<div class="wide"><table><thead><tr>${cells('th', heads)}</tr></thead><tbody>
${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n')}
</tbody></table></div>`;
}

/** Figures with their names, large. */
export function drawFigures(figures: readonly (readonly [name: string, figure: string])[]): string {
  const cells = figures.map(
    ([name, figure]) => `<div><dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(figure)}</dd></div>`,
  );
  return `<dl class="figures">${cells.join('')}</dl>`;
}
