import type { IncomingHttpHeaders } from 'node:http';

/**
 * What a response asks the caller to wait, in milliseconds: `retry-after-ms`, or Retry-After in seconds or as an HTTP
 * date (RFC 9110, 10.2.3). Undefined where it says nothing that can be read; a date in the past is 0.
 */
export function readRetryAfterMs(headers: IncomingHttpHeaders, nowMs: number): number | undefined {
  const precise = Number(headers['retry-after-ms'] ?? NaN);
  if (precise >= 0 && Number.isFinite(precise)) return precise;
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1_000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
