import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf, PEOPLE } from '../people.ts';
import { withoutNames } from './ask-questions.ts';
import { verifyChoice } from './choice-claims.ts';
import { ACTIONS, basesOf, DOINGS, listed, verbOf } from './lexemes.ts';

const PRONOUNS = ['he', 'she', 'they'] as const;
type Pronoun = (typeof PRONOUNS)[number];

const Group = z.strictObject({
  /** "A verbed B", a woman and a man in either order, or "A and B verbed". */
  people: z.array(z.string()).length(2),
  verb: z.string(),
  together: z.boolean(),
  /** What each pronoun did afterwards, in the order told. */
  deeds: z.array(z.strictObject({ pronoun: z.enum(PRONOUNS), verb: z.string() })).min(2),
});
const Scene = z.strictObject({
  groups: z.array(Group).min(1),
  ask: z.strictObject({ verb: z.string() }),
});
type Scene = z.infer<typeof Scene>;
type Group = z.infer<typeof Group>;

/** `groups`: pairs of people; `deeds`: told of each pair; `they`: pronouns for both. */
const LEVELS = [
  { groups: 1, deeds: 2, they: 0 },
  { groups: 2, deeds: 2, they: 0 },
  { groups: 2, deeds: 2, they: 1 },
  { groups: 3, deeds: 2, they: 1 },
  { groups: 3, deeds: 3, they: 1 },
  { groups: 4, deeds: 3, they: 1 },
  { groups: 5, deeds: 3, they: 1 },
  { groups: 6, deeds: 3, they: 1 },
  { groups: 7, deeds: 3, they: 1 },
] as const;

/**
 * Whom "he", "she" or "they" means: the man, the woman, or both of the last sentence that names people (bAbI 11 and 13,
 * Weston et al. 2015). Every pair is of a woman and a man, so that each pronoun fits one answer only.
 */
export const pronounReference = defineFamily<Scene>({
  name: 'pronoun-reference',
  version: 1,
  stage: 'language',
  skill: 'pronoun-reference',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ groups }) =>
    groups
      .map(({ people: [one, two], verb, together, deeds }) => {
        const first = together
          ? `${one} and ${two} ${verbOf(verb).past}.`
          : `${one} ${verbOf(verb).past} ${two}.`;
        const rest = deeds.map(
          (deed) =>
            `${deed.pronoun.charAt(0).toUpperCase()}${deed.pronoun.slice(1)} ${verbOf(deed.verb).past}.`,
        );
        return [first, ...rest].join(' ');
      })
      .join('\n'),
  questions: ({ ask }) => {
    const past = verbOf(ask.verb).past;
    return [
      `Who ${past}?`,
      `Tell me who ${past}.`,
      `Somebody ${past}. Who was it?`,
      `Can you say who ${past}?`,
      `Read it well. Who ${past}?`,
      `Find out who ${past}.`,
    ];
  },
  examQuestions: ({ ask }) => {
    const past = verbOf(ask.verb).past;
    return [
      `Please tell me who ${past}.`,
      `Read it again. Who ${past}?`,
      `Now answer me. Who ${past}?`,
    ];
  },
  solve: ({ groups, ask }) =>
    groups.flatMap((group) =>
      group.deeds
        .filter(({ verb }) => verb === ask.verb)
        .map(({ pronoun }) => meant(group, pronoun)),
    ),
  solvePrompt,
  say: (answer, { ask }) => `${answer} ${verbOf(ask.verb).past}.`,
  explain(scene) {
    const group = scene.groups.find(({ deeds }) =>
      deeds.some(({ verb }) => verb === scene.ask.verb),
    )!;
    const { pronoun } = group.deeds.find(({ verb }) => verb === scene.ask.verb)!;
    return [
      `"${pronoun}" ${verbOf(scene.ask.verb).past}. Just before, the people named are ${group.people.join(' and ')}.`,
      `"${pronoun}" fits only ${meant(group, pronoun)}.`,
    ];
  },
  mistakes(scene) {
    const group = scene.groups.find(({ deeds }) =>
      deeds.some(({ verb }) => verb === scene.ask.verb),
    )!;
    const [right] = this.solve(scene);
    const told = group.deeds.some(({ pronoun }) => pronoun === 'they');
    const answers = [...group.people, ...(told ? [listed(group.people)] : [])];
    return answers.filter((answer) => answer !== right);
  },
  shortcuts: {
    'the first named of the pair': ({ groups, ask }) =>
      groups.find(({ deeds }) => deeds.some(({ verb }) => verb === ask.verb))?.people[0],
    'the last named of the pair': ({ groups, ask }) =>
      groups.find(({ deeds }) => deeds.some(({ verb }) => verb === ask.verb))?.people[1],
    'in the order of the deeds': ({ groups, ask }) => {
      const group = groups.find(({ deeds }) => deeds.some(({ verb }) => verb === ask.verb))!;
      return group.people[group.deeds.findIndex(({ verb }) => verb === ask.verb)];
    },
  },
  verify(response, scene) {
    const names = scene.groups.flatMap(({ people }) => people);
    const past = verbOf(scene.ask.verb).past;
    return verifyChoice(response, this.solve(scene)[0]!.split(' and '), names, {
      given: [past, `who ${past}`],
    });
  },
  structure: (scene) => withoutNames(scene, NAMES),
  vocabulary: ({ ask }) => ({
    allowed: words('tell say want know read answer well story text think somebody'),
    required: [[verbOf(ask.verb).past]],
    odd: ['who'],
    even: [],
  }),
});

