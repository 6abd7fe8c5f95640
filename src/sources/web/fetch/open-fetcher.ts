import { Agent } from 'undici';
import { systemClock } from '../../../core/clock.ts';
import { FETCH_DEFAULTS, type FetcherOptions, userAgent } from './fetch-options.ts';
import type { Fetcher } from './fetched.ts';
import { followRedirects } from './follow-redirects.ts';
import { guardConnections } from './guarded-connect.ts';
import { sendRequest } from './send-request.ts';
import { ACCEPTED_CODINGS } from './unpack-body.ts';
import { openUrlGuard } from './url-guard.ts';

/**
 * The network. GET only, no cookies, no proxy (through one the address that is connected to could not be judged), every
 * address checked by the URL guard. Raises SourceError; `reason` says what happened, `isTransient(reason)` whether another try may help.
 */
export function openFetcher(options: FetcherOptions = {}): Fetcher {
  const guard = openUrlGuard(options);
  const agent = userAgent(options);
  const clock = options.clock ?? systemClock;
  const silenceMs = options.silenceTimeoutMs ?? FETCH_DEFAULTS.silenceTimeoutMs;
  const allowHttp2 = options.allowHttp2 ?? true;
  const maxRatio = options.maxRatio ?? FETCH_DEFAULTS.maxRatio;
  const dispatcher = new Agent({
    allowH2: allowHttp2,
    connect: guardConnections(guard, options),
    connections: options.socketsPerOrigin ?? FETCH_DEFAULTS.socketsPerOrigin,
    pipelining: 1,
    keepAliveTimeout: FETCH_DEFAULTS.keepAliveMs,
    keepAliveMaxTimeout: FETCH_DEFAULTS.keepAliveMs,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    maxHeaderSize: options.maxHeaderBytes ?? FETCH_DEFAULTS.maxHeaderBytes,
  });
  return {
    fetch(requested, asked) {
      const limits = {
        maxBytes: asked.maxBytes ?? options.maxBytes ?? FETCH_DEFAULTS.maxBytes,
        timeoutMs: asked.timeoutMs ?? options.timeoutMs ?? FETCH_DEFAULTS.timeoutMs,
        maxRedirects: asked.maxRedirects ?? options.maxRedirects ?? FETCH_DEFAULTS.maxRedirects,
        maxRatio,
      };
      const headers: [string, string][] = [
        ['user-agent', agent],
        ['accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5'],
        ['accept-encoding', ACCEPTED_CODINGS],
      ];
      // Validators belong to the address that was asked for, not to where it leads.
      const conditions: [string, string][] = [
        ...(asked.etag === undefined ? [] : [['if-none-match', asked.etag] as [string, string]]),
        ...(asked.lastModified === undefined
          ? []
          : [['if-modified-since', asked.lastModified] as [string, string]]),
      ];
      return followRedirects(requested, asked, limits, {
        check: (url, base) => guard.check(url, base),
        exchange: (url, isFirst) =>
          sendRequest(
            dispatcher,
            url,
            isFirst ? [...headers, ...conditions] : headers,
            limits,
            clock,
            asked.signal,
          ),
      });
    },
    close: () => dispatcher.destroy(),
  };
}
