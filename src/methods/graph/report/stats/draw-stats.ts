import { drawBars, drawFigures, drawTable } from '../page/draw-chart.ts';
import { confidenceCounts, headlineFigures, statLines, whole } from './describe-stats.ts';
import type { GraphStats } from './graph-stats.ts';

const DEFAULTS = { predicates: 100 } as const;

/** Statistics as a section of a page; all text of the data is escaped. */
export function drawStats(stats: GraphStats): string {
  const { degree, entitiesByKind, predicates, connected } = stats;
  const shown = predicates.slice(0, DEFAULTS.predicates);
  const rest = predicates.length - shown.length;
  return `<section>
<h2>The graph</h2>
${drawFigures(headlineFigures(stats))}
${drawTable(
  ['', ''],
  statLines(stats).filter(([what]) => what !== 'kinds' && what !== 'confidence'),
)}
<h3>Entities by kind</h3>
${drawBars(
  entitiesByKind.map(({ kind, count }) => ({ name: kind, value: count })),
  'Entities by kind',
)}
<h3>Entities by number of edges</h3>
${drawBars(
  degree.bands.map(({ from, to, count }) => ({
    name: from === to ? String(from) : `${whole(from)}–${whole(to)}`,
    value: count,
  })),
  'Entities by number of edges',
)}
<h3>Facts by confidence</h3>
${drawBars(
  Object.entries(confidenceCounts(stats)).map(([name, value]) => ({ name, value })),
  'Facts by confidence',
)}
<h3>Predicates</h3>
${drawTable(
  ['predicate', 'edges', 'facts', 'denied', 'subjects', 'objects', 'example'],
  shown.map((one) => [
    one.id,
    whole(one.edges),
    whole(one.facts),
    whole(one.denied),
    whole(one.subjects),
    whole(one.objects),
    one.example ?? '',
  ]),
  [1, 2, 3, 4, 5],
)}
${rest > 0 ? `<p>And ${whole(rest)} predicates with fewer edges.</p>` : ''}
<h3>Most connected</h3>
${drawTable(
  ['entity', 'kind', 'edges'],
  connected.map(({ id, kind, degree: edges }) => [id, kind, whole(edges)]),
  [2],
)}
</section>`;
}
