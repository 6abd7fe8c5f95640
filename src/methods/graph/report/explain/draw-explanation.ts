import { escapeMarkup } from '../../../../core/text/escape-markup.ts';
import { shortenName } from '../shorten-name.ts';
import type { ExplainedEdge, Explanation, Quote } from './explain-answer.ts';

const BOX = { width: 170, height: 38 } as const;
const GAP = 150;
const ROW = 92;
const MARGIN = 20;
const HEAD = 44;
/** Characters that fit into a box and above an arrow. */
const NAME_LENGTH = 22;
const LABEL_LENGTH = 21;

/**
 * An explanation as SVG: one row a path, an arrow an edge in the direction in which the graph holds it. The quotations
 * are titles, shown where the pointer rests. All text of the data is escaped.
 */
export function drawExplanation(explanation: Explanation): string {
  const { from, to, paths, denials } = explanation;
  const longest = Math.max(1, ...paths.map(({ edges }) => edges.length));
  const width = 2 * MARGIN + (longest + 1) * BOX.width + longest * GAP;
  const height = HEAD + Math.max(1, paths.length) * ROW + denials.length * 22 + MARGIN;
  const rows = paths.map(({ entities, edges }, row) => {
    const y = HEAD + row * ROW + ROW / 2;
    const arrows = edges.map((edge, hop) => arrow(edge, leftOf(hop) + BOX.width, y));
    const boxes = entities.map((name, hop) =>
      box(name, leftOf(hop), y, name === from || name === to),
    );
    return `<g>${arrows.join('')}${boxes.join('')}</g>`;
  });
  const notes = denials.map(
    ({ statement, quote }, index) =>
      `<text x="${MARGIN}" y="${HEAD + paths.length * ROW + index * 22 + 16}" fill="#a03000">${escapeMarkup(`The text denies: ${shortenName(statement, 100)}`)}<title>${escapeMarkup(quoteText(quote))}</title></text>`,
  );
  const none = `<text x="${MARGIN}" y="${HEAD + 30}">No evidence: nothing in the graph leads there in ${explanation.maxHops} hops.</text>`;
  const title = `${from} to ${to}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup(title)}" font-family="system-ui, sans-serif" font-size="13">
<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="#444"/></marker></defs>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${MARGIN}" y="26" font-size="15" font-weight="600">${escapeMarkup(shortenName(title, 120))}</text>
${rows.length > 0 ? rows.join('\n') : none}
${notes.join('\n')}
</svg>
`;
}

const leftOf = (hop: number): number => MARGIN + hop * (BOX.width + GAP);

function box(name: string, x: number, y: number, isEnd: boolean): string {
  const fill = isEnd ? '#cfe8f7' : '#f4f4f4';
  return `<g><title>${escapeMarkup(name)}</title><rect x="${x}" y="${y - BOX.height / 2}" width="${BOX.width}" height="${BOX.height}" rx="6" fill="${fill}" stroke="#444"/><text x="${x + BOX.width / 2}" y="${y + 5}" text-anchor="middle">${escapeMarkup(shortenName(name, NAME_LENGTH))}</text></g>`;
}

function arrow(edge: ExplainedEdge, x: number, y: number): string {
  const tip = edge.forward ? 'marker-end' : 'marker-start';
  const said = [edge.statement, ...edge.quotes.map(quoteText)].join('\n');
  return `<g><title>${escapeMarkup(said)}</title><line x1="${x + 3}" y1="${y}" x2="${x + GAP - 3}" y2="${y}" stroke="#444" ${tip}="url(#tip)"/><text x="${x + GAP / 2}" y="${y - 8}" text-anchor="middle" font-size="12">${escapeMarkup(shortenName(edge.label, LABEL_LENGTH))}</text></g>`;
}

function quoteText(quote: Quote): string {
  if ('file' in quote) return `line ${quote.line} of ${quote.file}`;
  return `“${quote.text}” (${quote.title || quote.uri})`;
}
