import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { availableParallelism } from 'node:os';
import { SourceError } from '../../core/errors/index.ts';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import { sha256 } from '../../core/hash.ts';
import { writeFileAtomic } from '../../core/store/atomic-write.ts';
import { listFiles } from '../../sources/files/list-files.ts';
import { toDocling } from '../../sources/pdf/formats/to-docling.ts';
import { fromDocling } from '../../sources/pdf/formats/from-docling.ts';
import { toDocument } from '../../sources/pdf/formats/to-document.ts';
import { toMarkdown } from '../../sources/pdf/formats/to-markdown.ts';
import { toTriples } from '../../sources/pdf/formats/to-triples.ts';
import type { Paper } from '../../sources/pdf/paper.ts';
import { READER, type ReadPaperOptions } from '../../sources/pdf/read-paper.ts';
import type { PaperReaders } from '../../sources/pdf/read-pdfs.ts';

export const PARSE_FORMATS = ['wellspring', 'docling', 'markdown', 'document', 'triples'] as const;
export type ParseFormat = (typeof PARSE_FORMATS)[number];

export interface FoundPdf {
  /** As it is named in the output: relative to the folder that was asked for. */
  name: string;
  path: string;
}

/** PDFs of files and folders, each once, in the order that they were named. Raises RecipeError where there are none. */
export async function findPdfs(paths: readonly string[]): Promise<FoundPdf[]> {
  const found = new Map<string, FoundPdf>();
  const names = new Set<string>();
  for (const path of paths) {
    const folder = await isFolder(path);
    for await (const item of listFiles({ path: resolve(path) }, { baseFolder: '.' })) {
      if (!('file' in item)) continue;
      const { uri, path: full } = item.file;
      // A file that was named is tried whatever it is called; in a folder the extension chooses.
      if ((folder && !/\.pdf$/i.test(uri)) || found.has(full)) continue;
      found.set(full, { name: freeName(folder ? uri : basename(uri), names), path: full });
    }
  }
  if (found.size === 0) {
    throw new RecipeError(`there is no PDF in ${paths.join(', ')}`, {
      hint: 'name files, or folders that hold files ending with .pdf',
    });
  }
  return [...found.values()];
}

