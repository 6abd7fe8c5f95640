import { z } from 'zod';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { CONTAINERS, EVERY_CONTAINER, THINGS } from './cast.ts';
import { judgeChoice } from './choice-answer.ts';
import { counterBalanced, type Shortcut, weigh } from './counter-balance.ts';

const TrustScene = z.strictObject({
  people: z.array(z.string()).min(2),
  containers: z.array(z.string()).min(2),
  /** What was looked for before: where each said it was, in the order of `people`, and where it was. */
  rounds: z.array(
    z.strictObject({ what: z.string(), said: z.array(z.string().nullable()), was: z.string() }),
  ),
  /** What is looked for now, and where each says it is. */
  what: z.string(),
  said: z.array(z.string()),
});
type TrustScene = z.infer<typeof TrustScene>;

// `silent`: the chance in percent that somebody says nothing in a round.
// oxfmt-ignore
const LEVELS = [
  { people: 3, containers: 3, rounds: 3, silent: 0 },
  { people: 3, containers: 3, rounds: 4, silent: 0 },
  { people: 3, containers: 4, rounds: 4, silent: 15 },
  { people: 3, containers: 4, rounds: 5, silent: 15 },
  { people: 4, containers: 4, rounds: 5, silent: 20 },
  { people: 4, containers: 5, rounds: 6, silent: 20 },
  { people: 5, containers: 5, rounds: 6, silent: 25 },
  { people: 5, containers: 6, rounds: 7, silent: 25 },
  { people: 6, containers: 7, rounds: 9, silent: 25 },
] as const;

/** One thing a round and one more: the longest exam has ten. */
const LOST: Readonly<Record<Pool, readonly string[]>> = {
  training: THINGS.training,
  exam: [...THINGS.exam, 'scarf', 'mirror'],
};

