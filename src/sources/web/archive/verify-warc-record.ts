import { createHash } from 'node:crypto';
import { base32 } from './digest.ts';
import type { WarcRecord } from './warc-record.ts';

export interface DigestCheck {
  field: string;
  stated: string;
  /** `unknown`: an algorithm that is not known here, or a payload that another record holds. Unknown is not pass. */
  verdict: 'pass' | 'fail' | 'unknown';
}

const ALGORITHMS = new Set(['md5', 'sha1', 'sha256', 'sha384', 'sha512']);

/** Computes every digest that a record states anew. Pure. */
export function verifyWarcRecord(record: WarcRecord): DigestCheck[] {
  return record.fields.flatMap(([field, stated]) => {
    const name = field.toLowerCase();
    const isBlock = name === 'warc-block-digest' || name === 'wellspring-block-sha1';
    const isPayload = name === 'warc-payload-digest' || name === 'wellspring-payload-sha1';
    if (!isBlock && !isPayload) return [];
    const payload = record.type === 'revisit' ? undefined : record.http?.payload;
    const bytes = isBlock ? record.block : payload;
    return [{ field, stated, verdict: bytes === undefined ? 'unknown' : judge(bytes, stated) }];
  });
}

function judge(bytes: Uint8Array, stated: string): DigestCheck['verdict'] {
  const [, label = '', value = ''] = /^([\w-]+):(.+)$/.exec(stated) ?? [];
  const algorithm = label.toLowerCase().replace('-', '');
  if (!ALGORITHMS.has(algorithm)) return 'unknown';
  const digest = createHash(algorithm).update(bytes).digest();
  const isHex = value.toLowerCase() === digest.toString('hex');
  const unpadded = value.toUpperCase().replace(/=+$/, '');
  return isHex || unpadded === base32(digest).replace(/=+$/, '') ? 'pass' : 'fail';
}
