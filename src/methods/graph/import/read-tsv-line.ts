import type { LineReader, TripleLine } from './triple-line.ts';

/** Names of columns that a first line may have. */
const COLUMNS: Record<string, keyof Columns> = {
  head: 'subject',
  subject: 'subject',
  source: 'subject',
  relation: 'predicate',
  predicate: 'predicate',
  property: 'predicate',
  tail: 'object',
  object: 'object',
  target: 'object',
  head_kind: 'subjectKind',
  subject_kind: 'subjectKind',
  tail_kind: 'objectKind',
  object_kind: 'objectKind',
};

interface Columns {
  subject: number;
  predicate: number;
  object: number;
  subjectKind?: number;
  objectKind?: number;
}

const WITHOUT_HEADING: Columns = { subject: 0, predicate: 1, object: 2 };
const KIND = /^[a-z][a-z0-9-]*$/;

/** Lines of head, relation and tail between tabs; or in the order that a first line of column names says, with kinds beside them. */
export function createTsvReader(): LineReader {
  let columns: Columns | null = null;
  return {
    read(text) {
      if (text.trim() === '') return null;
      const cells = text.split('\t').map((cell) => cell.trim());
      if (columns === null) {
        const named = readHeading(cells);
        columns = named ?? WITHOUT_HEADING;
        if (named !== null) return null;
      }
      const most = columns === WITHOUT_HEADING ? 3 : Infinity;
      if (cells.length < 3 || cells.length > most) {
        return { fault: `it has ${cells.length} cells between tabs, not head, relation and tail` };
      }
      return readCells(cells, columns);
    },
  };
}

function readHeading(cells: readonly string[]): Columns | null {
  const columns: Partial<Columns> = {};
  for (const [index, cell] of cells.entries()) {
    const column = COLUMNS[cell.toLowerCase().replace(/[\s-]/g, '_')];
    if (column !== undefined && columns[column] === undefined) columns[column] = index;
  }
  const { subject, predicate, object } = columns;
  return subject === undefined || predicate === undefined || object === undefined
    ? null
    : { ...columns, subject, predicate, object };
}

function readCells(cells: readonly string[], columns: Columns): TripleLine | { fault: string } {
  const subject = cells[columns.subject] ?? '';
  const predicate = cells[columns.predicate] ?? '';
  const object = cells[columns.object] ?? '';
  if (subject === '' || predicate === '' || object === '')
    return { fault: 'one of its cells is empty' };
  const line: TripleLine = {
    subject: { type: 'name', text: subject },
    predicate,
    object: { type: 'name', text: object },
  };
  for (const column of ['subjectKind', 'objectKind'] as const) {
    const kind = columns[column] === undefined ? '' : (cells[columns[column]] ?? '');
    if (kind === '') continue;
    if (!KIND.test(kind))
      return {
        fault: `"${kind.slice(0, 40)}" is no kind: use lowercase letters, digits and hyphens`,
      };
    line[column] = kind;
  }
  return line;
}
