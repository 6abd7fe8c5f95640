import { figure, table } from './card-text.ts';

interface Measure {
  label: string;
  path: readonly string[];
  says: string;
}

/** The measures that a card shows, by where they stand in the report. */
const MEASURES: readonly Measure[] = [
  { label: 'texts', path: ['texts'], says: 'How many texts were measured.' },
  { label: 'words', path: ['words'], says: 'How many words they have.' },
  {
    label: 'distinct-1',
    path: ['distinct', '1'],
    says: 'Different words among all words: falls as a dataset grows.',
  },
  {
    label: 'distinct-2',
    path: ['distinct', '2'],
    says: 'Different pairs of words among all pairs: higher is more varied.',
  },
  {
    label: 'distinct-3',
    path: ['distinct', '3'],
    says: 'The same for three words in a row.',
  },
  {
    label: 'distinct-4',
    path: ['distinct', '4'],
    says: 'The same for four: low where whole phrases repeat.',
  },
  {
    label: 'compression',
    path: ['compressionRatio'],
    says: 'Bytes before and after gzip: higher is more repetitive.',
  },
  {
    label: 'nearest, median',
    path: ['nearest', 'p50'],
    says: 'How much of a text its most similar other text says already, from 0 to 1.',
  },
  {
    label: 'nearest, 99 of 100',
    path: ['nearest', 'p99'],
    says: 'The same where it is worst: near 1 is a near-copy.',
  },
  {
    label: 'MTLD',
    path: ['mtld'],
    says: 'Words until a text begins to repeat its own: longer is richer.',
  },
];

/** A diversity report as one table: all texts, and the first shares of them, so that one sees novelty dry up. */
export function renderDiversity(report: object): string | undefined {
  const curve = (report as { curve?: unknown }).curve;
  const earlier = (Array.isArray(curve) ? (curve as object[]) : []).filter(
    (point) => (numberAt(point, ['share']) ?? 1) < 1,
  );
  const rows = MEASURES.filter(({ path }) => numberAt(report, path) !== undefined).map(
    ({ label, path, says }) => [
      label,
      ...earlier.map((point) => show(numberAt(point, path))),
      `**${show(numberAt(report, path))}**`,
      says,
    ],
  );
  if (rows.length === 0) return undefined;
  const shares = earlier.map((point) => `First ${figure(numberAt(point, ['share'])! * 100)} %`);
  return table(['Measure', ...shares, 'All', 'What it says'], rows);
}

const show = (value: number | undefined): string => (value === undefined ? '–' : figure(value));

function numberAt(value: unknown, path: readonly string[]): number | undefined {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return typeof at === 'number' && Number.isFinite(at) ? at : undefined;
}
