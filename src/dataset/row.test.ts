import { describe, expect, it } from 'vitest';
import { RECIPE_HASH, seal } from '../../test/adversary/small-dataset.ts';
import { canonicalJson, sha256 } from '../core/hash.ts';
import { createRandom, type Random } from '../core/random.ts';
import type { Message, Sample } from '../core/records/index.ts';
import { fromRow, ROW_COLUMNS, toRow } from './row.ts';

const TEXTS = [
  '',
  ' ',
  'plain',
  '😀 “quotes” ‮rtl',
  '\u0000\u0001\t\n',
  '\\ud83d is text',
  '"; DROP TABLE',
  'null',
  '日本語 한국어',
  '\uFFFD',
  'a\u0301',
  '{"json": [1]}',
];

describe('rows', () => {
  it('gives every sample back exactly, whatever is in it', () => {
    const random = createRandom('rows');
    for (let round = 0; round < 500; round++) {
      const sample = drawSample(random);
      const row = toRow(sample);
      expect(Object.keys(row)).toEqual(Object.keys(ROW_COLUMNS));
      expect(fromRow({ ...row })).toEqual(sample);
      // The same through JSON, as rewritten rows come.
      expect(
        canonicalJson(fromRow(JSON.parse(JSON.stringify(row)) as Record<string, unknown>)),
      ).toBe(canonicalJson(sample));
    }
  });

  it('tells an absent list from an empty one', () => {
    const base = drawSample(createRandom(1));
    const { chosen: _chosen, tools: _tools, ...absent } = base;
    const empty = { ...absent, chosen: [], tools: [] };
    expect(toRow(absent)).toMatchObject({ chosen: null, tools: null });
    expect(toRow(empty)).toMatchObject({ chosen: [], tools: '[]' });
    expect(fromRow({ ...toRow(absent) })).not.toHaveProperty('chosen');
    expect(fromRow({ ...toRow(empty) })).toMatchObject({ chosen: [], tools: [] });
  });

  it.each([
    ['messages', (s: Sample) => void (s.messages[0]!.content = 'a \ud83d b')],
    ['evidence', (s: Sample) => void (s.tags = { persona: 'a \udc00 b' })],
    ['groups', (s: Sample) => void (s.groups = ['\ud800'])],
    ['reasoning', (s: Sample) => void (s.messages[0]!.reasoning = '\\\ud800')],
  ])('refuses half a surrogate pair in %s', (_where, edit) => {
    const sample = drawSample(createRandom(2));
    edit(sample);
    expect(() => toRow(sample)).toThrow('surrogate');
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['white space in JSON text', { tags: '{ }' }, /column tags is not in its one exact form/],
    ['members that the seal does not cover', { lineage: undefined }, /lineage/],
    ['text that is not JSON', { checks: '[' }, /column checks is not JSON/],
    ['a number for a text', { id: 7 }, /id/],
    ['a null for a list', { messages: null }, /messages/],
    ['turns that are no list', { messages: 'hi' }, /list of \{role, content\}/],
    [
      'a turn with another member',
      { messages: [{ role: 'user', content: 'x', name: 'y' }] },
      /exact form|extras/,
    ],
    ['extras that are too few', { message_extras: '[]' }, /extras/],
    ['a JSON null', { tools: 'null' }, /tools is not in its one exact form/],
    ['an answer without a basis', { answer: 'x', answer_basis: null }, /answer/],
  ])('refuses %s', (_what, change, reason) => {
    const { tools: _tools, answer: _answer, ...plain } = drawSample(createRandom(3));
    expect(() => fromRow({ ...toRow(plain), ...change })).toThrow(reason);
  });

  it('refuses a shown text that differs from the parts it stands for', () => {
    const sample = drawSample(createRandom(4));
    sample.messages = [{ role: 'user', content: [{ type: 'text', text: 'true' }] }];
    const row = { ...toRow(sample), messages: [{ role: 'user', content: 'forged' }] };
    expect(() => fromRow(row)).toThrow('column messages is not in its one exact form');
  });

  it('refuses members of JSON columns that a schema would drop', () => {
    const sample = drawSample(createRandom(5));
    const lineage = canonicalJson({ ...sample.lineage, zzz: 1 });
    expect(() => fromRow({ ...toRow(sample), lineage })).toThrow('column lineage');
  });
});

function drawSample(random: Random): Sample {
  const text = (): string => random.pick(TEXTS) + random.pick(TEXTS);
  const maybe = <T>(name: string, make: () => T): Record<string, T> =>
    random.next() < 0.5 ? { [name]: make() } : {};
  const list = <T>(make: () => T, least = 0): T[] =>
    Array.from({ length: least + random.integer(3) }, make);
  const message = (): Message => ({
    role: random.pick(['system', 'user', 'assistant', 'tool'] as const),
    content:
      random.next() < 0.7
        ? text()
        : list(() =>
            random.next() < 0.5
              ? { type: 'text' as const, text: text() }
              : { type: 'image' as const, blob: sha256(text()), mediaType: 'image/png' },
          ),
    ...maybe('reasoning', text),
    ...maybe('tool_calls', () =>
      list(() => ({ id: text(), name: text(), arguments: { [text()]: [text(), null, 1.5] } })),
    ),
    ...maybe('tool_call_id', text),
  });
  return seal({
    method: random.pick(['personas', 'graph', 'papers', 'curriculum', 'rows'] as const),
    kind: text(),
    split: random.pick(['train', 'validation', 'test'] as const),
    groups: list(text),
    messages: list(message, 1),
    ...maybe('tools', () =>
      list(() => ({ name: text(), description: text(), parameters: { type: 'object' } })),
    ),
    ...maybe('chosen', () => list(message)),
    ...maybe('rejected', () => list(message)),
    ...maybe('context', () =>
      list(() => ({
        document: sha256(text()),
        block: 0,
        start: 1,
        end: 2,
        text: text(),
        gold: true,
      })),
    ),
    ...maybe('answer', () => ({
      value: text(),
      basis: random.pick(['program', 'quotation', 'model'] as const),
    })),
    evidence: list(() => ({
      kind: 'span' as const,
      prover: 'span@1',
      document: sha256(text()),
      block: 1,
      start: 2,
      end: 3,
      quote: `q${text()}`,
    })),
    checks: list(() => ({
      name: 'length@1',
      basis: 'replayed' as const,
      verdict: 'pass' as const,
      ...maybe('score', () => random.next() / 3),
      ...maybe('detail', () => ({ [text()]: text(), n: -1e-7 })),
    })),
    voice: 'model',
    tags: { [text()]: text(), n: random.integer(100), b: true },
    ...maybe('metrics', () => ({ [text()]: random.next() * 1e9 })),
    licenses: list(() => random.pick([null, 'MIT', text()])),
    lineage: {
      recipe: RECIPE_HASH,
      part: text(),
      assignment: sha256(text()),
      candidate: random.integer(5),
      seed: text(),
      method: text(),
      calls: [],
    },
  });
}
