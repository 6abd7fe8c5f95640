/** A name as a file has it. */
export type Term =
  /** An IRI, or a cell of a table. */
  | { type: 'name'; text: string }
  /** A thing that has no name outside its file. */
  | { type: 'blank'; text: string }
  | { type: 'literal'; text: string; datatype: string; language: string };

/** What one line of a file states. */
export interface TripleLine {
  subject: Term;
  /** An IRI, or a cell of a table. */
  predicate: string;
  object: Term;
  /** Kinds of subject and object, where a table has columns for them. */
  subjectKind?: string;
  objectKind?: string;
}

/** Reads lines of one file: a triple, nothing (a comment, a blank line, a heading), or what is wrong with it. */
export interface LineReader {
  read(text: string): TripleLine | null | { fault: string };
}

export const TRIPLE_FORMATS = ['tsv', 'ntriples'] as const;
export type TripleFormat = (typeof TRIPLE_FORMATS)[number];

/** The format that a file's name says, gzip or not; undefined for others. */
export function formatOf(uri: string): TripleFormat | undefined {
  const name = uri.toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.nt')) return 'ntriples';
  return /\.(?:tsv|txt)$/.test(name) ? 'tsv' : undefined;
}

export async function openLineReader(format: TripleFormat): Promise<LineReader> {
  if (format === 'tsv') return (await import('./read-tsv-line.ts')).createTsvReader();
  return (await import('./read-ntriples-line.ts')).createNtriplesReader();
}
