import { channel } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Dispatcher } from 'undici';
import type { Clock } from '../../../core/clock.ts';
import { isWellspringError, SourceError } from '../../../core/errors/index.ts';
import type { Exchange } from './fetched.ts';

export interface RequestLimits {
  maxBytes: number;
  timeoutMs: number;
}

/** What undici tells of a request at the moment when it writes it. */
interface Sent {
  request: { path: string; origin: string | URL };
  headers: string;
  socket: Socket | TLSSocket;
}

/**
 * undici says which socket took a request, and with which bytes, on a channel of the whole process only. It does so in the
 * same breath as it calls `onRequestStart`, so that whoever started last is meant.
 */
let starting: { path: string; sent: (sent: Sent) => void } | undefined;
channel('undici:client:sendHeaders').subscribe((message) => {
  const sent = message as Sent;
  const waiting = starting;
  starting = undefined;
  if (waiting !== undefined && waiting.path === sent.request.path) waiting.sent(sent);
});

/** One request without redirects. Raises SourceError, or the signal's reason where the caller aborted. */
export function sendRequest(
  dispatcher: Dispatcher,
  url: URL,
  headers: readonly (readonly [string, string])[],
  limits: RequestLimits,
  clock: Clock,
  signal: AbortSignal,
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const path = `${url.pathname}${url.search}`;
    const fetchedAtMs = clock.now();
    const startedMs = clock.elapsed();
    const chunks: Buffer[] = [];
    let bytes = 0;
    let sent: Sent | undefined;
    let head: { status: number; text: string; raw: Buffer[] } | undefined;
    let isSettled = false;
    let abort: ((reason: Error) => void) | undefined;

    const settle = (finish: () => void): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      finish();
    };
    const fail = (error: unknown): void => settle(() => reject(error));
    const stop = (error: Error): void => {
      fail(error);
      abort?.(error);
    };
    const onAbort = (): void => stop(signal.reason as Error);
    const timer = setTimeout(
      () => stop(late(`${url.host} did not finish within ${limits.timeoutMs} ms`, 'timeout')),
      limits.timeoutMs,
    );
    const finish = (truncated: boolean): void =>
      settle(() => {
        const { status, text, raw } = head!;
        const isHttp2 = sent !== undefined && isSpokenAsHttp2(sent.socket);
        resolve({
          url: url.href,
          status,
          headers: joinFields(raw),
          fetchedAtMs,
          durationMs: clock.elapsed() - startedMs,
          httpVersion: isHttp2 ? '2' : '1.1',
          remoteAddress: sent?.socket.remoteAddress ?? null,
          wire: {
            request: requestHead(url, path, headers, isHttp2 ? undefined : sent?.headers),
            responseHead: responseHead(status, text, raw),
            payload: new Uint8Array(Buffer.concat(chunks)),
            truncated,
          },
        });
      });

    signal.addEventListener('abort', onAbort, { once: true });
    dispatcher.dispatch(
      { origin: url.origin, path, method: 'GET', headers: headers.flat() },
      {
        onRequestStart(controller) {
          abort = (reason) => controller.abort(reason);
          if (isSettled) return abort(new Error('no longer wanted'));
          starting = { path, sent: (told) => (sent = told) };
        },
        onResponseStart(controller, status, _headers, text) {
          if (status < 200) return;
          const { rawHeaders } = controller;
          const raw = Array.isArray(rawHeaders) ? keepFields(rawHeaders) : [];
          head = { status, text: text ?? '', raw };
        },
        onResponseData(controller, chunk) {
          const room = limits.maxBytes - bytes;
          if (chunk.length <= room) {
            bytes += chunk.length;
            chunks.push(Buffer.from(chunk));
            return;
          }
          chunks.push(Buffer.from(chunk.subarray(0, room)));
          bytes = limits.maxBytes;
          finish(true);
          controller.abort(new Error('the size limit is reached'));
        },
        onResponseEnd: () => finish(false),
        onResponseError: (_controller, error) => fail(asSourceError(error, url)),
      },
    );
  });
}

function isSpokenAsHttp2(socket: Socket | TLSSocket): boolean {
  return 'alpnProtocol' in socket && socket.alpnProtocol === 'h2';
}

function joinFields(raw: readonly Buffer[]): Record<string, string> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]!.toString('latin1').toLowerCase();
    const value = raw[i + 1]!.toString('latin1').trim();
    fields[name] = name in fields ? `${fields[name]}, ${value}` : value;
  }
  return fields;
}

/** The bytes as undici wrote them; over HTTP/2, where there are none of this form, the same fields as HTTP/1.1 has them. */
function requestHead(
  url: URL,
  path: string,
  headers: readonly (readonly [string, string])[],
  written: string | undefined,
): Uint8Array {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return bytesOf(`${written ?? `GET ${path} HTTP/1.1\r\nhost: ${url.host}\r\n${lines}`}\r\n`);
}

function responseHead(status: number, text: string, raw: readonly Buffer[]): Uint8Array {
  let lines = `HTTP/1.1 ${status} ${text}\r\n`;
  for (let i = 0; i + 1 < raw.length; i += 2)
    lines += `${raw[i]!.toString('latin1')}: ${raw[i + 1]!.toString('latin1')}\r\n`;
  return bytesOf(`${lines}\r\n`);
}

/** Chunks are undone before the payload is seen; a reader that believed the field would look for them. */
function keepFields(fields: readonly (Buffer | string)[]): Buffer[] {
  const kept = fields.map((field) => Buffer.from(field));
  for (let i = 0; i < kept.length; i += 2)
    if (kept[i]!.toString('latin1').toLowerCase() === 'transfer-encoding')
      kept[i] = Buffer.from('X-Archive-Orig-Transfer-Encoding');
  return kept;
}

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

const late = (what: string, reason: string): SourceError =>
  new SourceError(`${what}.`, {
    reason,
    hint: 'It may answer later; raise the limit if it is only slow.',
  });

/** What undici and the system call their errors, in the words of the crawl. */
function asSourceError(error: Error, url: URL): Error {
  if (isWellspringError(error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const said = (what: string, reason: string, hint?: string) =>
    new SourceError(`${url.host} ${what} (${code || error.name}: ${error.message}).`, {
      reason,
      hint,
      cause: error,
    });
  switch (code) {
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return said('fell silent', 'silent');
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return said('cannot be reached', 'unreachable');
    case 'UND_ERR_HEADERS_OVERFLOW':
    case 'HPE_HEADER_OVERFLOW':
      return said('sends too many headers', 'headers-too-large');
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return said('did not send as much as it announced', 'incomplete');
    case 'UND_ERR_SOCKET':
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_INFO':
      return said('broke the connection off', 'disconnected');
    default:
      if (code.startsWith('HPE_') || error.name === 'HTTPParserError')
        return said('does not speak HTTP', 'bad-http');
      if (/CERT|TLS|SSL|ALTNAME|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code))
        return said('has no valid certificate', 'bad-certificate');
      return said('could not be read', 'unreachable');
  }
}
