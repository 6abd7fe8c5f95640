import { plainLine } from './plain-text.ts';

/** Numbers as people read them. */

/** `0` … `999`, `1.2k`, `34k`, `5.6M`, `7.8G`. */
export function compact(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  for (const [size, unit] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (value >= size * 0.9995) {
      const scaled = value / size;
      return `${scaled >= 99.95 ? Math.round(scaled) : scaled.toFixed(1)}${unit}`;
    }
  }
  return String(Math.round(value));
}

/** `12,345` */
export function whole(value: number): string {
  return Number.isFinite(value) ? Math.round(value).toLocaleString('en-US') : '∞';
}

/** `$0.00`, `$0.0042`, `$12.34`: at least two digits that say something. */
export function money(usd: number): string {
  if (usd === 0 || usd >= 1) return `$${usd.toFixed(2)}`;
  return `$${usd.toFixed(Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(usd)))))}`;
}

/** What was spent; `isUnpriced` where some of the models have no known price, which is not free. */
export function cost(usd: number, isUnpriced: boolean): string {
  if (!isUnpriced) return money(usd);
  return usd === 0 ? 'unknown price' : `${money(usd)} and calls of unknown price`;
}

/** `4 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '∞';
  const rounded = Math.max(0, Math.round(seconds));
  if (rounded < 60) return `${rounded} s`;
  const minutes = Math.floor(rounded / 60);
  if (minutes < 60) return join(minutes, 'min', rounded % 60, 's');
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return join(hours, 'h', minutes % 60, 'min');
  return join(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

const join = (big: number, unit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${big} ${unit}` : `${big} ${unit} ${small} ${smallUnit}`;

/** `12 B`, `3.4 KB`, `5.6 MB`, `7.8 GB`: powers of ten. */
export function bytes(count: number): string {
  for (const [size, unit] of [
    [1e12, 'TB'],
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'KB'],
  ] as const) {
    if (count >= size) return `${(count / size).toFixed(1)} ${unit}`;
  }
  return `${count} B`;
}

/** Most frequent first; equal counts by name. */
export function byCount(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

export function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/** `near-duplicates 1,200, length 9`; `none` where there are none. */
export function listCounts(counts: Readonly<Record<string, number>>): string {
  const listed = byCount(counts).map(([name, count]) => `${plainLine(name)} ${whole(count)}`);
  return listed.join(', ') || 'none';
}

/** `12.3 %` of a share in [0, 1]. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
