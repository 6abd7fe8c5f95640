import { SourceError } from '../../../core/errors/index.ts';
import { sha256 } from '../../../core/hash.ts';
import type { Store } from '../../../core/run/method.ts';
import { unpack, UNPACK_DEFAULTS } from '../../../sources/files/unpack.ts';
import type { Ontology } from '../extract/ontology.ts';
import type { Fact, GraphContent, GraphFile } from '../knowledge-graph.ts';
import type { ImportOptions } from '../prepare/options.ts';
import { createKinds } from '../resolve/kinds.ts';
import { byText } from '../store/order-graph.ts';
import { buildImported } from './build-imported.ts';
import { collectTerms, type TermCollector } from './collect-terms.ts';
import { readLines } from './read-lines.ts';
import { formatOf, openLineReader, TRIPLE_FORMATS, type TripleFormat } from './triple-line.ts';

/** A file of triples. */
export interface TripleFile {
  uri: string;
  license: string | null;
  /** By default what the name says: `.nt`, `.tsv`, `.txt`, each also with `.gz`. */
  format?: TripleFormat;
  bytes(): AsyncIterable<Uint8Array>;
}

export interface ImportPorts {
  store: Pick<Store, 'putBlob'>;
  /** Relations whose ids the files use get its phrases; null for none. */
  ontology: Ontology | null;
  signal: AbortSignal;
  progress(done: number, total: number | null, what: string): void;
  skip(item: { uri: string; reason: string; message: string }): void;
}

export interface ImportedGraph {
  /** In canonical order. */
  content: GraphContent;
  /** Lines that give no fact, by reason. */
  dropped: Record<string, number>;
}

/** Bad lines of a file that are noted one by one; the others are noted together. */
const MOST_NOTED = 20;
const PROGRESS_LINES = 50_000;

/**
 * Reads triples of TSV or N-Triples files as a graph whose every fact names its file and line. A name stands for one thing
 * in all files, a blank node for one in its file. Labels become names, `rdf:type` also the kind, typed literals values with
 * a range. Files are stored as they are, packed or not. The result does not depend on the order of the files.
 *
 * Raises SourceError naming file and line: `malformed-line` (unless bad lines are skipped), `too-large`, `zip-bomb`,
 * `undecodable`, `format-unknown`, and `no-triples` where a file has none.
 */
export async function importTriples(
  files: readonly TripleFile[],
  options: ImportOptions,
  ports: ImportPorts,
): Promise<ImportedGraph> {
  const terms = collectTerms(createKinds(ports.ontology));
  const read: GraphFile[] = [];
  const facts: { file: string; fact: Omit<Fact, 'source'>; line: number }[] = [];
  for (const file of await storeFiles(files, options, ports)) {
    if (read.some(({ hash }) => hash === file.hash)) continue;
    read.push({ hash: file.hash, uri: file.uri, license: file.license });
    await readFile(file, terms, options, ports, (fact, line) =>
      facts.push({ file: file.hash, fact, line }),
    ).catch((error: unknown) => {
      throw named(error, file.uri);
    });
  }
  read.sort((a, b) => byText(a.hash, b.hash));
  const place = new Map(read.map(({ hash }, index) => [hash, index]));
  return buildImported(
    terms,
    read,
    facts.map(({ file, fact, line }) => ({ ...fact, source: { file: place.get(file)!, line } })),
    ports.ontology,
  );
}

interface StoredFile extends TripleFile {
  hash: string;
  content: Uint8Array;
  format: TripleFormat;
}

