import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { drawMatched } from './matched-draw.ts';
import { verifyJudgement } from './verdict-answer.ts';

/** Simple sentences by subject and what may be said of it. */
const TRAINED = {
  lamp: 'on',
  door: 'open',
  window: 'shut',
  cup: 'full',
  dog: 'awake',
  room: 'warm',
  gate: 'locked',
  bus: 'late',
  road: 'wet',
  soup: 'hot',
  garden: 'green',
  shop: 'busy',
  box: 'empty',
  cat: 'hungry',
  floor: 'clean',
  bell: 'loud',
} as const;
const EXAMINED = {
  train: 'early',
  river: 'deep',
  baby: 'asleep',
  bread: 'fresh',
  wall: 'dry',
  boat: 'safe',
  field: 'brown',
  horse: 'tired',
  street: 'quiet',
  fire: 'out',
} as const;
const ATOMS = { ...TRAINED, ...EXAMINED };
type Subject = keyof typeof ATOMS;
const SUBJECTS: Readonly<Record<Pool, readonly Subject[]>> = {
  training: Object.keys(TRAINED) as Subject[],
  exam: Object.keys(EXAMINED) as Subject[],
};

const Literal = z.strictObject({
  subject: z.enum(Object.keys(ATOMS) as Subject[]),
  holds: z.boolean(),
});
type Literal = z.infer<typeof Literal>;
const KINDS = ['if', 'or', 'only-if', 'not-both', 'iff'] as const;
type Kind = (typeof KINDS)[number];
const Rule = z.strictObject({ kind: z.enum(KINDS), p: Literal, q: Literal });
type Rule = z.infer<typeof Rule>;
const Scene = z.strictObject({
  rules: z.array(Rule).min(1),
  facts: z.array(Literal).min(1),
  /** Where the facts stand among the rules, as places in the whole list. */
  places: z.array(z.int().nonnegative()).min(1),
  asked: Literal,
});
type Scene = z.infer<typeof Scene>;
type Truth = 'true' | 'false' | 'unknown';
const JUDGEMENT = { true: 'yes', false: 'no', unknown: 'unknown' } as const;

const LEVELS = [
  { atoms: 3, rules: 2, facts: 1, kinds: 1 },
  { atoms: 4, rules: 3, facts: 1, kinds: 1 },
  { atoms: 4, rules: 3, facts: 1, kinds: 2 },
  { atoms: 5, rules: 4, facts: 1, kinds: 3 },
  { atoms: 5, rules: 5, facts: 1, kinds: 4 },
  { atoms: 6, rules: 6, facts: 2, kinds: 5 },
  { atoms: 7, rules: 7, facts: 2, kinds: 5 },
  { atoms: 7, rules: 8, facts: 3, kinds: 5 },
  { atoms: 8, rules: 10, facts: 3, kinds: 5 },
] as const;

/**
 * Is a statement true, false or unknown, given facts and rules? The truth table decides. The same rules and the same
 * statement come with facts that make it true, facts that make it false and facts that leave it open, so that nobody
 * can answer from the rules alone.
 */
