import { escapeMarkup } from '../../../core/text/escape-markup.ts';
import type { ThoughtGraph, ThoughtNode } from './thought-graph.ts';

export const DEFAULTS = {
  boxWidth: 230,
  lineHeight: 15,
  gapX: 56,
  gapY: 16,
  margin: 16,
  /** Longest line of a thought, and most thoughts shown of a node. */
  lineLength: 36,
  thoughts: 6,
};

/** One colour an operation, each also told by its name. */
const FILLS: Record<ThoughtNode['operation'], string> = {
  generate: '#e3edf9',
  aggregate: '#e9e4f6',
  score: '#fdf3d8',
  'keep-best': '#eef0f2',
  'keep-valid': '#eef0f2',
  'validate-and-improve': '#fbe6e0',
  'ground-truth': '#e2f2e3',
};

interface Box {
  node: ThoughtNode;
  lines: { text: string; kept: boolean }[];
  x: number;
  y: number;
  height: number;
}

/** A thought graph as a self-contained SVG: waves from left to right, in each box its thoughts, the kept ones in bold. */
export function drawThoughts(graph: ThoughtGraph): string {
  const { boxWidth, gapX, gapY, margin } = DEFAULTS;
  const boxes = new Map<string, Box>();
  const bottoms = new Map<number, number>();
  for (const node of graph.nodes) {
    const lines = linesOf(node);
    const y = bottoms.get(node.wave) ?? margin;
    const height = (lines.length + 2) * DEFAULTS.lineHeight + 8;
    bottoms.set(node.wave, y + height + gapY);
    boxes.set(node.id, { node, lines, x: margin + (node.wave - 1) * (boxWidth + gapX), y, height });
  }
  const last = Math.max(0, ...graph.nodes.map(({ wave }) => wave));
  const width = 2 * margin + Math.max(1, last) * (boxWidth + gapX) - gapX;
  const height = Math.max(margin, ...bottoms.values()) + margin;
  const arrows = graph.nodes.flatMap((node) =>
    node.after.map((before) => drawArrow(boxes.get(before), boxes.get(node.id)!)),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Thought graph of ${graph.nodes.length} operations">`,
    '<style>text{font:11px system-ui,sans-serif;fill:#1d2430}.head{font-weight:700}.kept{font-weight:600}.cost{fill:#5b6573}rect{stroke:#8b95a3}path{fill:none;stroke:#8b95a3}</style>',
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" style="fill:#8b95a3"/></marker></defs>',
    `<rect width="${width}" height="${height}" style="fill:#fff;stroke:none"/>`,
    ...arrows,
    ...[...boxes.values()].map(drawBox),
    '</svg>',
  ].join('\n');
}

function drawBox({ node, lines, x, y, height }: Box): string {
  const { boxWidth, lineHeight } = DEFAULTS;
  const at = (line: number): string => `x="${x + 8}" y="${y + 5 + (line + 1) * lineHeight - 4}"`;
  const cost =
    node.calls === 0
      ? 'by program'
      : `${node.calls} calls, ${node.inputTokens} + ${node.outputTokens} tokens`;
  return [
    `<g><rect x="${x}" y="${y}" width="${boxWidth}" height="${height}" rx="6" fill="${FILLS[node.operation]}"/>`,
    `<text ${at(0)} class="head">${escapeMarkup(`${node.id}: ${node.operation}`)}</text>`,
    ...lines.map(
      ({ text, kept }, line) =>
        `<text ${at(line + 1)}${kept ? ' class="kept"' : ''}>${escapeMarkup(text)}</text>`,
    ),
    `<text ${at(lines.length + 1)} class="cost">${cost}</text></g>`,
  ].join('');
}

function drawArrow(from: Box | undefined, to: Box): string {
  if (from === undefined)
    throw new RangeError(`"${to.node.id}" waits for a node that is not there`);
  const startX = from.x + DEFAULTS.boxWidth;
  const startY = from.y + from.height / 2;
  const endY = to.y + to.height / 2;
  const bend = DEFAULTS.gapX / 2;
  return `<path d="M${startX} ${startY}C${startX + bend} ${startY} ${to.x - bend} ${endY} ${to.x} ${endY}" marker-end="url(#tip)"/>`;
}

/** A node's thoughts, or what it says of those that came in, shortened. */
function linesOf(node: ThoughtNode): Box['lines'] {
  const kept = new Set(node.kept);
  const said =
    node.made.length > 0
      ? node.made.map(({ id, text }) => ({
          text: `${markOf(node, id)}${text}`,
          kept: kept.has(id),
        }))
      : [
          ...new Set([...Object.keys(node.scores), ...Object.keys(node.verdicts), ...node.kept]),
        ].map((id) => ({ text: `${markOf(node, id)}${id}`, kept: kept.has(id) }));
  const shown = said.slice(0, DEFAULTS.thoughts);
  const rest = said.length - shown.length;
  const lines = shown.map(({ text, kept: isKept }) => ({ text: shorten(text), kept: isKept }));
  if (rest > 0) lines.push({ text: `and ${rest} more`, kept: false });
  return lines;
}

function markOf({ scores, verdicts }: ThoughtNode, id: string): string {
  const scored = scores[id] === undefined ? '' : `${scores[id].toFixed(2)} `;
  const verdict = verdicts[id] === undefined ? '' : verdicts[id].valid ? '✓ ' : '✗ ';
  return `${scored}${verdict}`;
}

function shorten(text: string): string {
  const plain = [...text.replace(/\s+/gu, ' ')];
  const { lineLength } = DEFAULTS;
  return plain.length <= lineLength
    ? plain.join('')
    : `${plain.slice(0, lineLength - 1).join('')}…`;
}
