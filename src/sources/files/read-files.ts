import { RecipeError } from '../../core/errors/index.ts';
import type { Document } from '../../core/records/index.ts';
import { fileKind, READABLE } from './file-kind.ts';
import type { FilesContext, FilesOptions } from './files-options.ts';
import { readJsonLines } from './json-lines.ts';
import { type FoundFile, listFiles } from './list-files.ts';
import { type OpenFile, openFile } from './open-file.ts';
import { readPage } from './read-page.ts';
import { rowDocument } from './row-document.ts';
import { UNPACK_DEFAULTS, unpack } from './unpack.ts';
import { type Skip, toSkip } from './skip.ts';

/** A document, or an item that was passed over and why. */
export type FilesItem = { document: Document } | { skip: Skip };

const JSONL_EXTRACTOR = 'files/jsonl@1';
const PARQUET_EXTRACTOR = 'files/parquet@1';

/** Largest unpacked size of a packed JSONL file, which is streamed: 64 GiB. */
const MAX_UNPACKED_ROWS_BYTES = 64 * 1024 ** 3;

/**
 * Reads documents from files, in code-unit order of their relative paths and, within a file, of its rows; the same
 * files give the same documents on every machine. One document is in memory at a time. A bad item is a skip.
 * Raises RecipeError where the path is not there or gives no document.
 */
export async function* readFiles(
  options: FilesOptions,
  context: FilesContext,
): AsyncGenerator<FilesItem> {
  let documents = 0;
  const skips = new Map<string, number>();
  let firstSkip: Skip | null = null;
  for await (const found of listFiles(options, context)) {
    for await (const item of 'skip' in found ? [found] : readFile(found.file, options, context)) {
      context.signal?.throwIfAborted();
      if ('document' in item) documents++;
      else {
        firstSkip ??= item.skip;
        skips.set(item.skip.reason, (skips.get(item.skip.reason) ?? 0) + 1);
      }
      yield item;
      if (documents === options.maxDocuments) return;
    }
  }
  if (documents > 0) return;
  if (firstSkip === null) {
    throw new RecipeError(`The source \`${options.path}\` holds no file that its options select.`, {
      hint: `Look at \`path\`, \`include\` and \`exclude\`. Files that are read: ${READABLE}.`,
    });
  }
  const counts = [...skips].map(([reason, count]) => `${count} ${reason}`).join(', ');
  throw new RecipeError(
    `The source \`${options.path}\` gives no document; passed over: ${counts}.`,
    {
      hint: `The first was \`${firstSkip.uri}\`: ${firstSkip.message}`,
    },
  );
}

async function* readFile(
  file: FoundFile,
  options: FilesOptions,
  context: FilesContext,
): AsyncGenerator<FilesItem> {
  const found = fileKind(file.uri);
  if (found === null) {
    yield {
      skip: {
        uri: file.uri,
        reason: 'unsupported-type',
        message: `Files that are read: ${READABLE}.`,
      },
    };
    return;
  }
  let open: OpenFile | null = null;
  try {
    open = await openFile(file);
    const { kind, packed } = found;
    if (kind === 'jsonl') yield* readJsonlFile(file, open, packed, options);
    else if (kind === 'parquet') yield* readParquetFile(file, open, options);
    else yield { document: await readPage(file, open, kind, packed, options) };
  } catch (error) {
    context.signal?.throwIfAborted();
    yield { skip: toSkip(file.uri, error) };
  } finally {
    await open?.close();
  }
}

async function* readJsonlFile(
  file: FoundFile,
  open: OpenFile,
  packed: boolean,
  options: FilesOptions,
): AsyncGenerator<FilesItem> {
  const hash = await open.hash();
  const limits = { maxBytes: MAX_UNPACKED_ROWS_BYTES, maxRatio: UNPACK_DEFAULTS.maxRatio };
  const chunks = packed ? unpack(open.chunks(), limits) : open.chunks();
  const lines = readJsonLines(chunks, {
    maxLineBytes: options.maxFileBytes,
    encoding: options.encoding,
  });
  for await (const item of lines) {
    const uri = `${file.uri}#${item.line - 1}`;
    if ('reason' in item) {
      yield { skip: { uri, reason: item.reason, message: `Line ${item.line}: ${item.message}` } };
      continue;
    }
    const origin = { uri: file.uri, hash, extractor: JSONL_EXTRACTOR, row: item.line - 1 };
    yield await tryRow(item.value, origin, options, `Line ${item.line}: `);
  }
  await open.assertUnchanged();
}

async function* readParquetFile(
  file: FoundFile,
  open: OpenFile,
  options: FilesOptions,
): AsyncGenerator<FilesItem> {
  const hash = await open.hash();
  const { readParquetRows } = await import('./parquet-rows.ts');
  let row = 0;
  for await (const value of readParquetRows(file.path)) {
    yield await tryRow(
      value,
      { uri: file.uri, hash, extractor: PARQUET_EXTRACTOR, row },
      options,
      `Row ${row}: `,
    );
    row++;
  }
  await open.assertUnchanged();
}

async function tryRow(
  value: unknown,
  origin: Parameters<typeof rowDocument>[1],
  options: FilesOptions,
  where: string,
): Promise<FilesItem> {
  try {
    return { document: await rowDocument(value, origin, options) };
  } catch (error) {
    const skip = toSkip(`${origin.uri}#${origin.row}`, error);
    return { skip: { ...skip, message: where + skip.message } };
  }
}
