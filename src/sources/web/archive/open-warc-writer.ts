import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../../core/clock.ts';
import { lockWorkspace } from '../../../core/store/workspace-lock.ts';
import { VERSION } from '../../../core/version.ts';
import type { Exchange, Fetched } from '../fetch/fetched.ts';
import { sha256Digest } from './digest.ts';
import { type FormattedRecord, formatRecord, type RecordDraft } from './format-record.ts';
import { parseWarcRecord } from './parse-warc-record.ts';
import { OWN_FILE, recoverArchive } from './recover-archive.ts';
import { listWarcFiles, type ScannedRecord } from './scan-warc.ts';
import { INDEX_FILE, openWarcIndex, type WarcIndex } from './warc-index.ts';
import type { StoredRecord } from './warc-record.ts';

export const WARC_DEFAULTS = {
  /** A file that has grown past this is followed by the next. */
  maxFileBytes: 1024 ** 3,
  software: `wellspring/${VERSION}`,
  /** Payloads below this are stored again: a revisit would be no shorter. */
  leastRevisitBytes: 256,
} as const;

export interface WarcWriterOptions {
  maxFileBytes?: number;
  /** Who runs the crawl, for `warcinfo`. */
  operator?: string;
  userAgent?: string;
  clock?: Clock;
}

export interface WarcWriter {
  /** Stores an answer and the redirects before it, each with its request. It is in the file when this returns. */
  add(fetched: Fetched): StoredRecord;
  /** A `metadata` record: what is known of an address besides an answer, such as why there is none. */
  note(url: string, fields: readonly (readonly [name: string, value: string])[]): void;
  /** A last record that a crash had torn, and that was cut off when the archive was opened. */
  recovered: { file: string; bytes: number } | null;
  close(): void;
}

const REVISIT = 'http://netpreserve.org/warc/1.1/revisit';

/**
 * Opens an archive for writing; makes it where it is absent. WARC 1.1, one gzip member a record. One writer a folder: another
 * gets WorkspaceLockedError. After a crash the torn end of the last file is cut, and what the index missed is read in.
 */
