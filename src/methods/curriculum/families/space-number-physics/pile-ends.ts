import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { judgeNamed } from '../objects-and-categories/judge-named.ts';

const THINGS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('box book plate hat scarf cup pan dish coat bag'),
  exam: words('bowl cap shirt drum towel basket pillow blanket mug skirt sweater'),
};
/** What piles stand on. */
const GROUNDS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('table floor bed'),
  exam: words('bench shelf desk'),
};

const Fact = z.strictObject({
  thing: z.string(),
  on: z.string(),
  /** Told the other way round: what lies under what. */
  under: z.boolean(),
});
const Move = z.strictObject({ thing: z.string(), to: z.string() });
type Move = z.infer<typeof Move>;
const Scene = z.strictObject({
  person: z.string(),
  ground: z.string(),
  facts: z.array(Fact).min(2),
  moves: z.array(Move),
  /** At which end of whose pile? */
  end: z.enum(['top', 'bottom']),
  asked: z.string(),
});
type Scene = z.infer<typeof Scene>;

/** `under`: 1 where some facts are told by what is under. */
const LEVELS = [
  { things: 4, moves: 1, under: 0 },
  { things: 5, moves: 2, under: 0 },
  { things: 5, moves: 3, under: 1 },
  { things: 6, moves: 4, under: 1 },
  { things: 6, moves: 5, under: 1 },
  { things: 7, moves: 7, under: 1 },
  { things: 8, moves: 9, under: 1 },
  { things: 10, moves: 12, under: 1 },
  { things: 11, moves: 15, under: 1 },
] as const;

/** What readers say who miss a part. */
const RULES: Readonly<Record<string, (scene: Scene) => string | undefined>> = {
  'the end before all moves': ({ facts, end, asked }) => endOf(stateOf(facts), end, asked),
  'what was put there last': ({ moves, asked }) => moves.findLast(({ to }) => to === asked)?.thing,
  'what moved last': ({ moves }) => moves.at(-1)?.thing,
  'where the last move went': ({ moves, ground }) => moves.findLast(({ to }) => to !== ground)?.to,
  'first told': ({ facts }) => facts[0]!.thing,
  'last told': ({ facts }) => facts.at(-1)!.thing,
};

/** What is at the top or bottom of a pile, when things are put on others with all that is on them? */
export const pileEnds = defineFamily<Scene>({
  name: 'pile-ends',
  version: 1,
  stage: 'space-number-physics',
  skill: 'pile-ends',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ person, facts, moves }) =>
    [
      ...facts.map(({ thing, on, under }) =>
        under ? `The ${on} is under the ${thing}.` : `The ${thing} is on the ${on}.`,
      ),
      ...moves.map(({ thing, to }) => `${person} puts the ${thing} on the ${to}.`),
      'What is on a thing moves with it.',
    ].join('\n'),
  questions: ({ asked, end }) => [
    `Find the ${asked}. What is its pile's ${end}?`,
    `The ${asked} is in a pile. What is its ${end}?`,
    `Find the pile with the ${asked}. What is its ${end}?`,
    `The ${asked}'s pile: what is its ${end}?`,
    `Name the ${end} of the ${asked}'s pile.`,
    `Look at the ${asked}'s pile. What is at its ${end}?`,
  ],
  examQuestions: ({ asked, end }) => [
    `One pile has the ${asked} in it. Name its ${end}.`,
    `All is done. What is the ${end} of the ${asked}'s pile?`,
    `The pile with the ${asked}: what is its ${end} now?`,
  ],
  solve,
  solvePrompt,
  say: (answer) => `The ${answer}.`,
  explain(scene) {
    const on = stateOf(scene.facts);
    const told = (): string => {
      const bottoms = [...on].filter(([, below]) => below === scene.ground).map(([thing]) => thing);
      return bottoms.map((bottom) => pileFrom(on, bottom).join(', ')).join(' | ');
    };
    const steps = [`Piles from the bottom up: ${told()}.`];
    for (const { thing, to } of scene.moves) {
      on.set(thing, to);
      steps.push(`The ${thing} goes on the ${to}: ${told()}.`);
    }
    return [...steps, `At the ${scene.end} of the ${scene.asked}'s pile: the ${solve(scene)[0]}.`];
  },
  mistakes(scene) {
    const right = solve(scene)[0]!;
    const before = endOf(stateOf(scene.facts), scene.end, scene.asked);
    const things = scene.facts.map(({ thing }) => thing);
    return [...new Set([before, ...things])].filter(
      (thing) => thing !== right && thing !== scene.asked,
    );
  },
  shortcuts: RULES,
  verify(response, scene) {
    const things = scene.facts.map(({ thing }) => thing).filter((thing) => thing !== scene.asked);
    return judgeNamed(response, solve(scene)[0]!, things);
  },
  structure({ ground, facts, moves, end, asked }) {
    // The same up to names and the order of the facts, which are named in the order in which the piles are built.
    const on = stateOf(facts);
    const names = facts
      .filter((fact) => fact.on === ground)
      .map(({ thing }) => pileFrom(on, thing))
      .toSorted((a, b) => keyOf(a, moves, asked).localeCompare(keyOf(b, moves, asked)))
      .flat();
    const number = (name: string): number => names.indexOf(name);
    return {
      end,
      asked: number(asked),
      facts: names.map((name) => number(on.get(name)!)),
      moves: moves.map(({ thing, to }) => [number(thing), number(to)]),
    };
  },
  vocabulary: ({ asked, end }) => ({
    allowed: [asked, `${asked}'s`, ...words('pile thing name find tell look stack now end')],
    required: [[asked, `${asked}'s`], ['pile', "pile's"], words('what which name')],
    odd: [end],
    even: [],
  }),
});

