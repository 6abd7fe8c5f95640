import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSmallDataset, seal, stream } from '../../test/adversary/small-dataset.ts';
import { type Message, Sample } from '../core/records/index.ts';
import { EXPORTERS, type ExportOptions, type ExportReport } from './index.ts';

let base: string;
let plain: Sample;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'wellspring-export-'));
  plain = (await createSmallDataset(2)).samples[0]!;
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const text = (role: Message['role'], content: string, more: Partial<Message> = {}): Message => ({
  role,
  content,
  ...more,
});
const make = (messages: Message[], more: Partial<Sample> = {}): Sample =>
  seal({ ...plain, messages, ...more });
const exporter = (name: string) => EXPORTERS.find((one) => one.name === name)!;

async function run(
  name: string,
  samples: Sample[],
  options?: ExportOptions,
): Promise<ExportReport & { rows: unknown[] }> {
  const out = join(base, `${name}.jsonl`);
  rmSync(out, { force: true });
  const report = await exporter(name).export(stream(samples), out, options);
  // Where nothing fits, no file is made.
  expect(existsSync(out)).toBe(report.written > 0);
  const lines = (report.written > 0 ? readFileSync(out, 'utf8') : '').split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.length).toBe(report.written);
  const skipped = Object.values(report.skipped).reduce((sum, count) => sum + count, 0);
  expect(report.written + skipped).toBe(samples.length);
  return { ...report, rows: lines.map((line) => JSON.parse(line) as unknown) };
}

const single = () =>
  make([text('user', 'Hi\n“you”'), text('assistant', 'Hello 😀', { reasoning: 'greet' })]);
const withSystem = () =>
  make([text('system', 'Be brief.'), text('user', 'Hi'), text('assistant', 'Yo')]);
const long = () =>
  make([text('user', 'a'), text('assistant', 'b'), text('user', 'c'), text('assistant', 'd')]);
const unanswered = () => make([text('user', 'a')]);
const shown = () =>
  make([
    {
      role: 'user',
      content: [
        { type: 'text', text: 'see' },
        { type: 'image', blob: 'a'.repeat(64), mediaType: 'image/png' },
      ],
    },
    text('assistant', 'b'),
  ]);
const tools = (more: Partial<Message> = {}) =>
  make(
    [
      text('user', 'Weather?'),
      text('assistant', '', {
        tool_calls: [{ id: 'c1', name: 'weather', arguments: { city: 'Ulm' } }],
        ...more,
      }),
      text('tool', '{"sun":true}', { tool_call_id: 'c1' }),
      text('assistant', 'Sunny.'),
    ],
    {
      tools: [
        {
          name: 'weather',
          description: 'Tells it.',
          parameters: { type: 'object', properties: { city: { type: 'string' } } },
        },
      ],
    },
  );
const content = {
  name: 'differs@1',
  basis: 'replayed',
  verdict: 'pass',
  detail: { kind: 'content' },
} as const;
const pair = (more: Partial<Sample> = {}) =>
  make([text('system', 's'), text('user', 'q')], {
    chosen: [text('assistant', 'right')],
    rejected: [text('assistant', 'wrong')],
    checks: [content],
    ...more,
  });
const other = () => make([text('user', 'a'), text('assistant', 'b')], { split: 'test' });

async function* broken(): AsyncGenerator<Sample> {
  yield single();
  throw new Error('the disk went');
}

