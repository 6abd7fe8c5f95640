export { openWarcFetcher, type WarcFetcher } from './open-warc-fetcher.ts';
export { openWarcWriter, type WarcWriter, type WarcWriterOptions } from './open-warc-writer.ts';
export { parseWarcRecord } from './parse-warc-record.ts';
export { readWarcRecord, recordBytes, scanWarc } from './scan-warc.ts';
export { verifyWarcRecord } from './verify-warc-record.ts';
export { openIndexForReading } from './warc-index.ts';
export { type StoredRecord, warcField } from './warc-record.ts';
