import { join } from 'node:path';
import { SourceError } from '../../../core/errors/index.ts';
import { FETCH_DEFAULTS } from '../fetch/fetch-options.ts';
import type { Exchange, Fetcher, FetchOptions } from '../fetch/fetched.ts';
import { followRedirects } from '../fetch/follow-redirects.ts';
import { removeChunks } from './remove-chunks.ts';
import { readWarcRecord } from './scan-warc.ts';
import { openIndexForReading, type WarcIndex } from './warc-index.ts';
import { type StoredRecord, type WarcRecord, warcField } from './warc-record.ts';

export interface WarcFetcher extends Fetcher {
  /** The stored answer to an address, if there is one. */
  find(url: string): StoredRecord | undefined;
}

/**
 * The archive in place of the network: each address gives its stored answer, through the redirects that were stored. Reads
 * archives of other programs too (packed record by record, or plain). Unknown addresses raise SourceError `not-archived`.
 */
export async function openWarcFetcher(
  dir: string,
  options: { maxBytes?: number; maxRatio?: number; maxRedirects?: number } = {},
): Promise<WarcFetcher> {
  const index = await openIndexForReading(dir);
  return {
    find: (url) => index.find(url),
    // Async, so that what is wrong with an address rejects as it does over the network.
    async fetch(requested, asked) {
      asked.signal.throwIfAborted();
      const limits = {
        maxBytes: asked.maxBytes ?? options.maxBytes ?? FETCH_DEFAULTS.maxBytes,
        maxRatio: options.maxRatio ?? FETCH_DEFAULTS.maxRatio,
        maxRedirects: asked.maxRedirects ?? options.maxRedirects ?? FETCH_DEFAULTS.maxRedirects,
      };
      return followRedirects(requested, asked, limits, {
        check: checkArchived,
        exchange: async (url, isFirst) => {
          const answer = readExchange(dir, index, url.href);
          return isFirst && holds(answer, asked) ? asNotModified(answer) : answer;
        },
      });
    },
    close: async () => index.close(),
  };
}

function readExchange(dir: string, index: WarcIndex, url: string): Exchange {
  const stored = index.find(url);
  if (stored === undefined)
    throw new SourceError(`${url} is not in the archive.`, {
      reason: 'not-archived',
      hint: 'An archive answers what was fetched into it, under exactly the same address. Fetch it from the network first.',
    });
  const own = readWarcRecord(join(dir, stored.file), stored.offset);
  const { payloadRecord } = stored;
  const holder =
    payloadRecord.recordId === stored.recordId
      ? own.record
      : readWarcRecord(join(dir, payloadRecord.file), payloadRecord.offset).record;
  const { record } = own;
  if (record.http === null || holder.http === null || holder.type === 'revisit')
    throw new SourceError(`The archive does not hold the payload of ${url}.`, {
      reason: 'not-archived',
      hint: 'It was stored as a repetition of a record that lies in another file: put that file beside it.',
    });
  const payload = removeChunks(holder.http.payload, holder.http.headers);
  return {
    url,
    status: record.http.status,
    headers: record.http.headers,
    fetchedAtMs: record.atMs,
    durationMs: Number(warcField(record, 'Wellspring-Duration-Ms') ?? 0),
    httpVersion: warcField(record, 'WARC-Protocol') === 'h2' ? '2' : '1.1',
    remoteAddress: warcField(record, 'WARC-IP-Address') ?? null,
    wire: {
      request: requestBeside(join(dir, stored.file), stored.offset + own.length, record),
      responseHead: record.http.head,
      payload,
      truncated: warcField(record, 'WARC-Truncated') !== undefined,
    },
  };
}

/** We write the request behind its answer; where another program did not, it is empty. */
function requestBeside(path: string, offset: number, answer: WarcRecord): Uint8Array {
  try {
    const { record } = readWarcRecord(path, offset);
    const belongs = warcField(record, 'WARC-Concurrent-To')?.includes(answer.id) === true;
    return record.type === 'request' && belongs ? record.block : new Uint8Array();
  } catch (error) {
    if (error instanceof SourceError) return new Uint8Array();
    throw error;
  }
}

/** Whether a stored answer is the copy that the caller has: what a server would say 304 to. */
function holds({ headers, status }: Exchange, asked: FetchOptions): boolean {
  if (status !== 200) return false;
  if (asked.etag !== undefined) return headers['etag'] === asked.etag;
  return asked.lastModified !== undefined && headers['last-modified'] === asked.lastModified;
}

function asNotModified(answer: Exchange): Exchange {
  const { 'content-encoding': _, ...headers } = answer.headers;
  const wire = { ...answer.wire, payload: new Uint8Array(), truncated: false };
  return { ...answer, status: 304, headers, wire };
}

function checkArchived(url: string, base?: string): URL {
  try {
    const parsed = new URL(url, base);
    if (parsed.protocol === 'http:' || parsed.protocol === 'https:') return parsed;
  } catch {
    // Said below.
  }
  throw new SourceError(`“${url.slice(0, 200)}” is no http or https address.`, {
    reason: 'forbidden-url',
  });
}
