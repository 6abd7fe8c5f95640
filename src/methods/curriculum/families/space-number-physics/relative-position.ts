import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { judgeStatements } from './read-statements.ts';

/** A closed set: of exams, the things are others. */
const WAYS = ['left', 'above', 'right', 'below'] as const;
type Way = (typeof WAYS)[number];
const STEPS: Readonly<Record<Way, readonly [x: number, y: number]>> = {
  left: [-1, 0],
  above: [0, 1],
  right: [1, 0],
  below: [0, -1],
};
/** The two ways that are asked about. */
const AXES = { across: ['left', 'right'], upright: ['above', 'below'] } as const;
const THINGS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('cup hat ball book shoe key box bell flag clock lamp'),
  exam: words('coat drum leaf star card glove kite plate sock heart brush moon'),
};

const Fact = z.strictObject({ thing: z.string(), way: z.enum(WAYS), of: z.string() });
type Fact = z.infer<typeof Fact>;
const Scene = z.strictObject({
  /** Each thing is one step from another; together they are a tree. */
  facts: z.array(Fact).min(2),
  thing: z.string(),
  of: z.string(),
  axis: z.enum(['across', 'upright']),
});
type Scene = z.infer<typeof Scene>;

/** `branches`: 1 where not only the thing told last is gone on from; `shuffled`: 1 where told in any order. */
const LEVELS = [
  { things: 4, branches: 0, shuffled: 0 },
  { things: 4, branches: 0, shuffled: 1 },
  { things: 5, branches: 0, shuffled: 1 },
  { things: 5, branches: 1, shuffled: 1 },
  { things: 6, branches: 1, shuffled: 1 },
  { things: 7, branches: 1, shuffled: 1 },
  { things: 8, branches: 1, shuffled: 1 },
  { things: 10, branches: 1, shuffled: 1 },
  { things: 12, branches: 1, shuffled: 1 },
] as const;

/** What readers say who take one fact for all, or count words. */
const RULES: Readonly<Record<string, (scene: Scene) => string | undefined>> = {
  'all facts alike': ({ facts, axis }) => {
    const [one, other] = AXES[axis];
    const lead = facts.reduce(
      (sum, { way }) => sum + (way === one ? 1 : way === other ? -1 : 0),
      0,
    );
    return lead === 0 ? 'neither' : lead > 0 ? one : other;
  },
  'the first fact with the thing': (scene) =>
    wayIn(
      scene,
      scene.facts.find((fact) => isAbout(fact, scene.thing)),
    ),
  'the last fact with the thing': (scene) =>
    wayIn(
      scene,
      scene.facts.findLast((fact) => isAbout(fact, scene.thing)),
    ),
  'the first fact with the other': (scene) =>
    wayIn(
      scene,
      scene.facts.find((fact) => isAbout(fact, scene.of)),
    ),
  'the first fact': (scene) => wayIn(scene, scene.facts[0]),
  'the last fact': (scene) => wayIn(scene, scene.facts.at(-1)),
};

