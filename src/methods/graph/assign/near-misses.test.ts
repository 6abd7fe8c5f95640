import { describe, expect, it } from 'vitest';
import { makeSmallGraph } from '../../../../bench/assignments/random-graph.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { type ChainScorer, findNearMisses } from './near-misses.ts';
import type { GraphQuery } from './query.ts';

const films = makeSmallGraph({
  said: [
    ['Alien', 'director', 'Scott'],
    ['Alien', 'cast', 'Weaver'],
    ['Aliens', 'director', 'Cameron'],
    ['Aliens', 'cast', 'Weaver'],
    ['Ghostbusters', 'cast', 'Weaver'],
    ['Ghostbusters', 'director', 'Reitman'],
    ['Scott', 'birthplace', 'South Shields'],
    ['Cameron', 'birthplace', 'Kapuskasing'],
    ['Scott', 'employer', 'Studio'],
    ['Cameron', 'employer', 'Studio'],
    ['Kidd', 'employer', 'Studio'],
    ['Ridley', 'employer', 'Studio'],
  ],
  entities: {
    ...Object.fromEntries(
      ['Scott', 'Cameron', 'Reitman', 'Weaver', 'Kidd', 'Ridley'].map((id) => [
        id,
        { kind: 'person' },
      ]),
    ),
    // The same man under another name, whom nobody merged.
    Ridley: { kind: 'person', aliases: ['Scott'] },
    'South Shields': { kind: 'place' },
    Kapuskasing: { kind: 'place' },
  },
});
const director: GraphQuery = { form: '1p', anchors: ['Alien'], predicates: ['director'] };
const indexOf = (id: string): number => films.entityById.get(id)!;
const find = async (
  query: GraphQuery,
  answers: string[],
  others: string[],
  most = 10,
  scorer?: ChainScorer,
): Promise<string[]> => {
  const asked = { query, answers: answers.map(indexOf), others: others.map(indexOf) };
  const found = await findNearMisses(films, asked, most, scorer);
  return found.map((thing) => films.entities[thing]!.id);
};
/** Likes things by a table of its own. */
const scorerOf = (graph: KnowledgeGraph, likes: Record<string, number>) => {
  const asked: [number, readonly number[]][] = [];
  const scorer: ChainScorer = {
    chain: async (anchor, relations) => {
      asked.push([anchor, relations]);
      return Float32Array.from(graph.entities, ({ id }) => likes[id] ?? 0);
    },
  };
  return { scorer, asked };
};

describe('near misses', () => {
  it('are of the kind of the answer, those first that the same predicate reaches', async () => {
    expect(await find(director, ['Scott'], ['Alien'])).toEqual(['Cameron', 'Weaver', 'Kidd']);
    const birthplace: GraphQuery = { form: '1p', anchors: ['Scott'], predicates: ['birthplace'] };
    const places = await find(birthplace, ['South Shields'], ['Scott']);
    expect(places.every((id) => id === 'Kapuskasing')).toBe(true);
  });

  it('are never an answer, its namesake, an anchor or a bridge', async () => {
    const found = await find(director, ['Scott'], ['Alien', 'Kidd']);
    expect(found).toEqual(['Cameron', 'Weaver']);
    expect(found).not.toContain('Ridley');
  });

  it('come from a scorer where there is one, likeliest first, then from the structure', async () => {
    const likes = { Scott: 1, Ridley: 0.9, Reitman: 0.8, Weaver: 0.4, Alien: 0.7, Cameron: NaN };
    const { scorer, asked } = scorerOf(films, likes);
    expect(await find(director, ['Scott'], ['Alien'], 3, scorer)).toEqual([
      'Reitman',
      'Weaver',
      'Cameron',
    ]);
    expect(asked).toEqual([[indexOf('Alien'), [films.predicateById.get('director')]]]);
    expect(await find(director, ['Scott'], ['Alien'], 1, scorer)).toEqual(['Reitman']);
  });

  it('asks a scorer for each chain that ends in the answer, inverse predicates behind the others', async () => {
    const { scorer, asked } = scorerOf(films, {});
    const query: GraphQuery = {
      form: 'ip',
      anchors: ['Scott', 'Weaver'],
      predicates: ['^director', '^cast', 'director'],
    };
    await find(query, ['Cameron'], [], 4, scorer);
    const back = films.predicates.length;
    const [direct, cast] = ['director', 'cast'].map((id) => films.predicateById.get(id)!);
    expect(asked).toEqual([
      [indexOf('Scott'), [direct! + back, direct]],
      [indexOf('Weaver'), [cast! + back, direct]],
    ]);
  });

  it('are none for comparisons, for no answers and where none are wanted', async () => {
    const compare: GraphQuery = {
      form: 'more',
      anchors: ['Scott', 'Cameron'],
      predicates: ['birthplace'],
    };
    expect(await find(compare, ['Scott'], [])).toEqual([]);
    expect(await find(director, [], [])).toEqual([]);
    expect(await find(director, ['Scott'], [], 0)).toEqual([]);
  });
});
