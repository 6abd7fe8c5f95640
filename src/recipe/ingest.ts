import { RecipeError } from '../core/errors/index.ts';
import type { Document } from '../core/records/index.ts';
import type { z } from 'zod';
import type { Store } from '../core/run/method.ts';
import type { Memo } from '../core/store/memo.ts';
import { FilesOptions, readFiles, type Skip } from '../sources/files/index.ts';
import { PdfOptions, readPdfs } from '../sources/pdf/index.ts';
import { readCrawl } from '../sources/web/read-crawl.ts';
import { WebOptions } from '../sources/web/web-options.ts';
import type { Recipe } from './schema.ts';

/** A source, read: its documents by record hash, in a fixed order, and what was refused. */
export interface IngestedSource {
  name: string;
  type: string;
  documents: string[];
  licenses: Record<string, number>;
  skips: Record<string, number>;
}

export interface IngestContext {
  store: Store;
  /** Files that were read before are not read again. */
  memo: Memo;
  baseDir: string;
  signal: AbortSignal;
  /** Notes an item that cannot be read. */
  skip(item: { source: string; uri: string; reason: string; message: string }): void;
  progress(done: number, total: number | null, what: string): void;
}

type Item = { document: Document } | { skip: Skip };
type Reader = (options: never, context: IngestContext) => AsyncIterable<Item>;

/** How each type of source is read. */
const READERS: Record<Recipe['sources'][string]['type'], { options: z.ZodType; read: Reader }> = {
  files: {
    options: FilesOptions,
    read: (options: FilesOptions, { baseDir, signal }) =>
      readFiles(options, { baseFolder: baseDir, signal }),
  },
  pdf: {
    options: PdfOptions,
    read: (options: PdfOptions, { baseDir, signal, store, memo, progress }) =>
      readPdfs(options, { baseFolder: baseDir, signal, store, memo, progress }),
  },
  web: {
    options: WebOptions,
    read: (options: WebOptions, { baseDir, signal, store }) =>
      readCrawl(options, { baseFolder: baseDir, signal, store }),
  },
};

/** Reads a source into the store. One unreadable item is counted and passed over; an empty source is a recipe error. */
export async function ingestSource(
  name: string,
  source: Recipe['sources'][string],
  context: IngestContext,
): Promise<IngestedSource> {
  const { store, progress, skip } = context;
  const { type, ...rest } = source;
  const { options, read } = READERS[type];
  const parsed = options.safeParse(rest);
  if (!parsed.success) {
    throw new RecipeError(
      `sources.${name}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  }
  const ingested: IngestedSource = { name, type, documents: [], licenses: {}, skips: {} };
  for await (const item of read(parsed.data as never, context)) {
    if ('skip' in item) {
      ingested.skips[item.skip.reason] = (ingested.skips[item.skip.reason] ?? 0) + 1;
      skip({ source: name, ...item.skip });
      continue;
    }
    ingested.documents.push(await store.putRecord(item.document));
    const license = item.document.license ?? 'unknown';
    ingested.licenses[license] = (ingested.licenses[license] ?? 0) + 1;
    progress(ingested.documents.length, null, `reading ${name}`);
  }
  if (ingested.documents.length === 0) {
    const reasons = Object.entries(ingested.skips).map(([reason, count]) => `${reason} ${count}`);
    throw new RecipeError(
      `sources.${name} gave no document${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}`,
      {
        hint: 'check its path, include and exclude',
      },
    );
  }
  return ingested;
}

/** The documents of the sources that a part uses, read again from the store one at a time. */
export async function* documentsOf(
  uses: readonly string[],
  sources: ReadonlyMap<string, IngestedSource>,
  store: Store,
): AsyncGenerator<Document> {
  for (const name of uses) {
    for (const hash of sources.get(name)?.documents ?? [])
      yield (await store.record(hash)) as Document;
  }
}
