import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { withoutNames } from './ask-questions.ts';
import { verifyChoice } from './choice-claims.ts';
import { basesOf, DOINGS, verbOf } from './lexemes.ts';

/** How it is told who did a deed: one person by one, or all at once but for one. */
const TELLINGS = ['each', 'not-but', 'everybody-but', 'nobody-but', 'not-true'] as const;

const Deed = z.strictObject({
  verb: z.string(),
  /** The one who is different from all others. */
  who: z.string(),
  /** Whether that one did it, and nobody else; or did not, and everybody else did. */
  did: z.boolean(),
  telling: z.enum(TELLINGS),
  /** For telling one by one: the order. */
  order: z.array(z.string()),
});
const Scene = z.strictObject({
  people: z.array(z.string()).min(2),
  deeds: z.array(Deed).min(2),
  ask: z.string(),
});
type Scene = z.infer<typeof Scene>;
type Deed = z.infer<typeof Deed>;

const LEVELS = [
  { people: 3, deeds: 2, tellings: 1 },
  { people: 4, deeds: 2, tellings: 1 },
  { people: 4, deeds: 2, tellings: 2 },
  { people: 4, deeds: 3, tellings: 3 },
  { people: 5, deeds: 3, tellings: 4 },
  { people: 5, deeds: 4, tellings: 5 },
  { people: 6, deeds: 4, tellings: 5 },
  { people: 6, deeds: 6, tellings: 5 },
  { people: 8, deeds: 8, tellings: 5 },
] as const;

/**
 * Who did, or who did not: of each deed there is one who is different, told by "not", by "not ... but", by "everybody
 * but", "nobody but", and by what is not true. The person named last is asked for as often as any other.
 */
export const negationScope = defineFamily<Scene>({
  name: 'negation-scope',
  version: 1,
  stage: 'language',
  skill: 'negation-scope',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ people, deeds }) =>
    [
      `${people.slice(0, -1).join(', ')} and ${people.at(-1)} are here.`,
      'Here is what they all did or did not do.',
      ...deeds.map((deed) => sentencesOf(deed).join(' ')),
    ].join('\n'),
  questions: (scene) => {
    const what = askedOf(scene);
    return [
      `Who ${what}?`,
      `Tell me who ${what}.`,
      `One of them ${what}. Who was it?`,
      `Can you say who ${what}?`,
      `Read it well. Who ${what}?`,
      `Find out who ${what}.`,
    ];
  },
  examQuestions: (scene) => {
    const what = askedOf(scene);
    return [
      `Please tell me who ${what}.`,
      `Read it again. Who ${what}?`,
      `Now answer me. Who ${what}?`,
    ];
  },
  solve: ({ deeds, ask }) => deeds.filter(({ verb }) => verb === ask).map(({ who }) => who),
  solvePrompt,
  say: (answer, scene) => `${answer} ${askedOf(scene)}.`,
  explain(scene) {
    const deed = scene.deeds.find(({ verb }) => verb === scene.ask)!;
    const others = scene.people.filter((name) => name !== deed.who).join(', ');
    const { past } = verbOf(deed.verb);
    return [
      ...sentencesOf(deed),
      deed.did ? `These did not ${deed.verb}: ${others}.` : `These ${past}: ${others}.`,
      this.say(deed.who, scene),
    ];
  },
  mistakes(scene) {
    const deed = scene.deeds.find(({ verb }) => verb === scene.ask)!;
    return scene.people.filter((name) => name !== deed.who);
  },
  shortcuts: {
    'the first named with the deed': ({ deeds, ask }) =>
      deeds.find(({ verb }) => verb === ask)!.order[0],
    'the last named with the deed': ({ deeds, ask }) =>
      deeds.find(({ verb }) => verb === ask)!.order.at(-1),
    'the first of all': ({ people }) => people[0],
  },
  verify(response, scene) {
    const what = askedOf(scene);
    const base = `did not ${scene.ask}`;
    if (scene.deeds.find(({ verb }) => verb === scene.ask)!.did) {
      const given = [what, `only one who ${what}`];
      return verifyChoice(response, this.solve(scene), scene.people, { given });
    }
    // "Ben sang" says the opposite of who did not; "all but Ben sang" does not.
    const opposite = new RegExp(`\\b${verbOf(scene.ask).past}\\b`);
    return verifyChoice(response, this.solve(scene), scene.people, {
      given: [what, base, 'did not'],
      restate: (sentence) =>
        opposite.test(sentence) && !/\b(?:but|except)\b/.test(sentence) ? 'no' : undefined,
    });
  },
  structure: (scene) => withoutNames(scene, NAMES),
  vocabulary: (scene) => ({
    allowed: words('tell say want know read answer well story text think somebody them one'),
    required: [[askedOf(scene).split(' ').at(-1)!]],
    odd: askedOf(scene).includes(' not ') ? [] : ['who'],
    even: [],
  }),
});

