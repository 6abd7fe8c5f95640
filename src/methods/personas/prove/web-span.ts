import { canonicalJson, type Hash, sha256 } from '../../../core/hash.ts';
import { isWellspringError } from '../../../core/errors/index.ts';
import {
  type ProofMaterial,
  type Prover,
  readStoredDocument,
  type Replay,
  spanProver,
} from '../../../core/proof/index.ts';
import type { Document, SpanEvidence } from '../../../core/records/index.ts';
import { parseWarcRecord } from '../../../sources/web/archive/parse-warc-record.ts';
import { removeChunks } from '../../../sources/web/archive/remove-chunks.ts';
import { verifyWarcRecord } from '../../../sources/web/archive/verify-warc-record.ts';
import { warcField } from '../../../sources/web/archive/warc-record.ts';
import { canonicalUrl } from '../../../sources/web/frontier/canonical-url.ts';
import { unpackBody } from '../../../sources/web/fetch/unpack-body.ts';
import { WEB_SPAN } from '../write/evidence-of.ts';
import { replayPage } from './replay-page.ts';

/**
 * A quotation of a crawled page holds when the stored document has it, and the archived record gives that document again: span →
 * block → page record → digest. The record is one gzip member of the WARC file, stored by its hash, which the document names.
 */
export const webSpanProver: Prover<SpanEvidence> = {
  name: WEB_SPAN,
  kind: 'span',
  references: ({ document, file }) => ({
    records: [document],
    blobs: file === undefined ? [] : [file],
  }),
  async replay(evidence, sample, material) {
    const plain = await spanProver.replay(evidence, sample, material);
    if (plain.verdict !== 'pass') return plain;
    const stored = await readStoredDocument(evidence.document, material);
    if ('reason' in stored) return { verdict: 'fail', reason: stored.reason };
    const { file } = evidence;
    if (file === undefined || stored.document.source.warc?.record !== file)
      return {
        verdict: 'fail',
        reason: 'the quotation does not name the record that its document was read from',
      };
    return replayOnce(stored.document, file, material);
  },
};

/** Many quotations stand in one page, and extracting it again is dear. */
const replayed = new WeakMap<Document, Map<Hash, Promise<Replay>>>();

function replayOnce(document: Document, file: Hash, material: ProofMaterial): Promise<Replay> {
  const known = replayed.get(document) ?? new Map<Hash, Promise<Replay>>();
  replayed.set(document, known);
  let replay = known.get(file);
  if (replay === undefined) {
    replay = replayRecord(document, file, material);
    known.set(file, replay);
    // Material that is absent now may be there when it is asked for again.
    replay.catch(() => known.delete(file));
  }
  return replay;
}

/** Lets material errors through. */
async function replayRecord(
  document: Document,
  file: Hash,
  material: ProofMaterial,
): Promise<Replay> {
  const bytes = await material.blob(file);
  try {
    const reason = await faultOfRecord(document, bytes);
    return reason ?? { verdict: 'pass' };
  } catch (error) {
    if (!isWellspringError(error)) throw error;
    return {
      verdict: 'fail',
      reason: `the archived record of ${document.uri} cannot be read: ${error.message}`,
    };
  }
}

async function faultOfRecord(document: Document, bytes: Uint8Array): Promise<Replay | undefined> {
  const fail = (reason: string): Replay => ({
    verdict: 'fail',
    reason: `${document.uri}: ${reason}`,
  });
  const { warc, hash, extractor } = document.source;
  const record = parseWarcRecord(bytes);
  if (record.id !== warc!.recordId)
    return fail(`its record is ${record.id}, not ${warc!.recordId}`);
  if (warcField(record, 'WARC-Payload-Digest') !== warc!.payloadDigest)
    return fail('its record states another digest than the document names');
  if (canonicalUrl(record.url ?? '') !== document.uri)
    return fail(`its record is of ${record.url}`);
  const broken = verifyWarcRecord(record).find(({ verdict }) => verdict !== 'pass');
  if (broken !== undefined)
    return fail(`its record does not have the ${broken.field} that it states`);
  if (record.type !== 'response' || record.http === null) return fail('its record holds no answer');
  const { headers, status } = record.http;
  if (status < 200 || status >= 300) return fail(`its record is no page, but HTTP ${status}`);
  const payload = removeChunks(record.http.payload, headers);
  const { body } = await unpackBody(payload, headers['content-encoding']);
  if (sha256(body) !== hash)
    return fail('the archived bytes are not those that the document was read from');
  const again = await replayPage({ body, headers }, document);
  if (again === undefined)
    return {
      verdict: 'unknown',
      reason: `${document.uri}: this build has no extractor ${extractor}`,
    };
  const other = Object.entries(again).find(
    ([name, value]) => canonicalJson(value) !== canonicalJson(document[name as keyof typeof again]),
  );
  return other && fail(`extracting the archived bytes again gives other ${other[0]}`);
}
