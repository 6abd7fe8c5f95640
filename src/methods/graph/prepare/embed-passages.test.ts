import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import { storeGraph } from '../../../../test/fixtures/stored-graph.ts';
import { MaterialAlteredError, RecipeError } from '../../../core/errors/index.ts';
import type { RoleCaller } from '../../../core/run/method.ts';
import { createMemo, type Memo } from '../../../core/store/memo.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { readVectors } from '../store/encode-vectors.ts';
import { readGraph } from '../store/read-graph.ts';
import { embedPassages } from './embed-passages.ts';

const store = createMemoryStore();
const EMBEDDER = { id: 'replay/embedder', revision: 'r1', weight: 1, sampling: {} };
let graph: KnowledgeGraph;
let memo: Memo;
let asked: string[];

beforeEach(async () => {
  graph = (await readGraph(store, (await storeGraph(store)).manifest)).graph;
  memo = createMemo();
  asked = [];
});

const lengths = (texts: string[]): number[][] => texts.map((text) => [text.length, 3, 4]);

function embed(
  of = graph,
  { vectors = lengths, members = [EMBEDDER] as unknown[] } = {},
): ReturnType<typeof embedPassages> {
  const caller = {
    embed: async ({ texts }: { texts: string[] }) => {
      asked.push(...texts);
      return vectors(texts);
    },
  } as unknown as RoleCaller;
  return embedPassages(of, {
    store,
    memo,
    models: () => ({ has: () => true, role: () => caller }),
    speakers: () => members,
    signal: new AbortController().signal,
    progress: () => {},
  });
}

/** The graph with its only passage several times over, which reads as one text. */
const repeated = (times: number): KnowledgeGraph => ({
  ...graph,
  passages: Array.from({ length: times }, () => graph.passages[0]!),
});

describe('embedPassages', () => {
  it('stores a vector of length 1 for each passage, made of its title and text', async () => {
    const stored = await embed();
    expect(asked).toEqual([expect.stringMatching(/^Marta Veen\nHalcyon was written by Marta/)]);
    expect(stored).toMatchObject({ width: 3, embedder: { id: 'replay/embedder', revision: 'r1' } });
    const { values } = await readVectors(store, 1, stored);
    const [x, y, z] = values as unknown as [number, number, number];
    expect(Math.hypot(x, y, z)).toBeCloseTo(1, 6);
    expect(x / y).toBeCloseTo(asked[0]!.length / 3, 4);
    expect((await store.blob(stored.blob)).byteLength).toBe(12);
  });

  it('asks for a text once, also when it comes again, and for another embedder anew', async () => {
    const many = await embed(repeated(200));
    expect(asked).toHaveLength(1);
    expect((await readVectors(store, 200, many)).values).toHaveLength(600);
    expect(await embed(repeated(200))).toEqual(many);
    expect(asked).toHaveLength(1);
    await embed(graph, { members: [{ ...EMBEDDER, revision: 'r2' }] });
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['too few', () => []],
    ['no numbers', () => [[]]],
    ['what is no number', () => [[1, Number.NaN, 0]]],
  ])('refuses an embedder that gives %s, and remembers nothing of it', async (_, broken) => {
    await expect(embed(graph, { vectors: broken })).rejects.toThrow(RecipeError);
    await embed();
    expect(asked).toHaveLength(2);
  });

  it('refuses several widths, also from call to call', async () => {
    await embed();
    const other: KnowledgeGraph = {
      ...graph,
      documents: [...graph.documents, { ...graph.documents[0]!, title: 'Other' }],
      passages: [graph.passages[0]!, { ...graph.passages[0]!, document: 1 }],
    };
    await expect(embed(other, { vectors: () => [[1, 2]] })).rejects.toThrow(/2 numbers, not 3/);
  });

  it('refuses a pool, whose vectors do not compare', async () => {
    await expect(embed(graph, { members: [EMBEDDER, EMBEDDER] })).rejects.toThrow(/has 2 models/);
    expect(asked).toEqual([]);
  });
});

describe('readVectors', () => {
  it('refuses bytes that are not so many vectors', async () => {
    const stored = await embed();
    await expect(readVectors(store, 2, stored)).rejects.toThrow(MaterialAlteredError);
    await expect(readVectors(store, 1, { ...stored, width: 4 })).rejects.toThrow(
      /12 bytes are not the vectors of 1 passages of 4 numbers/,
    );
  });
});