async function storeFiles(
  files: readonly TripleFile[],
  { maxFileBytes }: ImportOptions,
  { store }: ImportPorts,
): Promise<StoredFile[]> {
  const stored: StoredFile[] = [];
  for (const file of files) {
    const format = file.format ?? formatOf(file.uri);
    if (format === undefined) {
      throw new SourceError(`The format of ${file.uri} is not known.`, {
        reason: 'format-unknown',
        hint: `Name it .nt, .tsv or .txt (with .gz where packed), or say which it is: ${TRIPLE_FORMATS.join(', ')}.`,
      });
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of file.bytes()) {
      size += chunk.length;
      if (size > maxFileBytes) {
        throw new SourceError(`${file.uri} has more than ${maxFileBytes} bytes.`, {
          reason: 'too-large',
          hint: 'Raise `maxFileBytes`, or split the file.',
        });
      }
      chunks.push(chunk);
    }
    const content = Buffer.concat(chunks);
    await store.putBlob(content);
    stored.push({ ...file, format, content, hash: sha256(content) });
  }
  return stored.toSorted((a, b) => byText(a.hash, b.hash) || byText(a.uri, b.uri));
}

async function readFile(
  { uri, hash, content, format }: StoredFile,
  terms: TermCollector,
  { badLines, maxFileBytes, maxLineBytes, maxTriples }: ImportOptions,
  { signal, progress, skip }: ImportPorts,
  add: (fact: Omit<Fact, 'source'>, line: number) => void,
): Promise<void> {
  const reader = await openLineReader(format);
  let [triples, bad] = [0, 0];
  for await (const { line, text, ...rest } of readLines(
    chunksOf(content, maxFileBytes),
    maxLineBytes,
  )) {
    if (line % PROGRESS_LINES === 0) {
      signal.throwIfAborted();
      progress(line, null, `lines of ${uri} read`);
    }
    const read = text === null ? (rest as { fault: string }) : reader.read(text);
    if (read === null) continue;
    if ('fault' in read) {
      noteBadLine(uri, line, read.fault, badLines, bad++, skip);
      continue;
    }
    triples++;
    if (triples > maxTriples) {
      throw new SourceError(`${uri} holds more than ${maxTriples} triples.`, {
        reason: 'too-large',
        hint: 'Take a part of it; or raise `import: { maxTriples }` in a recipe and give Node memory for it: NODE_OPTIONS=--max-old-space-size=16000.',
      });
    }
    const fact = terms.add(read, hash);
    if (fact !== null) add(fact, line);
  }
  terms.drop('malformed-line', bad);
  if (bad > MOST_NOTED) {
    const message = `${bad - MOST_NOTED} further lines are no triples`;
    skip({ uri, reason: 'malformed-line', message });
  }
  if (triples > 0) return;
  throw new SourceError(`${uri} holds no triple.`, {
    reason: 'no-triples',
    hint:
      format === 'tsv'
        ? 'Put head, relation and tail of each between tabs, one triple a line.'
        : 'Write one N-Triples statement a line.',
  });
}

function noteBadLine(
  uri: string,
  line: number,
  fault: string,
  badLines: ImportOptions['badLines'],
  before: number,
  skip: ImportPorts['skip'],
): void {
  if (badLines === 'stop') {
    throw new SourceError(`Line ${line} of ${uri} is no triple: ${fault}.`, {
      reason: 'malformed-line',
      hint:
        'Mend or delete the line, or leave such lines out: `import: { badLines: skip }` in a recipe, --skip-bad-lines of ' +
        '`graph build`.',
    });
  }
  if (before < MOST_NOTED)
    skip({ uri: `${uri}#${line}`, reason: 'malformed-line', message: fault });
}

/** The bytes of a file, unpacked where they are gzip. */
async function* chunksOf(content: Uint8Array, maxBytes: number): AsyncGenerator<Uint8Array> {
  async function* parts(): AsyncGenerator<Buffer> {
    for (let at = 0; at < content.length; at += 2 ** 18)
      yield Buffer.from(
        content.buffer,
        content.byteOffset + at,
        Math.min(2 ** 18, content.length - at),
      );
  }
  const isPacked = content[0] === 0x1f && content[1] === 0x8b;
  yield* isPacked ? unpack(parts(), { maxBytes, maxRatio: UNPACK_DEFAULTS.maxRatio }) : parts();
}

/** Says of an error which file it is about. */
function named(error: unknown, uri: string): unknown {
  if (!(error instanceof SourceError) || error.message.includes(uri)) return error;
  const { message, reason, hint } = error;
  return new SourceError(`${uri}: ${message}`, { reason, ...(hint && { hint }), cause: error });
}