const NAMES = new Set([...namesOf('training'), ...namesOf('exam')]);

function askedOf({ deeds, ask }: Scene): string {
  const { did } = deeds.find(({ verb }) => verb === ask)!;
  return did ? verbOf(ask).past : `did not ${ask}`;
}

function sentencesOf({ verb, who, did, telling, order }: Deed): string[] {
  const { past } = verbOf(verb);
  const others = order.filter((name) => name !== who);
  const each = (name: string): string =>
    (name === who) === did ? `${name} ${past}.` : `${name} did not ${verb}.`;
  if (telling === 'each') return order.map(each);
  if (telling === 'everybody-but')
    return [did ? `Nobody but ${who} ${past}.` : `Everybody but ${who} ${past}.`];
  if (telling === 'nobody-but') {
    return did ? [`Only ${who} ${past}.`] : [`Only ${who} did not ${verb}.`];
  }
  if (telling === 'not-but') {
    // "Not Anna but Ben sang": one of the others first, and then the rest one by one.
    const [first, ...rest] = others as [string, ...string[]];
    const pair = did ? `Not ${first} but ${who} ${past}.` : `Not ${who} but ${first} ${past}.`;
    return [pair, ...rest.map(each)];
  }
  // By turns with plain sentences, so that no sentence stands out by its form.
  return order.map((name, at) =>
    at % 2 === 1
      ? each(name)
      : (name === who) === did
        ? `It is not true that ${name} did not ${verb}.`
        : `It is not true that ${name} ${past}.`,
  );
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { people: count, deeds: told, tellings } = knobsAt(LEVELS, level);
  const people = random.shuffle(namesOf(pool)).slice(0, count);
  const verbs = random.shuffle(basesOf(DOINGS)).slice(0, told);
  const deeds = verbs.map((verb, at): Deed => {
    // Harder tellings more often, and for the asked deed nearly always one by one: else one name alone stands there.
    const telling =
      at === 0
        ? random.pick(
            (['each', 'not-but', 'not-true'] as const).filter(
              (one) => TELLINGS.indexOf(one) < tellings,
            ),
          )
        : TELLINGS[random.integer(tellings)]!;
    return {
      verb,
      who: random.pick(people),
      did: random.integer(2) === 0,
      telling,
      order: random.shuffle(people),
    };
  });
  return { people, deeds: random.shuffle(deeds), ask: verbs[0]! };
}

/** Marks person by person what each sentence says, and then looks for the one who is asked for. */
function solvePrompt(prompt: string): string[] {
  const people = /^(.+) are here\.$/m.exec(prompt)?.[1]?.split(/, | and /) ?? [];
  const marks = new Map<string, boolean>();
  const base = new Map(DOINGS.map((verb) => [verb.past, verb.base]));
  const mark = (name: string, verb: string, did: boolean): void =>
    void marks.set(`${name} ${verb}`, did);
  for (const sentence of prompt.split(/(?<=[.?])\s+/)) {
    const all = /^(Nobody|Everybody) but (\w+) (\w+)\.$/.exec(sentence);
    const only = /^Only (\w+) (?:(did not) )?(\w+)\.$/.exec(sentence);
    const pair = /^Not (\w+) but (\w+) (\w+)\.$/.exec(sentence);
    const single = /^(It is not true that )?(\w+) (?:(did not) )?(\w+)\.$/.exec(sentence);
    if (all !== null) {
      for (const name of people)
        mark(name, base.get(all[3]!)!, (name === all[2]) === (all[1] === 'Nobody'));
    } else if (only !== null) {
      const verb = only[2] === undefined ? base.get(only[3]!)! : only[3]!;
      for (const name of people) mark(name, verb, (name === only[1]) === (only[2] === undefined));
    } else if (pair !== null) {
      mark(pair[1]!, base.get(pair[3]!)!, false);
      mark(pair[2]!, base.get(pair[3]!)!, true);
    } else if (single !== null && people.includes(single[2]!)) {
      const denials = [single[1], single[3]].filter((one) => one !== undefined).length;
      const verb = single[3] === undefined ? base.get(single[4]!) : single[4];
      if (verb !== undefined) mark(single[2]!, verb, denials % 2 === 0);
    }
  }
  const asked = /\b(?:who|of them) (?:(did not) )?(?!was\b)(\w+)[.?]/i.exec(prompt);
  if (asked === null) return [];
  const verb = asked[1] === undefined ? base.get(asked[2]!) : asked[2];
  return people.filter((name) => marks.get(`${name} ${verb}`) === (asked[1] === undefined));
}