/** Is one thing left or right of (above or below) another, or neither, when each is a step away from a third? */
export const relativePosition = defineFamily<Scene>({
  name: 'relative-position',
  version: 1,
  stage: 'space-number-physics',
  skill: 'relative-position',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ facts }) =>
    [
      'The things are on a wall.',
      ...facts.map(({ thing, way, of }) => `The ${thing} is just ${sayWay(way)} the ${of}.`),
      'Just means by one step.',
    ].join('\n'),
  questions({ thing, of, axis }) {
    const [one, other] = AXES[axis];
    return [
      `Is the ${thing} ${one} or ${sayWay(other)} the ${of}? Or neither?`,
      `Where is the ${thing}: ${sayWay(one)} the ${of}, ${other}, or neither?`,
      `Look at the ${thing} and the ${of}. Is the ${thing} ${one}, ${other} or neither?`,
      `Tell where the ${thing} is. Is it ${sayWay(one)} the ${of}, ${other}, or neither?`,
      `Which way is the ${thing} from the ${of}: ${one}, ${other}, neither?`,
      `See the ${thing}. Is it ${sayWay(one)} the ${of}, ${other}, or neither?`,
    ];
  },
  examQuestions({ thing, of, axis }) {
    const [one, other] = AXES[axis];
    return [
      `From the ${of}: is the ${thing} ${one}, ${other} or neither?`,
      `Go from the ${of} to the ${thing}. Is that ${one}, ${other} or neither?`,
      `Find the ${thing}. Is it ${sayWay(one)} the ${of}, ${other}, or neither?`,
    ];
  },
  solve(scene) {
    const places = placesOf(scene.facts);
    const [a, b] = [places.get(scene.thing)!, places.get(scene.of)!];
    const [x, y] = [a.x - b.x, a.y - b.y];
    const [one, other] = AXES[scene.axis];
    const away = scene.axis === 'across' ? x : -y;
    return [away === 0 ? 'neither' : away < 0 ? one : other];
  },
  solvePrompt,
  say: (answer) =>
    answer === 'neither'
      ? 'Neither.'
      : answer === 'left' || answer === 'right'
        ? `On the ${answer}.`
        : `It is ${answer}.`,
  explain(scene) {
    const places = placesOf(scene.facts);
    const start = places.get(scene.of)!;
    const lines = [...places].map(([thing, { x, y }]) => {
      const [across, up] = [x - start.x, y - start.y];
      const sides = [
        across === 0 ? '' : `${Math.abs(across)} ${across < 0 ? 'left' : 'right'}`,
        up === 0 ? '' : `${Math.abs(up)} ${up < 0 ? 'below' : 'above'}`,
      ].filter((side) => side !== '');
      return `From the ${scene.of}, the ${thing} is ${sides.length === 0 ? 'at the same place' : sides.join(' and ')}.`;
    });
    return [
      ...lines.filter((line) => !line.endsWith('the same place.')),
      `${AXES[scene.axis].join(' or ')} of the ${scene.of}: the ${scene.thing} is ${this.solve(scene)[0]}.`,
    ];
  },
  mistakes(scene) {
    const right = this.solve(scene)[0]!;
    return [...AXES[scene.axis], 'neither'].filter((answer) => answer !== right);
  },
  shortcuts: { ...RULES, 'always neither': () => 'neither' },
  verify(response, scene) {
    return judgeStatements(response, this.solve(scene)[0]!, (claim) => meanings(claim, scene));
  },
  structure({ facts, thing, of, axis }) {
    // The same up to names, and left for right and above for below.
    const names = [...new Set(facts.flatMap((fact) => [fact.thing, fact.of]))];
    const number = (name: string): number => names.indexOf(name);
    const flips: Partial<Record<Way, Way>>[] = [
      {},
      { left: 'right', right: 'left' },
      { above: 'below', below: 'above' },
      { left: 'right', right: 'left', above: 'below', below: 'above' },
    ];
    const forms = flips.map((flip) =>
      facts
        .map((fact) => `${number(fact.thing)} ${flip[fact.way] ?? fact.way} ${number(fact.of)}`)
        .join(', '),
    );
    return { axis, ask: [number(thing), number(of)], form: forms.toSorted()[0] };
  },
  vocabulary({ thing, of, axis }) {
    return {
      allowed: words('find tell look thing way side wall place means'),
      required: [[thing], [of], [AXES[axis][0]], [AXES[axis][1]], ['neither']],
      // "Neither" is the one denial that a question has.
      odd: [],
      even: [],
      inOrder: [thing, of],
    };
  },
});

/** "left of", "above". */
function sayWay(way: Way): string {
  return way === 'left' || way === 'right' ? `${way} of` : way;
}

interface Place {
  x: number;
  y: number;
}

/** The places of all things, from the first at 0, 0. */
function placesOf(facts: readonly Fact[]): Map<string, Place> {
  const places = new Map([[facts[0]!.thing, { x: 0, y: 0 }]]);
  for (let round = 0; round < facts.length; round++) {
    for (const { thing, way, of } of facts) {
      const [x, y] = STEPS[way];
      const [a, b] = [places.get(thing), places.get(of)];
      if (a === undefined && b !== undefined) places.set(thing, { x: b.x + x, y: b.y + y });
      if (b === undefined && a !== undefined) places.set(of, { x: a.x - x, y: a.y - y });
    }
  }
  return places;
}

/** What a fact would answer if it were about the asked things: its way, or neither where it lies on the other axis. */
function wayIn({ axis, thing, of }: Scene, fact: Fact | undefined): string | undefined {
  if (fact === undefined) return undefined;
  const ways: readonly string[] = AXES[axis];
  if (!ways.includes(fact.way)) return 'neither';
  const turned = fact.of === thing || fact.thing === of;
  return turned ? ways.find((way) => way !== fact.way) : fact.way;
}

function isAbout({ thing, of }: Fact, name: string): boolean {
  return thing === name || of === name;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { things: count, branches, shuffled } = knobsAt(LEVELS, level);
  const names = random.shuffle(THINGS[pool]).slice(0, count);
  const axis = random.pick(['across', 'upright'] as const);
  const [one, other] = AXES[axis];
  const answer = random.pick([one, other, 'neither']);
  // Each rule that looks at one fact, or counts words, is right one time in three.
  const rules = Object.values(RULES);
  const helps = rules.map(() => random.integer(3) === 0);
  let best: { scene: Scene; faults: number } | undefined;
  for (let attempt = 0; attempt < 28; attempt++) {
    const { facts: made, places } = treeOf(random, names, branches === 1);
    const facts = shuffled === 1 ? random.shuffle(made) : made;
    const pairs = names.flatMap((thing, i) => names.map((of, j) => ({ thing, of, i, j })));
    for (const { thing, of, i, j } of random.shuffle(pairs).slice(0, 16)) {
      const [x, y] = [places[i]!.x - places[j]!.x, places[i]!.y - places[j]!.y];
      if (Math.abs(x) + Math.abs(y) === 0) continue;
      const away = axis === 'across' ? x : -y;
      if ((away === 0 ? 'neither' : away < 0 ? one : other) !== answer) continue;
      if (facts.some((fact) => isAbout(fact, thing) && isAbout(fact, of))) continue;
      const scene: Scene = { facts, thing, of, axis };
      const faults = rules.filter((rule, at) => (rule(scene) === answer) !== helps[at]).length;
      if (faults < (best?.faults ?? Infinity)) best = { scene, faults };
    }
    if (best?.faults === 0) break;
  }
  return best?.scene ?? draw(random, level, pool);
}

