import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Family, type Pool, words } from '../family.ts';
import { type Knobs, knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { drawEven, type Shortcut } from './even-draw.ts';
import { shortNames, withArticle } from './household.ts';
import { judgeNamed } from './judge-named.ts';
import { readPossessions } from './read-possessions.ts';

const Scene = z.strictObject({
  people: z.array(z.string()).min(3),
  /** What each of them has at first. */
  things: z.array(z.string()),
  /** Pairs of people, each of whom then has what the other had. */
  swaps: z.array(z.tuple([z.string(), z.string()])),
  /** What is said of the thing whose owner is asked for: its class, its use, a part of it, or several clues. */
  asked: z.array(z.string()).min(1),
});
export type Possessions = z.infer<typeof Scene>;

/** What families of this kind know about things, and how they ask. */
export interface PossessionFamily {
  name: string;
  /** Every level has `people` and `swaps`. */
  levels: readonly (Knobs & { people: number; swaps: number })[];
  /** All things of all scenes, for the verifier. */
  things: readonly string[];
  /** What is asked, the thing of the scene that it holds of, and things of which it surely does not hold. */
  drawAsked(
    random: Random,
    knobs: Knobs,
    pool: Pool,
  ): { asked: string[]; right: string; lures: readonly string[] } | undefined;
  questions(asked: readonly string[]): readonly string[];
  examQuestions(asked: readonly string[]): readonly string[];
  fits(thing: string, asked: readonly string[]): boolean;
  /** Why the right thing fits. */
  reason(thing: string, asked: readonly string[]): string;
  /** What the question's text asks for; shares no code with `fits`. */
  readQuestion(text: string): ((thing: string) => boolean) | undefined;
  /** Words that a rewording must keep. */
  keys(asked: readonly string[]): string[];
}

const EVERYBODY = [...namesOf('training'), ...namesOf('exam')];

const SHORTCUTS: Readonly<Record<string, Shortcut<Possessions>>> = {
  'named first': ({ people }) => people[0],
  'named last': ({ people, swaps }) => swaps.at(-1)?.[1] ?? people.at(-1),
  'the last who has something': ({ people }) => people.at(-1),
};

/**
 * A family in which every person has one thing, some swap, and a question that is true of just one of the things asks
 * who has that one now. The answer is a name, so that knowing which words go together is no help without the people.
 */
export function definePossession(family: PossessionFamily): Family<Possessions> {
  const shortcuts: Readonly<Record<string, Shortcut<Possessions>>> = {
    ...SHORTCUTS,
    'who had it at first': (scene) =>
      scene.swaps.length === 0 ? undefined : ownerOf({ ...scene, swaps: [] }, family),
    'who swapped with the first owner': ({ swaps, ...scene }) => {
      const first = ownerOf({ ...scene, swaps: [] }, family);
      const pair = swaps.find((names) => names.includes(first!));
      return swaps.length < 2 ? undefined : pair?.find((name) => name !== first);
    },
  };
  return defineFamily<Possessions>({
    name: family.name,
    version: 1,
    stage: 'objects-and-categories',
    skill: family.name,
    levels: family.levels.slice(0, 8),
    ...(family.levels[8] && { transfer: family.levels[8] }),
    scene: Scene,
    draw(random, level, pool) {
      const knobs = knobsAt(family.levels, level);
      const { people: count, swaps: turns } = knobs;
      const people = random.shuffle(shortNames(pool)).slice(0, count);
      return drawEven<Possessions>(random, {
        options: count,
        shortcuts,
        answerOf: (scene) => ownerOf(scene, family)!,
        draw() {
          const drawn = family.drawAsked(random, knobs, pool);
          if (drawn === undefined || drawn.lures.length < count - 1) return undefined;
          const others = random.shuffle(drawn.lures).slice(0, count - 1);
          const things = random.shuffle([drawn.right, ...others]);
          const swaps: Possessions['swaps'] = [];
          // Most swaps pass the asked thing on, or else it would mostly stay where it was.
          let owner = people[things.indexOf(drawn.right)]!;
          while (swaps.length < turns) {
            let pair = random.shuffle(people).slice(0, 2) as [string, string];
            if (random.integer(10) < 6)
              pair = random.shuffle([owner, pair.find((name) => name !== owner)!]) as [
                string,
                string,
              ];
            // Who swap and swap back at once do nothing.
            if (swaps.at(-1)?.every((name) => pair.includes(name))) continue;
            swaps.push(pair);
            owner = pair.includes(owner) ? pair.find((name) => name !== owner)! : owner;
          }
          return { people, things, swaps, asked: drawn.asked };
        },
      });
    },
    render: ({ people, things, swaps }) =>
      [
        ...people.map((name, index) => `${name} has ${withArticle(things[index]!)}.`),
        ...swaps.map(([one, other]) => `${one} and ${other} swap.`),
      ].join('\n'),
    questions: ({ asked }) => family.questions(asked),
    examQuestions: ({ asked }) => family.examQuestions(asked),
    solve(scene) {
      const owners = holdings(scene);
      return scene.people.filter((name) => family.fits(owners.get(name)!, scene.asked));
    },
    solvePrompt(prompt) {
      const { owned, rest } = readPossessions(prompt);
      const fits = family.readQuestion(rest);
      return fits === undefined
        ? []
        : owned.filter(([, thing]) => fits(thing)).map(([name]) => name);
    },
    say: (answer) => `${answer}.`,
    explain(scene) {
      const right = scene.things.find((thing) => family.fits(thing, scene.asked))!;
      let owner = scene.people[scene.things.indexOf(right)]!;
      const steps = [family.reason(right, scene.asked), `${owner} has the ${right} at first.`];
      for (const pair of scene.swaps) {
        if (!pair.includes(owner)) continue;
        const [from, to] = pair[0] === owner ? pair : pair.toReversed();
        owner = to!;
        steps.push(`${from} and ${to} swap: now ${to} has the ${right}.`);
      }
      return [...steps, `So the answer is ${owner}.`];
    },
    mistakes(scene) {
      const right = ownerOf(scene, family);
      return scene.people.filter((name) => name !== right);
    },
    shortcuts,
    verify(response, scene) {
      const right = ownerOf(scene, family)!;
      const own = [holdings(scene).get(right)!, ...scene.asked];
      return judgeNamed(response, right, EVERYBODY, { features: family.things, own });
    },
    structure({ people, things, swaps, asked }) {
      const place = (name: string): number => people.indexOf(name);
      return {
        things,
        asked,
        swaps: swaps.map(([one, other]) => [place(one), place(other)].toSorted()),
      };
    },
    vocabulary: ({ asked }) => ({
      allowed: [
        ...family.keys(asked),
        ...words('thing one find look has have now say name get want'),
      ],
      required: [...family.keys(asked).map((key) => [key]), ['who', 'whose']],
      odd: ['who', 'whose'],
      even: [],
    }),
  });
}

/** Who has what after all swaps. */
function holdings({ people, things, swaps }: Possessions): Map<string, string> {
  const owned = new Map(people.map((name, index) => [name, things[index]!]));
  for (const [one, other] of swaps) {
    const kept = owned.get(one)!;
    owned.set(one, owned.get(other)!);
    owned.set(other, kept);
  }
  return owned;
}

function ownerOf(scene: Possessions, { fits }: PossessionFamily): string | undefined {
  const owned = holdings(scene);
  return scene.people.find((name) => fits(owned.get(name)!, scene.asked));
}
