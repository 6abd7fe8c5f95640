import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { PEOPLE } from '../people.ts';
import { drawSexes, FAMILY, INVERSE, type Link } from './family-tree.ts';
import { KIN, type Kin, kinWord, verifyKin } from './kin-answer.ts';
import { solveChain } from './kinship-text.ts';

const Person = z.int().nonnegative();
const Tie = z.strictObject({
  /** "`one` is the mother (son, sister, husband …) of `other`." */
  one: Person,
  link: z.enum(['parent', 'child', 'sibling', 'spouse']),
  other: Person,
  /** "Anna is the mother of Ben", or "Ben's mother is Anna". */
  wording: z.union([z.literal(0), z.literal(1)]),
});
type Tie = z.infer<typeof Tie>;
const Scene = z.strictObject({
  people: z.array(z.strictObject({ name: z.string(), female: z.boolean() })).min(3),
  ties: z.array(Tie).min(2),
  /** What is `who` to `to`? */
  who: Person,
  to: Person,
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { steps: 2, extra: 1, shuffled: 0 },
  { steps: 2, extra: 2, shuffled: 1 },
  { steps: 3, extra: 2, shuffled: 1 },
  { steps: 4, extra: 2, shuffled: 1 },
  { steps: 5, extra: 3, shuffled: 1 },
  { steps: 6, extra: 3, shuffled: 1 },
  { steps: 7, extra: 4, shuffled: 1 },
  { steps: 8, extra: 5, shuffled: 1 },
  { steps: 10, extra: 6, shuffled: 1 },
] as const;

/**
 * What one person is to another, by a chain of relatives (after CLUTRR: Sinha et al. 2019). The chain is a walk through
 * a whole family; other relatives stand beside it. Only relations that every family fits count: no uncle by marriage,
 * no half-brothers, since the prompt says so. The kin words are closed by nature, so both pools share them.
 */
export const kinshipComposition = defineFamily<Scene>({
  name: 'kinship-composition',
  version: 1,
  stage: 'abstract-reasoning',
  skill: 'kinship-composition',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ people, ties }) =>
    [
      ...ties.map((tie) => phrase(tie, people)),
      'Brothers and sisters here have the same two parents.',
      'The parents of a child are married, and nobody marries twice.',
    ].join('\n'),
  questions(scene) {
    const [who, to] = namesAsked(scene);
    return [
      `What is ${who} to ${to}?`,
      `How is ${who} related to ${to}?`,
      `Find out what ${who} is to ${to}.`,
      `Which family word says what ${who} is to ${to}?`,
      `Work out how ${who} is related to ${to}.`,
      `Think about the family. What is ${who} to ${to}?`,
    ];
  },
  examQuestions(scene) {
    const [who, to] = namesAsked(scene);
    return [
      `Say in one word what ${who} is to ${to}.`,
      `Both belong to one family. How is ${who} related to ${to}?`,
      `Which relative is ${who} to ${to}?`,
    ];
  },
  solve,
  solvePrompt: solveChain,
  say: (answer, scene) => {
    const [who, to] = namesAsked(scene);
    return `${who} is the ${answer} of ${to}.`;
  },
  explain,
  mistakes(scene) {
    const [kin] = kinOf(scene) as [Kin];
    const { female } = scene.people[scene.who]!;
    const near = NEAR[kin].map((other) => kinWord(other, female));
    return [...near, kin === 'cousin' ? kinWord('aunt', female) : kinWord(kin, !female)];
  },
  shortcuts: {
    'the first word of kinship': ({ people, ties }) => wordOf(ties[0]!, people),
    'the last word of kinship': ({ people, ties }) => wordOf(ties.at(-1)!, people),
    'what the person is called': ({ people, ties, who }) =>
      wordOf(
        ties.find(({ one }) => one === who)!,
        people,
      ),
    'the last link alone': ({ people, ties, who, to }) => {
      const { link } = ties.find(({ one, other }) => one === to || other === to)!;
      return kinWord(link, people[who]!.female);
    },
    'always an uncle': ({ people, who }) => kinWord('aunt', people[who]!.female),
  },
  verify(response, scene) {
    const [who, to] = namesAsked(scene);
    return verifyKin(response, { right: solve(scene)[0]!, who, to });
  },
  structure({ people, ties, who, to }) {
    // The same up to names and the order of lines. Short chains have few forms, so that there the names count too.
    const number = new Map([who, to].map((person, index) => [person, String(index)]));
    const short = ties.length < 6;
    const told = ties.map(({ one, link, other }) => {
      const label = (person: number): string =>
        (short ? people[person]!.name : number.get(person)) ?? '?';
      return `${label(one)} ${kinWord(link, people[one]!.female)} ${label(other)}`;
    });
    return { told: told.toSorted(), asked: short ? [people[who]!.name, people[to]!.name] : [] };
  },
  vocabulary: (scene) => ({
    allowed: words('family relative related relation word work think find tell kin'),
    required: namesAsked(scene).map((name) => [name.toLowerCase()]),
    odd: words('what how which'),
    even: [],
    inOrder: namesAsked(scene).map((name) => name.toLowerCase()),
  }),
});