function most(values: readonly (string | null | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

/** What the one person says for whom the test holds; undefined where it holds for more or for nobody. */
function saidBy(scene: TrustScene, test: (at: number) => boolean): string | undefined {
  const found = scene.said.filter((_, at) => test(at));
  return found.length === 1 ? found[0] : undefined;
}

/** What the one person says who has most. */
function saidByMost(scene: TrustScene, count: (at: number) => number): string | undefined {
  const highest = Math.max(...scene.people.map((_, at) => count(at)));
  return saidBy(scene, (at) => count(at) === highest);
}

const wrongs = ({ rounds }: TrustScene, at: number): number =>
  rounds.filter(({ said, was }) => said[at] !== null && said[at] !== was).length;

const SHORTCUTS: Readonly<Record<string, Shortcut<TrustScene>>> = {
  'what most say': ({ said }) => most(said),
  'what the first says': ({ said }) => said[0],
  'what the last says': ({ said }) => said.at(-1),
  'who was right last time': (scene) =>
    saidBy(scene, (at) => scene.rounds.at(-1)!.said[at] === scene.rounds.at(-1)!.was),
  'who was right the first time': (scene) =>
    saidBy(scene, (at) => scene.rounds[0]!.said[at] === scene.rounds[0]!.was),
  'who spoke most': (scene) =>
    saidByMost(scene, (at) => scene.rounds.filter(({ said }) => said[at]).length),
  'who was wrong least': (scene) =>
    scene.rounds.some(({ said }) => said.includes(null))
      ? saidByMost(scene, (at) => -wrongs(scene, at))
      : undefined,
  'who was wrong most': (scene) => saidByMost(scene, (at) => wrongs(scene, at)),
  'where it was last time': ({ rounds }) => rounds.at(-1)!.was,
};

/** Fitted so that no shortcut pays at any level. */
const WEIGHTS = weigh(SHORTCUTS, {
  'what most say': 1.5,
  'what the first says': 1.5,
  'what the last says': 1.5,
  'who was right last time': 0.5,
  'who was right the first time': 0.5,
  'who spoke most': 1.2,
  'who was wrong least': 2.2,
});

const CANDIDATES = { candidates: 12, draws: 5_000 };

/** Where a thing is, when people differ and one has been right more often (selective trust; Koenig and Harris 2005). */
export const trustedInformant = defineFamily<TrustScene>({
  name: 'trusted-informant',
  version: 1,
  stage: 'social-cognition',
  skill: 'trusted-informant',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  shortcuts: SHORTCUTS,
  scene: TrustScene,
  draw(random, level, pool) {
    const plan = knobsAt(LEVELS, level);
    const people = random.shuffle(namesOf(pool)).slice(0, plan.people);
    const containers = random.shuffle(CONTAINERS[pool]).slice(0, plan.containers);
    const things = random.shuffle(LOST[pool]);
    const attempt = (): TrustScene | undefined => {
      const skill = people.map(() => 25 + random.integer(60));
      const rounds = Array.from({ length: plan.rounds }, (_, round) => {
        const was = random.pick(containers);
        const said = skill.map((chance) => {
          if (random.integer(100) < plan.silent) return null;
          if (random.integer(100) < chance) return was;
          return random.pick(containers.filter((place) => place !== was));
        });
        return { what: things[round]!, said, was };
      });
      const said = people.map(() => random.pick(containers));
      const scene = { people, containers, rounds, what: things.at(-1)!, said };
      return answersOf(scene).length === 1 && new Set(said).size > 1 ? scene : undefined;
    };
    return counterBalanced(random, attempt, (scene) => answersOf(scene)[0]!, WEIGHTS, CANDIDATES);
  },
  render({ people, containers, rounds, what, said }) {
    const lines = rounds.map((round) => {
      const spoken = people.flatMap((who, at) =>
        round.said[at] === null ? [] : [`${who} said the ${round.said[at]}.`],
      );
      return [`Where was the ${round.what}?`, ...spoken, `It was in the ${round.was}.`].join(' ');
    });
    const now = people.map((who, at) => `${who} says it is in the ${said[at]}.`);
    return [
      `There are ${containers.length} places: ${containers.slice(0, -1).join(', ')} and ${containers.at(-1)}.`,
      ...lines,
      `Now the ${what} is lost. ${now.join(' ')}`,
      'Believe the one who was right most often.',
    ].join('\n');
  },
  questions: ({ what }) => [
    `Where should you look for the ${what}?`,
    `In which place will you look for the ${what}?`,
    `Where do you think the ${what} is?`,
    `You want the ${what}. Which place do you choose?`,
    `Say where you will look for the ${what}.`,
    `Which place is best to look for the ${what}?`,
  ],
  examQuestions: ({ what }) => [
    `Where would you go to find the ${what}?`,
    `Which place would you open to get the ${what}?`,
    `Somebody asks you for the ${what}. Where is it, do you think?`,
  ],
  solve: answersOf,
  solvePrompt(prompt) {
    const right = new Map<string, number>();
    const claims = new Map<string, string>();
    for (const line of prompt.split('\n')) {
      for (const [, who, place] of line.matchAll(/([A-Z][a-z]+) says it is in the (\w+)\./g)) {
        claims.set(who!, place!);
      }
      const was = /It was in the (\w+)\./.exec(line)?.[1];
      if (was === undefined) continue;
      for (const [, who] of line.matchAll(new RegExp(`([A-Z][a-z]+) said the ${was}\\.`, 'g'))) {
        right.set(who!, (right.get(who!) ?? 0) + 1);
      }
    }
    const best = Math.max(...right.values());
    const trusted = [...right].filter(([, count]) => count === best);
    return trusted.map(([who]) => claims.get(who)!);
  },
  say: (answer) => `Look in the ${answer}.`,
  explain(scene) {
    const { people, said } = scene;
    const counts = people.map((_, at) => rightsOf(scene, at));
    const at = counts.indexOf(Math.max(...counts));
    return [
      ...people.map((who, place) => `Times ${who} was right: ${counts[place]}.`),
      `${people[at]} was right most often and says: ${said[at]}.`,
    ];
  },
  mistakes: (scene) => {
    const right = answersOf(scene)[0];
    return [...new Set([...scene.said, ...scene.containers])].filter((place) => place !== right);
  },
  verify: (response, scene) =>
    judgeChoice(response, answersOf(scene)[0]!, [...EVERY_CONTAINER, ...scene.containers]),
  structure: ({ containers, rounds, said }) => ({
    rounds: rounds.map((round) => [
      round.said.map((place) => (place === null ? -1 : containers.indexOf(place))),
      containers.indexOf(round.was),
    ]),
    said: said.map((place) => containers.indexOf(place)),
  }),
  vocabulary: ({ what }) => ({
    allowed: words('look find search place choose best think say lost').concat(what),
    required: [[what]],
    odd: [what],
    even: [],
  }),
});

function rightsOf({ rounds }: TrustScene, at: number): number {
  return rounds.filter(({ said, was }) => said[at] === was).length;
}

function answersOf(scene: TrustScene): string[] {
  const counts = scene.people.map((_, at) => rightsOf(scene, at));
  const best = Math.max(...counts);
  return scene.said.filter((_, at) => counts[at] === best);
}
