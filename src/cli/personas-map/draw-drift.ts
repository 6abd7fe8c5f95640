import { escapeMarkup } from '../../core/text/escape-markup.ts';
import type { ReadersFile } from '../../methods/personas/agents/readers-file.ts';
import { termsOf } from '../../methods/personas/agents/page-terms.ts';

type Reader = ReadersFile['readers'][number];

const [WIDTH, ROW, LABEL, END] = [420, 20, 112, 36];
const MOST_ROWS = 16;

/** How much a reader cared for what, page by page: a row a term, darker where it cared more. What it came with stands first, under a dot. */
export function drawDrift({ name, words, language, drift }: Reader): string {
  if (drift.length === 0) return '<p>Its interests were not written down.</p>';
  const own = new Set(words.flatMap((text) => [...termsOf(text, language).keys()]));
  const most = new Map<string, { weight: number; at: number }>();
  for (const [at, { terms }] of drift.entries())
    for (const { term, weight } of terms)
      if (weight > (most.get(term)?.weight ?? 0)) most.set(term, { weight, at });
  const rows = [...most]
    .toSorted(([a, x], [b, y]) => y.weight - x.weight || (a < b ? -1 : 1))
    .slice(0, MOST_ROWS)
    .toSorted(
      ([a, x], [b, y]) =>
        Number(own.has(b)) - Number(own.has(a)) || x.at - y.at || (a < b ? -1 : 1),
    );
  const scale = Math.max(...rows.map(([, { weight }]) => weight), 1e-9);
  const width = (WIDTH - LABEL - END) / drift.length;
  const height = rows.length * ROW;
  const lines = rows.map(([term], row) => {
    const y = row * ROW;
    const weights = drift.map(({ terms }) => terms.find((one) => one.term === term)?.weight ?? 0);
    const cells = weights.map((weight, at) =>
      weight <= 0
        ? ''
        : `<rect class="cell" x="${(LABEL + at * width).toFixed(1)}" y="${y + 1}" width="${(width + 0.3).toFixed(1)}" height="${ROW - 2}" opacity="${Math.max(0.06, Math.sqrt(weight / scale)).toFixed(2)}"/>`,
    );
    const shown = term.length > 13 ? `${term.slice(0, 12)}…` : term;
    return `<text class="name" x="${LABEL - 8}" y="${y + 14}" text-anchor="end">${own.has(term) ? '• ' : ''}${escapeMarkup(shown)}</text>${cells.join('')}<text x="${WIDTH}" y="${y + 14}" text-anchor="end">${weights.at(-1)!.toFixed(2)}</text>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${height + 22}" role="img" aria-label="Interests of ${escapeMarkup(name)}, page by page">
${lines.join('\n')}
<text x="${LABEL}" y="${height + 16}">page ${drift[0]!.pages.toLocaleString('en-US')}</text><text x="${WIDTH - END}" y="${height + 16}" text-anchor="end">page ${drift.at(-1)!.pages.toLocaleString('en-US')}</text></svg>`;
}
