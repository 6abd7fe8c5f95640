import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RecipeError, SourceError } from '../../core/errors/index.ts';
import type { Document } from '../../core/records/index.ts';
import type { Store } from '../../core/run/method.ts';
import { type Skip, toSkip } from '../files/skip.ts';
import { parseWarcRecord, recordBytes } from './archive/index.ts';
import { CRAWL_FILES, listCrawledPages } from './crawl-folder.ts';
import { canonicalUrl } from './frontier/canonical-url.ts';
import { openWeb } from './open-web.ts';
import { readHtmlPage } from './read-html-page.ts';
import type { WebOptions } from './web-options.ts';

export interface CrawlContext {
  baseFolder: string;
  store: Pick<Store, 'putBlob'>;
  signal: AbortSignal;
}

/**
 * Reads the pages of a crawl from its archive, in the order in which they were read, copies left out. The archived record of
 * each goes into the store, so that a proof can begin at the bytes that the server sent. Raises RecipeError where there is no crawl.
 */
export async function* readCrawl(
  options: WebOptions,
  { baseFolder, store, signal }: CrawlContext,
): AsyncGenerator<{ document: Document } | { skip: Skip }> {
  const dir = resolve(baseFolder, options.crawl);
  const archive = join(dir, CRAWL_FILES.archive);
  if (!existsSync(archive))
    throw new RecipeError(`${options.crawl} is no folder of a crawl`, {
      hint: `make it with \`wellspring web crawl SEEDS… --out ${options.crawl}\``,
    });
  const web = await openWeb({ dir: archive, network: null, readPage: readHtmlPage });
  let given = 0;
  try {
    for (const { asked, url, duplicateOf, worth, depth } of await listCrawledPages(dir)) {
      signal.throwIfAborted();
      if (duplicateOf !== null || worth < options.leastWorth) continue;
      try {
        const { document, reserved, record } = await web.visit(asked, depth, signal);
        if (document === null || record === undefined)
          throw new SourceError(reserved ?? 'the page holds no text', { reason: 'empty' });
        const bytes = recordBytes(join(archive, record.file), record);
        if (canonicalUrl(parseWarcRecord(bytes).url ?? '') !== document.uri)
          throw new SourceError('its bytes are archived as those of another address', {
            reason: 'not-archived',
          });
        await store.putBlob(bytes);
        yield { document: { ...document, license: document.license ?? options.license ?? null } };
        if (++given === options.maxDocuments) return;
      } catch (error) {
        signal.throwIfAborted();
        yield { skip: toSkip(url, error) };
      }
    }
  } finally {
    await web.close();
  }
}
