import { isUtf8 } from 'node:buffer';
import { readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type Hash, sha256 } from '../../src/core/hash.ts';
import type { Document } from '../../src/core/records/index.ts';
import type { Manifest } from '../../src/dataset/manifest.ts';
import { blobPath } from '../../src/dataset/proof.ts';
import { parseWarcRecord } from '../../src/sources/web/archive/index.ts';
import { formatRecord } from '../../src/sources/web/archive/format-record.ts';
import { unpackBody } from '../../src/sources/web/fetch/unpack-body.ts';
import { type OpenedDataset, replaceRecord } from '../../test/adversary/reseal.ts';

/** An archived page of a dataset: its document, that document's hash, and its record as it is stored. */
export interface Archived {
  hash: Hash;
  document: Document;
  bytes: Uint8Array;
}

interface Forged {
  bytes: Uint8Array;
  source?: Partial<Document['source']>;
}

/**
 * Changes of what the archive holds. Each gives the record that takes the place of a page's own, with all that must agree with it made anew;
 * null takes it away; undefined where the page gives no occasion.
 */
export const ARCHIVE_CHANGES: Record<
  string,
  (
    page: Archived,
    other: Archived,
  ) => Promise<Forged | null | undefined> | Forged | null | undefined
> = {
  'a byte of the archived page': ({ bytes }) => {
    const plain = Buffer.from(gunzipSync(bytes));
    const { payload } = parseWarcRecord(bytes).http!;
    const at = plain.indexOf(payload) + Math.floor(payload.length / 2);
    plain[at] = plain[at]! ^ 1;
    return { bytes: gzipSync(plain) };
  },
  'a letter of the archived page, digests made anew': async (page) => {
    const changed = await withLetterChanged(page);
    return changed && formAnew(page, changed.head, changed.payload, changed.body);
  },
  'the record of another page': (_, { bytes, document }) => ({ bytes, source: document.source }),
  'the answer of another page under its own address, digests made anew': async (page, other) => {
    const { head, payload } = parseWarcRecord(other.bytes).http!;
    return formAnew(page, head, payload, await bodyOf(other));
  },
  'the record taken away': () => null,
};

/** Makes one change to every archived page that gives occasion; all that names a record names the new one. Returns the pages' documents. */
export async function sabotageArchive(
  dataset: OpenedDataset,
  change: (typeof ARCHIVE_CHANGES)[string],
): Promise<Set<string>> {
  const { dir } = dataset;
  const pages = readArchived(dataset);
  const manifestPath = join(dir, 'manifest.json');
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest;
  const changed = new Set<string>();
  for (const [at, page] of pages.entries()) {
    const forged = await change(page, pages[(at + 1) % pages.length]!);
    if (forged === undefined) continue;
    const old = page.document.source.warc!.record!;
    changed.add(page.document.uri);
    if (forged === null) {
      rmSync(join(dir, 'proof', blobPath(old)));
      continue;
    }
    const record = sha256(forged.bytes);
    const path = `proof/${blobPath(record)}`;
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), forged.bytes);
    manifest.files.push({ path, sha256: record, bytes: forged.bytes.length });
    const source = { ...page.document.source, ...forged.source };
    const document = { ...page.document, source: { ...source, warc: { ...source.warc!, record } } };
    const hash = replaceRecord(dataset, page.hash, document);
    dataset.samples = dataset.samples.map((sample) => ({
      ...sample,
      evidence: sample.evidence.map((one) =>
        one.kind === 'span' && one.document === hash ? { ...one, file: record } : one,
      ),
    }));
  }
  writeFileSync(manifestPath, JSON.stringify(manifest));
  return changed;
}

function readArchived({ dir, samples, records }: OpenedDataset): Archived[] {
  const hashes = new Set(
    samples.flatMap(({ evidence }) =>
      evidence.flatMap((one) => (one.kind === 'span' ? [one.document] : [])),
    ),
  );
  return [...hashes].map((hash) => {
    const document = records.get(hash) as Document;
    const bytes = readFileSync(join(dir, 'proof', blobPath(document.source.warc!.record!)));
    return { hash, document, bytes };
  });
}

const PARTS = /<(script|style)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^>]*>|[^<]+/giu;

/** The body with a letter of its text changed wherever readers see it: metadata and scripts say the same and make no block. */
async function withLetterChanged(page: Archived) {
  const record = parseWarcRecord(page.bytes);
  const { head, headers } = record.http!;
  const text = page.document.blocks.find(({ kind }) => kind === 'paragraph')?.text ?? '';
  const run = /[\p{L}\p{M} ]{6,}/u.exec(text)?.[0] ?? '';
  const put = run.replace(/\p{L}/u, (letter) => (letter === 'n' ? 'm' : 'n'));
  const bytes = Buffer.from(await bodyOf(page));
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  const before = bytes.toString(encoding);
  const after = before.replace(PARTS, (part) =>
    part.startsWith('<') ? part : part.replaceAll(run, put),
  );
  if (run === '' || after === before) return undefined;
  const body = Buffer.from(after, encoding);
  return { head, body, payload: headers['content-encoding'] === 'gzip' ? gzipSync(body) : body };
}

async function bodyOf({ bytes }: Archived): Promise<Uint8Array> {
  const { headers, payload } = parseWarcRecord(bytes).http!;
  return (await unpackBody(payload, headers['content-encoding'] ?? 'identity')).body;
}

function formAnew(
  { document, bytes: own }: Archived,
  head: Uint8Array,
  payload: Uint8Array,
  body: Uint8Array,
): Forged {
  const { atMs, url, fields } = parseWarcRecord(own);
  const { id, bytes } = formatRecord(
    {
      type: 'response',
      atMs,
      url: url!,
      contentType: fields.find(([name]) => name === 'Content-Type')![1],
      block: Buffer.concat([head, payload]),
      payload,
    },
    document.source.warc!.file,
  );
  const payloadDigest = `sha256:${sha256(payload)}`;
  return {
    bytes,
    source: {
      hash: sha256(body),
      warc: { ...document.source.warc!, recordId: id, payloadDigest },
    },
  };
}
