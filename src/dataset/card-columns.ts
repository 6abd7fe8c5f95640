import type { Sample } from '../core/records/index.ts';
import { code, fenced, table } from './card-text.ts';
import { type Row, ROW_COLUMNS, toRow } from './row.ts';

/** What each column holds, for who has never seen such a dataset. Markdown of ours. */
const ABOUT: Readonly<Record<keyof Row, string>> = {
  id: 'the sample’s name: from recipe, assignment and candidate',
  hash: 'the seal over everything else in the row',
  method: 'what wrote it',
  kind: 'what sort of sample it is',
  split: '`train`, `validation` or `test`',
  voice: 'who worded it: `template`, `model`, or `source` (there before)',
  answer: 'the answer, where there is a checkable one',
  answer_basis: 'what the answer rests on: `program`, `quotation`, `model`',
  messages: 'the conversation: a list of `{role, content}`; of a preference pair, its prompt',
  chosen: 'of a preference pair: the better reply',
  rejected: 'of a preference pair: the worse reply',
  message_extras: 'JSON: reasoning, tool calls and images of `messages`',
  chosen_extras: 'JSON: the same for `chosen`',
  rejected_extras: 'JSON: the same for `rejected`',
  tools: 'JSON: the tools that the conversation may call',
  context: 'JSON: the passages that were put before the writer',
  evidence: 'JSON: what the sample was made from, by place and hash',
  checks: 'JSON: the checks that it passed, each `replayed` or `attested`',
  tags: 'JSON: facts to filter by',
  metrics: 'JSON: measured numbers',
  lineage: 'JSON: recipe, part, seed and model calls that it came from',
  groups: 'what no two splits share: documents, worlds, templates',
  licenses: 'licences of the material in it',
};

const MAX_TEXT_CHARACTERS = 160;

/** How the rows are loaded, what their columns hold, and one of them, shortened. */
export function renderColumns(example: Sample | undefined): string {
  const names = Object.keys(ROW_COLUMNS) as (keyof Row)[];
  const rows = names.map((name) => [code(name), code(typeOf(name)), ABOUT[name]]);
  return [
    fenced(
      'from datasets import load_dataset\nrows = load_dataset("PATH")  # this folder, or its name on the Hub',
      'python',
    ),
    table(['Column', 'Type', 'What it holds'], rows),
    ...(example === undefined
      ? []
      : [
          'One row, long texts shortened and columns without a value left out:',
          // The same JSON, with no character that could open a tag where a reader forgets the fence.
          fenced(
            JSON.stringify(shortRow(example), null, 2).replaceAll('<', String.raw`\u003c`),
            'json',
          ),
        ]),
  ].join('\n\n');
}

function typeOf(name: keyof Row): string {
  const type = ROW_COLUMNS[name];
  if (type === 'VARCHAR') return 'string';
  return type === 'VARCHAR[]' ? 'list of string' : 'list of struct';
}

function shortRow(sample: Sample): object {
  const filled = Object.entries(toRow(sample)).filter(([, value]) => value !== null);
  return Object.fromEntries(filled.map(([name, value]) => [name, shorten(value)]));
}

function shorten(value: unknown): unknown {
  if (typeof value === 'string') return shortText(value);
  if (Array.isArray(value)) return value.map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shorten(inner)]));
}

function shortText(text: string): string {
  const characters = [...text];
  return characters.length > MAX_TEXT_CHARACTERS
    ? `${visible(characters.slice(0, MAX_TEXT_CHARACTERS).join(''))}… (${characters.length} characters)`
    : visible(text);
}

/** Format characters (bidirectional overrides among them) would change how the card reads. */
const visible = (text: string): string =>
  text.replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (found) => `\\u{${found.codePointAt(0)!.toString(16)}}`);
