import { createHash } from 'node:crypto';

/** A lowercase hexadecimal SHA-256, 64 characters: the name of a content. */
export type Hash = string;

/** SHA-256 of bytes, or of the UTF-8 of a text. */
export function sha256(content: string | Uint8Array): Hash {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * JSON with sorted keys, no white space, and no undefined members: equal values give equal bytes.
 * After RFC 8785 (JCS), keys sorted by UTF-16 code unit, which is what JCS asks for.
 * Throws TypeError on what JSON cannot carry (NaN, infinities, functions, bigints).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonicalJson: ${value} has no JSON form`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object') {
    const record = value as Record<string, unknown>;
    const members: string[] = [];
    for (const key of Object.keys(record).toSorted()) {
      if (record[key] === undefined) continue;
      members.push(`${JSON.stringify(key)}:${canonicalJson(record[key])}`);
    }
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`canonicalJson: a ${typeof value} has no JSON form`);
}

/** The content address of a record: SHA-256 of its canonical JSON. */
export function hashRecord(value: unknown): Hash {
  return sha256(canonicalJson(value));
}
