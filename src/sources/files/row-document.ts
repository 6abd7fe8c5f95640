import { SourceError } from '../../core/errors/index.ts';
import type { Hash } from '../../core/hash.ts';
import { Document, documentId } from '../../core/records/index.ts';
import { normaliseText } from '../../core/text/normalise.ts';
import { convertText } from './convert-text.ts';
import type { FilesOptions } from './files-options.ts';
import { labels } from './read-page.ts';

export interface RowOrigin {
  /** Address of the file within its folder. */
  uri: string;
  hash: Hash;
  extractor: string;
  /** From 0. */
  row: number;
}

/**
 * Makes a document of a row: a Document record as it is, after its identity is checked, or the text column as plain
 * text. Raises SourceError.
 */
export async function rowDocument(
  value: unknown,
  origin: RowOrigin,
  options: FilesOptions,
): Promise<Document> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SourceError('The row is not an object.', {
      reason: 'malformed',
      hint: 'Write one JSON object on each line.',
    });
  }
  const row = value as Record<string, unknown>;
  if (row['blocks'] != null && row['id'] != null) return restoreDocument(row);
  const { columns } = options;
  const text = row[columns.text];
  if (typeof text !== 'string') {
    const names = Object.keys(row)
      .slice(0, 12)
      .map((name) => `\`${name}\``)
      .join(', ');
    throw new SourceError(
      `The row has no text in column \`${columns.text}\`; it has ${names || 'no columns'}.`,
      {
        reason: 'text-missing',
        hint: 'Name the column that holds the text: `columns: {text: NAME}`.',
      },
    );
  }
  const size = Buffer.byteLength(text);
  if (size > options.maxFileBytes) {
    throw new SourceError(`The row's text has ${size} bytes, more than ${options.maxFileBytes}.`, {
      reason: 'too-large',
      hint: 'Raise `maxFileBytes`, or split the row.',
    });
  }
  const { blocks } = convertText(text);
  if (blocks.length === 0) throw new SourceError('The row holds no text.', { reason: 'empty' });
  const stated = (column: string): string | null => {
    const cell = row[column];
    const words = typeof cell === 'string' ? normaliseText(cell).replace(/\s+/g, ' ').trim() : '';
    return words === '' ? null : words;
  };
  const uri = stated(columns.uri) ?? `${origin.uri}#${origin.row}`;
  return {
    id: documentId({ uri, blocks }),
    uri,
    title: stated(columns.title) ?? uri,
    ...(await labels(
      { blocks, license: stated(columns.license), language: stated(columns.language) },
      options,
    )),
    mediaType: 'text/plain',
    source: { hash: origin.hash, extractor: origin.extractor, row: origin.row },
    blocks,
  };
}

/** A record that an earlier run wrote: kept to the byte, since evidence may point into it. */
function restoreDocument(row: Record<string, unknown>): Document {
  const parsed = Document.safeParse({
    ...row,
    blocks: unpackJson(row['blocks']),
    source: unpackJson(row['source']),
  });
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new SourceError(
      `The row looks like a document record, but \`${issue.path.join('.')}\` is wrong: ${issue.message}.`,
      {
        reason: 'malformed',
        hint: 'Write records as a run wrote them, or give plain rows with a `text` column.',
      },
    );
  }
  const document = parsed.data;
  if (document.blocks.some(({ text }) => normaliseText(text) !== text)) {
    throw new SourceError(
      'A block of the record is not in the normal form that offsets count in.',
      {
        reason: 'not-normalised',
        hint: 'Make the record from its source file again.',
      },
    );
  }
  if (documentId(document) !== document.id) {
    throw new SourceError(
      'The record does not match its own id: it was changed after it was made.',
      {
        reason: 'id-mismatch',
        hint: 'Make the record from its source file again.',
      },
    );
  }
  return document;
}

/** Nested values are JSON text in Parquet, and plain values in JSONL. */
function unpackJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
