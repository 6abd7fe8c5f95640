export type FileKind = 'markdown' | 'html' | 'text' | 'jsonl' | 'parquet';

const EXTENSIONS: Record<string, FileKind> = {
  md: 'markdown',
  markdown: 'markdown',
  mkd: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  txt: 'text',
  text: 'text',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  parquet: 'parquet',
};

export const MEDIA_TYPES: Record<FileKind, string> = {
  markdown: 'text/markdown',
  html: 'text/html',
  text: 'text/plain',
  jsonl: 'application/jsonl',
  parquet: 'application/vnd.apache.parquet',
};

/** For messages: every extension that is read. */
export const READABLE = '.md, .html, .txt, .jsonl (each also with .gz) and .parquet';

/** The kind of a file by its name, and whether it is packed; null for what is not read. */
export function fileKind(name: string): { kind: FileKind; packed: boolean } | null {
  const packed = /\.gz$/i.test(name);
  const extension = /\.([^./]+)$/.exec(packed ? name.slice(0, -3) : name)?.[1]?.toLowerCase() ?? '';
  const kind = Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension]! : null;
  // Parquet packs its own pages, and is read from its end: it cannot be streamed through gzip.
  return kind === null || (packed && kind === 'parquet') ? null : { kind, packed };
}