describe('every format', () => {
  it('has its own name and says what it drops', () => {
    expect(EXPORTERS.map(({ name }) => name)).toEqual([
      'jsonl',
      'openai-chat',
      'sharegpt',
      'alpaca',
      'prompt-completion',
      'dpo',
    ]);
    for (const { summary, drops } of EXPORTERS)
      expect(summary.length * drops.length).toBeGreaterThan(0);
  });

  it.each(['jsonl', 'openai-chat', 'sharegpt', 'alpaca', 'prompt-completion', 'dpo'])(
    '%s replaces its file as a whole or not at all, and makes no folder',
    async (name) => {
      const out = join(base, 'kept.jsonl');
      writeFileSync(out, 'old');
      await expect(exporter(name).export(broken(), out)).rejects.toThrow('the disk went');
      expect(readFileSync(out, 'utf8')).toBe('old');
      await expect(exporter(name).export(stream([]), out, { variant: 'nope' })).rejects.toThrow(
        'no variant nope',
      );
      const empty = join(base, 'empty.jsonl');
      expect(await exporter(name).export(stream([]), empty)).toEqual({ written: 0, skipped: {} });
      expect(existsSync(empty)).toBe(false);
      await exporter(name).export(stream([]), out);
      expect(readFileSync(out, 'utf8')).toBe('old');
      await expect(
        exporter(name).export(stream([single()]), join(base, 'nodir/x.jsonl')),
      ).rejects.toThrow('there is no folder');
      expect(existsSync(join(base, 'nodir'))).toBe(false);
      await expect(exporter(name).export(stream([single()]), base)).rejects.toThrow('is a folder');
    },
  );

  it.each(['openai-chat', 'sharegpt', 'alpaca', 'prompt-completion'])(
    '%s writes training rows alone unless told otherwise',
    async (name) => {
      const samples = [single(), other()];
      expect(await run(name, samples)).toMatchObject({ written: 1, skipped: { 'other-split': 1 } });
      expect(await run(name, samples, { split: 'test' })).toMatchObject({ written: 1 });
      expect(await run(name, samples, { split: 'all' })).toMatchObject({ written: 2, skipped: {} });
    },
  );
});

describe('jsonl', () => {
  it('keeps whole samples of every split', async () => {
    const samples = [single(), tools(), shown(), pair(), other()];
    const { rows } = await run('jsonl', samples);
    expect(rows).toEqual(samples);
    for (const row of rows) expect(Sample.parse(row)).toEqual(row);
  });
});

describe('openai-chat', () => {
  it('writes messages and nothing beside', async () => {
    const { rows } = await run('openai-chat', [single(), withSystem(), long()]);
    expect(rows).toEqual([
      {
        messages: [
          { role: 'user', content: 'Hi\n“you”' },
          { role: 'assistant', content: 'Hello 😀' },
        ],
      },
      {
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Yo' },
        ],
      },
      {
        messages: ['a', 'b', 'c', 'd'].map((said, index) => ({
          role: index % 2 ? 'assistant' : 'user',
          content: said,
        })),
      },
    ]);
  });

  it('writes tool calls as OpenAI documents them', async () => {
    const { rows } = await run('openai-chat', [tools()]);
    expect(rows[0]).toEqual({
      messages: [
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [
            {
              id: 'c1',
              type: 'function',
              function: { name: 'weather', arguments: '{"city":"Ulm"}' },
            },
          ],
        },
        { role: 'tool', content: '{"sun":true}', tool_call_id: 'c1' },
        { role: 'assistant', content: 'Sunny.' },
      ],
      tools: [
        {
          type: 'function',
          function: {
            name: 'weather',
            description: 'Tells it.',
            parameters: { type: 'object', properties: { city: { type: 'string' } } },
          },
        },
      ],
    });
  });

  it('skips what does not fit', async () => {
    const { skipped } = await run('openai-chat', [shown(), pair(), unanswered()]);
    expect(skipped).toEqual({ image: 1, 'preference-pair': 1, 'does-not-end-with-assistant': 1 });
  });
});

describe('sharegpt', () => {
  it('writes from and value', async () => {
    const { rows } = await run('sharegpt', [withSystem(), long()]);
    expect(rows).toEqual([
      {
        conversations: [
          { from: 'system', value: 'Be brief.' },
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: 'Yo' },
        ],
      },
      {
        conversations: ['a', 'b', 'c', 'd'].map((value, index) => ({
          from: index % 2 ? 'gpt' : 'human',
          value,
        })),
      },
    ]);
  });

  it('writes tool calls as function_call and observation', async () => {
    const { rows } = await run('sharegpt', [tools()]);
    const [row] = rows as { conversations: { from: string; value: string }[]; tools: string }[];
    expect(row!.conversations.map(({ from }) => from)).toEqual([
      'human',
      'function_call',
      'observation',
      'gpt',
    ]);
    expect(JSON.parse(row!.conversations[1]!.value)).toEqual({
      name: 'weather',
      arguments: { city: 'Ulm' },
    });
    expect(JSON.parse(row!.tools)).toHaveLength(1);
  });

  it('skips what does not fit', async () => {
    const call = { id: 'c', name: 'n', arguments: {} };
    const samples = [
      shown(),
      pair(),
      unanswered(),
      make([text('user', 'a'), text('user', 'b'), text('assistant', 'c')]),
      tools({ tool_calls: [call, call] }),
      tools({ content: 'Let me see.' }),
      make([text('assistant', 'a')]),
    ];
    expect((await run('sharegpt', samples)).skipped).toEqual({
      image: 1,
      'preference-pair': 1,
      'does-not-end-with-assistant': 1,
      'turns-do-not-alternate': 2,
      'parallel-tool-calls': 1,
      'text-beside-tool-call': 1,
    });
  });
});

