import { availableParallelism } from 'node:os';
import { RecipeError, SourceError } from '../../core/errors/index.ts';
import { type Hash, hashRecord, sha256 } from '../../core/hash.ts';
import type { Document } from '../../core/records/index.ts';
import type { Store } from '../../core/run/method.ts';
import type { Memo } from '../../core/store/memo.ts';
import { listFiles, type FoundFile } from '../files/list-files.ts';
import type { FilesContext } from '../files/files-options.ts';
import { openFile } from '../files/open-file.ts';
import { type Skip, toSkip } from '../files/skip.ts';
import { openPdfWorkers, type PdfWorkers } from './engine/pdf-workers.ts';
import { toDocument } from './formats/to-document.ts';
import type { Paper } from './paper.ts';
import type { PdfOptions } from './pdf-options.ts';
import { READER, type ReadPaperOptions } from './read-paper.ts';

export type PdfItem = { document: Document; paper: Paper } | { skip: Skip };

export interface PdfContext extends FilesContext {
  store: Pick<Store, 'putRecord' | 'putBlob' | 'record'>;
  /** Papers by file and options: what was read before is not read again. */
  memo: Memo;
  /** Threads; default: one a processor, at most 4. Never part of what is read. */
  workers?: number;
  progress?(done: number, total: number | null, what: string): void;
}

/** Threads that read papers. */
export type PaperReaders = PdfWorkers<ReadPaperOptions, Paper>;

export function openPaperReaders(workers = Math.min(4, availableParallelism())): PaperReaders {
  const source = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const module = new URL(`./read-paper.${source}`, import.meta.url).href;
  return openPdfWorkers<ReadPaperOptions, Paper>({ module, name: 'readPaper' }, { workers });
}

/**
 * Reads PDFs as documents, in code-unit order of their relative paths, several at a time. Each file and what was found in it
 * (layout, tables, links) is stored; the document names both. A file that cannot be read is a skip. Raises RecipeError where
 * the path is not there or gives no document.
 */
export async function* readPdfs(options: PdfOptions, context: PdfContext): AsyncGenerator<PdfItem> {
  const readers = openPaperReaders(context.workers);
  const ahead = context.workers ?? Math.min(4, availableParallelism());
  const waiting: Promise<PdfItem>[] = [];
  let given = 0;
  let lastSkip: Skip | null = null;
  const next = async (): Promise<PdfItem> => {
    const item = await waiting.shift()!;
    if ('skip' in item) lastSkip = item.skip;
    else given++;
    return item;
  };
  try {
    for await (const found of listFiles(options, context)) {
      context.signal?.throwIfAborted();
      if ('file' in found && !/\.pdf$/i.test(found.file.uri)) continue;
      waiting.push(
        'skip' in found ? Promise.resolve(found) : readFile(found.file, options, context, readers),
      );
      // An item that fails while an earlier one is waited for is dealt with in its turn.
      waiting.at(-1)!.catch(() => {});
      if (waiting.length <= ahead) continue;
      yield await next();
      if (given === options.maxDocuments) return;
    }
    while (waiting.length > 0) {
      yield await next();
      if (given === options.maxDocuments) return;
    }
  } finally {
    await readers.close();
  }
  if (given > 0) return;
  throw new RecipeError(`The source \`${options.path}\` gives no paper.`, {
    hint:
      lastSkip === null
        ? 'It holds no file whose name ends with .pdf; look at `path`, `include` and `exclude`.'
        : `The last was \`${(lastSkip as Skip).uri}\`: ${(lastSkip as Skip).message}`,
  });
}

async function readFile(
  file: FoundFile,
  options: PdfOptions,
  context: PdfContext,
  readers: PaperReaders,
): Promise<PdfItem> {
  try {
    const bytes = await readBytes(file, options.maxFileBytes);
    const paper = await readPaperOnce(bytes, file.uri, options, context, readers);
    const { store } = context;
    await store.putBlob(bytes);
    const layout = await store.putRecord(paper);
    const document = toDocument(paper, { uri: file.uri, license: options.license ?? null, layout });
    return { document, paper };
  } catch (error) {
    context.signal?.throwIfAborted();
    return { skip: toSkip(file.uri, error) };
  }
}

async function readPaperOnce(
  bytes: Uint8Array,
  uri: string,
  { language, maxPages, ocr }: PdfOptions,
  { memo, store, signal, progress }: PdfContext,
  readers: PaperReaders,
): Promise<Paper> {
  const given: ReadPaperOptions = { maxPages, ocr, ...(language !== undefined && { language }) };
  const key = hashRecord({ reader: READER, file: sha256(bytes), ...given });
  const known = (await memo.get(key)) as { paper: Hash } | undefined;
  if (known !== undefined) return (await store.record(known.paper)) as Paper;
  let done = 0;
  const paper = await readers.run(bytes, given, {
    ...(signal !== undefined && { signal }),
    onPage: () => progress?.(++done, null, `pages of ${uri}`),
  });
  await memo.put(key, { paper: await store.putRecord(paper) });
  return paper;
}

async function readBytes(file: FoundFile, most: number): Promise<Uint8Array> {
  const open = await openFile(file);
  try {
    if (open.sizeBytes > most) {
      throw new SourceError(`It has ${open.sizeBytes} bytes, more than ${most}.`, {
        reason: 'too-large',
        hint: 'raise maxFileBytes',
      });
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of open.chunks()) chunks.push(chunk);
    await open.assertUnchanged();
    return new Uint8Array(Buffer.concat(chunks));
  } finally {
    await open.close();
  }
}
