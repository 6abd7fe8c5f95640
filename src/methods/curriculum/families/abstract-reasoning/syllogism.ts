import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import {
  denialOf,
  followsByEnumeration,
  isConsistent,
  type Mood,
  MOODS,
  propagate,
  type Statement,
  witnessesOf,
} from './categorical.ts';
import { drawMatched } from './matched-draw.ts';
import { verifyJudgement } from './verdict-answer.ts';

const GROUPS: Readonly<Record<Pool, readonly string[]>> = {
  training: words(
    'painters singers dancers bakers drivers swimmers farmers teachers writers runners gardeners artists sailors actors ' +
      'doctors cooks hunters skaters pilots nurses builders boxers workers helpers coaches leaders ' +
      'owners students parents friends lawyers officers cowboys heroes',
  ),
  exam: words('kings pirates guards readers riders waiters tailors clowns players soldiers judges'),
};
/** Two ways to say each mood; only harder levels use the second. */
const WORDINGS: Record<Mood, readonly ((a: string, b: string) => string)[]> = {
  all: [(a, b) => `All ${a} are ${b}.`, (a, b) => `Only ${b} are ${a}.`],
  no: [(a, b) => `No ${a} are ${b}.`, (a, b) => `None of the ${a} are ${b}.`],
  some: [(a, b) => `Some ${a} are ${b}.`, (a, b) => `There are ${a} who are ${b}.`],
  'some-not': [(a, b) => `Some ${a} are not ${b}.`, (a, b) => `Not all ${a} are ${b}.`],
};

const Mooded = z.strictObject({
  mood: z.enum(['all', 'no', 'some', 'some-not']),
  /** Places in `groups`. */
  a: z.int().nonnegative(),
  b: z.int().nonnegative(),
});
const Scene = z.strictObject({
  groups: z.array(z.string()).min(3).max(5),
  /** Whether every group is said to have members, or said to be possibly empty. */
  inhabited: z.boolean(),
  premises: z.array(Mooded.extend({ wording: z.union([z.literal(0), z.literal(1)]) })).min(2),
  conclusion: Mooded,
});
type Scene = z.infer<typeof Scene>;
type Problem = Pick<Scene, 'inhabited' | 'conclusion'> & { premises: Statement[] };

const LEVELS = [
  { premises: 2, groups: 3, moods: 2, conventions: 1, wordings: 1 },
  { premises: 2, groups: 3, moods: 3, conventions: 1, wordings: 1 },
  { premises: 2, groups: 3, moods: 4, conventions: 1, wordings: 1 },
  { premises: 2, groups: 3, moods: 4, conventions: 2, wordings: 1 },
  { premises: 3, groups: 4, moods: 4, conventions: 2, wordings: 1 },
  { premises: 3, groups: 4, moods: 4, conventions: 2, wordings: 2 },
  { premises: 4, groups: 4, moods: 4, conventions: 2, wordings: 2 },
  { premises: 5, groups: 4, moods: 4, conventions: 2, wordings: 2 },
  { premises: 6, groups: 5, moods: 4, conventions: 2, wordings: 2 },
] as const;

/**
 * Does a categorical conclusion follow? Every model of the premises is tried. Whether groups may be empty is said in
 * the prompt, since "all A are B" yields "some A are B" only where there are any A. A conclusion that follows and one
 * that does not come with the same moods on the same pairs of groups, so that the "atmosphere" of the premises
 * (Woodworth and Sells 1935) does not tell them apart.
 */