describe('alpaca', () => {
  it('writes instruction, input and output, with a system text where there is one', async () => {
    const { rows, skipped } = await run('alpaca', [
      single(),
      withSystem(),
      long(),
      tools(),
      shown(),
      pair(),
      unanswered(),
    ]);
    expect(rows).toEqual([
      { instruction: 'Hi\n“you”', input: '', output: 'Hello 😀' },
      { instruction: 'Hi', input: '', output: 'Yo', system: 'Be brief.' },
    ]);
    expect(skipped).toEqual({
      'more-than-one-exchange': 1,
      'tool-calls': 1,
      image: 1,
      'preference-pair': 1,
      'turns-do-not-alternate': 1,
    });
  });

  it('keeps longer conversations in the history variant', async () => {
    const { rows } = await run('alpaca', [long(), single()], { variant: 'history' });
    expect(rows).toEqual([
      { instruction: 'c', input: '', output: 'd', history: [['a', 'b']] },
      { instruction: 'Hi\n“you”', input: '', output: 'Hello 😀', history: [] },
    ]);
  });
});

describe('prompt-completion', () => {
  it('writes the last reply as the completion', async () => {
    const { rows, skipped } = await run('prompt-completion', [
      long(),
      tools(),
      shown(),
      pair(),
      unanswered(),
      make([text('assistant', 'x')]),
    ]);
    expect(rows).toEqual([
      {
        prompt: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: 'b' },
          { role: 'user', content: 'c' },
        ],
        completion: [{ role: 'assistant', content: 'd' }],
      },
    ]);
    expect(skipped).toEqual({
      'tool-calls': 1,
      image: 1,
      'preference-pair': 1,
      'does-not-end-with-assistant': 1,
      'prompt-does-not-end-with-user': 1,
    });
  });

  it('writes two texts in the standard variant', async () => {
    const { rows, skipped } = await run('prompt-completion', [single(), long(), withSystem()], {
      variant: 'standard',
    });
    expect(rows).toEqual([{ prompt: 'Hi\n“you”', completion: 'Hello 😀' }]);
    expect(skipped).toEqual({ 'more-than-one-exchange': 2 });
  });
});

describe('dpo', () => {
  it('writes pairs that share their prompt', async () => {
    expect((await run('dpo', [pair()])).rows).toEqual([
      {
        prompt: [
          { role: 'system', content: 's' },
          { role: 'user', content: 'q' },
        ],
        chosen: [{ role: 'assistant', content: 'right' }],
        rejected: [{ role: 'assistant', content: 'wrong' }],
      },
    ]);
  });

  it('never writes a pair that no passed check calls different in content', async () => {
    const samples = [
      pair({ checks: [] }),
      pair({ checks: [{ ...content, detail: { kind: 'format' } }] }),
      pair({ checks: [{ ...content, verdict: 'unknown' }] }),
      pair({ rejected: [text('assistant', ' right\n')] }),
    ];
    expect(await run('dpo', samples)).toMatchObject({
      written: 0,
      skipped: { 'not-a-content-difference': 3, 'same-text': 1 },
    });
  });

  it('skips what is no pair or has no prompt', async () => {
    const { rejected: _rejected, ...half } = pair();
    const samples = [
      single(),
      half,
      pair({ chosen: [] }),
      pair({ messages: [text('user', 'q'), text('assistant', 'a')] }),
      pair({ chosen: [text('user', 'x')] }),
      pair({ rejected: shown().messages }),
    ];
    expect((await run('dpo', samples)).skipped).toEqual({
      'no-preference-pair': 3,
      'prompt-does-not-end-with-user': 1,
      'completion-does-not-begin-with-assistant': 1,
      image: 1,
    });
  });
});
