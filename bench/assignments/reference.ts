import type { Entity, KnowledgeGraph } from '../../src/methods/graph/knowledge-graph.ts';
import type { GraphQuery } from '../../src/methods/graph/assign/query.ts';

/**
 * A graph looked at again from its facts alone, by maps of strings and plain loops: what executes queries and measures
 * distances here shares nothing with the code that is checked by it.
 */
export interface Reference {
  /** What a step (`p` or `^p`) reaches from a thing. */
  follow(thing: string, step: string): string[];
  /** All answers of a query, sorted; of a count its digits; none where there is no answer. */
  answers(query: GraphQuery): string[];
  /** Length of the shortest path in whatever direction, up to `limit`; else Infinity. */
  distance(from: string, to: string, limit: number): number;
  neighbours(thing: string): ReadonlySet<string>;
  entity(id: string): Entity;
}

export function makeReference(graph: KnowledgeGraph): Reference {
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  const bothWays = new Set(
    graph.predicates.filter(({ id, inverse }) => id === inverse).map(({ id }) => id),
  );
  const denied = new Set<string>();
  const said = new Map<string, [string, string, string]>();
  for (const fact of graph.facts) {
    const triple: [string, string, string] = [
      graph.entities[fact.subject]!.id,
      graph.predicates[fact.predicate]!.id,
      graph.entities[fact.object]!.id,
    ];
    const name = triple.join('\t');
    if (fact.negated) denied.add(name);
    said.set(name, triple);
  }
  const steps = new Map<string, Set<string>>();
  const near = new Map<string, Set<string>>();
  for (const [name, [subject, predicate, object]] of said) {
    if (denied.has(name)) continue;
    add(steps, `${subject}\t${predicate}`, object);
    add(steps, `${object}\t^${predicate}`, subject);
    if (bothWays.has(predicate)) {
      add(steps, `${object}\t${predicate}`, subject);
      add(steps, `${subject}\t^${predicate}`, object);
    }
    if (subject === object) continue;
    add(near, subject, object);
    add(near, object, subject);
  }
  const none: ReadonlySet<string> = new Set();
  const follow = (thing: string, step: string): string[] => [
    ...(steps.get(`${thing}\t${step}`) ?? none),
  ];
  const followAll = (things: readonly string[], step: string): string[] => [
    ...new Set(things.flatMap((thing) => follow(thing, step))),
  ];
  const entity = (id: string): Entity => entities.get(id)!;

  const best = (things: readonly string[], step: string, wantsMost: boolean): string[] => {
    const values = things.map((thing) => follow(thing, step));
    if (values.some((own) => own.length !== 1 || entity(own[0]!).range === null)) return [];
    return things.filter((_, one) =>
      things.every((_other, other) => {
        const [a, b] = [entity(values[one]![0]!), entity(values[other]![0]!)];
        return one === other || (wantsMost ? isAbove(a, b) : isAbove(b, a));
      }),
    );
  };

  return {
    follow,
    entity,
    neighbours: (thing) => near.get(thing) ?? none,
    answers({ form, anchors, predicates }) {
      const [a, b, c] = anchors as [string, string, string];
      const [p, q, r] = predicates as [string, string, string];
      const found = (): string[] => {
        switch (form) {
          case '2i':
            return follow(a, p).filter((one) => follow(b, q).includes(one));
          case '3i':
            return follow(a, p).filter(
              (one) => follow(b, q).includes(one) && follow(c, r).includes(one),
            );
          case 'pi':
            return followAll(follow(a, p), q).filter((one) => follow(b, r).includes(one));
          case 'ip':
            return followAll(
              follow(a, p).filter((one) => follow(b, q).includes(one)),
              r,
            );
          case 'count': {
            const { length } = follow(a, p);
            return length === 0 ? [] : [String(length)];
          }
          case 'more':
          case 'less':
            return best([a, b], p, form === 'more');
          case 'most':
          case 'least': {
            const things = follow(a, p);
            return things.length < 2 ? [] : best(things, q, form === 'most');
          }
          default:
            return predicates.reduce(followAll, [a]);
        }
      };
      return found().toSorted();
    },
    distance(from, to, limit) {
      let [edge, length] = [[from], 0];
      const seen = new Set(edge);
      for (; length <= limit; length++) {
        if (seen.has(to)) return length;
        if (length === limit) break;
        edge = edge
          .flatMap((thing) => [...(near.get(thing) ?? none)])
          .filter((thing) => {
            const isNew = !seen.has(thing);
            seen.add(thing);
            return isNew;
          });
      }
      return Infinity;
    },
  };
}

const add = (map: Map<string, Set<string>>, key: string, value: string): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
};

const isAbove = (a: Entity, b: Entity): boolean =>
  a.kind === b.kind &&
  (a.kind === 'time'
    ? a.range![0] >= b.range![1] && a.range![0] > b.range![0]
    : a.range![0] > b.range![1] && a.range![0] > b.range![0]);
