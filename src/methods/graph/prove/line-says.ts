import { gunzipSync } from 'node:zlib';
import { formatOf, openLineReader, type TripleLine } from '../import/triple-line.ts';
import type { FactLine, KnowledgeGraph } from '../knowledge-graph.ts';
import { namesOf } from '../write/name-words.ts';

/** A file unpacks to at most so much: imported files are capped when they are read, too. */
const MOST_BYTES = 2 ** 31;

/**
 * Why the line of an imported file does not state an edge, or undefined. The line is read as the import reads it; what it
 * calls subject and object must be among their names, and its predicate the edge's, letter by letter.
 */
export async function faultOfLine(
  graph: KnowledgeGraph,
  edge: number,
  bytes: Uint8Array,
  { file, line }: FactLine,
): Promise<string | undefined> {
  const where = `line ${line} of ${graph.files[file]!.uri}`;
  const stated = await readLine(bytes, graph.files[file]!.uri, line);
  if (stated === undefined) return `${where} states nothing`;
  const { subject, predicate, object } = graph.edges;
  for (const [term, end] of [
    [stated.subject, subject[edge]!],
    [stated.object, object[edge]!],
  ] as const) {
    const entity = graph.entities[end]!;
    if (!namesOf(entity).includes(term.text)) return `${where} does not name "${entity.name}"`;
  }
  const { id } = graph.predicates[predicate[edge]!]!;
  return stated.predicate === id ? undefined : `${where} does not say "${id}"`;
}

/** A line of a file as a triple; undefined where it is none. */
async function readLine(
  bytes: Uint8Array,
  uri: string,
  line: number,
): Promise<TripleLine | undefined> {
  const text = lineOf(bytes, line);
  if (text === undefined) return undefined;
  const looksLike = /^\s*(?:<|_:).*\.\s*$/.test(text) ? 'ntriples' : 'tsv';
  const reader = await openLineReader(formatOf(uri) ?? looksLike);
  // The first line with text may be a heading, which says what stands in which column.
  for (let at = 1; at <= line; at++) {
    const before = at === line ? text : lineOf(bytes, at)!;
    const isHeading = at < line && before.trim() !== '';
    if (at < line && !isHeading) continue;
    const read = reader.read(before);
    if (isHeading) at = line - 1;
    else return read === null || 'fault' in read ? undefined : read;
  }
  return undefined;
}

const indexed = new WeakMap<Uint8Array, { bytes: Uint8Array; starts: number[] }>();

/** A line by its number, from 1, without its end and a byte order mark; the file may be gzip. */
function lineOf(stored: Uint8Array, line: number): string | undefined {
  let file = indexed.get(stored);
  if (file === undefined) {
    const isPacked = stored[0] === 0x1f && stored[1] === 0x8b;
    const bytes = isPacked ? gunzipSync(stored, { maxOutputLength: MOST_BYTES }) : stored;
    const starts = [0];
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
    file = { bytes, starts };
    indexed.set(stored, file);
  }
  const start = file.starts[line - 1];
  if (start === undefined || start >= file.bytes.length) return undefined;
  const end = file.starts[line] ?? file.bytes.length;
  const text = Buffer.from(file.bytes.subarray(start, end)).toString('utf8');
  return text.slice(line === 1 && text.startsWith('\uFEFF') ? 1 : 0).replace(/\r?\n$/, '');
}
