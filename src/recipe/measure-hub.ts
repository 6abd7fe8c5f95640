import { createRandom } from '../core/random.ts';
import { sqlString } from '../core/store/duckdb.ts';
import { splitWords } from '../core/text/sentences.ts';
import type { StoredHub } from '../methods/personas/hub/stored/open-stored-hub.ts';
import { type DiversityPoint, measureDiversity } from '../quality/diversity.ts';
import { createNearDuplicateFinder } from '../quality/near-duplicates.ts';
import { meanPairwiseSimilarity } from './pairwise-similarity.ts';
import { DUPLICATES_DEFAULTS } from './persona-duplicates.ts';

type Counts = Record<string, number>;

/** What a stored hub holds, counted; and how varied its descriptions are, measured on a sample of them. */
export interface HubMeasure {
  hash: string;
  personas: number;
  origins: Counts;
  languages: Counts;
  rounds: Counts;
  dropped: Counts;
  /** The commonest first; `values` the commonest eight, with how many have each. */
  attributes: { name: string; personas: number; different: number; values: [string, number][] }[];
  sample: {
    personas: number;
    words: { p5: number; p50: number; p95: number; most: number } | null;
    diversity: Omit<DiversityPoint, 'texts'> & { mtld: number | null };
    meanSimilarity: { mean: number; standardError: number; pairs: number } | null;
    /** Those that another of the sample repeats, by the measure that importing and growing use. */
    nearDuplicates: { threshold: number; share: number | null };
  };
}

export const MEASURE_DEFAULTS = { sample: 5_000, pairs: 20_000, attributes: 30, values: 8 };

/** Shares of a sample are those of the sample: `sample.personas` says of how many. The same seed draws the same. */
export async function measureHub(
  hub: StoredHub,
  { sample = MEASURE_DEFAULTS.sample, seed = '0' }: { sample?: number; seed?: string } = {},
): Promise<HubMeasure> {
  const { manifest } = hub;
  const group = async (what: string, from = 'personas'): Promise<Counts> => {
    const rows = await hub.query<{ name: string | null; n: number }>(
      `SELECT ${what} AS name, count(*) AS n FROM ${from} GROUP BY ALL ORDER BY n DESC, name`,
    );
    return Object.fromEntries(rows.map(({ name, n }) => [name ?? '0', n]));
  };
  const attributes: HubMeasure['attributes'] = [];
  const commonest = Object.entries(manifest.attributes)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MEASURE_DEFAULTS.attributes);
  for (const [name, personas] of commonest) {
    const pointer = sqlString(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    const rows = await hub.query<{ value: string; n: number; different: number }>(
      `SELECT value, n, count(*) OVER () AS different FROM (SELECT json_extract_string(attributes, ${pointer}) AS value, count(*) AS n ` +
        `FROM personas GROUP BY ALL) WHERE value IS NOT NULL ORDER BY n DESC, value LIMIT ${MEASURE_DEFAULTS.values}`,
    );
    const values = rows.map(({ value, n }): [string, number] => [value.slice(0, 60), n]);
    attributes.push({ name, personas, different: rows[0]?.different ?? 0, values });
  }
  const random = createRandom(`${seed}/measure-hub`);
  const texts = await drawTexts(hub, sample, random.fork('sample'));
  const {
    curve: _curve,
    texts: _texts,
    ...diversity
  } = measureDiversity(texts, {
    random: random.fork('diversity'),
  });
  return {
    hash: hub.hash,
    personas: hub.size,
    origins: manifest.origins,
    languages: await group('language'),
    rounds: await group("json_extract_string(lineage, '$.round')"),
    dropped: await group('reason', 'dropped'),
    attributes,
    sample: {
      personas: texts.length,
      words: lengths(texts),
      diversity,
      meanSimilarity: meanPairwiseSimilarity(texts, MEASURE_DEFAULTS.pairs, random.fork('pairs')),
      nearDuplicates: {
        threshold: DUPLICATES_DEFAULTS.threshold,
        share: nearDuplicateShare(texts),
      },
    },
  };
}

async function drawTexts(
  hub: StoredHub,
  sample: number,
  random: ReturnType<typeof createRandom>,
): Promise<string[]> {
  if (hub.size <= sample) {
    const all: string[] = [];
    for await (const { description } of hub.personas()) all.push(description);
    return all;
  }
  const rows = new Set<number>();
  while (rows.size < sample) rows.add(Math.floor(random.next() * hub.size));
  return (await hub.rows([...rows])).map(({ description }) => description);
}

/** Share of texts that an earlier one nearly repeats; null without a text. */
export function nearDuplicateShare(texts: readonly string[]): number | null {
  const { threshold, permutations } = DUPLICATES_DEFAULTS;
  const finder = createNearDuplicateFinder({ threshold, permutations, size: 1 });
  let found = 0;
  for (const text of texts) {
    const sketch = finder.sketch(text);
    if (finder.find(sketch) === undefined) finder.add(sketch);
    else found++;
  }
  return texts.length === 0 ? null : found / texts.length;
}

function lengths(texts: readonly string[]): HubMeasure['sample']['words'] {
  if (texts.length === 0) return null;
  const sorted = texts.map((text) => splitWords(text).length).toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1]!;
  return { p5: at(0.05), p50: at(0.5), p95: at(0.95), most: sorted.at(-1)! };
}
