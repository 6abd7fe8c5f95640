import type { MappedPage } from './collect-map.ts';

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [420, 170, 40, 24];
const POINTS = 60;

interface Line {
  className: 'first' | 'second' | 'even';
  values: readonly number[];
}

/** Lines over the pages of a crawl, in the order of their reading. `most` is the top of the scale. */
function drawLines(label: string, lines: readonly Line[], most: number, pages: number): string {
  const x = (at: number, of: number): number => LEFT + ((WIDTH - LEFT) * at) / Math.max(1, of - 1);
  const y = (value: number): number => (HEIGHT - BOTTOM) * (1 - value / (most || 1)) + 4;
  const paths = lines.map(({ className, values }) => {
    const points = values.map(
      (value, at) => `${x(at, values.length).toFixed(1)},${y(value).toFixed(1)}`,
    );
    return `<polyline class="${className}" points="${points.join(' ')}"/>`;
  });
  const top =
    most >= 10 ? Math.round(most).toLocaleString('en-US') : most.toFixed(most < 1 ? 2 : 1);
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT + 8}" role="img" aria-label="${label}"><line class="axis" x1="${LEFT}" y1="${y(0)}" x2="${WIDTH}" y2="${y(0)}"/><line class="axis" x1="${LEFT}" y1="${y(most)}" x2="${WIDTH}" y2="${y(most)}"/>
<text x="${LEFT - 6}" y="${y(most) + 4}" text-anchor="end">${top}</text><text x="${LEFT - 6}" y="${y(0) + 4}" text-anchor="end">0</text><text x="${LEFT}" y="${HEIGHT}">page 1</text><text x="${WIDTH}" y="${HEIGHT}" text-anchor="end">page ${pages.toLocaleString('en-US')}</text>
${paths.join('\n')}</svg>`;
}

/** Worth that was gathered page by page, beside a straight line to the same end: a crawl that finds its subject early lies above it. */
export function drawHarvest(pages: readonly MappedPage[]): string {
  let sum = 0;
  const gathered = [0, ...pages.map(({ worth }) => (sum += worth))];
  return drawLines(
    'Worth gathered, page by page',
    [
      { className: 'even', values: [0, sum] },
      { className: 'first', values: thin(gathered) },
    ],
    sum,
    pages.length,
  );
}

/** What a page was worth, and how much of it was new, as means over stretches of pages. */
export function drawGain(pages: readonly MappedPage[]): string {
  const stretch = Math.max(1, Math.ceil(pages.length / POINTS));
  const means = (of: (page: MappedPage) => number): number[] =>
    Array.from({ length: Math.ceil(pages.length / stretch) }, (_, at) => {
      const some = pages.slice(at * stretch, (at + 1) * stretch);
      return some.reduce((total, page) => total + of(page), 0) / some.length;
    });
  return drawLines(
    'Worth and newness of the pages, in the order of reading',
    [
      { className: 'second', values: means(({ fresh }) => fresh ?? 0) },
      { className: 'first', values: means(({ worth }) => worth) },
    ],
    1,
    pages.length,
  );
}

const MOST_POINTS = 400;

function thin(values: readonly number[]): number[] {
  if (values.length <= MOST_POINTS) return [...values];
  return Array.from(
    { length: MOST_POINTS },
    (_, at) => values[Math.round((at * (values.length - 1)) / (MOST_POINTS - 1))]!,
  );
}