export const syllogism = defineFamily<Scene>({
  name: 'syllogism',
  version: 1,
  stage: 'abstract-reasoning',
  skill: 'syllogism',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render(scene) {
    const { groups, inhabited, premises, conclusion } = scene;
    return [
      'Statements:',
      ...premises.map((premise) => `- ${phrase(premise, groups, premise.wording)}`),
      `Conclusion: ${phrase(conclusion, groups)}`,
      'The word "some" means at least one, and perhaps all.',
      inhabited
        ? 'Each of these groups has at least one member.'
        : 'Any of these groups may be empty: "all" and "no" do not say that there are any members.',
      'Answer yes or no.',
    ].join('\n');
  },
  questions: () => [
    'Does the conclusion follow?',
    'Does the conclusion follow from the statements?',
    'If all the statements are true, must the conclusion be true?',
    'Is the conclusion certain, given the statements?',
    'Do the statements prove the conclusion?',
    'Suppose that the statements are true. Does the conclusion follow from them?',
  ],
  examQuestions: () => [
    'Is the conclusion right, if we take the statements to be true?',
    'Take the statements to be true. Must we also take the conclusion to be true?',
    'Can we be sure of the conclusion if all we know is the statements?',
  ],
  solve,
  solvePrompt,
  say: (answer) =>
    answer === 'yes' ? 'Yes, the conclusion follows.' : 'No, the conclusion does not follow.',
  explain,
  mistakes(scene) {
    return solve(scene)[0] === 'yes' ? ['no'] : ['yes'];
  },
  shortcuts: {
    // Woodworth and Sells (1935): negative premises suggest a negative conclusion, particular ones a particular one.
    'atmosphere of the statements': ({ premises, conclusion: { mood } }) => {
      const negative = premises.some((premise) => isNegative(premise.mood));
      const particular = premises.some((premise) => premise.mood.startsWith('some'));
      const fits = isNegative(mood) === negative && mood.startsWith('some') === particular;
      return fits ? 'yes' : 'no';
    },
    'the same mood as a statement': ({ premises, conclusion }) =>
      premises.some(({ mood }) => mood === conclusion.mood) ? 'yes' : 'no',
    'some means yes': ({ conclusion }) => (conclusion.mood.startsWith('some') ? 'yes' : 'no'),
    'all means yes': ({ conclusion }) => (conclusion.mood === 'all' ? 'yes' : 'no'),
    'a denial means yes': ({ conclusion }) => (isNegative(conclusion.mood) ? 'yes' : 'no'),
    'groups may be empty': ({ inhabited }) => (inhabited ? 'yes' : 'no'),
  },
  verify(response, scene) {
    return verifyJudgement(response, solve(scene)[0] as 'yes' | 'no', { open: false });
  },
  structure({ groups, inhabited, premises, conclusion }) {
    // The same up to the names and order of the groups, and the order of the premises. Three groups have so few forms
    // that these would choose the template by the answer; there the names count too.
    const forms = permutations(groups.length).map((name) => {
      const form = ({ mood, a, b }: Statement): string => `${mood} ${name[a]} ${name[b]}`;
      return [form(conclusion), ...premises.map(form).toSorted()].join('; ');
    });
    const names = groups.length === 3 ? groups.toSorted() : [];
    return { inhabited, names, form: forms.toSorted()[0] };
  },
  vocabulary: () => ({
    allowed: words(
      'conclusion statement statements premises suppose true say tell decide logically',
    ),
    required: [['conclusion']],
    odd: words('follow follows certain prove valid must'),
    even: [],
  }),
});

/** By all models; five groups have too many (2^32), so there by refuting the conclusion's denial. */
function solve({ groups, inhabited, premises, conclusion }: Scene): string[] {
  const size = groups.length;
  if (size <= 4) {
    const follows = followsByEnumeration(premises, conclusion, size, inhabited);
    return follows === undefined ? [] : [follows ? 'yes' : 'no'];
  }
  if (!isConsistent(premises, size, inhabited)) return [];
  const open = isConsistent([...premises, denialOf(conclusion)], size, inhabited);
  return [open ? 'no' : 'yes'];
}

function isNegative(mood: Mood): boolean {
  return mood === 'no' || mood === 'some-not';
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { premises: count, groups: size, moods, conventions, wordings } = knobsAt(LEVELS, level);
  const usable = MOODS.slice(0, moods);
  const pairs: [number, number][] = [];
  for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) pairs.push([a, b]);
  const directed = (pair: readonly number[], mood: Mood): Statement => {
    const [a, b] = random.integer(2) === 0 ? pair : pair.toReversed();
    return { mood, a: a!, b: b! };
  };
  const problem = drawMatched<Problem, boolean>(
    {
      draw() {
        const [asked, ...others] = random.shuffle(pairs);
        const premises = others.slice(0, count).map((pair) => directed(pair, random.pick(usable)));
        const inhabited = conventions === 1 || random.integer(2) === 0;
        return { inhabited, premises, conclusion: directed(asked!, random.pick(usable)) };
      },
      vary({ inhabited, premises, conclusion }) {
        const shuffled = random.shuffle(premises.map(({ mood }) => mood));
        return {
          inhabited,
          premises: premises.map(({ a, b }, index) => directed([a, b], shuffled[index]!)),
          conclusion: directed([conclusion.a, conclusion.b], conclusion.mood),
        };
      },
      answerOf({ inhabited, premises, conclusion }) {
        if (!isConsistent(premises, size, inhabited)) return undefined;
        return !isConsistent([...premises, denialOf(conclusion)], size, inhabited);
      },
    },
    [true, false],
    (problems) => random.pick(problems),
  );
  const premises = random
    .shuffle(problem.premises)
    .map((premise) => ({ ...premise, wording: random.integer(wordings) as 0 | 1 }));
  return { groups: random.shuffle(GROUPS[pool]).slice(0, size), ...problem, premises };
}

