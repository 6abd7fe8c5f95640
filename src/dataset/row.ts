import { MaterialAlteredError, SourceError } from '../core/errors/index.ts';
import { canonicalJson } from '../core/hash.ts';
import { Sample } from '../core/records/index.ts';
import { joinTurns, splitTurns, type Turn } from './turns.ts';

/** One row of a shard: the same columns for every method. Columns that end in JSON text are canonical JSON. */
export interface Row {
  id: string;
  hash: string;
  method: string;
  kind: string;
  split: string;
  voice: string;
  answer: string | null;
  answer_basis: string | null;
  messages: Turn[];
  chosen: Turn[] | null;
  rejected: Turn[] | null;
  /** JSON text: for each message null, or what `role` and `content` cannot carry. Null where there is none. */
  message_extras: string | null;
  chosen_extras: string | null;
  rejected_extras: string | null;
  tools: string | null;
  context: string | null;
  evidence: string;
  checks: string;
  tags: string;
  metrics: string | null;
  lineage: string;
  groups: string[];
  licenses: (string | null)[];
}

const TURNS = 'STRUCT("role" VARCHAR, "content" VARCHAR)[]';

/** Column names in order, with their DuckDB types. */
export const ROW_COLUMNS: Readonly<Record<keyof Row, string>> = {
  id: 'VARCHAR',
  hash: 'VARCHAR',
  method: 'VARCHAR',
  kind: 'VARCHAR',
  split: 'VARCHAR',
  voice: 'VARCHAR',
  answer: 'VARCHAR',
  answer_basis: 'VARCHAR',
  messages: TURNS,
  chosen: TURNS,
  rejected: TURNS,
  message_extras: 'VARCHAR',
  chosen_extras: 'VARCHAR',
  rejected_extras: 'VARCHAR',
  tools: 'VARCHAR',
  context: 'VARCHAR',
  evidence: 'VARCHAR',
  checks: 'VARCHAR',
  tags: 'VARCHAR',
  metrics: 'VARCHAR',
  lineage: 'VARCHAR',
  groups: 'VARCHAR[]',
  licenses: 'VARCHAR[]',
};

const COLUMN_NAMES = Object.keys(ROW_COLUMNS) as (keyof Row)[];

const JSON_COLUMNS: ReadonlySet<keyof Row> = new Set([
  'message_extras',
  'chosen_extras',
  'rejected_extras',
  'tools',
  'context',
  'evidence',
  'checks',
  'tags',
  'metrics',
  'lineage',
] as const);

/** A sample as a row. Raises SourceError on text that UTF-8 cannot carry (a lone surrogate). */
export function toRow(sample: Sample): Row {
  const messages = splitTurns(sample.messages);
  const chosen = sample.chosen && splitTurns(sample.chosen);
  const rejected = sample.rejected && splitTurns(sample.rejected);
  const row: Row = {
    id: sample.id,
    hash: sample.hash,
    method: sample.method,
    kind: sample.kind,
    split: sample.split,
    voice: sample.voice,
    answer: sample.answer?.value ?? null,
    answer_basis: sample.answer?.basis ?? null,
    messages: messages.turns,
    chosen: chosen?.turns ?? null,
    rejected: rejected?.turns ?? null,
    message_extras: messages.extras,
    chosen_extras: chosen?.extras ?? null,
    rejected_extras: rejected?.extras ?? null,
    tools: optionalJson(sample.tools),
    context: optionalJson(sample.context),
    evidence: canonicalJson(sample.evidence),
    checks: canonicalJson(sample.checks),
    tags: canonicalJson(sample.tags),
    metrics: optionalJson(sample.metrics),
    lineage: canonicalJson(sample.lineage),
    groups: sample.groups,
    licenses: sample.licenses,
  };
  if (!isWellFormedRow(row)) {
    throw new SourceError(`sample ${sample.id} holds half of a surrogate pair`, {
      hint: 'Normalise the text before it becomes a sample: normaliseText replaces what UTF-8 cannot carry.',
    });
  }
  return row;
}

/** A lone surrogate in JSON text, where `JSON.stringify` leaves it as an escape. */
const ESCAPED_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/;

function isWellFormedRow(row: Row): boolean {
  for (const name of COLUMN_NAMES) {
    const value = row[name];
    if (typeof value === 'string') {
      if (!value.isWellFormed()) return false;
      if (JSON_COLUMNS.has(name) && value.includes('\\ud') && ESCAPED_SURROGATE.test(value)) {
        return false;
      }
    } else if (value !== null) {
      for (const item of value) {
        const texts =
          typeof item === 'string' || item === null ? [item] : [item.role, item.content];
        if (!texts.every((text) => text?.isWellFormed() ?? true)) return false;
      }
    }
  }
  return true;
}

/**
 * The sample that a row holds; a column that a writer of JSON lines left out counts as null. Raises
 * MaterialAlteredError when a column is malformed or in any other form than {@link toRow} gives: nothing may stand in
 * a row's columns that the sample's seal does not cover.
 */
export function fromRow(row: Record<string, unknown>): Sample {
  const { answer, answer_basis: basis, groups, licenses } = row;
  const parsed = Sample.safeParse({
    ...pick(row, ['id', 'hash', 'method', 'kind', 'split', 'voice']),
    groups,
    licenses,
    messages: turns(row, 'messages', 'message_extras'),
    ...present('chosen', turns(row, 'chosen', 'chosen_extras')),
    ...present('rejected', turns(row, 'rejected', 'rejected_extras')),
    ...present('tools', parseColumn(row, 'tools')),
    ...present('context', parseColumn(row, 'context')),
    ...present('metrics', parseColumn(row, 'metrics')),
    ...(answer == null && basis == null ? {} : { answer: { value: answer, basis } }),
    evidence: parseColumn(row, 'evidence'),
    checks: parseColumn(row, 'checks'),
    tags: parseColumn(row, 'tags'),
    lineage: parseColumn(row, 'lineage'),
  });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new MaterialAlteredError(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const exact = toRow(parsed.data);
  for (const name of COLUMN_NAMES) {
    const [is, should] = [row[name], exact[name]];
    const same =
      typeof should === 'object' && should !== null
        ? canonicalJson(is) === canonicalJson(should)
        : (is ?? null) === should;
    if (!same) throw new MaterialAlteredError(`column ${name} is not in its one exact form`);
  }
  return parsed.data;
}

const turns = (row: Record<string, unknown>, column: keyof Row, extrasColumn: keyof Row): unknown =>
  joinTurns(row[column], parseColumn(row, extrasColumn), column);

function parseColumn(row: Record<string, unknown>, name: keyof Row): unknown[] | undefined {
  const text = row[name];
  if (text == null) return undefined;
  if (typeof text !== 'string') throw new MaterialAlteredError(`column ${name} is not JSON text`);
  try {
    return (JSON.parse(text) as unknown[] | null) ?? undefined;
  } catch (cause) {
    throw new MaterialAlteredError(`column ${name} is not JSON`, { cause });
  }
}

const optionalJson = (value: unknown): string | null =>
  value === undefined ? null : canonicalJson(value);

const present = (name: string, value: unknown): Record<string, unknown> =>
  value === undefined ? {} : { [name]: value };

const pick = (row: Record<string, unknown>, names: (keyof Row)[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, row[name]]));
