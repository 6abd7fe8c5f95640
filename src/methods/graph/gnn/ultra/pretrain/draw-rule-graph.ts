import type { Random } from '../../../../../core/random.ts';
import type { TripleSet } from '../../triples.ts';
import { numberAnew } from './sample-subgraph.ts';

export const DEFAULTS = {
  maxEntities: 160,
  maxTriples: 4000,
};

/** Entities with a few hidden properties, each a number below its modulus. Some properties are the parents of others' values. */
interface World {
  entities: number;
  moduli: number[];
  /** entity × property. */
  values: Int32Array;
}

/** Whether a relation may hold between two entities. */
type Law = (head: number, tail: number) => boolean;

/**
 * Draws a graph whose relations follow random laws, hidden from whoever reads it: laws over hidden properties of both
 * ends (equal, differing by a constant, each of a certain value, a table over pairs of values), then rules over
 * relations (inverse, part, union, composition, symmetry), then forgetting of a share of the triples and noise. In one of
 * three graphs the relations share out the pairs of entities among themselves. What can be learnt from such graphs is to
 * find out by which law a relation holds.
 */
export function drawRuleGraph(random: Random, { maxEntities, maxTriples } = DEFAULTS): TripleSet {
  const entities = Math.round(12 * (maxEntities / 12) ** random.next());
  const world = drawWorld(entities, random);
  const relations =
    random.next() < 1 / 3 ? shareOutPairs(world, random) : drawRelations(world, random);
  const forgotten = 0.05 + 0.35 * random.next();
  const noise = random.next() < 0.5 ? 0 : 0.05 * random.next();
  const total = relations.reduce((sum, pairs) => sum + pairs.length, 0) / 2;
  const keep = Math.min(1 - forgotten, maxTriples / total);
  const triples: number[] = [];
  for (const [relation, pairs] of relations.entries()) {
    for (let i = 0; i < pairs.length; i += 2) {
      if (random.next() >= keep) continue;
      const tail = random.next() < noise ? random.integer(entities) : pairs[i + 1]!;
      triples.push(pairs[i]!, relation, tail);
    }
  }
  return numberAnew(triples);
}

function drawWorld(entities: number, random: Random): World {
  const count = 2 + random.integer(4);
  const moduli = Array.from({ length: count }, () => 2 + random.integer(random.pick([2, 4, 9])));
  const values = new Int32Array(entities * count);
  const parents = moduli.map((_, property) =>
    property > 0 && random.next() < 0.4 ? random.integer(property) : -1,
  );
  for (let entity = 0; entity < entities; entity++) {
    for (let property = 0; property < count; property++) {
      const parent = parents[property]!;
      // A child property tells its parent's value: the finer of two classes.
      const base = parent < 0 ? 0 : values[entity * count + parent]! * 2;
      const free = parent < 0 ? moduli[property]! : 2;
      values[entity * count + property] = (base + random.integer(free)) % moduli[property]!;
    }
  }
  return { entities, moduli, values };
}

/** Every pair of entities has one relation, named by a random table over what the two have in common and apart. */
function shareOutPairs(world: World, random: Random): number[][] {
  const { entities, moduli, values } = world;
  const count = moduli.length;
  const labels = 4 + random.integer(30);
  const used = random.shuffle(moduli.map((_, property) => property)).slice(0, 3);
  const isRelative = used.map(() => random.next() < 0.6);
  const table = new Map<number, number>();
  const relations: number[][] = Array.from({ length: labels }, () => []);
  for (let head = 0; head < entities; head++) {
    for (let tail = 0; tail < entities; tail++) {
      let key = 0;
      for (const [i, property] of used.entries()) {
        const modulus = moduli[property]!;
        const a = values[head * count + property]!;
        const b = values[tail * count + property]!;
        key = key * 121 + (isRelative[i] ? (a - b + modulus) % modulus : a * 11 + b);
      }
      let label = table.get(key);
      if (label === undefined) table.set(key, (label = random.integer(labels)));
      relations[label]!.push(head, tail);
    }
  }
  return relations.filter((pairs) => pairs.length > 0);
}

function drawRelations(world: World, random: Random): number[][] {
  const { entities } = world;
  const most = Math.max(20, 30 * entities);
  const relations: number[][] = [];
  const base = 3 + random.integer(18);
  for (let i = 0; i < base; i++) {
    const law = drawLaw(world, random);
    const density = random.pick([0.05, 0.3, 1, 1]);
    const pairs: number[] = [];
    for (let head = 0; head < entities; head++) {
      for (let tail = 0; tail < entities; tail++) {
        if (law(head, tail) && random.next() < density) pairs.push(head, tail);
      }
    }
    relations.push(thin(pairs, most, random));
  }
  const rules = random.integer(base + 1);
  for (let i = 0; i < rules; i++) relations.push(thin(applyRule(relations, random), most, random));
  return relations.filter((pairs) => pairs.length > 0);
}

/** One to three conditions that must all hold. */
function drawLaw({ moduli, values }: World, random: Random): Law {
  const count = moduli.length;
  const conditions = Array.from({ length: 1 + random.integer(3) }, (): Law => {
    const property = random.integer(count);
    const modulus = moduli[property]!;
    const at = (entity: number): number => values[entity * count + property]!;
    const shift = random.integer(modulus);
    switch (random.integer(5)) {
      case 0:
        return (head, tail) => (at(tail) - at(head) + modulus) % modulus === shift;
      case 1:
        return (head, tail) => at(head) === at(tail);
      case 2:
        return (head) => at(head) === shift;
      case 3:
        return (_head, tail) => at(tail) === shift;
      default: {
        const allowed = Array.from({ length: modulus * modulus }, () => random.next() < 0.3);
        return (head, tail) => allowed[at(head) * modulus + at(tail)]!;
      }
    }
  });
  return (head, tail) => conditions.every((condition) => condition(head, tail));
}

/** A new relation that follows from those there are. */
function applyRule(relations: readonly number[][], random: Random): number[] {
  const first = random.pick(relations);
  const second = random.pick(relations);
  switch (random.integer(5)) {
    case 0:
      return inverse(first);
    case 1:
      return first
        .filter((_, i) => i % 2 === 0)
        .flatMap((head, i) => (random.next() < 0.6 ? [head, first[2 * i + 1]!] : []));
    case 2:
      return [...first, ...second];
    case 3:
      return [...first, ...inverse(first)];
    default:
      return compose(first, second);
  }
}

function inverse(pairs: readonly number[]): number[] {
  return pairs.map((_, i) => pairs[i ^ 1]!);
}

function compose(first: readonly number[], second: readonly number[]): number[] {
  const nextOf = new Map<number, number[]>();
  for (let i = 0; i < second.length; i += 2) {
    const next = nextOf.get(second[i]!);
    if (next) next.push(second[i + 1]!);
    else nextOf.set(second[i]!, [second[i + 1]!]);
  }
  const out: number[] = [];
  for (let i = 0; i < first.length && out.length < 100_000; i += 2) {
    for (const tail of nextOf.get(first[i + 1]!) ?? []) out.push(first[i]!, tail);
  }
  return out;
}

/** A random part of at most so many pairs. */
function thin(pairs: number[], most: number, random: Random): number[] {
  const share = (2 * most) / pairs.length;
  if (share >= 1) return pairs;
  const out: number[] = [];
  for (let i = 0; i < pairs.length; i += 2)
    if (random.next() < share) out.push(pairs[i]!, pairs[i + 1]!);
  return out;
}