const NAMES = new Set([...namesOf('training'), ...namesOf('exam')]);
const PRONOUN_OF = new Map(
  Object.values(PEOPLE).flatMap((list) => list.map(({ name, pronoun }) => [name, pronoun])),
);

function meant({ people }: Group, pronoun: Pronoun): string {
  if (pronoun === 'they') return listed(people);
  return people.find((name) => PRONOUN_OF.get(name) === pronoun)!;
}

const MEETINGS = basesOf(ACTIONS).filter((verb) => !['bite', 'kick', 'lift'].includes(verb));

function draw(random: Random, level: number, pool: Pool): Scene {
  const { groups: count, deeds: told, they } = knobsAt(LEVELS, level);
  const women = random.shuffle(PEOPLE[pool].filter(({ pronoun }) => pronoun === 'she'));
  const men = random.shuffle(PEOPLE[pool].filter(({ pronoun }) => pronoun === 'he'));
  const meetings = random.shuffle(MEETINGS);
  let doings = random.shuffle(basesOf(DOINGS));
  const asked = doings[0]!;
  const groups: Group[] = [];
  for (let at = 0; at < count; at++) {
    if (doings.length < told)
      doings = random.shuffle(basesOf(DOINGS).filter((verb) => verb !== asked));
    const people = random.shuffle([women[at]!.name, men[at]!.name]);
    const alone =
      told === 2 && they === 1 && at % 2 === 0
        ? [random.pick(['he', 'she'] as const), 'they' as const]
        : (['he', 'she'] as const);
    const pronouns: Pronoun[] = told === 3 ? ['he', 'she', 'they'] : [...alone];
    const deeds = random.shuffle(pronouns).map((pronoun) => ({ pronoun, verb: doings.pop()! }));
    groups.push({ people, verb: meetings[at]!, together: false, deeds });
  }
  // Which pair and which deed is asked: each alike.
  const group = random.pick(groups);
  const answers: Pronoun[] = group.deeds.map(({ pronoun }) => pronoun);
  const pronoun = random.pick(answers);
  return {
    groups: random.shuffle(groups),
    ask: { verb: group.deeds.find((deed) => deed.pronoun === pronoun)!.verb },
  };
}

/** Goes through the sentences with the woman, the man and the pair that were named last in hand. */
function solvePrompt(prompt: string): string[] {
  const did = new Map<string, string>();
  const last: Record<string, string> = {};
  let asked: string | undefined;
  // Who speaks ("Ida: ...") is not part of the sentence.
  for (const sentence of prompt.replace(/^\w+: /gm, '').split(/(?<=[.?])\s+/)) {
    const names = sentence.match(/\b[A-Z]\w+/g)?.filter((word) => NAMES.has(word)) ?? [];
    const question =
      /\bwho (?!was)(\w+)[.?]/i.exec(sentence)?.[1] ?? /^Somebody (\w+)\./.exec(sentence)?.[1];
    const deed = /^(He|She|They) (\w+)\.$/.exec(sentence);
    if (question !== undefined) asked = question;
    else if (deed !== null) did.set(deed[2]!, last[deed[1]!.toLowerCase()] ?? '');
    else if (names.length === 2) {
      for (const name of names) last[PRONOUN_OF.get(name)!] = name;
      last.they = names.join(' and ');
    }
  }
  const answer = asked === undefined ? undefined : did.get(asked);
  return answer ? [answer] : [];
}
