import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { buffer } from 'node:stream/consumers';
import { isWellspringError, SourceError } from '../../core/errors/index.ts';
import { blocksToMarkdown } from '../../sources/files/blocks-to-markdown.ts';
import { unpack, UNPACK_DEFAULTS } from '../../sources/files/unpack.ts';
import { decodePage } from '../../sources/web/decode-page.ts';
import { type ExtractedPage, extractPage } from '../../sources/web/extract/extract-page.ts';
import { type FetcherOptions, openFetcher } from '../../sources/web/fetch/index.ts';
import { plainLine } from '../output/plain-text.ts';

export interface ExtractOptions {
  /** Address of a saved page. */
  url?: string;
  fetcher: FetcherOptions;
  signal: AbortSignal;
}

export type PageResult =
  | { of: string; error: string }
  | { of: string; as(format: 'text' | 'markdown' | 'json'): string };

/** Pages in the order given; one that cannot be read is said so and costs no other. */
export async function* extractPages(
  pages: readonly string[],
  { url, fetcher: fetching, signal }: ExtractOptions,
): AsyncGenerator<PageResult> {
  const fetcher = openFetcher(fetching);
  try {
    for (const named of pages) {
      signal.throwIfAborted();
      const of = plainLine(named);
      try {
        const { html, at } = /^https?:\/\//i.test(named)
          ? await fetchPage(named, fetcher, signal)
          : { html: await readSaved(named), at: url ?? addressOf(named) };
        const page = await extractPage(html, { url: at });
        if (page.document === null) yield { of, error: page.because ?? 'it holds no text' };
        else yield { of, as: (format) => show(page, format) };
      } catch (error) {
        signal.throwIfAborted();
        if (!isWellspringError(error) && !(error instanceof Error && 'code' in error)) throw error;
        yield { of, error: plainLine(whyUnread(error as Error)) };
      }
    }
  } finally {
    await fetcher.close();
  }
}

async function fetchPage(
  url: string,
  fetcher: ReturnType<typeof openFetcher>,
  signal: AbortSignal,
): Promise<{ html: string; at: string }> {
  const fetched = await fetcher.fetch(url, { signal });
  if (fetched.status >= 400)
    throw new SourceError(`HTTP ${fetched.status}`, { reason: 'http-status' });
  return { html: await decodePage(fetched.body, fetched.headers['content-type']), at: fetched.url };
}

function whyUnread(error: Error & { code?: unknown }): string {
  if (error.code === 'ENOENT') return 'there is no such file';
  if (error.code === 'EISDIR') return 'it is a folder';
  return error.message;
}

const MOST_BYTES = 64 * 1024 ** 2;

async function readSaved(path: string): Promise<Uint8Array> {
  if (path !== '-' && (await stat(path)).size > MOST_BYTES)
    throw new SourceError(`it is larger than ${MOST_BYTES} bytes`, { reason: 'too-large' });
  const bytes = path === '-' ? await buffer(process.stdin) : await readFile(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const chunks = unpack(Readable.from([bytes]), { ...UNPACK_DEFAULTS, maxBytes: MOST_BYTES });
  return buffer(chunks);
}

function addressOf(path: string): string {
  return path === '-' ? 'file:///dev/stdin' : pathToFileURL(resolve(path)).href;
}

function show(page: ExtractedPage, format: 'text' | 'markdown' | 'json'): string {
  const { document } = page;
  if (format === 'json') return `${JSON.stringify(page)}\n`;
  if (format === 'markdown') return blocksToMarkdown(document!.blocks);
  return `${document!.blocks.map(({ text }) => text).join('\n\n')}\n`;
}