export const propositionalEntailment = defineFamily<Scene>({
  name: 'propositional-entailment',
  version: 1,
  stage: 'abstract-reasoning',
  skill: 'propositional-entailment',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render(scene) {
    return [
      'What is known:',
      ...linesOf(scene).map((line) => `- ${line}`),
      `Statement: ${capital(clause(scene.asked))}.`,
      'Answer true, false or unknown.',
    ].join('\n');
  },
  questions: () => [
    'Is the statement true, false or unknown?',
    'Given what is known, is the statement true, false or unknown?',
    'Decide whether the statement is true, false or unknown.',
    'What follows about the statement: is it true, is it false, or is it unknown?',
    'Read what is known. Is the statement true, false or unknown?',
    'Can you tell if the statement is true or false, or is it unknown?',
  ],
  examQuestions: () => [
    'Say of the statement whether it is true, false or unknown.',
    'Which word fits the statement: true, false or unknown?',
    'Think about the statement. Do we know that it is true, or false, or is it unknown?',
  ],
  solve: (scene) => truthsOf(scene),
  solvePrompt,
  say: (answer) =>
    answer === 'unknown' ? 'The truth of the statement is unknown.' : `The statement is ${answer}.`,
  explain,
  mistakes(scene) {
    const [right] = this.solve(scene);
    return ['true', 'false', 'unknown'].filter((truth) => truth !== right);
  },
  shortcuts: {
    'what is denied is false': ({ asked }) => (asked.holds ? 'true' : 'false'),
    'a rule that says the same makes it true': ({ rules, asked }) =>
      rules.some(({ p, q }) =>
        [p, q].some((side) => side.subject === asked.subject && side.holds === asked.holds),
      )
        ? 'true'
        : 'false',
    'only what rules end in is known': ({ rules, asked }) => {
      const ends = rules.filter(({ q }) => q.subject === asked.subject);
      if (ends.length === 0) return 'unknown';
      return ends.some(({ q }) => q.holds === asked.holds) ? 'true' : 'false';
    },
  },
  verify(response, scene) {
    return verifyJudgement(response, JUDGEMENT[this.solve(scene)[0] as Truth], { open: true });
  },
  structure({ rules, facts, asked }) {
    // The same up to the order of lines. The subjects count: without them there are too few forms at the easy levels.
    return { rules: rules.map(sentence).toSorted(), facts: facts.map(clause).toSorted(), asked };
  },
  vocabulary: () => ({
    allowed: words('statement given known follows tell decide say false unknown true certain know'),
    required: [['statement'], ['false']],
    odd: ['true'],
    even: [],
  }),
});

type Problem = Pick<Scene, 'rules' | 'facts' | 'asked'>;

function draw(random: Random, level: number, pool: Pool): Scene {
  const { atoms: size, rules: count, facts: factCount, kinds } = knobsAt(LEVELS, level);
  const literal = (subject: Subject): Literal => ({ subject, holds: random.integer(2) === 0 });
  const problem = drawMatched<Problem, Truth>(
    {
      draw() {
        const [asked, ...others] = random.shuffle(SUBJECTS[pool]).slice(0, size) as [
          Subject,
          ...Subject[],
        ];
        // Two rules speak of the asked subject; the rest hang on as a tree, with chords between them.
        const pairs: [Subject, Subject][] = [
          [asked, others[0]!],
          [asked, others[1]!],
        ];
        for (let next = 2; next < others.length; next++) {
          pairs.push([others[random.integer(next)]!, others[next]!]);
        }
        while (pairs.length < count) {
          const [a, b] = random.shuffle([asked, ...others]) as [Subject, Subject];
          if (!pairs.some((pair) => pair.includes(a) && pair.includes(b))) pairs.push([a, b]);
        }
        const usable: readonly Kind[] = KINDS.slice(0, kinds);
        const rules = pairs.map((pair) => {
          const [p, q] = random.shuffle(pair);
          return { kind: random.pick(usable), p: literal(p!), q: literal(q!) };
        });
        for (const [index, wanted] of [true, false].entries())
          makeYield(rules[index]!, asked, wanted);
        return {
          rules,
          facts: random.shuffle(others).slice(0, factCount).map(literal),
          asked: literal(asked),
        };
      },
      vary({ rules, facts, asked }, found) {
        // What leaves it open speaks of the same subject as what decides it; with several facts that is rare.
        if (facts.length === 1 && (found.has('false') || random.integer(2) === 0)) {
          const decided = random.pick([...found.values()]);
          return { ...decided, facts: decided.facts.map(({ subject }) => literal(subject)) };
        }
        const subjects = new Set(rules.flatMap(({ p, q }) => [p.subject, q.subject]));
        subjects.delete(asked.subject);
        return {
          rules,
          facts: random
            .shuffle([...subjects])
            .slice(0, facts.length)
            .map(literal),
          asked,
        };
      },
      answerOf(candidate, found) {
        const [truth] = truthsOf(candidate);
        const alike = [...found.values()].some(({ facts }) =>
          facts.every(({ subject }, index) => subject === candidate.facts[index]!.subject),
        );
        return truth === 'unknown' && factCount === 1 && !alike ? undefined : truth;
      },
    },
    ['true', 'false', 'unknown'],
    (problems) => random.pick(problems),
  );
  const places = random
    .shuffle(Array.from({ length: count + factCount }, (_, place) => place))
    .slice(0, factCount)
    .toSorted((a, b) => a - b);
  return { ...problem, rules: random.shuffle(problem.rules), places };
}

