import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { drawEven } from './even-draw.ts';
import { allOf, capital, numbered, pluralOf, THINGS } from './household.ts';
import { judgeNamed } from './judge-named.ts';

/** Coined names of kinds: no words, and regular in the plural. */
const KINDS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('wug dax fep zib gop norf mip blick kib dorb vop tulb wem zav lorp nim'),
  exam: words('blap kez nurt plim sarn yot hulp wob jorb drin snaf mosp frell gend'),
};

/** What a kind is said to do, with what it does it to, in the plural. */
const DEEDS = ['eat', 'like', 'have'] as const;
type Deed = (typeof DEEDS)[number];
const OBJECTS: Readonly<Record<Deed, Readonly<Record<Pool, readonly string[]>>>> = {
  eat: {
    training: words('apples eggs beans peas carrots noodles grapes bugs flowers'),
    exam: words('cookies pies cakes sandwiches bananas leaves oranges candies'),
  },
  like: {
    training: THINGS.training.map(pluralOf),
    exam: THINGS.exam.map(pluralOf),
  },
  have: {
    training: words('arms legs tails hands toes noses'),
    exam: words('eyes ears feet teeth thumbs tongues'),
  },
};

const SINGULARS: Readonly<Record<string, string>> = {
  foot: 'feet',
  tooth: 'teeth',
  leaf: 'leaves',
  ...Object.fromEntries(
    DEEDS.flatMap((deed) => allOf(OBJECTS[deed])).map((objects) => [
      objects.replace(/ies$/, 'y').replace(/(?<=ch|sh|ss)es$|s$/, ''),
      objects,
    ]),
  ),
};

const Fact = z.union([
  z.strictObject({ kind: z.string(), is: z.string() }),
  z.strictObject({ kind: z.string(), deed: z.enum(DEEDS), object: z.string() }),
]);
const Scene = z.strictObject({
  facts: z.array(Fact).min(3),
  asked: z.string(),
  deed: z.enum(DEEDS),
});
type Scene = z.infer<typeof Scene>;

/** `depth`: kinds above the asked one; `exceptions`: of these, how many more than one say what they do, at most. */
const LEVELS = [
  { kinds: 4, depth: 1, exceptions: 0 },
  { kinds: 5, depth: 2, exceptions: 0 },
  { kinds: 6, depth: 2, exceptions: 1 },
  { kinds: 7, depth: 3, exceptions: 1 },
  { kinds: 8, depth: 3, exceptions: 2 },
  { kinds: 9, depth: 4, exceptions: 2 },
  { kinds: 10, depth: 4, exceptions: 3 },
  { kinds: 11, depth: 5, exceptions: 3 },
  { kinds: 13, depth: 6, exceptions: 4 },
] as const;

const SHORTCUTS: Readonly<Record<string, (scene: Scene) => string | undefined>> = {
  'said first': (scene) => objectsSaid(scene)[0],
  'said last': (scene) => objectsSaid(scene).at(-1),
  'said next after the asked kind': ({ facts, asked, deed }) => {
    const place = facts.findIndex(({ kind }) => kind === asked);
    return objectsSaid({ facts: facts.slice(place), asked, deed })[0];
  },
  'said last before the asked kind': ({ facts, asked, deed }) => {
    const place = facts.findIndex(({ kind }) => kind === asked);
    return objectsSaid({ facts: facts.slice(0, place), asked, deed }).at(-1);
  },
  'of the kind on top, without its exceptions': (scene) => {
    const own = lineOf(scene).flatMap((kind) => objectOf(scene, kind) ?? []);
    return own.length > 1 ? own.at(-1) : undefined;
  },
};

/**
 * What a kind does, if only the kinds above it say so (Collins and Quillian's tree)? The nearest that says so counts:
 * what it says is an exception to those above. Coined words, so that nothing is known beforehand.
 */
export const propertyInheritance = defineFamily<Scene>({
  name: 'property-inheritance',
  version: 1,
  stage: 'objects-and-categories',
  skill: 'property-inheritance',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ facts }) =>
    [
      ...facts.map((fact) =>
        'is' in fact
          ? `A ${fact.kind} is a ${fact.is}.`
          : `${capital(pluralOf(fact.kind))} ${fact.deed} ${fact.object}.`,
      ),
      'The nearest kind counts first.',
    ].join('\n'),
  questions: ({ asked, deed }) => [
    `What does a ${asked} ${deed}?`,
    `What do ${pluralOf(asked)} ${deed}?`,
    `Here is a ${asked}. What does it ${deed}?`,
    `Look at a ${asked}. What does it ${deed}?`,
    `You see a ${asked}. What does it ${deed}?`,
    `Here are two ${pluralOf(asked)}. What do they ${deed}?`,
  ],
  examQuestions: ({ asked, deed }) => [
    `A ${asked}: what does it ${deed}?`,
    `See the ${pluralOf(asked)}. What do they ${deed}?`,
    `One ${asked} comes. What does it ${deed}?`,
  ],
  coined: ({ facts }) =>
    [
      ...new Set(facts.flatMap((fact) => ('is' in fact ? [fact.kind, fact.is] : [fact.kind]))),
    ].flatMap((kind) => [kind, pluralOf(kind)]),
  solve(scene) {
    for (const kind of lineOf(scene)) {
      const object = objectOf(scene, kind);
      if (object !== undefined) return [object];
    }
    return [];
  },
  solvePrompt,
  say: (answer) => `${capital(answer)}.`,
  explain(scene) {
    const steps: string[] = [];
    const line = lineOf(scene);
    for (const [index, kind] of line.entries()) {
      if (index > 0) steps.push(`A ${line[index - 1]} is a ${kind}.`);
      const object = objectOf(scene, kind);
      if (object !== undefined)
        return [
          ...steps,
          `${capital(pluralOf(kind))} ${scene.deed} ${object}. So the answer is ${object}.`,
        ];
      steps.push(`Nothing is said of what ${pluralOf(kind)} ${scene.deed}.`);
    }
    return steps;
  },
  mistakes(scene) {
    const right = this.solve(scene)[0]!;
    return objectsSaid(scene).filter((object) => object !== right);
  },
  shortcuts: SHORTCUTS,
  verify: (response, scene): Verdict =>
    judgeNamed(response, propertyInheritance.solve(scene)[0]!, allOf(OBJECTS[scene.deed]), {
      wordings: SINGULARS,
      features: DEEDS,
      own: [scene.deed],
    }),
  structure({ facts, asked, deed }) {
    // The same up to the names of kinds, and to what they do it to.
    const rename = numbered();
    const lines = facts.map((fact) =>
      'is' in fact ? [rename(fact.kind), rename(fact.is)] : [rename(fact.kind), fact.deed === deed],
    );
    return { lines, asked: rename(asked), names: facts.length < 8 ? deed : '' };
  },
  vocabulary: ({ asked, deed }) => ({
    allowed: [
      asked,
      pluralOf(asked),
      deed,
      `${deed}s`,
      ...words('has kind kinds one two look see comes they thing things'),
    ],
    required: [[asked, pluralOf(asked)], deed === 'have' ? ['have', 'has'] : [deed, `${deed}s`]],
    odd: ['what'],
    even: [],
  }),
});

