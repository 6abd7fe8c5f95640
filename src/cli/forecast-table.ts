import type { Range } from '../core/run/forecast.ts';
import type { Forecast } from '../recipe/plan-recipe.ts';
import { byCount, compact, duration, money, whole } from './output/figures.ts';
import { plainLine } from './output/plain-text.ts';
import { renderTable } from './output/table.ts';
import type { Terminal } from './output/terminal.ts';

/** Without a pilot nothing is known of calls and money, and nothing is claimed. */
export function forecastJson(forecast: Forecast, pilot: number): object {
  if (pilot > 0) return { pilot, ...forecast };
  const { run, parts, spent, warnings } = forecast;
  return {
    pilot,
    run,
    parts: parts.map(({ name, target, material }) => ({ name, target, material })),
    spent,
    warnings,
  };
}

/** A forecast as a table with ranges, and what would exceed a limit. */
export function renderForecast(forecast: Forecast, pilot: number, terminal: Terminal): string {
  const { paint } = terminal;
  const lines = [paint.bold(plainLine(forecast.run))];
  for (const part of forecast.parts)
    lines.push(`  ${plainLine(part.name)}: ${plainLine(part.material)}`);
  lines.push('');
  if (pilot === 0) {
    lines.push(
      renderTable(
        ['part', 'target'],
        forecast.parts.map((part) => [plainLine(part.name), targetOf(part.target)]),
        [1],
      ),
      '',
      'The recipe is sound and its sources can be read. Calls, tokens and money: --pilot 8 measures them.',
    );
  } else {
    const rows = forecast.parts.map((part) => [
      plainLine(part.name),
      targetOf(part.target),
      `${percent(part.yield.low)}–${percent(part.yield.high)}`,
      span(part.assignments, compact),
      span(part.calls, compact),
      span(part.inputTokens, compact),
      span(part.outputTokens, compact),
      part.costUsd === null ? 'no price' : span(part.costUsd, money),
    ]);
    if (forecast.parts.length > 1) {
      rows.push([
        'all',
        targetOf(forecast.parts.reduce((total, part) => total + part.target, 0)),
        '',
        '',
        span(forecast.calls, compact),
        span(forecast.inputTokens, compact),
        span(forecast.outputTokens, compact),
        forecast.costUsd === null ? 'no price' : span(forecast.costUsd, money),
      ]);
    }
    const head = [
      'part',
      'target',
      'yield',
      'assignments',
      'calls',
      'tokens in',
      'tokens out',
      'cost',
    ];
    lines.push(renderTable(head, rows, [1, 2, 3, 4, 5, 6, 7]), '');
    lines.push(
      `time   ${timeOf(forecast)}`,
      `pilot  ${forecast.parts.map((part) => `${plainLine(part.name)} ${part.pilot}`).join(', ')}; it paid for ${whole(forecast.spent.calls)} calls, ${money(forecast.spent.costUsd)}`,
    );
    for (const part of forecast.parts) {
      const reasons = byCount(part.rejected).map(
        ([reason, count]) => `${plainLine(reason)} ${count}`,
      );
      if (reasons.length > 0)
        lines.push(`       ${plainLine(part.name)} rejected: ${reasons.join(', ')}`);
    }
  }
  for (const warning of forecast.warnings)
    lines.push(`${paint.yellow('beware')} ${plainLine(warning)}`);
  return lines.join('\n');
}

function timeOf({ minutes, calls }: Forecast): string {
  if (minutes !== null) return span(minutes, (value) => duration(value * 60));
  return calls.high === 0
    ? 'no model is called: this machine alone decides'
    : 'not known: all of the pilot came from the journal';
}

/** `120 (100–150)`, or one figure where the range has no width. */
function span({ low, mid, high }: Range, format: (value: number) => string): string {
  const [from, to] = [format(low), format(high)];
  return from === to ? from : `${format(mid)} (${from}–${to})`;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const targetOf = (target: number): string => (Number.isFinite(target) ? whole(target) : 'all');