/** Tells piles apart by their size and by when their things are moved. */
function keyOf(pile: readonly string[], moves: readonly Move[], asked: string): string {
  const roles = pile.map((thing) =>
    moves.flatMap((move, at) => [
      ...(move.thing === thing ? [`m${at}`] : []),
      ...(move.to === thing ? [`t${at}`] : []),
    ]),
  );
  return JSON.stringify([pile.length, pile.indexOf(asked), roles]);
}

/** What each thing is on. */
function stateOf(facts: Scene['facts']): Map<string, string> {
  return new Map(facts.map(({ thing, on }) => [thing, on]));
}

/** A thing and all above it, from the bottom up. */
function pileFrom(on: ReadonlyMap<string, string>, bottom: string): string[] {
  const above = [...on].find(([, below]) => below === bottom)?.[0];
  return above === undefined ? [bottom] : [bottom, ...pileFrom(on, above)];
}

function endOf(on: ReadonlyMap<string, string>, end: Scene['end'], asked: string): string {
  if (end === 'top') return pileFrom(on, asked).at(-1)!;
  let bottom = asked;
  while (on.has(on.get(bottom)!)) bottom = on.get(bottom)!;
  return bottom;
}

function solve({ facts, moves, end, asked }: Scene): string[] {
  const on = stateOf(facts);
  for (const { thing, to } of moves) on.set(thing, to);
  return [endOf(on, end, asked)];
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { things: count, moves: length, under } = knobsAt(LEVELS, level);
  const things = random.shuffle(THINGS[pool]).slice(0, count);
  const ground = random.pick(GROUNDS[pool]);
  const person = random.pick(namesOf(pool));
  const end = random.pick(['top', 'bottom'] as const);
  // Each rule is right as often as any thing but the asked one.
  const rules = Object.values(RULES);
  const helps = rules.map(() => random.integer(count - 1) === 0);
  let best: { scene: Scene; faults: number } | undefined;
  for (let attempt = 0; attempt < 30; attempt++) {
    const on = new Map<string, string>();
    const piles = Math.max(2, count >> 1) - random.integer(2);
    for (const [index, thing] of things.entries()) {
      const tops = [...on.keys()].filter((name) => ![...on.values()].includes(name));
      on.set(thing, index < piles ? ground : random.pick(tops));
    }
    const facts = random.shuffle([...on]).map(([thing, below]) => ({
      thing,
      on: below,
      under: under === 1 && below !== ground && random.integer(2) === 0,
    }));
    const moves: Move[] = [];
    for (let tries = 0; moves.length < length && tries < 60; tries++) {
      const thing = random.pick(things);
      const own = pileFrom(on, thing);
      const tops = things.filter((name) => ![...on.values()].includes(name) && !own.includes(name));
      const to = random.integer(5) === 0 || tops.length === 0 ? ground : random.pick(tops);
      if (on.get(thing) === to) continue;
      on.set(thing, to);
      moves.push({ thing, to });
    }
    if (moves.length < length) continue;
    for (const asked of things) {
      const answer = endOf(on, end, asked);
      if (answer === asked) continue;
      const scene: Scene = { person, ground, facts, moves, end, asked };
      const faults = rules.filter((rule, at) => (rule(scene) === answer) !== helps[at]).length;
      if (faults < (best?.faults ?? Infinity)) best = { scene, faults };
    }
    if (best?.faults === 0) break;
  }
  return best?.scene ?? draw(random, level, pool);
}

/** Builds lists from the bottom up and cuts and joins them as the lines say. */
function solvePrompt(prompt: string): string[] {
  const links: [above: string, below: string][] = [];
  for (const [, a, word, b] of prompt.matchAll(/^The ([a-z]+) is (on|under) the ([a-z]+)\.$/gm)) {
    links.push(word === 'on' ? [a!, b!] : [b!, a!]);
  }
  const things = new Set(links.map(([above]) => above));
  let piles: string[][] = links.filter(([, below]) => !things.has(below)).map(([above]) => [above]);
  for (let added = true; added;) {
    added = false;
    for (const pile of piles) {
      const next = links.find(([above, below]) => below === pile.at(-1) && !pile.includes(above));
      if (next === undefined) continue;
      pile.push(next[0]);
      added = true;
    }
  }
  for (const [, thing, to] of prompt.matchAll(/^[A-Z]\w+ puts the ([a-z]+) on the ([a-z]+)\.$/gm)) {
    const from = piles.find((pile) => pile.includes(thing!));
    if (from === undefined) return [];
    const part = from.splice(from.indexOf(thing!));
    const goal = piles.find((pile) => pile.at(-1) === to);
    if (goal === undefined) piles.push(part);
    else goal.push(...part);
    piles = piles.filter((pile) => pile.length > 0);
  }
  const asked =
    /\b[Tt]he ([a-z]+)'s pile|\bwith the ([a-z]+)|\bThe ([a-z]+) is in a pile|\bhas the ([a-z]+) in\b|\bFind the ([a-z]+)\./.exec(
      prompt,
    );
  const name = asked?.slice(1).find((word) => word !== undefined);
  const pile = piles.find((one) => one.includes(name ?? ''));
  if (pile === undefined) return [];
  return [/\btop\b/.test(prompt) ? pile.at(-1)! : pile[0]!];
}