function draw(random: Random, level: number, pool: Pool): Scene {
  const { depth, kinds: count, exceptions } = knobsAt(LEVELS, level);
  const deed = random.pick(DEEDS.filter((one) => OBJECTS[one][pool].length > 6 || level < 4));
  const other = random.pick(DEEDS.filter((one) => one !== deed));
  const draws = {
    options: 3,
    shortcuts: SHORTCUTS,
    answerOf: (scene: Scene) => propertyInheritance.solve(scene)[0]!,
    draw(): Scene | undefined {
      const kinds = random.shuffle(KINDS[pool]).slice(0, count);
      const line = kinds.slice(0, depth + 1);
      const aside = kinds.slice(depth + 1);
      const objects = random.shuffle(OBJECTS[deed][pool]);
      const facts: Scene['facts'] = [];
      const say = (kind: string): void => {
        const object = objects.pop();
        if (object !== undefined) facts.push({ kind, deed, object });
      };
      for (const [index, kind] of line.slice(0, -1).entries())
        facts.push({ kind, is: line[index + 1]! });
      const above = random.shuffle(line.slice(1));
      const more = Math.min(depth - 1, exceptions === 0 ? 0 : 1 + random.integer(exceptions));
      for (const kind of above.slice(0, 1 + more)) say(kind);
      for (const [index, kind] of aside.entries()) {
        // Beside the line: below one of its kinds, below another of these, or apart.
        const parents = [...line, ...aside.slice(0, index)];
        if (random.integer(4) > 0) facts.push({ kind, is: random.pick(parents) });
        if (index < 2 || random.integer(3) === 0) say(kind);
        else facts.push({ kind, deed: other, object: random.pick(OBJECTS[other][pool]) });
      }
      const scene = { facts: random.shuffle(facts), asked: line[0]!, deed };
      return objectsSaid(scene).length < 3 ? undefined : scene;
    },
  };
  return drawEven<Scene>(random, draws, { draws: 12 });
}

/** The asked kind and those above it, nearest first. */
function lineOf({ facts, asked }: Scene): string[] {
  const line = [asked];
  for (;;) {
    const up = facts.find((fact) => 'is' in fact && fact.kind === line.at(-1));
    if (up === undefined || !('is' in up)) return line;
    line.push(up.is);
  }
}

function objectOf({ facts, deed }: Scene, kind: string): string | undefined {
  for (const fact of facts)
    if ('deed' in fact && fact.kind === kind && fact.deed === deed) return fact.object;
  return undefined;
}

/** All that some kind is said to do the asked deed to, in order. */
function objectsSaid({ facts, deed }: Scene): string[] {
  return facts.flatMap((fact) => ('deed' in fact && fact.deed === deed ? [fact.object] : []));
}

/** Hands what is said down the text's tree, step by step, to kinds that have nothing of their own. */
function solvePrompt(prompt: string): string[] {
  const above = new Map<string, string>();
  const own = new Map<string, string>();
  const bare = prompt
    .replace(/^A (\w+) is a (\w+)\.$/gm, (_, low: string, high: string) => {
      above.set(low, high);
      return '';
    })
    .replace(
      /^([A-Z]\w+) (eat|like|have) (\w+)\.$/gm,
      (_, kinds: string, deed: string, object: string) => {
        own.set(`${kinds.toLowerCase()} ${deed}`, object);
        return '';
      },
    );
  const deed = /\b(eat|like|have)\b/.exec(bare)?.[1];
  const tokens = new Set(bare.match(/[a-z]+/g));
  const names = new Set([...above.keys(), ...above.values()]);
  let kind = [...names].find((name) => tokens.has(name) || tokens.has(plural(name)));
  for (let steps = 0; kind !== undefined && steps < 50; steps++) {
    const object = own.get(`${plural(kind)} ${deed}`);
    if (object !== undefined) return [object];
    kind = above.get(kind);
  }
  return [];
}

/** Of coined names. */
function plural(name: string): string {
  return name + (/[xz]$/.test(name) ? 'es' : 's');
}