/** Facts that put each thing on a free place beside an earlier one; either of the two is told of the other. */
function treeOf(
  random: Random,
  names: readonly string[],
  branches: boolean,
): { facts: Fact[]; places: Place[] } {
  const places: Place[] = [{ x: 0, y: 0 }];
  const facts: Fact[] = [];
  while (places.length < names.length) {
    const from =
      branches && random.integer(2) === 0 ? random.integer(places.length) : places.length - 1;
    const way = random.pick(WAYS);
    const [x, y] = [places[from]!.x + STEPS[way][0], places[from]!.y + STEPS[way][1]];
    if (places.some((place) => place.x === x && place.y === y)) {
      // A chain that has wound itself up begins again.
      if (random.integer(20) === 0) return treeOf(random, names, branches);
      continue;
    }
    const [fresh, old] = [names[places.length]!, names[from]!];
    places.push({ x, y });
    const back = WAYS[(WAYS.indexOf(way) + 2) % 4]!;
    facts.push(
      random.integer(2) === 0
        ? { thing: fresh, way, of: old }
        : { thing: old, way: back, of: fresh },
    );
  }
  return { facts, places };
}

/** Follows the facts from the one thing to the other and counts the steps of the axis that is asked about. */
function solvePrompt(prompt: string): string[] {
  const links: { from: string; to: string; way: string }[] = [];
  const opposite: Record<string, string> = {
    left: 'right',
    right: 'left',
    above: 'below',
    below: 'above',
  };
  const rest = prompt.replace(
    /^The ([a-z]+) is just (left|right|above|below)(?: of)? the ([a-z]+)\.$/gm,
    (_, thing: string, way: string, of: string) => {
      links.push({ from: of, to: thing, way }, { from: thing, to: of, way: opposite[way]! });
      return '';
    },
  );
  const known = new Set(links.map(({ from }) => from));
  const asked = [...new Set(rest.match(/\b[a-z]+\b/g) ?? [])].filter((word) => known.has(word));
  if (asked.length !== 2) return [];
  // "From the box …" names the other first.
  const [thing, of] = /\b(?:From|Go from) the /.test(rest) ? asked.toReversed() : asked;
  const ways = /\babove\b/.test(rest) ? ['above', 'below'] : ['left', 'right'];
  const walk = (at: string, seen: readonly string[], lead: number): number | undefined => {
    if (at === thing) return lead;
    for (const { to, way } of links.filter(({ from }) => from === at)) {
      if (seen.includes(to)) continue;
      const step = way === ways[0] ? 1 : way === ways[1] ? -1 : 0;
      const found = walk(to, [...seen, to], lead + step);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const lead = walk(of!, [of!], 0);
  if (lead === undefined) return [];
  return [lead === 0 ? 'neither' : ways[lead > 0 ? 0 : 1]!];
}

const NEITHER = /\b(?:neither|same (?:row|column|line|height|level|place)|in line|no side)\b/;
const DENIES = new RegExp(`${NEITHER.source}|\\b(?:nor|no|from|of)\\b`);
const SAID: readonly (readonly [RegExp, Way])[] = [
  [/\bleft\b(?! (?:or|and) right)/, 'left'],
  [/\bright\b(?! (?:or|and) left)/, 'right'],
  [/\b(?:above|over|higher|up|upper)\b/, 'above'],
  [/\b(?:below|under|underneath|beneath|lower|down)\b/, 'below'],
];

/** Where a claim puts the thing; "the box is right of the cup" puts the cup to the left. */
function meanings(claim: string, { thing, of, axis }: Scene): string[] {
  if (NEITHER.test(claim)) {
    const ways: readonly string[] = AXES[axis];
    const beside = claim
      .split(/[,;/&]|\band\b|\bbut\b|\balso\b/)
      .filter((clause) => !DENIES.test(clause));
    return [
      'neither',
      ...SAID.filter(
        ([word, way]) => ways.includes(way) && beside.some((clause) => word.test(clause)),
      ).map(([, way]) => way),
    ];
  }
  const [own, other] = [claim.search(`\\b${thing}\\b`), claim.search(`\\b${of}\\b`)];
  const turned = own >= 0 && other >= 0 && other < own && !/\bfrom\b/.test(claim);
  return SAID.filter(([word]) => word.test(claim)).map(([, way]) =>
    turned ? WAYS[(WAYS.indexOf(way) + 2) % 4]! : way,
  );
}
