import { z } from 'zod';
import { SourceError } from '../../core/errors/index.ts';
import { Message, Tool } from '../../core/records/index.ts';

/** An existing training row, in the shape of a candidate: a preference pair shares `messages` as its prompt. */
export interface TrainingRow {
  messages: Message[];
  chosen?: Message[];
  rejected?: Message[];
  tools?: Tool[];
  license?: string;
}

type Row = Record<string, unknown>;

interface RowShape {
  name: string;
  fits(row: Row): boolean;
  read(row: Row): TrainingRow;
}

/** The shapes that are read, most telling first. */
export const ROW_SHAPES: readonly RowShape[] = [
  {
    name: '`prompt`, `chosen`, `rejected` (preference pairs, as texts or messages)',
    fits: (row) => row['chosen'] != null && row['rejected'] != null,
    read: readPreference,
  },
  {
    name: '`messages` (role and content)',
    fits: (row) => Array.isArray(row['messages']),
    read: (row) => ({ messages: readMessages(row['messages'], 'messages') }),
  },
  {
    name: '`conversations` (ShareGPT: from and value)',
    fits: (row) => Array.isArray(row['conversations']),
    read: readShareGpt,
  },
  {
    name: '`instruction`, `input`, `output` (Alpaca)',
    fits: (row) => typeof row['instruction'] === 'string' && typeof row['output'] === 'string',
    read: readAlpaca,
  },
  {
    name: '`prompt`, `completion` (as texts or messages)',
    fits: (row) => row['prompt'] != null && row['completion'] != null,
    read: (row) => ({
      messages: [
        ...readTurns(row['prompt'], 'user', 'prompt'),
        ...readTurns(row['completion'], 'assistant', 'completion'),
      ],
    }),
  },
];

/** Tools and licence that any shape may have beside its messages. */
export function readExtras(row: Row): Pick<TrainingRow, 'tools' | 'license'> {
  const extras: Pick<TrainingRow, 'tools' | 'license'> = {};
  const { license, tools } = row;
  if (typeof license === 'string' && license.trim() !== '') extras.license = license.trim();
  if (tools != null && !(Array.isArray(tools) && tools.length === 0)) {
    const parsed = z.array(Tool).safeParse(unpackTools(tools));
    if (!parsed.success) throw malformed('tools', parsed.error);
    if (parsed.data.length > 0) extras.tools = parsed.data;
  }
  return extras;
}

function readPreference(row: Row): TrainingRow {
  const chosen = readTurns(row['chosen'], 'assistant', 'chosen');
  const rejected = readTurns(row['rejected'], 'assistant', 'rejected');
  if (row['prompt'] != null) {
    return { messages: readTurns(row['prompt'], 'user', 'prompt'), chosen, rejected };
  }
  // Without a prompt of its own, the pair's common beginning is the prompt.
  let shared = 0;
  while (
    shared < Math.min(chosen.length, rejected.length) - 1 &&
    JSON.stringify(chosen[shared]) === JSON.stringify(rejected[shared])
  ) {
    shared++;
  }
  if (shared === 0) {
    throw new SourceError('`chosen` and `rejected` share no prompt.', {
      reason: 'malformed',
      hint: 'Add a `prompt` column, or begin both with the same messages.',
    });
  }
  return {
    messages: chosen.slice(0, shared),
    chosen: chosen.slice(shared),
    rejected: rejected.slice(shared),
  };
}

const SHARE_GPT_ROLES: ReadonlyMap<string, Message['role']> = new Map(
  Object.entries<Message['role']>({
    human: 'user',
    user: 'user',
    gpt: 'assistant',
    chatgpt: 'assistant',
    model: 'assistant',
    assistant: 'assistant',
    bing: 'assistant',
    bard: 'assistant',
    system: 'system',
    tool: 'tool',
    observation: 'tool',
    function_response: 'tool',
  }),
);

function readShareGpt(row: Row): TrainingRow {
  const turns = (row['conversations'] as unknown[]).map((turn) => {
    const { from, role, value, content } = (turn ?? {}) as Row;
    const speaker = SHARE_GPT_ROLES.get(String(from ?? role));
    const words = value ?? content;
    if (speaker === undefined || typeof words !== 'string') {
      throw new SourceError(
        `\`conversations\` holds a turn from \`${String(from ?? role)}\` that is not understood.`,
        {
          reason: 'malformed',
          hint: `A turn has \`from\` (${[...SHARE_GPT_ROLES.keys()].join(', ')}) and \`value\`, a text.`,
        },
      );
    }
    return { role: speaker, content: words };
  });
  return { messages: withSystem(row, readMessages(turns, 'conversations')) };
}

function readAlpaca(row: Row): TrainingRow {
  const input = typeof row['input'] === 'string' ? row['input'].trim() : '';
  const question =
    input === '' ? (row['instruction'] as string) : `${row['instruction'] as string}\n\n${input}`;
  const messages: Message[] = [
    { role: 'user', content: question },
    { role: 'assistant', content: row['output'] as string },
  ];
  return { messages: withSystem(row, messages) };
}

function withSystem(row: Row, messages: Message[]): Message[] {
  const { system } = row;
  return typeof system === 'string' && system.trim() !== ''
    ? [{ role: 'system', content: system }, ...messages]
    : messages;
}

/** A text becomes one turn of `role`; a list of messages stays. */
function readTurns(value: unknown, role: 'user' | 'assistant', column: string): Message[] {
  return typeof value === 'string' ? [{ role, content: value }] : readMessages(value, column);
}

function readMessages(value: unknown, column: string): Message[] {
  // Parquet gives every message all members, null where absent.
  const parsed = z.array(Message).min(1).safeParse(dropNulls(value));
  if (!parsed.success) throw malformed(column, parsed.error);
  return parsed.data;
}

/** Nulls of the messages and of their parts; what a tool call carries stays as it is. */
function dropNulls(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    const kept = Object.entries(item).filter(([, member]) => member !== null);
    return Object.fromEntries(
      kept.map(([name, member]) => [name, name === 'content' ? dropNulls(member) : member]),
    );
  });
}

function unpackTools(tools: unknown): unknown {
  if (typeof tools !== 'string') return tools;
  try {
    return JSON.parse(tools);
  } catch {
    return tools;
  }
}

function malformed(column: string, error: z.ZodError): SourceError {
  const issue = error.issues[0]!;
  return new SourceError(`\`${[column, ...issue.path].join('.')}\` is wrong: ${issue.message}.`, {
    reason: 'malformed',
    hint: 'A message has a `role` (system, user, assistant, tool) and a `content`, a text or a list of parts.',
  });
}
