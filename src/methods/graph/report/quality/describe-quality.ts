import type { CoverageShare } from '../../assign/coverage.ts';
import { whole } from '../stats/describe-stats.ts';
import type { Balance } from './balance.ts';
import type { QualityReport, Verdicts } from './quality-report.ts';

/** A quality report as plain text. Words of the data stand in it: make it safe before printing. */
export function describeQuality(report: QualityReport): string {
  const lines = qualityLines(report).map(([what, said]) => `${what.padEnd(12)} ${said}`);
  return `${lines.join('\n')}\n`;
}

/** Everything that is told in one line each: what, and the figures. */
export function qualityLines(report: QualityReport): [string, string][] {
  const { answers, support, retrieval, duplicates, patterns, rejections, spending } = report;
  const others = report.others === 0 ? '' : `; ${whole(report.others)} of other methods left out`;
  const lines: [string, string][] = [
    ['samples', `${whole(report.samples)} of the graph method${others}`],
    ['kinds', listed(report.kinds)],
    ['voices', listed(report.voices)],
    ['splits', listed(report.splits)],
    ['forms', balanceLine(report.forms)],
    ['hops', balanceLine(report.hops)],
    ['documents', `of a path: ${balanceLine(report.documents)}`],
    [
      'patterns',
      `${whole(patterns.distinct)} sequences of predicates, ${patterns.entropyBits.toFixed(2)} bits, the commonest ${percent(patterns.largestShare)}`,
    ],
    [
      'answers',
      `${shareOf(answers.unique, report)} the graph's only answer; ${whole(answers.several)} with several, all named; ${whole(answers.different)} that the graph does not give; ${whole(answers.notChecked)} not checked; the commonest answer ${percent(answers.largestShare)}`,
    ],
    [
      'support',
      `${shareOf(support.quoted, report)} with a quoted sentence for every fact, ${whole(support.imported)} with imported lines, ${whole(support.missing)} with a fact that has neither`,
    ],
    ['shortcut', verdictLine(report.shortcut, 'solvable without the bridge')],
    ['necessity', verdictLine(report.necessity, 'solvable with less than all')],
    ['retrieval', retrievalLine(retrieval)],
    [
      'duplicates',
      `${whole(duplicates.queries)} repeated queries, ${whole(duplicates.prompts)} repeated prompts`,
    ],
  ];
  for (const { graph, samples, coverage } of report.graphs) {
    const name = `graph ${graph.slice(0, 6)}`;
    if (coverage === null) {
      lines.push([name, `${whole(samples)} samples; the graph is not at hand: no coverage`]);
      continue;
    }
    const { entities, facts, passages, communities } = coverage;
    lines.push([
      name,
      `${whole(coverage.questions)} questions cover ${[
        coverageWords('entities', entities),
        coverageWords('facts', facts),
        coverageWords('passages', passages),
        coverageWords('communities', communities),
      ].join(', ')}`,
    ]);
  }
  if (rejections !== null) {
    const total = Object.values(rejections).reduce((sum, count) => sum + count, 0);
    lines.push(['rejected', `${whole(total)}: ${listed(rejections)}`]);
  }
  if (spending !== null) {
    const { calls, inputTokens, outputTokens, costUsd, isUnpriced, perAccepted } = spending;
    const more = isUnpriced ? ' and calls of unknown price' : '';
    const each =
      perAccepted === null
        ? ''
        : `; ${perAccepted.tokens.toFixed(0)} tokens and $${perAccepted.costUsd.toFixed(5)} each accepted sample`;
    lines.push([
      'cost',
      `${whole(calls)} calls, ${whole(inputTokens)} tokens in, ${whole(outputTokens)} out, $${costUsd.toFixed(4)}${more}${each}`,
    ]);
  }
  return lines;
}

const coverageWords = (what: string, { covered, all, share, gini }: CoverageShare): string =>
  `${whole(covered)} of ${whole(all)} ${what} (${percent(share)}, Gini ${gini.toFixed(2)})`;

function balanceLine({ counts, entropyBits, evenness }: Balance): string {
  if (counts.length === 0) return 'none';
  const listing = counts.map(({ name, count }) => `${name} ${whole(count)}`).join(', ');
  return `${listing}; ${entropyBits.toFixed(2)} bits, evenness ${evenness.toFixed(2)}`;
}

function verdictLine(
  { pass, fail, unknown, notTested, rejected, failedShare }: Verdicts,
  what: string,
): string {
  if (pass + fail + unknown + (rejected ?? 0) === 0) return `not tested (${whole(notTested)})`;
  const share = failedShare === null ? '' : `; ${percent(failedShare)} of those tested ${what}`;
  const thrownOut = rejected === null ? '' : `, ${whole(rejected)} rejected`;
  return `${whole(pass)} pass, ${whole(fail)} fail, ${whole(unknown)} unknown, ${whole(notTested)} not tested${thrownOut}${share}`;
}

function retrievalLine(retrieval: QualityReport['retrieval']): string {
  const { open, passagesEach, measured, meanRetrievedGold, allRetrieved } = retrieval;
  const shown = `${whole(open)} open-book samples show ${passagesEach.mean.toFixed(1)} passages each`;
  if (meanRetrievedGold === null)
    return `${shown}; what retrieval found by itself was not measured`;
  return `${shown}; retrieval by itself found ${percent(meanRetrievedGold)} of the gold evidence, all of it for ${whole(allRetrieved)} of ${whole(measured)}`;
}

const shareOf = (count: number, { samples }: QualityReport): string =>
  `${whole(count)}${samples === 0 ? '' : ` (${percent(count / samples)})`}`;

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${whole(count)}`)
    .join(', ') || 'none';

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