/** Files of several folders may be called the same; what they are written to must not. */
function freeName(name: string, names: Set<string>): string {
  const [, stem, ending] = /^(.*?)(\.[^./]*)?$/su.exec(name)!;
  let free = name;
  for (let copy = 2; names.has(free.toLowerCase()); copy++) free = `${stem}-${copy}${ending ?? ''}`;
  names.add(free.toLowerCase());
  return free;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw new RecipeError(`cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
}

/** A paper in one of the formats, as text. */
export function formatPaper(paper: Paper, name: string, format: ParseFormat): string {
  switch (format) {
    case 'markdown':
      return toMarkdown(paper);
    case 'docling':
      return `${JSON.stringify(toDocling(paper, basename(name)), null, 1)}\n`;
    case 'document':
      return `${JSON.stringify(toDocument(paper, { uri: name, license: null, layout: sha256(JSON.stringify(paper)) }), null, 1)}\n`;
    case 'triples':
      return [...toTriples(paper)].map((triple) => `${triple.join('\t')}\n`).join('');
    case 'wellspring':
      return `${JSON.stringify(paper, null, 1)}\n`;
  }
}

export interface ParsedFile {
  file: string;
  output: string | null;
  pages: number;
  elements: number;
  /** Pages with a fault, and why the whole file could not be read. */
  faults: string[];
  error: string | null;
  /** Read in an earlier call with the same bytes, reader and format. */
  remembered: boolean;
}

interface ParseState {
  reader: string;
  format: ParseFormat;
  options: ReadPaperOptions;
  files: Record<
    string,
    { hash: string; output: string; pages: number; elements: number; faults: string[] }
  >;
}

export interface ParseContext {
  format: ParseFormat;
  out: string | null;
  options: ReadPaperOptions;
  readers: PaperReaders;
  signal: AbortSignal;
  onText(text: string): void;
  onPage(file: string, page: number): void;
  onFile(done: number, total: number): void;
}

/**
 * Parses files several at a time. With a folder to write to, what was written before from the same bytes is kept, so that an
 * interrupted call goes on; one file that cannot be read never ends the others.
 */
export async function parseFiles(
  files: readonly FoundPdf[],
  context: ParseContext,
): Promise<ParsedFile[]> {
  const { out, format, options, signal } = context;
  const statePath = out === null ? null : join(out, 'parsed.json');
  const state = await readState(statePath, format, options);
  const results: ParsedFile[] = Array.from({ length: files.length });
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < files.length; at = next++) {
      signal.throwIfAborted();
      const result = await parseFile(files[at]!, state, context);
      results[at] = result;
      const { file, output, error, pages, elements, faults } = result;
      if (statePath !== null && output !== null && error === null && !result.remembered) {
        const hash = sha256(await readFile(files[at]!.path));
        state.files[file] = { hash, output, pages, elements, faults };
        await writeFileAtomic(statePath, `${JSON.stringify(state, null, 1)}\n`);
      }
      context.onFile(++done, files.length);
    }
  };
  const workers = out === null ? 1 : Math.min(4, availableParallelism(), files.length);
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}

async function parseFile(
  { name, path }: FoundPdf,
  state: ParseState,
  { format, out, options, readers, signal, onText, onPage }: ParseContext,
): Promise<ParsedFile> {
  const nothing = {
    file: name,
    output: null,
    pages: 0,
    elements: 0,
    faults: [],
    error: null,
    remembered: false,
  };
  try {
    const bytes = new Uint8Array(await readFile(path));
    const known = state.files[name];
    if (out !== null && known?.hash === sha256(bytes) && (await exists(join(out, known.output)))) {
      const { output, pages, elements, faults } = known;
      return { ...nothing, output, pages, elements, faults, remembered: true };
    }
    const paper = /\.json$/i.test(name)
      ? readDocling(bytes)
      : await readers.run(bytes, options, { signal, onPage: (page) => onPage(name, page) });
    const text = formatPaper(paper, name, format);
    let output: string | null = null;
    if (out === null) onText(text);
    else {
      output = `${name.replace(/\.(?:pdf|json)$/i, '')}.${ENDINGS[format] ?? 'json'}`;
      await mkdir(dirname(join(out, output)), { recursive: true });
      await writeFileAtomic(join(out, output), text);
    }
    const faults = paper.pages.flatMap(({ page, faults: all }) =>
      all.map((fault) => `page ${page}: ${fault}`),
    );
    return {
      ...nothing,
      output,
      pages: paper.pages.length,
      elements: paper.elements.length,
      faults,
    };
  } catch (error) {
    signal.throwIfAborted();
    if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return { ...nothing, error: (error as Error).message };
  }
}

const ENDINGS: Partial<Record<ParseFormat, string>> = { markdown: 'md', triples: 'tsv' };

/** What Docling made of a PDF. Raises SourceError where it is something else. */
function readDocling(bytes: Uint8Array): Paper {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new SourceError(`It is no JSON: ${(cause as Error).message}.`, {
      reason: 'malformed',
      hint: 'name a PDF, or a DoclingDocument as JSON',
    });
  }
  return fromDocling(json, sha256(bytes));
}

async function readState(
  path: string | null,
  format: ParseFormat,
  options: ReadPaperOptions,
): Promise<ParseState> {
  const fresh: ParseState = { reader: READER, format, options, files: {} };
  if (path === null || !(await exists(path))) return fresh;
  try {
    const state = JSON.parse(await readFile(path, 'utf8')) as ParseState;
    const isSame =
      state.reader === READER &&
      state.format === format &&
      JSON.stringify(state.options) === JSON.stringify(options);
    return isSame ? state : fresh;
  } catch {
    // What was parsed before is parsed again: nothing is lost but time.
    return fresh;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
