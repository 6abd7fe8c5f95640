import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import type { Communities } from '../communities.ts';
import { indexGraph } from '../index-graph.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { detectCommunities } from './detect-communities.ts';

type Triple = readonly [subject: string, predicate: string, object: string];

/** A graph as an import gives it. Names that begin with a digit are values. */
function graphOf(triples: readonly Triple[], alone: readonly string[] = []): KnowledgeGraph {
  const names = [...new Set([...triples.flatMap(([s, , o]) => [s, o]), ...alone])];
  const relations = [...new Set(triples.map(([, p]) => p))];
  const entity = new Map(names.map((name, i) => [name, i]));
  const predicate = new Map(relations.map((name, i) => [name, i]));
  return indexGraph({
    documents: [],
    files: [{ hash: '0'.repeat(64), uri: 'test.tsv', license: null }],
    passages: [],
    entities: names.map((id) => ({
      id,
      name: id,
      kind: 'other',
      aliases: [],
      range: /^\d/.test(id) ? [0, 1] : null,
    })),
    predicates: relations.map((id) => ({
      id,
      label: id,
      statement: `{subject} ${id} {object}`,
      forward: `what {x} ${id}`,
      backward: `what ${id} {x}`,
      inverse: null,
      subjectKind: null,
      objectKind: null,
    })),
    facts: triples.map(([s, p, o], line) => ({
      subject: entity.get(s)!,
      predicate: predicate.get(p)!,
      object: entity.get(o)!,
      phrase: p,
      negated: false,
      time: null,
      extractors: ['import@1'],
      confidence: 1,
      source: { file: 0, line: line + 1 },
    })),
  });
}

/** What is wrong with a hierarchy: nothing. */
function faultsOf(graph: KnowledgeGraph, { list, top, leaf }: Communities): string[] {
  const faults: string[] = [];
  const check = (isRight: boolean, what: string): void => void (isRight || faults.push(what));
  const tops = list.filter(({ parent }) => parent === null);
  const leaves = list.filter(({ children }) => children.length === 0);
  for (const [level, of, name] of [
    [tops, top, 'top'],
    [leaves, leaf, 'leaf'],
  ] as const) {
    const all = level.flatMap(({ entities }) => entities).toSorted((a, b) => a - b);
    check(all.join() === [...graph.entities.keys()].join(), `${name} is no partition`);
    for (const { id, entities } of level) {
      check(
        entities.every((entity) => of[entity] === id),
        `${name} of community ${id}`,
      );
    }
  }
  for (const [id, { id: own, parent, level, entities, children }] of list.entries()) {
    const above = parent === null ? undefined : list[parent]!;
    check(own === id, `id ${id}`);
    check(level === (above?.level ?? -1) + 1, `level of ${id}`);
    check(above === undefined || above.children.includes(id), `parent of ${id}`);
    check(entities.join() === entities.toSorted((a, b) => a - b).join(), `order of ${id}`);
    const below = children.flatMap((child) => list[child]!.entities).toSorted((a, b) => a - b);
    check(children.length === 0 || below.join() === entities.join(), `children of ${id}`);
    check(children.length !== 1, `only child of ${id}`);
  }
  return faults;
}

describe('detectCommunities', () => {
  it('builds a hierarchy in which each entity has one place a level', () => {
    const random = createRandom('villages');
    const triples: Triple[] = [];
    for (let i = 0; i < 1200; i++) {
      const village = random.integer(20);
      const other = random.next() < 0.9 ? village : random.integer(20);
      triples.push([
        `p${village}.${random.integer(12)}`,
        'knows',
        `p${other}.${random.integer(12)}`,
      ]);
    }
    const graph = graphOf(triples, ['hermit']);
    const communities = detectCommunities(graph, { maxSize: 15 });
    expect(faultsOf(graph, communities)).toEqual([]);
    expect(communities.modularity).toBeGreaterThan(0.6);
    const hermit = communities.list[communities.top[graph.entityById.get('hermit')!]!]!;
    expect(hermit).toMatchObject({ level: 0, children: [], title: 'hermit' });
    const leaves = communities.list.filter(({ children }) => children.length === 0);
    expect(Math.max(...leaves.map(({ entities }) => entities.length))).toBeLessThanOrEqual(15);
    expect(detectCommunities(graph, { maxSize: 15 })).toEqual(communities);
  });

  it('leaves a star whole rather than break it into crumbs', () => {
    const star = Array.from({ length: 30 }, (_, i): Triple => ['hub', 'has', `spoke ${i}`]);
    const { list } = detectCommunities(graphOf(star));
    expect(list).toHaveLength(1);
    expect(list[0]!.title).toMatch(/^hub, /);
  });

  it('is not drawn together by a year that all things share', () => {
    const triples: Triple[] = [];
    for (const town of ['a', 'b', 'c', 'd']) {
      for (let i = 0; i < 5; i++) {
        triples.push([`${town}${i}`, 'near', `${town}${(i + 1) % 5}`]);
        triples.push([`${town}${i}`, 'founded', '1900']);
      }
    }
    const { top } = detectCommunities(graphOf(triples));
    const graph = graphOf(triples);
    const places = ['a', 'b', 'c', 'd'].map((town) =>
      [0, 1, 2, 3, 4].map((i) => top[graph.entityById.get(`${town}${i}`)!]),
    );
    for (const place of places) expect(new Set(place).size).toBe(1);
    expect(new Set(places.flat()).size).toBe(4);
  });

  it('takes graphs without entities, without edges, and with loops alone', () => {
    expect(detectCommunities(graphOf([]))).toMatchObject({ list: [], modularity: 0 });
    const still = graphOf([], ['x', 'y']);
    expect(faultsOf(still, detectCommunities(still))).toEqual([]);
    const loops = graphOf([
      ['x', 'is', 'x'],
      ['y', 'is', 'y'],
    ]);
    expect(detectCommunities(loops).list.map(({ entities }) => entities)).toEqual([[0], [1]]);
  });

  it('refuses a size below 1', () => {
    expect(() => detectCommunities(graphOf([]), { maxSize: 0 })).toThrow(RangeError);
  });

  const CODEX = '../shared/data/kg/codex-s/train.txt';
  it('reaches the modularity of Louvain on CoDEx-S', ({ skip }) => {
    if (!existsSync(CODEX)) skip(`${CODEX} is absent`);
    const lines = readFileSync(CODEX, 'utf8').trim().split('\n');
    const graph = graphOf(
      lines.map((line) => {
        const [head, relation, tail] = line.split('\t');
        return [head!, relation!, tail!] as const;
      }),
    );
    const communities = detectCommunities(graph);
    // graphology's Louvain: .535; ngraph.leiden: .514.
    expect(communities.modularity).toBeGreaterThanOrEqual(0.53);
    expect(faultsOf(graph, communities)).toEqual([]);
    const leaves = communities.list.filter(({ children }) => children.length === 0);
    const large = leaves.filter(({ entities }) => entities.length > 10);
    expect(large.length / leaves.length).toBeLessThan(0.05);
  });
});
