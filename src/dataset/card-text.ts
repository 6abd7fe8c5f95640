/** Text from outside (titles, licences, model names) made safe to stand in a Markdown card. */

/** Control, format (bidirectional overrides among them) and line characters: none may reach a card's line. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;
const MAX_CHARACTERS = 200;

/** One printable line of at most 200 characters. */
export function oneLine(text: string): string {
  const line = text.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length > MAX_CHARACTERS
    ? `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`
    : line;
}

/** A name as code: no markup, link or HTML in it takes effect. Safe in a table cell too. */
export function code(text: string): string {
  const line = oneLine(text).replaceAll('|', '¦') || ' ';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A sentence of ours or of a gate, with every character that Markdown or HTML reads escaped. */
export function prose(text: string): string {
  return oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~$:@-]/g, '\\$&');
}

/** Text as it is, in a fence that nothing in it can close. */
export function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  const safe = text
    .replace(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex -- control characters are what it removes
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '\uFFFD')
    .toWellFormed();
  return `${fence}${language}\n${safe}${safe.endsWith('\n') ? '' : '\n'}${fence}`;
}

/** A table of at least one row; cells are Markdown already. */
export function table(head: string[], rows: string[][]): string {
  return [tableLine(head), tableLine(head.map(() => '---')), ...rows.map(tableLine)].join('\n');
}

const tableLine = (cells: string[]): string => `| ${cells.join(' | ')} |`;

/** `4,096` */
export function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 4 });
}

/** `12 pass · 3 fail`, most frequent first; `none` when empty. */
export function counted(counts: Record<string, number>): string {
  const entries = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return entries.map(([name, count]) => `${code(name)} ${figure(count)}`).join(' · ') || 'none';
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
