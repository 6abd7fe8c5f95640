import { unitOf } from '../compare-values.ts';
import type { FormSpace } from '../form-space.ts';
import type { GoldIndex } from '../gold-index.ts';
import { joinWords } from '../hash-ids.ts';
import { wordOfCode } from './entry-choices.ts';

/**
 * `more`, `less`: two things of one kind by a value of one kind and unit. Things that have such a value stand in a ring in
 * the order of hashed ids, and each is compared with the `comparisons` after it. A pair comes once, as `more` or as `less`
 * as its hash decides, or as the one of them that is drawn at all. Choices are the entry to the value, then the partner.
 */
export function compareSpace(index: GoldIndex, form: 'more' | 'less'): FormSpace {
  const { graph, steps, only, mayAnchor, words, options } = index;
  const { entities } = graph;
  const isDrawnAlone = !options.forms.more || !options.forms.less;
  const owners: number[] = [];
  const rings = new Map<string, { thing: number; entry: number }[]>();
  /** By the entry to a value: the ring of its thing, and the thing's place in it. */
  const seats = new Map<number, { ring: readonly { thing: number }[]; at: number }>();
  const valuesOf = (thing: number): number[] => {
    const values: number[] = [];
    for (let group = steps.firstGroup[thing]!; group < steps.firstGroup[thing + 1]!; group++) {
      const entry = only[group]!;
      if (steps.code[group]! % 2 === 1 || entry < 0) continue;
      if (entities[steps.target[entry]!]!.range !== null) values.push(entry);
    }
    return values;
  };
  for (let thing = 0; thing < entities.length; thing++) {
    const values = mayAnchor[thing] === 1 ? valuesOf(thing) : [];
    if (values.length > 0) owners.push(thing);
    for (const entry of values) {
      const value = entities[steps.target[entry]!]!;
      const ring = JSON.stringify([
        steps.entryCode[entry],
        entities[thing]!.kind,
        value.kind,
        unitOf(value),
      ]);
      const members = rings.get(ring);
      if (members === undefined) rings.set(ring, [{ thing, entry }]);
      else members.push({ thing, entry });
    }
  }
  for (const ring of rings.values()) {
    const { first, second } = words.entities;
    ring.sort((a, b) => first[a.thing]! - first[b.thing]! || second[a.thing]! - second[b.thing]!);
    for (const [at, { entry }] of ring.entries()) seats.set(entry, { ring, at });
  }
  return {
    form,
    levels: 2,
    owners,
    visits: () => 1,
    list(owner, [entry], into) {
      if (entry === undefined) {
        into.push(...valuesOf(owner));
        return;
      }
      const { ring, at } = seats.get(entry)!;
      const others = Math.min(options.comparisons, ring.length - 1);
      for (let next = 1; next <= others; next++) into.push(ring[(at + next) % ring.length]!.thing);
    },
    word: (choice, level, which) =>
      level === 0
        ? wordOfCode(index, steps.entryCode[choice]!, which)
        : words.entities[which === 0 ? 'first' : 'second'][choice]!,
    commonness: () => 1,
    edge: (choice, level) => (level === 0 ? steps.edge[choice]! : -1),
    thing: (choice, level) => (level === 0 ? -1 : choice),
    admits: () => true,
    finish(owner, chosen) {
      const [entry, partner] = chosen as [number, number];
      const code = steps.entryCode[entry]!;
      const { first } = words.entities;
      const pair =
        Math.min(first[owner]!, first[partner]!) ^ Math.max(first[owner]!, first[partner]!);
      const decided = joinWords(pair, wordOfCode(index, code, 0)) % 2 === 0 ? 'more' : 'less';
      if (!isDrawnAlone && decided !== form) return undefined;
      return { anchors: [owner, partner], codes: [code] };
    },
  };
}