/** Turns the asked side of a rule so that the rule, where its other side sets it off, makes the subject `wanted`. */
function makeYield({ kind, p, q }: Rule, asked: Subject, wanted: boolean): void {
  const side = p.subject === asked ? p : q;
  const denies = kind === 'not-both' || (side === p && (kind === 'if' || kind === 'only-if'));
  side.holds = denies ? !wanted : wanted;
}

/** What the rows of the truth table that fit all that is known say of the asked literal; empty where no row fits. */
function truthsOf(problem: Problem): Truth[] {
  const { subjects, rows } = tableOf(problem);
  const { subject, holds } = problem.asked;
  const at = subjects.indexOf(subject);
  const seen = new Set(rows.map((row) => (((row >> at) & 1) === 1) === holds));
  if (seen.size === 0) return [];
  return [seen.size === 2 ? 'unknown' : seen.has(true) ? 'true' : 'false'];
}

/** The rows in which every rule and fact holds; bit i of a row says whether subject i has its quality. */
function tableOf({ rules, facts, asked }: Problem): { subjects: Subject[]; rows: number[] } {
  const all = [...rules.flatMap(({ p, q }) => [p, q]), ...facts, asked];
  const subjects = [...new Set(all.map(({ subject }) => subject))];
  // A row is out when it shows one of these patterns of bits.
  const broken: { mask: number; bits: number }[] = [];
  const forbid = (...pattern: readonly (readonly [Literal, boolean])[]): void => {
    let mask = 0;
    let bits = 0;
    for (const [{ subject, holds }, value] of pattern) {
      const bit = 1 << subjects.indexOf(subject);
      mask |= bit;
      if (holds === value) bits |= bit;
    }
    broken.push({ mask, bits });
  };
  for (const fact of facts) forbid([fact, false]);
  for (const { kind, p, q } of rules) {
    for (const [left, right] of SIDES) {
      if (!isKept(kind, left, right)) forbid([p, left], [q, right]);
    }
  }
  const rows: number[] = [];
  for (let row = 0; row < 2 ** subjects.length; row++) {
    if (broken.every(({ mask, bits }) => (row & mask) !== bits)) rows.push(row);
  }
  return { subjects, rows };
}

const SIDES = [
  [true, true],
  [true, false],
  [false, true],
  [false, false],
] as const;

function isKept(kind: Kind, p: boolean, q: boolean): boolean {
  switch (kind) {
    case 'if':
    case 'only-if':
      return !p || q;
    case 'or':
      return p || q;
    case 'not-both':
      return !(p && q);
    case 'iff':
      return p === q;
  }
}

