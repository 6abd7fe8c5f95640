import { describe, expect, it } from 'vitest';
import { smallGraph } from '../../../../test/fixtures/small-graph.ts';
import type { ChainScorer } from '../assign/near-misses.ts';
import { openScorer } from '../prove/open-scorer.ts';
import { rerankByLinks } from './rerank-by-links.ts';

const { graph } = smallGraph([
  { subject: 'The Silver Tide', predicate: 'directed-by', object: 'Ada Lind' },
  { subject: 'Ada Lind', predicate: 'born-in', object: 'Norhaven' },
  { subject: 'Kelp', predicate: 'directed-by', object: 'Ada Lind' },
]);
const at = (name: string): number => graph.entityById.get(name)!;
const predicate = (id: string): number => graph.predicates.findIndex((one) => one.id === id);

/** Of each predicate, how much of it a question says. */
const said = (shares: Record<string, number>): Float32Array =>
  Float32Array.from(graph.predicates, ({ id }) => shares[id] ?? 0);

function counting(): ChainScorer & { asked: [number, readonly number[]][] } {
  const asked: [number, readonly number[]][] = [];
  return {
    asked,
    chain: async (anchor, steps) => {
      asked.push([anchor, steps]);
      return Float32Array.from(graph.entities, (_, entity) => (entity + asked.length) / 10);
    },
  };
}

describe('rerankByLinks', () => {
  it('asks in both directions for what the question says, from what it names first', async () => {
    const scorer = counting();
    const rerank = rerankByLinks(graph, scorer);
    const candidates = [at('Norhaven'), at('Ada Lind')];
    const scores = await rerank(
      [at('Kelp'), at('Ada Lind')],
      candidates,
      said({ 'directed-by': 0.9, 'born-in': 0.2 }),
    );
    const step = predicate('directed-by');
    expect(scorer.asked).toEqual([
      [at('Kelp'), [step]],
      [at('Kelp'), [step + graph.predicates.length]],
    ]);
    // The better of both, one for each candidate in their order.
    expect([...scores]).toEqual([...Float32Array.from(candidates, (one) => (one + 2) / 10)]);
  });

  it('asks nothing, and says nothing, of a question without a predicate or a name', async () => {
    const scorer = counting();
    const rerank = rerankByLinks(graph, scorer);
    expect([...(await rerank([at('Kelp')], [at('Ada Lind')], said({ 'born-in': 0.3 })))]).toEqual([
      0,
    ]);
    expect([...(await rerank([], [at('Ada Lind')], said({ 'born-in': 1 })))]).toEqual([0]);
    expect(scorer.asked).toEqual([]);
  });

  it('holds with the shipped network what a step leads to for likeliest', async () => {
    const rerank = rerankByLinks(graph, await openScorer(graph));
    const others = ['Norhaven', 'Kelp'].map(at);
    const [first, ...rest] = await rerank(
      [at('The Silver Tide')],
      [at('Ada Lind'), ...others],
      said({ 'directed-by': 1 }),
    );
    for (const score of rest) expect(first!).toBeGreaterThan(score);
  });
});
