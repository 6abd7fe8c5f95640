import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import { makeSamples } from '../../../../test/fixtures/persona-run.ts';
import { sha256 } from '../../../core/hash.ts';
import { type Document, documentId, type Sample } from '../../../core/records/index.ts';
import { convertHtml } from '../../../sources/files/convert-html.ts';
import { extractPage, WEB_EXTRACTOR } from '../../../sources/web/extract/extract-page.ts';
import { formatRecord } from '../../../sources/web/archive/format-record.ts';
import { webSpanProver } from './web-span.ts';

const URI = 'https://pages.example/mill';
const HTML = `<!doctype html><html lang="en"><head><title>The tide mill</title></head><body><h1>The tide mill</h1>
<p>The tide mill at Carrow has ground corn since 1612. Twice a day the sea fills a pond behind the mill through a wooden gate.
When the tide goes out, the gate closes and the trapped water turns the wheel. A full pond drives the stones for about four hours.</p></body></html>`;

/** A page as the crawler archives it: its record, and the document that was read from it. */
function archived(
  html = HTML,
  encoding: 'gzip' | null = 'gzip',
  extractor = 'files/html@1',
  status = 200,
) {
  const body = Buffer.from(html);
  const payload = encoding === null ? body : gzipSync(body);
  const head = `HTTP/1.1 ${status} OK\r\nContent-Type: text/html; charset=utf-8\r\n${encoding === null ? '' : `Content-Encoding: ${encoding}\r\n`}\r\n`;
  const { id, bytes } = formatRecord(
    {
      type: 'response',
      atMs: 1_700_000_000_000,
      url: URI,
      contentType: 'application/http; msgtype=response',
      block: Buffer.concat([Buffer.from(head), payload]),
      payload,
    },
    'pages.warc.gz:0',
  );
  const { blocks } = convertHtml(html);
  const document: Document = {
    id: documentId({ uri: URI, blocks }),
    uri: URI,
    title: 'The tide mill',
    language: 'en',
    license: 'CC0-1.0',
    mediaType: 'text/html',
    source: {
      hash: sha256(body),
      extractor,
      fetchedAt: '2023-11-14T22:13:20.000Z',
      warc: {
        file: 'pages.warc.gz',
        recordId: id,
        payloadDigest: `sha256:${sha256(payload)}`,
        record: sha256(bytes),
      },
    },
    blocks,
  };
  return { document, bytes };
}

async function talk(document: Document): Promise<Sample> {
  const { samples } = await makeSamples([document], { count: 4, options: { voice: 'template' } });
  return samples[0]!;
}

async function replay(document: Document, bytes: Uint8Array | null, stored = document) {
  const sample = await talk(document);
  const store = createMemoryStore();
  const name = await store.putRecord(stored);
  if (bytes !== null) await store.putBlob(bytes);
  const [drawn] = sample.evidence;
  if (drawn?.kind !== 'span') throw new Error('no span');
  const span = { ...drawn, document: name };
  return { span, replay: () => webSpanProver.replay(span, sample, store) };
}

describe('a quotation of a crawled page', () => {
  it.each(['gzip', null] as const)(
    'is proved down to the bytes of its record (%s)',
    async (encoding) => {
      const { document, bytes } = archived(HTML, encoding);
      const { span, replay: run } = await replay(document, bytes);
      expect(span).toMatchObject({ prover: 'span/web@1', file: sha256(bytes) });
      expect(webSpanProver.references(span)).toEqual({
        records: [span.document],
        blobs: [sha256(bytes)],
      });
      expect(await run()).toEqual({ verdict: 'pass' });
    },
  );

  describe('read by the extractor of crawled pages', () => {
    const long = HTML.replace(
      '</p>',
      ` ${'The miller works by the moon rather than by the clock of the town. '.repeat(4)}</p>`,
    );
    async function crawled(change: Partial<Document> = {}) {
      const { document } = await extractPage(long, { url: URI });
      const { bytes, document: plain } = archived(long, 'gzip', WEB_EXTRACTOR);
      const { id, title, blocks } = document!;
      const page = { ...plain, id, title, blocks };
      return (await replay(page, bytes, { ...page, ...change })).replay();
    }

    it('is proved, too', async () => {
      expect(await crawled()).toEqual({ verdict: 'pass' });
    });

    it.each([
      ['title', { title: 'What the ministry says' }],
      ['language', { language: 'de' }],
    ])('does not hold under another %s', async (name, change) => {
      expect(await crawled(change)).toMatchObject({
        verdict: 'fail',
        reason: expect.stringContaining(`gives other ${name}`),
      });
    });
  });

  it('does not hold of what is no page', async () => {
    const { document, bytes } = archived(HTML, null, 'files/html@1', 404);
    expect(await (await replay(document, bytes)).replay()).toMatchObject({
      reason: expect.stringContaining('HTTP 404'),
    });
  });

  it('is missing where the record is', async () => {
    const { document } = archived();
    const { replay: run } = await replay(document, null);
    await expect(run()).rejects.toMatchObject({ code: 'material-absent' });
  });

  it('does not hold where the page was forged, with all hashes made anew', async () => {
    const { document, bytes } = archived();
    const blocks = document.blocks.map((block) => ({
      ...block,
      text: block.text.replaceAll('1612', '1712'),
    }));
    const forged = { ...document, blocks, id: documentId({ uri: URI, blocks }) };
    expect(await (await replay(forged, bytes)).replay()).toMatchObject({
      reason: expect.stringContaining('gives other blocks'),
    });
  });

  it('does not hold where the page is said to be of another address', async () => {
    const { document, bytes } = archived();
    const uri = 'https://news.example/mill';
    const forged = { ...document, uri, id: documentId({ uri, blocks: document.blocks }) };
    expect(await (await replay(forged, bytes)).replay()).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining(`its record is of ${URI}`),
    });
  });

  it.each([
    ['another digest', { payloadDigest: `sha256:${'0'.repeat(64)}` }, 'another digest'],
    [
      'another record',
      { recordId: 'urn:uuid:00000000-0000-4000-8000-000000000000' },
      'its record is',
    ],
  ])('does not hold with %s', async (_, change, reason) => {
    const { document, bytes } = archived();
    const forged = {
      ...document,
      source: { ...document.source, warc: { ...document.source.warc!, ...change } },
    };
    expect(await (await replay(forged, bytes)).replay()).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining(reason),
    });
  });

  it('does not hold with other bytes, and is unknown with another extractor', async () => {
    const { document, bytes } = archived();
    const other = { ...document, source: { ...document.source, hash: 'b'.repeat(64) } };
    expect(await (await replay(other, bytes)).replay()).toMatchObject({
      reason: expect.stringContaining('not those that'),
    });
    const foreign = archived(HTML, 'gzip', 'other/html@9');
    expect(await (await replay(foreign.document, foreign.bytes)).replay()).toMatchObject({
      verdict: 'unknown',
    });
  });

  it('does not hold where the record is torn or is none', async () => {
    const { document } = archived();
    for (const bytes of [Buffer.from('nothing of the kind'), gzipSync('WARC/1.1\r\n\r\n')]) {
      const record = sha256(bytes);
      const torn = {
        ...document,
        source: { ...document.source, warc: { ...document.source.warc!, record } },
      };
      expect(await (await replay(torn, bytes)).replay()).toMatchObject({ verdict: 'fail' });
    }
  });
});
