import type { RunStatus } from '../../core/run/progress.ts';
import { byCount, compact, cost, duration, sum } from '../output/figures.ts';
import type { Paint } from '../output/paint.ts';
import { plainLine, shorten } from '../output/plain-text.ts';

const BAR = 28;
const TOP_REASONS = 4;
const MAX_PARTS = 8;
const MAX_LABEL = 24;

/** A line of a panel: pieces of plain text, each with the style that it gets once the line is known to fit. */
type Piece = [text: string, style?: (text: string) => string];

/** A run's figures as a few lines no wider than the terminal. Everything in a status comes from outside. */
export function renderPanel(
  status: RunStatus,
  paint: Paint,
  width: number,
  isUnpriced = false,
): string[] {
  const lines: Piece[][] = [headLine(status, paint)];
  if (status.parts.length > 1) {
    const longest = Math.max(...status.parts.map((part) => plainLine(part.name).length));
    const labelWidth = Math.min(MAX_LABEL, Math.max(8, longest));
    for (const part of status.parts.slice(0, MAX_PARTS)) {
      const skipped = sum(part.skipped);
      const rest =
        `${part.accepted}/${part.target ?? 'all'} of ${part.assignments} tried` +
        (skipped > 0 ? `, ${skipped} skipped` : '') +
        (part.exhausted ? ', nothing more to try' : '');
      lines.push([[`  ${plainLine(part.name).padEnd(labelWidth)}  `, paint.dim], [rest]]);
    }
    if (status.parts.length > MAX_PARTS)
      lines.push([[`  and ${status.parts.length - MAX_PARTS} parts more`, paint.dim]]);
  }
  const rejected = sum(status.rejected);
  if (rejected > 0)
    lines.push([['  rejected  ', paint.dim], [`${rejected}: ${topReasons(status.rejected)}`]]);
  const { paid, journaled, failed } = status.calls;
  if (paid + journaled + failed + status.inFlight > 0) {
    lines.push([
      ['  calls     ', paint.dim],
      [
        `${compact(paid)} paid, ${compact(journaled)} from the journal` +
          (failed > 0 ? `, ${compact(failed)} failed` : '') +
          firstOnTheirWay(status) +
          (status.state === 'running'
            ? ` · ${status.inFlight} in flight, ${status.waiting} waiting their turn`
            : ''),
      ],
    ]);
    lines.push([
      ['  tokens    ', paint.dim],
      [
        `${compact(status.inputTokens)} in, ${compact(status.outputTokens)} out · ${cost(status.costUsd, isUnpriced)}`,
      ],
    ]);
  }
  return lines.map((pieces) => fit(pieces, width));
}

function headLine(status: RunStatus, paint: Paint): Piece[] {
  const { accepted, target, state } = status;
  const pieces: Piece[] = [[status.run, paint.bold], ['  ']];
  if (target !== null && target > 0) {
    const filled = Math.min(BAR, Math.floor((accepted / target) * BAR));
    pieces.push(['━'.repeat(filled), paint.green], ['─'.repeat(BAR - filled), paint.dim], ['  ']);
  }
  pieces.push([`${accepted}/${target ?? 'all'} accepted`]);
  if (state !== 'running')
    pieces.push([`  ${state}`, state === 'complete' ? paint.green : paint.yellow]);
  else if (status.acceptedPerMinute > 0) {
    pieces.push([`  ${compact(status.acceptedPerMinute)}/min`]);
    if (hasEta(status)) pieces.push([`  about ${duration(status.etaSeconds!)} left`, paint.dim]);
  }
  if (status.activity !== null) pieces.push([`  ${status.activity}`, paint.dim]);
  return pieces;
}

/** A rate that was measured on less says nothing about the time that is left. */
const ETA_FROM = { accepted: 10, seconds: 20 };

function hasEta(status: RunStatus): boolean {
  const seconds = (Date.parse(status.updatedAt) - Date.parse(status.startedAt)) / 1000;
  return (
    status.etaSeconds !== null &&
    status.state === 'running' &&
    (status.accepted >= ETA_FROM.accepted || seconds >= ETA_FROM.seconds)
  );
}

/** Results are taken in a fixed order, so that calls may end long before the first assignment is decided. */
function firstOnTheirWay({ state, assignments }: RunStatus): string {
  return state === 'running' && assignments === 0 ? ', first results on their way' : '';
}

/** `near-duplicates 14, length 9, 2 other reasons 8` */
export function topReasons(rejected: Readonly<Record<string, number>>, top = TOP_REASONS): string {
  const reasons = byCount(rejected);
  const shown = reasons.slice(0, top).map(([reason, count]) => `${plainLine(reason)} ${count}`);
  const rest = reasons.slice(top);
  if (rest.length > 0) {
    const others = rest.reduce((total, [, count]) => total + count, 0);
    shown.push(`${rest.length} other ${rest.length === 1 ? 'reason' : 'reasons'} ${others}`);
  }
  return shown.join(', ');
}

function fit(pieces: readonly Piece[], width: number): string {
  let room = Math.max(10, width - 1);
  let line = '';
  for (const [text, style] of pieces) {
    if (room <= 0) break;
    const shown = shorten(plainLine(text), room);
    room -= [...shown].length;
    line += style === undefined ? shown : style(shown);
  }
  return line;
}

/** The same as one line without style, for logs. */
export function renderLine(status: RunStatus, isUnpriced = false): string {
  const rejected = sum(status.rejected);
  const { paid, journaled, failed } = status.calls;
  const tokens = status.inputTokens + status.outputTokens;
  return [
    `${plainLine(status.run)}: ${status.state}`,
    `${status.accepted}/${status.target ?? 'all'} accepted`,
    rejected > 0 ? `${rejected} rejected (${topReasons(status.rejected)})` : '',
    status.acceptedPerMinute > 0 && status.state === 'running'
      ? `${compact(status.acceptedPerMinute)}/min`
      : '',
    paid + journaled + status.inFlight > 0
      ? `${paid} calls paid${journaled > 0 || status.assignments > 0 ? `, ${journaled} from the journal` : ''}${failed > 0 ? `, ${failed} failed` : ''}${firstOnTheirWay(status)}`
      : '',
    tokens > 0 ? `${compact(tokens)} tokens, ${cost(status.costUsd, isUnpriced)}` : '',
    status.inFlight > 0 && status.state === 'running' ? `${status.inFlight} in flight` : '',
    hasEta(status) ? `about ${duration(status.etaSeconds!)} left` : '',
  ]
    .filter((piece) => piece !== '')
    .join(' · ');
}
