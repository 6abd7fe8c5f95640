import { shortenName } from '../shorten-name.ts';
import type { GraphStats } from './graph-stats.ts';

const DEFAULTS = { predicates: 30 } as const;
const EXAMPLE_LENGTH = 70;

/** Statistics as plain text, a figure or a row a line. Names of the data stand in it: make it safe before printing. */
export function describeStats(stats: GraphStats): string {
  return [...headlines(stats), '', ...predicateLines(stats), '', ...connectedLines(stats), ''].join(
    '\n',
  );
}

/** Names and figures of the headline, for text and page. */
export function headlineFigures({ counts }: GraphStats): [string, string][] {
  return Object.entries(counts).map(([name, count]) => [name, whole(count)]);
}

/** Everything else that is told in one line each: what, and the figures. */
export function statLines(stats: GraphStats): [string, string][] {
  const { components, communities, facts, passages, documents, degree } = stats;
  const kinds = Object.fromEntries(stats.entitiesByKind.map(({ kind, count }) => [kind, count]));
  const lines: [string, string][] = [
    ['kinds', listed(kinds)],
    [
      'degree',
      `mean ${degree.mean.toFixed(2)}, median ${degree.median}, 90 % ≤ ${degree.p90}, 99 % ≤ ${degree.p99}, most ${whole(degree.max)}, Gini ${degree.gini.toFixed(2)}`,
    ],
    [
      'components',
      `${whole(components.count)}: the largest has ${whole(components.largest)} entities, ${whole(components.alone)} stand alone`,
    ],
    [
      'facts',
      `${whole(facts.quoted)} quoted, ${whole(facts.imported)} imported, ${whole(facts.repeats)} say an edge again, ${whole(facts.denied)} deny, ${whole(facts.timed)} with a time`,
    ],
    ['extractors', listed(facts.byExtractor)],
    ['confidence', listed(confidenceCounts(stats))],
    [
      'passages',
      `${whole(passages.withFacts)} with facts, ${whole(passages.withoutFacts)} without`,
    ],
    [
      'documents',
      `${whole(documents.factsEach.count)}, ${documents.factsEach.mean.toFixed(1)} facts each; ${whole(documents.withoutFacts)} gave none; ${whole(stats.sharedEntities)} entities stand in several`,
    ],
  ];
  for (const { level, count, largest, median, alone } of communities?.levels ?? []) {
    const quality = level === 0 ? `; modularity ${communities!.modularity.toFixed(3)}` : '';
    lines.push([
      `level ${level}`,
      `${whole(count)} communities: the largest has ${whole(largest)}, half have at most ${whole(median)}, ${whole(alone)} are single${quality}`,
    ]);
  }
  if (stats.mergesByRule !== null) lines.push(['merges', listed(stats.mergesByRule)]);
  const dropped = otherCounts(stats);
  if (Object.keys(dropped).length > 0) lines.push(['build', listed(dropped)]);
  return lines;
}

/** What the manifest counted beyond what the graph itself shows. */
function otherCounts({ counts, manifestCounts }: GraphStats): Record<string, number> {
  return Object.fromEntries(Object.entries(manifestCounts).filter(([name]) => !(name in counts)));
}

export function confidenceCounts({ facts }: GraphStats): Record<string, number> {
  const filled = facts.byConfidence.filter(({ count }) => count > 0);
  return Object.fromEntries(filled.map(({ from, to, count }) => [`${from}–${to}`, count]));
}

function headlines(stats: GraphStats): string[] {
  const head = headlineFigures(stats)
    .filter(([, figure]) => figure !== '0')
    .map(([name, figure]) => `${name} ${figure}`);
  return [
    head.join(', ') || 'an empty graph',
    ...statLines(stats).map(([what, figures]) => `${what.padEnd(11)} ${figures}`),
  ];
}

function predicateLines({ predicates }: GraphStats): string[] {
  const shown = predicates.slice(0, DEFAULTS.predicates);
  const width = Math.max(0, ...shown.map(({ id }) => [...shortenName(id, 32)].length));
  const rest = predicates.length - shown.length;
  return [
    'predicates by number of edges',
    ...shown.map(({ id, edges, example }) => {
      const name = shortenName(id, 32);
      const gap = ' '.repeat(width - [...name].length);
      const said = example === null ? 'denied only' : shortenName(example, EXAMPLE_LENGTH);
      return `  ${name}${gap}  ${whole(edges).padStart(7)}  ${said}`;
    }),
    ...(rest > 0 ? [`  and ${whole(rest)} more (--json has all)`] : []),
  ];
}

function connectedLines({ connected }: GraphStats): string[] {
  return [
    'most connected entities',
    ...connected
      .slice(0, 10)
      .map(
        ({ id, kind, degree }) =>
          `  ${whole(degree).padStart(7)}  ${shortenName(id, 60)} (${kind})`,
      ),
  ];
}

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${whole(count)}`)
    .join(', ') || 'none';

export const whole = (count: number): string => count.toLocaleString('en-US');
