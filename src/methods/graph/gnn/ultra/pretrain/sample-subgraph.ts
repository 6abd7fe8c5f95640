import type { Random } from '../../../../../core/random.ts';
import type { Neighbourhoods } from '../../neighbourhoods.ts';
import { Numbering } from '../../numbering.ts';
import type { TripleSet } from '../../triples.ts';

export const DEFAULTS = {
  /** Of a drawn graph; sizes are drawn evenly on a logarithmic scale. */
  minTriples: 300,
  maxTriples: 5000,
  /** How often two or more relations are made one, which gives dense graphs of few relations. */
  mergeShare: 0.3,
};

/**
 * Draws a part of a graph with its own relations: grown from one entity with a drawn fan-out (small: long and thin;
 * large: short and dense), then all triples between the entities met, of a drawn share of the relations, and now and then with
 * relations merged. Entities and relations are numbered anew, so that nothing but structure is left.
 */
export function sampleSubgraph(
  { graph, starts, at }: Neighbourhoods,
  random: Random,
  { minTriples, maxTriples, mergeShare } = DEFAULTS,
): TripleSet {
  const { triples } = graph;
  const wanted = Math.round(minTriples * (maxTriples / minTriples) ** random.next());
  const fanOut = random.pick([2, 4, 8, 16, 64]);
  const first = random.integer(triples.length / 3) * 3;
  const met = new Set<number>([triples[first]!, triples[first + 2]!]);
  const queue = [...met];
  const inside = new Set<number>();
  for (let next = 0; next < queue.length && inside.size < wanted; next++) {
    const entity = queue[next]!;
    const [from, to] = [starts[entity]!, starts[entity + 1]!];
    for (let step = Math.min(fanOut, to - from); step > 0; step--) {
      const triple = at[from + random.integer(to - from)]!;
      const [head, tail] = [triples[triple]!, triples[triple + 2]!];
      const other = head === entity ? tail : head;
      if (met.has(other)) continue;
      met.add(other);
      queue.push(other);
      // Every triple of a newcomer with those already met; hubs would cost more than they give.
      const [left, right] = [starts[other]!, starts[other + 1]!];
      const stride = Math.max(1, Math.floor((right - left) / 2000));
      for (let i = left; i < right; i += stride) {
        const close = at[i]!;
        if (met.has(triples[close]!) && met.has(triples[close + 2]!)) inside.add(close);
      }
    }
  }
  let chosen = [...inside];
  if (chosen.length > wanted) chosen = random.shuffle(chosen).slice(0, wanted);

  const relations = [...new Set(chosen.map((triple) => triples[triple + 1]!))];
  const share = random.next() < 0.5 ? 1 : 0.3 + 0.7 * random.next();
  const kept = new Set(random.shuffle(relations).slice(0, Math.max(2, share * relations.length)));
  const groups =
    random.next() < mergeShare ? 2 + random.integer(Math.max(1, kept.size - 1)) : Infinity;
  const group = new Map([...kept].map((r) => [r, groups < kept.size ? random.integer(groups) : r]));
  const picked: number[] = [];
  for (const triple of chosen) {
    if (kept.has(triples[triple + 1]!))
      picked.push(triples[triple]!, group.get(triples[triple + 1]!)!, triples[triple + 2]!);
  }
  return numberAnew(picked);
}

/** Numbers entities and relations in order of appearance and drops repeated triples. */
export function numberAnew(triples: readonly number[]): TripleSet {
  const entities = new Numbering<number>();
  const relations = new Numbering<number>();
  const seen = new Set<string>();
  const out: number[] = [];
  for (let i = 0; i < triples.length; i += 3) {
    const key = `${triples[i]} ${triples[i + 1]} ${triples[i + 2]}`;
    if (seen.has(key)) continue;
    seen.add(key);
    out.push(entities.of(triples[i]!), relations.of(triples[i + 1]!), entities.of(triples[i + 2]!));
  }
  return { entities: entities.size, relations: relations.size, triples: Int32Array.from(out) };
}
