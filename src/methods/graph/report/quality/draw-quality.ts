import { escapeMarkup } from '../../../../core/text/escape-markup.ts';
import { type Bar, drawBars, drawFigures, drawTable } from '../page/draw-chart.ts';
import { drawPage } from '../page/draw-page.ts';
import { whole } from '../stats/describe-stats.ts';
import type { Balance } from './balance.ts';
import { percent, qualityLines } from './describe-quality.ts';
import type { QualityReport, Verdicts } from './quality-report.ts';

/** A quality report as one page that needs nothing else; all text of the data is escaped. */
export function drawQuality(title: string, report: QualityReport): string {
  const { samples, answers, support, retrieval, rejections } = report;
  const part = (count: number): string => (samples === 0 ? '–' : percent(count / samples));
  return drawPage(
    title,
    `${drawFigures([
      ['samples', whole(samples)],
      ['only answer of the graph', part(answers.unique)],
      ['every fact quoted', part(support.quoted)],
      ['solvable without the bridge', shareText(report.shortcut)],
      [
        'gold evidence retrieved',
        retrieval.meanRetrievedGold === null
          ? 'not measured'
          : percent(retrieval.meanRetrievedGold),
      ],
      ['rejected', rejections === null ? 'not told' : whole(sumOf(rejections))],
    ])}
<h2>In one table</h2>
${drawTable(['', ''], qualityLines(report))}
<h2>Balance</h2>
${balanceChart('Query forms', report.forms)}
${balanceChart('Hops', report.hops)}
${balanceChart('Documents that the facts of a path stand in', report.documents)}
<h3>Kinds</h3>
${drawBars(barsOf(report.kinds), 'Kinds of sample')}
<h3>Voices</h3>
${drawBars(barsOf(report.voices), 'Voices')}
<h2>Coverage of the graph</h2>
${report.graphs.map(coverageChart).join('\n') || '<p>No sample names a graph.</p>'}
<h2>Is it really several hops?</h2>
<h3>Shortcut test</h3>
<p>The intended bridge is hidden from the link predictor: the answer must fall in its ranking. What failed was rejected, or stands here as solvable.</p>
${verdictChart(report.shortcut, 'Shortcut test')}
<h3>Necessity test</h3>
<p>A model must fail without passages, with each passage alone and with all but one, and succeed with all. An opinion of a model, not a proof; unknown is not a pass.</p>
${verdictChart(report.necessity, 'Necessity test')}
${rejections === null ? '' : `<h2>Rejections by reason</h2>\n${drawBars(barsOf(rejections), 'Rejections by reason')}`}`,
  );
}

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

const barsOf = (counts: Readonly<Record<string, number>>): Bar[] =>
  Object.entries(counts).map(([name, value]) => ({ name, value }));

const shareText = ({ failedShare }: Verdicts): string =>
  failedShare === null ? 'not tested' : percent(failedShare);

function balanceChart(title: string, { counts, entropyBits, evenness }: Balance): string {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const bars = counts.map(({ name, count }) => ({
    name,
    value: count,
    note: `${whole(count)} (${percent(count / total)})`,
  }));
  return `<h3>${escapeMarkup(title)}</h3>
${drawBars(bars, title)}
<p><small>Entropy ${entropyBits.toFixed(2)} bits; evenness ${evenness.toFixed(2)}, where 1 is even.</small></p>`;
}

function coverageChart({ graph, samples, coverage }: QualityReport['graphs'][number]): string {
  const head = `<h3>Graph <code>${escapeMarkup(graph.slice(0, 12))}</code>, ${whole(samples)} samples</h3>`;
  if (coverage === null) return `${head}\n<p>The graph is not at hand: no coverage.</p>`;
  const { entities, facts, passages, communities } = coverage;
  const bars = Object.entries({ entities, facts, passages, communities }).map(
    ([name, { covered, all, share, gini }]) => ({
      name,
      value: share,
      note: `${whole(covered)}/${whole(all)}, Gini ${gini.toFixed(2)}`,
    }),
  );
  return `${head}\n${drawBars(bars, 'Shares of the graph that questions rest on', 1)}`;
}

function verdictChart(
  { pass, fail, unknown, notTested, rejected }: Verdicts,
  label: string,
): string {
  const counts = {
    pass,
    fail,
    unknown,
    'not tested': notTested,
    ...(rejected !== null && { rejected }),
  };
  return drawBars(barsOf(counts), label);
}
