import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDuckDb } from '../../core/store/duckdb.ts';
import { readRows, type RowItem } from './read-rows.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rows-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function rowsOf(name: string, content: string | Uint8Array): Promise<RowItem[]> {
  await writeFile(join(folder, name), content);
  return collect(name);
}
async function collect(path: string): Promise<RowItem[]> {
  const items: RowItem[] = [];
  for await (const item of readRows({ path }, { baseFolder: folder })) items.push(item);
  return items;
}
const jsonl = (...rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');

const USER = { role: 'user', content: 'Why?' };
const ANSWER = { role: 'assistant', content: 'Because.' };

describe('shapes', () => {
  test.each([
    ['messages', { messages: [USER, ANSWER], source: 'x' }],
    [
      'ShareGPT',
      {
        conversations: [
          { from: 'human', value: 'Why?' },
          { from: 'gpt', value: 'Because.' },
        ],
      },
    ],
    ['Alpaca', { instruction: 'Why?', input: ' ', output: 'Because.' }],
    ['prompt and completion', { prompt: 'Why?', completion: 'Because.' }],
    ['conversational prompt and completion', { prompt: [USER], completion: [ANSWER] }],
  ])('%s', async (_name, row) => {
    expect(await rowsOf('a.jsonl', jsonl(row))).toEqual([
      { uri: 'a.jsonl', row: 0, messages: [USER, ANSWER] },
    ]);
  });

  test('systems, inputs, tools and licences are kept', async () => {
    const [alpaca] = await rowsOf(
      'a.json',
      JSON.stringify([
        { system: 'Be kind.', instruction: 'Sum', input: '1 2', output: '3', license: 'CC0' },
      ]),
    );
    expect(alpaca).toMatchObject({
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'Sum\n\n1 2' },
        { role: 'assistant', content: '3' },
      ],
      license: 'CC0-1.0',
    });
    const tool = { name: 'add', description: 'Adds.', parameters: { type: 'object' } };
    const [called] = await rowsOf(
      't.jsonl',
      jsonl({
        tools: JSON.stringify([tool]),
        messages: [
          USER,
          { ...ANSWER, tool_calls: [{ id: '1', name: 'add', arguments: { a: null } }] },
        ],
      }),
    );
    expect(called).toMatchObject({
      tools: [tool],
      messages: [USER, { tool_calls: [{ arguments: { a: null } }] }],
    });
  });

  test('preference pairs, with a prompt or a common beginning', async () => {
    const other = { role: 'assistant', content: 'No idea.' };
    const pair = { uri: 'p.jsonl', row: 0, messages: [USER], chosen: [ANSWER], rejected: [other] };
    expect(
      await rowsOf('p.jsonl', jsonl({ prompt: 'Why?', chosen: 'Because.', rejected: 'No idea.' })),
    ).toEqual([pair]);
    expect(
      await rowsOf('p.jsonl', jsonl({ chosen: [USER, ANSWER], rejected: [USER, other] })),
    ).toEqual([pair]);
    await expect(
      rowsOf('p.jsonl', jsonl({ chosen: [ANSWER], rejected: [other] })),
    ).rejects.toMatchObject({ hint: expect.stringContaining('share no prompt') });
  });

  test('Parquet with nested messages, whose absent members are null', async () => {
    const db = await openDuckDb();
    await db.writeParquet(
      `SELECT [{'role': 'user', 'content': 'Why?', 'reasoning': NULL::VARCHAR}, {'role': 'assistant', 'content': 'Because.', 'reasoning': 'hm'}] AS messages, 'MIT' AS license FROM range(3)`,
      join(folder, 'm.parquet'),
    );
    db.close();
    const rows = await collect('m.parquet');
    expect(rows).toHaveLength(3);
    expect(rows[2]).toEqual({
      uri: 'm.parquet',
      row: 2,
      messages: [USER, { ...ANSWER, reasoning: 'hm' }],
      license: 'MIT',
    });
  });
});

describe('bad input', () => {
  test('bad rows are skips with their number, and the rest is read', async () => {
    const items = await rowsOf(
      'a.jsonl.gz',
      gzipSync(
        `${jsonl({ messages: [USER, ANSWER] }, { messages: [{ role: 'poet', content: 'x' }] }, { text: 'y' }, 7)}\n{"cut\n${jsonl({ messages: [] }, { messages: [USER] })}`,
      ),
    );
    expect(
      items.map((item) => ('skip' in item ? `${item.skip.uri} ${item.skip.reason}` : item.row)),
    ).toEqual([
      0,
      'a.jsonl.gz#1 malformed',
      'a.jsonl.gz#2 other-shape',
      'a.jsonl.gz#3 malformed',
      'a.jsonl.gz#4 malformed',
      'a.jsonl.gz#5 malformed',
      6,
    ]);
  });

  test.each([
    ['a.jsonl', '{"question":"a","answer":"b"}', /`question`, `answer`/],
    ['a.jsonl', '[1]', /no object/],
    ['a.json', '{"messages":[]}', /no training rows/],
    ['a.json', 'nonsense', /no training rows/],
    ['a.jsonl', '', /no training rows/],
    ['a.csv', 'a,b', /no training rows/],
  ])('%s holding %s stops with what was seen and what is read', async (name, content, message) => {
    await expect(rowsOf(name, content)).rejects.toMatchObject({
      code: 'recipe-invalid',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/messages|array|JSONL|\.jsonl/),
    });
  });
});