/** What a reader who loses one step of the way, or goes it backwards, would say. */
const NEAR: Readonly<Record<Kin, readonly [Kin, Kin]>> = {
  parent: ['child', 'grandparent'],
  child: ['parent', 'niece'],
  sibling: ['cousin', 'sibling-in-law'],
  spouse: ['sibling', 'sibling-in-law'],
  grandparent: ['parent', 'grandchild'],
  grandchild: ['child', 'grandparent'],
  aunt: ['niece', 'grandparent'],
  niece: ['aunt', 'grandchild'],
  cousin: ['sibling', 'niece'],
  'parent-in-law': ['parent', 'child-in-law'],
  'child-in-law': ['child', 'parent-in-law'],
  'sibling-in-law': ['sibling', 'parent-in-law'],
};

function solve(scene: Scene): string[] {
  return kinOf(scene).map((kin) => kinWord(kin, scene.people[scene.who]!.female));
}

function namesAsked({ people, who, to }: Scene): [string, string] {
  return [people[who]!.name, people[to]!.name];
}

function wordOf({ one, link }: Tie, people: Scene['people']): string {
  return kinWord(link, people[one]!.female);
}

function phrase(tie: Tie, people: Scene['people']): string {
  const [one, other] = [people[tie.one]!.name, people[tie.other]!.name];
  const word = wordOf(tie, people);
  return tie.wording === 0 ? `${one} is the ${word} of ${other}.` : `${other}'s ${word} is ${one}.`;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { steps, extra, shuffled } = knobsAt(LEVELS, level);
  for (;;) {
    const pairs = pairsOf(random.integer(KIN.length));
    let walk: Walk | undefined;
    // Some kin are never so many steps apart.
    for (let attempt = 0; attempt < 60 && walk === undefined; attempt++) {
      walk = walkBetween(random, ...random.pick(pairs), steps);
    }
    if (walk === undefined) continue;
    addOthers(random, walk, extra);
    const scene = castWalk(random, walk, { steps, shuffled, pool });
    if (kinOf(scene).length === 1) return scene;
  }
}

type Walk = (readonly [from: number, link: Link, to: number])[];

/** A walk of so many steps by chance that meets nobody twice; undefined where it runs into an end. */
function walkBetween(random: Random, from: number, to: number, steps: number): Walk | undefined {
  const met = new Set([from]);
  const walk: Walk = [];
  let here = from;
  for (let left = steps - 1; left >= 0; left--) {
    const open = FAMILY[here]!.ties.filter(
      (tie) => !met.has(tie.to) && DISTANCE[tie.to]![to]! <= left && (tie.to !== to || left === 0),
    );
    if (open.length === 0) return undefined;
    const tie = random.pick(open);
    walk.push([here, tie.link, tie.to]);
    met.add(tie.to);
    here = tie.to;
  }
  return walk;
}

/** Ties the walk to others, who lead nowhere. */
function addOthers(random: Random, walk: Walk, count: number): void {
  const met = new Set(walk.flatMap(([from, , to]) => [from, to]));
  const open = random.shuffle(
    [...met].flatMap((from) => FAMILY[from]!.ties.map(({ to, link }) => [from, link, to] as const)),
  );
  const goal = walk.length + count;
  for (const [from, link, to] of open) {
    if (walk.length === goal) return;
    if (met.has(to)) continue;
    walk.push([from, link, to]);
    met.add(to);
  }
}

/** Names those met, and tells each tie one way or the other: of the asked person always what it is, not what it has. */
function castWalk(
  random: Random,
  walk: Walk,
  { steps, shuffled, pool }: { steps: number; shuffled: number; pool: Pool },
): Scene {
  const met = [...new Set(walk.flatMap(([from, , to]) => [from, to]))];
  const place = random.shuffle(met);
  const named = random.shuffle(PEOPLE[pool]);
  const sexes = drawSexes(random);
  const people = place.map((person) => {
    const female = sexes[person]!;
    const at = named.findIndex(({ pronoun }) => (pronoun === 'she') === female);
    return { name: named.splice(at, 1)[0]!.name, female };
  });
  const ties = walk.map(([from, link, to], index): Tie => {
    const wording = random.integer(2) as 0 | 1;
    const [a, b] = [place.indexOf(from), place.indexOf(to)];
    return index === 0 || random.integer(2) === 0
      ? { one: a, link, other: b, wording }
      : { one: b, link: INVERSE[link], other: a, wording };
  });
  const told = shuffled === 1 || random.integer(2) === 0 ? random.shuffle(ties) : ties;
  return {
    people,
    ties: told,
    who: place.indexOf(walk[0]![0]),
    to: place.indexOf(walk[steps - 1]![2]),
  };
}

