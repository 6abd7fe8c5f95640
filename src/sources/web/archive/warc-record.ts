/** What a record of the archive says: WARC 1.0 or 1.1 (ISO 28500:2017). */
export interface WarcRecord {
  version: string;
  /** `response`, `request`, `revisit`, `warcinfo`, `metadata` … */
  type: string;
  /** Without angle brackets. */
  id: string;
  url: string | null;
  atMs: number;
  /** In their order, as written. */
  fields: [name: string, value: string][];
  block: Uint8Array;
  /** The block of a request, response or revisit, parsed. */
  http: HttpMessage | null;
}

export interface HttpMessage {
  /** 0 for a request. */
  status: number;
  /** To the empty line, with it. */
  head: Uint8Array;
  /** Names in lower case; repeated fields joined with a comma. */
  headers: Record<string, string>;
  payload: Uint8Array;
}

/** Where a record stands: all that is needed to read it alone. */
export interface RecordPlace {
  /** Name of the file in the archive's folder. */
  file: string;
  offset: number;
  /** Bytes as stored: of its gzip member. */
  length: number;
  recordId: string;
}

export interface StoredRecord extends RecordPlace {
  type: 'response' | 'revisit';
  url: string;
  atMs: number;
  status: number;
  /** `sha256:` and hexadecimal digits. */
  payloadDigest: string;
  /** The record that holds the payload: this one, or, for a revisit, the one before it. A proof carries that one. */
  payloadRecord: RecordPlace;
}

/** The value of a field, whatever its case; undefined where it is absent. */
export function warcField(record: WarcRecord, name: string): string | undefined {
  const lower = name.toLowerCase();
  return record.fields.find(([field]) => field.toLowerCase() === lower)?.[1];
}