function phrase({ mood, a, b }: Statement, groups: readonly string[], wording = 0): string {
  return WORDINGS[mood][wording]!(groups[a]!, groups[b]!);
}

function permutations(size: number): number[][] {
  if (size === 0) return [[]];
  return permutations(size - 1).flatMap((rest) =>
    Array.from({ length: size }, (_, at) => rest.toSpliced(at, 0, size - 1)),
  );
}

/** Refutes the conclusion's denial, or shows a case in which the statements hold and the conclusion fails. */
function explain({ groups, inhabited, premises, conclusion }: Scene): string[] {
  const denial = denialOf(conclusion);
  const all = [...premises, denial];
  const witnesses = witnessesOf(all, groups.length, inhabited);
  const steps = [`Suppose the conclusion is false: ${phrase(denial, groups)}`];
  for (const { start, from } of witnesses) {
    const { steps: inferences, clash } = propagate(start, all);
    if (clash === undefined) continue;
    const [first, second] = [...start];
    const taken = `Take such ${groups[first![0]]}${second ? `, who ${second[1] ? 'are' : 'are not'} ${groups[second[0]]}` : ''}.`;
    steps.push(from ? `${phrase(from, groups)} ${taken}` : `There are ${groups[first![0]]}.`);
    for (const { rule, term, has } of [...inferences, clash]) {
      steps.push(`${phrase(rule, groups)} So they are ${has ? '' : 'not '}${groups[term]}.`);
    }
    return [...steps, 'That contradicts what is known of them. The conclusion follows: yes.'];
  }
  const people = witnesses.map(({ start }) => {
    const { known } = propagate(start, all);
    const listed = groups.map((name, term) => `${known.get(term) === true ? '' : 'not '}${name}`);
    return listed.join(', ');
  });
  const kinds = [...new Set(people)].map((kind) => `People who are: ${kind}.`);
  return [
    ...steps,
    kinds.length === 0 ? 'Let all the groups be empty.' : 'Let there be only these people.',
    ...kinds,
    'Then all the statements are true and the conclusion is false. It does not follow: no.',
  ];
}

/** Reads the sentences, strikes out the kinds of people they rule out, and looks whether the rest can go round the conclusion. */
function solvePrompt(prompt: string): string[] {
  const patterns: [RegExp, string, boolean][] = [
    [/^All (\w+) are (\w+)\.$/, 'all', false],
    [/^Only (\w+) are (\w+)\.$/, 'all', true],
    [/^No (\w+) are (\w+)\.$/, 'no', false],
    [/^None of the (\w+) are (\w+)\.$/, 'no', false],
    [/^Some (\w+) are not (\w+)\.$/, 'some-not', false],
    [/^Not all (\w+) are (\w+)\.$/, 'some-not', false],
    [/^Some (\w+) are (\w+)\.$/, 'some', false],
    [/^There are (\w+) who are (\w+)\.$/, 'some', false],
  ];
  const read = (line: string): [string, string, string] | undefined => {
    for (const [pattern, kind, turned] of patterns) {
      const match = pattern.exec(line);
      if (match) return turned ? [kind, match[2]!, match[1]!] : [kind, match[1]!, match[2]!];
    }
    return undefined;
  };
  const lines = prompt.split('\n');
  const given = lines.filter((line) => line.startsWith('- ')).map((line) => read(line.slice(2)));
  const goal = read(lines.find((line) => line.startsWith('Conclusion: '))?.slice(12) ?? '');
  if (goal === undefined || given.length === 0 || given.includes(undefined)) return [];
  const statements = given as [string, string, string][];
  const names = [...new Set([...statements, goal].flatMap(([, a, b]) => [a, b]))];
  // A kind of person is the set of the groups it is in.
  let kinds: Set<string>[] = [new Set()];
  for (const name of names) kinds = kinds.flatMap((kind) => [kind, new Set([...kind, name])]);

  const possible = (facts: readonly [string, string, string][]): boolean => {
    const left = kinds.filter((kind) =>
      facts.every(
        ([mood, a, b]) =>
          !(mood === 'all' && kind.has(a) && !kind.has(b)) &&
          !(mood === 'no' && kind.has(a) && kind.has(b)),
      ),
    );
    const demands = facts.filter(([mood]) => mood.startsWith('some'));
    if (prompt.includes('has at least one member')) {
      for (const name of names) demands.push(['some', name, name]);
    }
    return demands.every(([mood, a, b]) =>
      left.some((kind) => kind.has(a) && kind.has(b) === (mood === 'some')),
    );
  };
  const turned = { all: 'some-not', 'some-not': 'all', no: 'some', some: 'no' }[goal[0]]!;
  if (!possible(statements)) return [];
  return [possible([...statements, [turned, goal[1], goal[2]]]) ? 'no' : 'yes'];
}