export async function openWarcWriter(
  dir: string,
  options: WarcWriterOptions = {},
): Promise<WarcWriter> {
  mkdirSync(dir, { recursive: true });
  const lock = await lockWorkspace(dir);
  try {
    const index = await openWarcIndex(join(dir, INDEX_FILE));
    const recovered = recoverArchive(dir, index);
    return new Writer(dir, index, recovered, options, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

class Writer implements WarcWriter {
  readonly recovered: { file: string; bytes: number } | null;
  readonly #dir: string;
  readonly #index: WarcIndex;
  readonly #options: WarcWriterOptions;
  readonly #release: () => void;
  readonly #clock: Clock;
  #file = '';
  #descriptor: number | undefined;
  #offset = 0;

  constructor(
    dir: string,
    index: WarcIndex,
    recovered: { file: string; bytes: number } | null,
    options: WarcWriterOptions,
    release: () => void,
  ) {
    this.#dir = dir;
    this.#index = index;
    this.recovered = recovered;
    this.#options = options;
    this.#release = release;
    this.#clock = options.clock ?? systemClock;
  }

  add(fetched: Fetched): StoredRecord {
    for (const hop of fetched.hops) this.#store(hop);
    return this.#store(fetched);
  }

  note(url: string, fields: readonly (readonly [string, string])[]): void {
    this.#ensureFile();
    const block = Buffer.from(
      fields.map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}\r\n`).join(''),
    );
    const record = formatRecord(
      {
        type: 'metadata',
        atMs: this.#clock.now(),
        url,
        contentType: 'application/warc-fields',
        block,
      },
      `${this.#file}:${this.#offset}`,
    );
    this.#write(record);
  }

  close(): void {
    this.#endFile();
    this.#index.close();
    this.#release();
  }

  #store(exchange: Exchange): StoredRecord {
    this.#ensureFile();
    const { url, fetchedAtMs: atMs, wire } = exchange;
    const digest = sha256Digest(wire.payload);
    const earlier =
      exchange.status === 304
        ? this.#index.find(url)
        : wire.payload.length >= WARC_DEFAULTS.leastRevisitBytes && !wire.truncated
          ? this.#index.withPayload(digest)
          : undefined;
    const fields: [string, string][] = [
      ...(exchange.remoteAddress === null
        ? []
        : ([['WARC-IP-Address', exchange.remoteAddress]] as [string, string][])),
      ...(exchange.httpVersion === '2' ? ([['WARC-Protocol', 'h2']] as [string, string][]) : []),
      ...(wire.truncated ? ([['WARC-Truncated', 'length']] as [string, string][]) : []),
      ['Wellspring-Duration-Ms', String(Math.round(exchange.durationMs))],
    ];
    const http = { atMs, url, contentType: 'application/http; msgtype=response' };
    const draft: RecordDraft =
      earlier === undefined
        ? {
            ...http,
            type: 'response',
            block: Buffer.concat([wire.responseHead, wire.payload]),
            payload: wire.payload,
            fields,
          }
        : {
            ...http,
            type: 'revisit',
            block: wire.responseHead,
            fields: [
              ...fields,
              [
                'WARC-Profile',
                `${REVISIT}/${exchange.status === 304 ? 'server-not-modified' : 'identical-payload-digest'}`,
              ],
              ['WARC-Refers-To', `<${earlier.payloadRecord.recordId}>`],
              ['WARC-Refers-To-Target-URI', earlier.url],
              ['WARC-Refers-To-Date', new Date(earlier.atMs).toISOString()],
              ['WARC-Payload-Digest', earlier.payloadDigest],
            ],
          };
    const answer = formatRecord(draft, `${this.#file}:${this.#offset}`);
    const request = formatRecord(
      {
        type: 'request',
        atMs,
        url,
        contentType: 'application/http; msgtype=request',
        block: wire.request,
        fields: [['WARC-Concurrent-To', `<${answer.id}>`]],
      },
      `${this.#file}:${this.#offset}`,
    );
    const offset = this.#append(Buffer.concat([answer.bytes, request.bytes]));
    this.#index.together(() => {
      this.#index.add(this.#file, asScanned(answer, offset));
      this.#index.add(this.#file, asScanned(request, offset + answer.bytes.length));
    });
    const place = { file: this.#file, offset, length: answer.bytes.length, recordId: answer.id };
    return {
      ...place,
      type: earlier === undefined ? 'response' : 'revisit',
      url,
      atMs,
      status: exchange.status,
      payloadDigest: earlier?.payloadDigest ?? digest,
      payloadRecord: earlier?.payloadRecord ?? place,
    };
  }

  /** All of the bytes or none of them; returns where they begin. */
  #append(bytes: Uint8Array): number {
    const begin = this.#offset;
    try {
      for (let written = 0; written < bytes.length;)
        written += writeSync(this.#descriptor!, bytes, written);
    } catch (error) {
      ftruncateSync(this.#descriptor!, begin);
      throw error;
    }
    this.#offset += bytes.length;
    return begin;
  }

  #ensureFile(): void {
    if (this.#descriptor === undefined) {
      const last = listWarcFiles(this.#dir)
        .filter((name) => OWN_FILE.test(name))
        .at(-1);
      if (last !== undefined) this.#openFile(last);
    }
    const most = this.#options.maxFileBytes ?? WARC_DEFAULTS.maxFileBytes;
    if (this.#descriptor !== undefined && this.#offset < most) return;
    const serial = this.#file === '' ? 0 : Number(OWN_FILE.exec(this.#file)![1]) + 1;
    this.#endFile();
    this.#openFile(`pages-${String(serial).padStart(5, '0')}.warc.gz`);
    this.#begin();
  }

  #openFile(name: string): void {
    this.#file = name;
    this.#descriptor = openSync(join(this.#dir, name), 'a');
    this.#offset = statSync(join(this.#dir, name)).size;
  }

  #begin(): void {
    if (this.#offset > 0) return;
    const { operator, userAgent } = this.#options;
    const lines = [
      `software: ${WARC_DEFAULTS.software}`,
      'format: WARC File Format 1.1',
      'conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
      ...(operator === undefined ? [] : [`operator: ${operator}`]),
      ...(userAgent === undefined ? [] : [`http-header-user-agent: ${userAgent}`]),
    ];
    const info = formatRecord(
      {
        type: 'warcinfo',
        atMs: this.#clock.now(),
        contentType: 'application/warc-fields',
        block: Buffer.from(
          `${lines.map((line) => line.replace(/[\r\n]+/g, ' ')).join('\r\n')}\r\n`,
        ),
        fields: [['WARC-Filename', this.#file]],
      },
      this.#file,
    );
    this.#write(info);
  }

  #write(record: FormattedRecord): void {
    this.#index.add(this.#file, asScanned(record, this.#append(record.bytes)));
  }

  #endFile(): void {
    if (this.#descriptor === undefined) return;
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}

function asScanned({ bytes, plain }: FormattedRecord, offset: number): ScannedRecord {
  return { offset, length: bytes.length, record: parseWarcRecord(plain) };
}
