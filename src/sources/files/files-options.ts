import { z } from 'zod';

const pattern = z
  .string()
  .min(1)
  .refine((glob) => !isEscape(glob), {
    error: 'must stay inside the folder: relative, with forward slashes, without `..`',
  });

/** Names of the columns (of JSONL and Parquet rows) that make a document; those that are absent are passed over. */
export const RowColumns = z.strictObject({
  text: z.string().min(1).default('text'),
  title: z.string().min(1).default('title'),
  uri: z.string().min(1).default('uri'),
  license: z.string().min(1).default('license'),
  language: z.string().min(1).default('language'),
});
export type RowColumns = z.infer<typeof RowColumns>;

/** The `files` source of a recipe. */
export const FilesOptions = z.strictObject({
  /** A file, a folder (read with all beneath it) or a glob (`papers/2024-*.md`), relative to the recipe. */
  path: z.string().min(1),
  /** Only files that match one of these globs, relative to the folder. */
  include: z.array(pattern).min(1).optional(),
  /** No file that matches one of these. */
  exclude: z.array(pattern).min(1).optional(),
  /** SPDX identifier (or your own words) where a file itself states no licence. */
  license: z.string().min(1).optional(),
  /** ISO 639-1 where a file itself states no language; otherwise it is identified from the text. */
  language: z.string().min(2).max(35).optional(),
  /** Largest file, unpacked, that becomes a document, and largest row of a JSONL or Parquet file. */
  maxFileBytes: z
    .int()
    .positive()
    .max(512 * 1024 * 1024)
    .default(16 * 1024 * 1024),
  /** Stops after so many documents. */
  maxDocuments: z.int().positive().optional(),
  /** Encoding of all text files (a WHATWG label such as `shift_jis`), where they do not say it themselves. */
  encoding: z
    .string()
    .refine(isEncodingLabel, {
      error:
        'is not an encoding that the WHATWG standard names, such as `utf-8`, `windows-1252`, `shift_jis`',
    })
    .optional(),
  columns: RowColumns.prefault({}),
});
export type FilesOptions = z.infer<typeof FilesOptions>;

/** What the caller decides, not the recipe. */
export interface FilesContext {
  /** Folder that `path` is relative to: the recipe's own. */
  baseFolder: string;
  signal?: AbortSignal;
}

function isEscape(glob: string): boolean {
  return /^(?:[/\\]|[a-z]:)/i.test(glob) || glob.includes('\\') || glob.split('/').includes('..');
}

function isEncodingLabel(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== 'replacement';
  } catch {
    return false;
  }
}