/**
 * All that `who` is to `to` in every family that fits. Of each person two couples count: the one born of, and the one
 * made by marriage. Every tie makes two of these couples one.
 */
function kinOf({ people, ties, who, to }: Scene): Kin[] {
  const size = people.length;
  const couple = Array.from({ length: size * 2 }, (_, index) => index);
  const root = (node: number): number => (couple[node] === node ? node : root(couple[node]!));
  for (const { one, link, other } of ties) {
    const own = link === 'parent' || link === 'spouse' ? size + one : one;
    const others = link === 'parent' || link === 'sibling' ? other : size + other;
    couple[root(own)] = root(others);
  }
  const born = people.map((_, person) => root(person));
  const made = people.map((_, person) => root(size + person));
  return kinBetween(born, made, who, to);
}

/** What `who` is to `to`, where `born` and `made` say for each person which two couples these are. */
function kinBetween(
  born: readonly number[],
  made: readonly number[],
  who: number,
  to: number,
): Kin[] {
  const everyone = born.map((_, person) => person);
  const is: Record<Link, (a: number, b: number) => boolean> = {
    parent: (a, b) => made[a] === born[b],
    child: (a, b) => born[a] === made[b],
    sibling: (a, b) => a !== b && born[a] === born[b],
    spouse: (a, b) => a !== b && made[a] === made[b],
  };
  const via = (first: Link, second: Link): boolean =>
    everyone.some((middle) => is[first](who, middle) && is[second](middle, to));
  const tests: Record<Kin, () => boolean> = {
    parent: () => is.parent(who, to),
    child: () => is.child(who, to),
    sibling: () => is.sibling(who, to),
    spouse: () => is.spouse(who, to),
    grandparent: () => via('parent', 'parent'),
    grandchild: () => via('child', 'child'),
    aunt: () => via('sibling', 'parent'),
    niece: () => via('child', 'sibling'),
    cousin: () =>
      everyone.some(
        (a) => is.child(who, a) && everyone.some((b) => is.sibling(a, b) && is.parent(b, to)),
      ),
    'parent-in-law': () => via('parent', 'spouse'),
    'child-in-law': () => via('spouse', 'child'),
    'sibling-in-law': () => via('sibling', 'spouse') || via('spouse', 'sibling'),
  };
  return KIN.filter((kin) => tests[kin]());
}

/** The chain of ties from one to the other, told from the first to the last person. */
function chainOf({ ties, who, to }: Scene): Tie[] {
  const reach = (here: number, used: readonly Tie[]): Tie[] | undefined => {
    if (here === to) return [...used];
    for (const tie of ties) {
      if (used.some((other) => other.one === tie.one && other.other === tie.other)) continue;
      const forth = tie.one === here;
      if (!forth && tie.other !== here) continue;
      const turned = forth
        ? tie
        : { ...tie, one: tie.other, other: tie.one, link: INVERSE[tie.link] };
      if (used.some(({ one }) => one === turned.other)) continue;
      const found = reach(turned.other, [...used, turned]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return reach(who, []) ?? [];
}

/** Follows the chain, and says after each step what the first person is to the one reached, where there is a word. */
function explain(scene: Scene): string[] {
  const first = scene.people[scene.who]!;
  const steps: string[] = [];
  for (const [index, tie] of chainOf(scene).entries()) {
    steps.push(phrase({ ...tie, wording: 0 }, scene.people));
    const [kin] = kinOf({ ...scene, to: tie.other });
    if (index === 0 || kin === undefined) continue;
    steps.push(
      `So ${first.name} is the ${kinWord(kin, first.female)} of ${scene.people[tie.other]!.name}.`,
    );
  }
  return steps;
}

/** Steps from each to each in the family. */
const DISTANCE = FAMILY.map((_, from) => {
  const distance = new Map([[from, 0]]);
  for (const [here, steps] of distance) {
    for (const { to } of FAMILY[here]!.ties) if (!distance.has(to)) distance.set(to, steps + 1);
  }
  return FAMILY.map((_unused, to) => distance.get(to)!);
});
/** By kin: who is so related to whom in the family. Made at its first use: it takes a while. */
let pairsByKin: readonly (readonly (readonly [who: number, to: number])[])[] | undefined;

function pairsOf(kin: number): readonly (readonly [who: number, to: number])[] {
  if (pairsByKin === undefined) {
    const born = FAMILY.map((relative) => relative.born);
    const made = FAMILY.map((relative) => relative.made);
    const found = KIN.map((): [number, number][] => []);
    for (const who of FAMILY.keys()) {
      for (const to of FAMILY.keys()) {
        for (const one of kinBetween(born, made, who, to)) found[KIN.indexOf(one)]!.push([who, to]);
      }
    }
    pairsByKin = found;
  }
  return pairsByKin[kin]!;
}