function clause({ subject, holds }: Literal): string {
  return `the ${subject} is ${holds ? '' : 'not '}${ATOMS[subject]}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence({ kind, p, q }: Rule): string {
  switch (kind) {
    case 'if':
      return `If ${clause(p)}, then ${clause(q)}.`;
    case 'only-if':
      return `${capital(clause(p))} only if ${clause(q)}.`;
    case 'or':
      return `${capital(clause(p))} or ${clause(q)}, or both.`;
    case 'not-both':
      return `It is not so that both ${clause(p)} and ${clause(q)}.`;
    case 'iff':
      return `${capital(clause(p))} if and only if ${clause(q)}.`;
  }
}

function linesOf({ rules, facts, places }: Scene): string[] {
  const lines = rules.map(sentence);
  for (const [index, place] of places.entries()) {
    lines.splice(place, 0, `${capital(clause(facts[index]!))}.`);
  }
  return lines;
}

/** What a rule says once one of its sides is settled. */
function drawn({ kind, p, q }: Rule, known: ReadonlyMap<Subject, boolean>): Literal[] {
  const found: Literal[] = [];
  for (const [side, other, first] of [
    [p, q, true],
    [q, p, false],
  ] as const) {
    const value = known.get(side.subject);
    if (value === undefined) continue;
    const fits = [true, false].filter((otherHolds) => {
      const here = value === side.holds;
      return first ? isKept(kind, here, otherHolds) : isKept(kind, otherHolds, here);
    });
    if (fits.length === 1) {
      found.push({ subject: other.subject, holds: fits[0] ? other.holds : !other.holds });
    }
  }
  return found;
}

/** Goes from the facts by one rule at a time; where that does not settle the statement, by way of its contrary. */
function explain(scene: Scene): string[] {
  const { rules, facts, asked } = scene;
  const truth = truthsOf(scene)[0]!;
  const steps = facts.map((fact) => `${capital(clause(fact))}.`);
  const known = new Map(facts.map(({ subject, holds }) => [subject, holds]));
  const follow = (): boolean => {
    for (let grown = true; grown;) {
      grown = false;
      for (const rule of rules) {
        for (const next of drawn(rule, known)) {
          const before = known.get(next.subject);
          if (before === next.holds) continue;
          steps.push(`${sentence(rule)} So ${clause(next)}.`);
          if (before !== undefined) return false;
          known.set(next.subject, next.holds);
          grown = true;
        }
      }
    }
    return true;
  };
  follow();
  if (!known.has(asked.subject) && truth !== 'unknown') {
    const contrary = { ...asked, holds: asked.holds === (truth === 'false') };
    steps.push(`Suppose that ${clause(contrary)}.`);
    known.set(contrary.subject, contrary.holds);
    follow();
    steps.push('That is a contradiction.');
  }
  if (truth === 'unknown') {
    const { subjects, rows } = tableOf(scene);
    const at = subjects.indexOf(asked.subject);
    for (const value of [1, 0]) {
      const row = rows.find((candidate) => ((candidate >> at) & 1) === value)!;
      const listed = subjects.map((subject, i) =>
        clause({ subject, holds: ((row >> i) & 1) === 1 }),
      );
      steps.push(`This fits all that is known: ${listed.join(', ')}.`);
    }
    steps.push('The truth of the statement is unknown.');
  } else steps.push(`The statement is ${truth}: ${clause(asked)}.`);
  return steps;
}

/** Reads the sentences as implications between signed words, and follows them from the facts and a supposition. */
function solvePrompt(prompt: string): string[] {
  const PART = '([Tt]he \\w+ is (?:not )?\\w+)';
  const forms: [RegExp, (p: string, q: string) => [string, string][]][] = [
    [new RegExp(`^If ${PART}, then ${PART}\\.$`), (p, q) => [[p, q]]],
    [new RegExp(`^${PART} only if ${PART}\\.$`), (p, q) => [[p, q]]],
    [new RegExp(`^${PART} or ${PART}, or both\\.$`), (p, q) => [[negated(p), q]]],
    [new RegExp(`^It is not so that both ${PART} and ${PART}\\.$`), (p, q) => [[p, negated(q)]]],
    [
      new RegExp(`^${PART} if and only if ${PART}\\.$`),
      (p, q) => [
        [p, q],
        [q, p],
      ],
    ],
  ];
  const links = new Map<string, string[]>();
  const facts: string[] = [];
  let goal: string | undefined;
  for (const line of prompt.split('\n')) {
    const text = /^(?:- |Statement: )(.*)$/.exec(line)?.[1];
    if (text === undefined) continue;
    const plain = new RegExp(`^${PART}\\.$`).exec(text);
    if (plain) {
      if (line.startsWith('- ')) facts.push(plain[1]!.toLowerCase());
      else goal = plain[1]!.toLowerCase();
      continue;
    }
    const form = forms.find(([pattern]) => pattern.test(text));
    if (form === undefined) return [];
    const [, p, q] = form[0].exec(text)!.map((part) => part.toLowerCase());
    for (const [from, to] of form[1](p!, q!)) {
      links.set(from, [...(links.get(from) ?? []), to]);
      links.set(negated(to), [...(links.get(negated(to)) ?? []), negated(from)]);
    }
  }
  if (goal === undefined) return [];
  const clashes = (start: readonly string[]): boolean => {
    const reached = new Set(start);
    for (const from of reached) for (const to of links.get(from) ?? []) reached.add(to);
    return [...reached].some((one) => reached.has(negated(one)));
  };
  const sure = clashes([...facts, negated(goal)]);
  const refuted = clashes([...facts, goal]);
  if (sure && refuted) return [];
  return [sure ? 'true' : refuted ? 'false' : 'unknown'];
}

function negated(text: string): string {
  return text.includes(' is not ')
    ? text.replace(' is not ', ' is ')
    : text.replace(' is ', ' is not ');
}
