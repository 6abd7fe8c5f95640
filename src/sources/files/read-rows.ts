import { RecipeError, SourceError } from '../../core/errors/index.ts';
import { decodeText } from './decode-text.ts';
import type { FilesContext } from './files-options.ts';
import { readJsonLines } from './json-lines.ts';
import { type FoundFile, listFiles } from './list-files.ts';
import { type OpenFile, openFile } from './open-file.ts';
import { normaliseLicense } from './license-name.ts';
import { readExtras, ROW_SHAPES, type TrainingRow } from './row-shapes.ts';
import { UNPACK_DEFAULTS, unpack } from './unpack.ts';
import { type Skip, toSkip } from './skip.ts';

export interface RowsOptions {
  /** A file, folder or glob of `.jsonl`, `.json` (an array), either packed as `.gz`, or `.parquet`. */
  path: string;
  /** Where a row itself states no licence. */
  license?: string | undefined;
  /** Largest row. Default 16 MiB. */
  maxRowBytes?: number | undefined;
}

/** A row with the file it stands in and its number there, from 0; or why it was passed over. */
export type RowItem = ({ uri: string; row: number } & TrainingRow) | { skip: Skip };

const ROWS_DEFAULTS = {
  maxRowBytes: 16 * 1024 * 1024,
  maxJsonBytes: 256 * 1024 * 1024,
  maxUnpackedBytes: 64 * 1024 ** 3,
};

type Raw = { row: number; value: unknown } | { row: number; reason: string; message: string };

/**
 * Reads existing training rows, so that gates can judge them: `messages`, ShareGPT, Alpaca, prompt and completion, or
 * preference pairs, told apart by the first row of each file. A row that does not fit its file's shape is a skip.
 * Raises RecipeError where the path is not there, holds no rows, or a file's shape is not known.
 */
export async function* readRows(
  options: RowsOptions,
  context: FilesContext,
): AsyncGenerator<RowItem> {
  let count = 0;
  let firstSkip: Skip | null = null;
  for await (const found of listFiles({ path: options.path }, context)) {
    for await (const item of 'skip' in found ? [found] : readRowFile(found.file, options)) {
      context.signal?.throwIfAborted();
      if ('skip' in item) firstSkip ??= item.skip;
      else count++;
      yield item;
    }
  }
  if (count === 0) {
    throw new RecipeError(`\`${options.path}\` gives no training rows.`, {
      hint:
        firstSkip === null
          ? 'Name a file with rows: .jsonl, .json (an array), .parquet.'
          : `The first item passed over was \`${firstSkip.uri}\`: ${firstSkip.message}`,
    });
  }
}

async function* readRowFile(file: FoundFile, options: RowsOptions): AsyncGenerator<RowItem> {
  const { uri } = file;
  let open: OpenFile | null = null;
  let shape: (typeof ROW_SHAPES)[number] | null = null;
  try {
    open = await openFile(file);
    for await (const raw of rawRows(file, open, options)) {
      const where = `${uri}#${raw.row}`;
      if ('reason' in raw) {
        yield { skip: { uri: where, reason: raw.reason, message: raw.message } };
        continue;
      }
      shape ??= recogniseShape(raw.value, where);
      try {
        const row = asRecord(raw.value);
        if (!shape.fits(row)) {
          throw new SourceError(
            `The row does not have the shape of the file's first: ${shape.name}.`,
            { reason: 'other-shape' },
          );
        }
        const content = { ...shape.read(row), ...readExtras(row) };
        const license = normaliseLicense(content.license ?? options.license);
        yield { uri, row: raw.row, ...content, ...(license === null ? {} : { license }) };
      } catch (error) {
        yield { skip: toSkip(where, error) };
      }
    }
    await open.assertUnchanged();
  } catch (error) {
    yield { skip: toSkip(uri, error) };
  } finally {
    await open?.close();
  }
}

async function* rawRows(
  file: FoundFile,
  open: OpenFile,
  options: RowsOptions,
): AsyncGenerator<Raw> {
  const maxRowBytes = options.maxRowBytes ?? ROWS_DEFAULTS.maxRowBytes;
  const found = /\.(jsonl|ndjson|json|parquet)(\.gz)?$/i.exec(file.uri);
  const kind = found?.[1]?.toLowerCase();
  const packed = found?.[2] !== undefined;
  const bytes = (maxBytes: number) =>
    packed
      ? unpack(open.chunks(), { maxBytes, maxRatio: UNPACK_DEFAULTS.maxRatio })
      : open.chunks();

  if (kind === 'jsonl' || kind === 'ndjson') {
    const lines = readJsonLines(bytes(ROWS_DEFAULTS.maxUnpackedBytes), {
      maxLineBytes: maxRowBytes,
    });
    for await (const { line, ...item } of lines) yield { row: line - 1, ...item } as Raw;
  } else if (kind === 'json') {
    const rows = await readArray(bytes(ROWS_DEFAULTS.maxJsonBytes), open);
    for (const [row, value] of rows.entries()) yield { row, value };
  } else if (kind === 'parquet' && !packed) {
    const { readParquetRows } = await import('./parquet-rows.ts');
    let row = 0;
    for await (const value of readParquetRows(file.path)) yield { row: row++, value };
  } else {
    throw new SourceError('Rows are read from .jsonl, .json (an array) and .parquet.', {
      reason: 'unsupported-type',
    });
  }
}

async function readArray(chunks: AsyncIterable<Buffer>, open: OpenFile): Promise<unknown[]> {
  if (open.sizeBytes > ROWS_DEFAULTS.maxJsonBytes) {
    throw new SourceError(
      `A JSON array is read whole, and this one has more than ${ROWS_DEFAULTS.maxJsonBytes} bytes.`,
      {
        reason: 'too-large',
        hint: 'Write it as JSONL, one row a line, which is streamed.',
      },
    );
  }
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  const text = await decodeText(Buffer.concat(parts));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SourceError(`It is not JSON (${(cause as Error).message.slice(0, 200)}).`, {
      reason: 'malformed',
      hint: 'If it has one row a line, name it .jsonl.',
      cause,
    });
  }
  if (!Array.isArray(value)) {
    throw new SourceError('It is not a JSON array of rows.', {
      reason: 'malformed',
      hint: 'Put the rows in one array, or write JSONL.',
    });
  }
  return value;
}

function recogniseShape(value: unknown, where: string): (typeof ROW_SHAPES)[number] {
  const row =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  const shape = row === null ? undefined : ROW_SHAPES.find(({ fits }) => fits(row));
  if (shape !== undefined) return shape;
  const seen =
    row === null
      ? `no object but ${JSON.stringify(value)?.slice(0, 80)}`
      : Object.keys(row)
          .slice(0, 20)
          .map((name) => `\`${name}\``)
          .join(', ') || 'no columns';
  throw new RecipeError(`The rows' shape is not known: ${where} has ${seen}.`, {
    hint: `Shapes that are read: ${ROW_SHAPES.map(({ name }) => name).join('; ')}.`,
  });
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new SourceError('The row is not an object.', { reason: 'malformed' });
}
