import type { HubMeasure } from '../../recipe/measure-hub.ts';
import { listCounts, percent, whole } from '../output/figures.ts';
import { plainLine, shorten } from '../output/plain-text.ts';

/** Attributes that are shown to people; `--json` has them all. */
const SHOWN = 12;

export function describeHub(measure: HubMeasure): string {
  const { sample, attributes } = measure;
  const lines = [
    `${whole(measure.personas)} personas, ${measure.hash.slice(0, 12)}`,
    `  origins     ${listCounts(measure.origins)}`,
    `  languages   ${listCounts(measure.languages)}`,
    `  rounds      ${listCounts(measure.rounds)}`,
    `  dropped     ${listCounts(measure.dropped)}`,
    ...attributes.slice(0, SHOWN).map(({ name, personas, different, values }) => {
      const common = values
        .filter(([, count]) => count > 1)
        .slice(0, 4)
        .map(([value, count]) => `${plainLine(shorten(value, 30))} ${percent(count / personas)}`);
      return `  ${plainLine(shorten(name, 28))}: ${whole(personas)} have it, ${whole(different)} different${common.length > 0 ? `; ${common.join(', ')}` : ''}`;
    }),
    ...(attributes.length > SHOWN ? [`  and ${attributes.length - SHOWN} attributes more`] : []),
    '',
    `measured on ${whole(sample.personas)} descriptions`,
    ...figuresOf(sample).map(([name, value]) => `  ${name.padEnd(34)}${value}`),
  ];
  return `${lines.join('\n')}\n`;
}

const share = (value: number | null): string => (value === null ? '–' : percent(value));

/** The figures of a sample, each with its name. */
export function figuresOf(sample: HubMeasure['sample']): [name: string, value: string][] {
  const { words, diversity, meanSimilarity, nearDuplicates } = sample;
  return [
    [
      'words',
      words === null
        ? '–'
        : `median ${words.p50}, 5–95 %: ${words.p5}–${words.p95}, most ${words.most}`,
    ],
    ['distinct words', share(diversity.distinct[1])],
    ['distinct pairs of words', share(diversity.distinct[2])],
    ['distinct runs of three', share(diversity.distinct[3])],
    [
      'nearest other, by runs of three',
      diversity.nearest === null
        ? '–'
        : `median ${diversity.nearest.p50}, p90 ${diversity.nearest.p90}, most ${diversity.nearest.max}`,
    ],
    [
      'mean similarity of two, by words',
      meanSimilarity === null
        ? '–'
        : `${meanSimilarity.mean.toFixed(4)} ± ${(1.96 * meanSimilarity.standardError).toFixed(4)} (${whole(meanSimilarity.pairs)} pairs)`,
    ],
    [`near duplicates, from ${nearDuplicates.threshold}`, share(nearDuplicates.share)],
    [
      'compression by gzip',
      diversity.compressionRatio === null ? '–' : `${diversity.compressionRatio}×`,
    ],
    ['lexical diversity (MTLD)', diversity.mtld === null ? '–' : diversity.mtld.toFixed(1)],
  ];
}
