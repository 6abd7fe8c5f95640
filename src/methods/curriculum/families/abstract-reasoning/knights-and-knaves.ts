import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { drawMatched } from './matched-draw.ts';
import { conclusionOf, readSentences } from './sentences.ts';

const Kind = z.enum(['knight', 'knave']);
type Kind = z.infer<typeof Kind>;
const Person = z.int().nonnegative();
const Claim = z.union([
  /** "Ben is a knave." */
  z.strictObject({ type: z.literal('is'), who: Person, kind: Kind }),
  /** "Ben and I are of the same kind", or of different kinds. */
  z.strictObject({ type: z.literal('like-me'), who: Person, same: z.boolean() }),
  /** "Ben is a knave, or Carl is a knight, or both." */
  z.strictObject({
    type: z.literal('or'),
    who: Person,
    kind: Kind,
    other: Person,
    otherKind: Kind,
  }),
  /** "Exactly two of us are knights." */
  z.strictObject({ type: z.literal('count'), knights: z.int().nonnegative() }),
]);
type Claim = z.infer<typeof Claim>;
const Scene = z.strictObject({
  /** Everybody, in the order in which they speak. */
  people: z.array(z.string()).min(3),
  /** One claim each. */
  claims: z.array(Claim).min(3),
  asked: Person,
});
type Scene = z.infer<typeof Scene>;
type Problem = Pick<Scene, 'claims' | 'asked'>;

const TYPES = ['is', 'like-me', 'or', 'count'] as const;
const COUNTS = words('none one two three four five six seven eight nine');
const LEVELS = [
  { people: 3, types: 2 },
  { people: 3, types: 3 },
  { people: 4, types: 3 },
  { people: 4, types: 4 },
  { people: 5, types: 4 },
  { people: 6, types: 4 },
  { people: 7, types: 4 },
  { people: 8, types: 4 },
  { people: 9, types: 4 },
] as const;

/** What may look like the sign of a knave. */
const SIGNS_OF_A_KNAVE: Readonly<Record<string, (scene: Scene) => boolean>> = {
  'is called a knave': ({ claims, asked }) =>
    claims.some((claim) => claim.type === 'is' && claim.who === asked && claim.kind === 'knave'),
  'is not called a knight': ({ claims, asked }) =>
    !claims.some((claim) => claim.type === 'is' && claim.who === asked && claim.kind === 'knight'),
  'calls somebody a knave': ({ claims, asked }) => {
    const own = claims[asked]!;
    return own.type === 'is' && own.kind === 'knave';
  },
  'says that somebody differs': ({ claims, asked }) => {
    const own = claims[asked]!;
    return own.type === 'like-me' && !own.same;
  },
};

/**
 * Knights always tell the truth, knaves always lie (Smullyan 1978); exactly one assignment fits what all say. Whatever
 * the asked person says, and whatever is said of that person, stands with both answers: only what the others say of
 * one another decides.
 */
export const knightsAndKnaves = defineFamily<Scene>({
  name: 'knights-and-knaves',
  version: 1,
  stage: 'abstract-reasoning',
  skill: 'knights-and-knaves',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ people, claims, asked }) {
    return [
      'On an island, knights always tell the truth and knaves always lie. Everyone is one of the two.',
      ...claims.map((claim, speaker) => `${people[speaker]} says: "${phrase(claim, people)}"`),
      `The question is about ${people[asked]}.`,
    ].join('\n');
  },
  questions({ people, asked }) {
    const name = people[asked]!;
    return [
      `Is ${name} a knight or a knave?`,
      `What is ${name}, a knight or a knave?`,
      `Find out whether ${name} is a knight or a knave.`,
      `Which is ${name}: a knight or a knave?`,
      `Work out what ${name} is: a knight or a knave.`,
      `Can you tell if ${name} is a knight or a knave?`,
    ];
  },
  examQuestions({ people, asked }) {
    const name = people[asked]!;
    return [
      `Say what ${name} must be, a knight or a knave.`,
      `Only one word fits ${name}: knight or knave. Which is it?`,
      `Think about ${name}. Is this person a knight or a knave?`,
    ];
  },
  solve({ people, claims, asked }) {
    const kinds = modelsOf(claims).map((model) => (isKnight(model, asked) ? 'knight' : 'knave'));
    return people.length === claims.length && kinds.length === 1 ? kinds : [];
  },
  solvePrompt,
  say: (answer, { people, asked }) => `${people[asked]} is a ${answer}.`,
  explain(scene) {
    const { people, claims } = scene;
    const [model] = modelsOf(claims) as [number];
    const checks = claims.map((claim, speaker) => {
      const kind = isKnight(model, speaker) ? 'knight' : 'knave';
      const truth = isTrue(claim, speaker, model) ? 'true' : 'false';
      return `${people[speaker]} is a ${kind}, and "${phrase(claim, people)}" is ${truth}.`;
    });
    return [
      `Try all ${2 ** people.length} ways to make each of them a knight or a knave.`,
      'In only one of them is what every knight says true and what every knave says false:',
      ...checks,
      this.say(this.solve(scene)[0]!, scene),
    ];
  },
  mistakes(scene) {
    return this.solve(scene)[0] === 'knight' ? ['knave'] : ['knight'];
  },
  shortcuts: {
    ...Object.fromEntries(
      Object.entries(SIGNS_OF_A_KNAVE).map(([name, isSigned]) => [
        name,
        (scene: Scene) => (isSigned(scene) ? 'knave' : 'knight'),
      ]),
    ),
    'the others count as honest': ({ claims, asked }) => {
      const about = claims.find((claim) => claim.type === 'is' && claim.who === asked);
      return about?.type === 'is' ? about.kind : undefined;
    },
  },
  verify,
  structure({ claims, asked }) {
    // The same up to names.
    return { claims, asked };
  },
  vocabulary: ({ people, asked }) => ({
    allowed: words('find out work tell say decide'),
    required: [[people[asked]!.toLowerCase()], ['knave']],
    odd: ['knight'],
    even: [],
  }),
});

function draw(random: Random, level: number, pool: Pool): Scene {
  const { people: count, types } = knobsAt(LEVELS, level);
  const everyone = Array.from({ length: count }, (_, person) => person);
  const kind = (): Kind => (random.integer(2) === 0 ? 'knight' : 'knave');
  const claimOf = (type: (typeof TYPES)[number], speaker: number, barred: number): Claim => {
    const [who, other] = random.shuffle(
      everyone.filter((person) => person !== speaker && person !== barred),
    ) as [number, number];
    if (type === 'count') return { type, knights: random.integer(count + 1) };
    if (type === 'like-me') return { type, who, same: random.integer(2) === 0 };
    if (type === 'is' || other === undefined) return { type: 'is', who, kind: kind() };
    return { type, who, kind: kind(), other, otherKind: kind() };
  };
  const problem = drawMatched<Problem, Kind>(
    {
      draw() {
        const usable = TYPES.slice(0, types);
        return {
          claims: everyone.map((speaker) => claimOf(random.pick(usable), speaker, -1)),
          asked: random.integer(count),
        };
      },
      vary: ({ claims, asked }) => ({
        claims: claims.map((claim, speaker) =>
          concerns(claim, speaker, asked) ? claim : claimOf(claim.type, speaker, asked),
        ),
        asked,
      }),
      answerOf({ claims, asked }) {
        const models = modelsOf(claims);
        if (models.length !== 1) return undefined;
        return isKnight(models[0]!, asked) ? 'knight' : 'knave';
      },
    },
    random.integer(2) === 0 ? ['knight', 'knave'] : ['knave', 'knight'],
    (problems) => random.pick(problems),
  );
  return { people: random.shuffle(namesOf(pool)).slice(0, count), ...problem };
}

/** Whether a claim is the asked person's, or about that person. */
function concerns(claim: Claim, speaker: number, asked: number): boolean {
  return (
    speaker === asked ||
    claim.type === 'count' ||
    claim.who === asked ||
    (claim.type === 'or' && claim.other === asked)
  );
}

/** Bit i of word w: whether the person is a knight in assignment 32 w + i. */
function knightsOf(person: number, word: number): number {
  return person < 5 ? HALVES[person]! : -((word >> (person - 5)) & 1);
}
const HALVES = [0xaaaaaaaa, 0xcccccccc, 0xf0f0f0f0, 0xff00ff00, 0xffff0000] as const;

/** By number of knights, by word: the assignments with so many knights, one bit each. */
const WITH_KNIGHTS: readonly Int32Array[] = Array.from({ length: 10 }, (_, knights) =>
  Int32Array.from({ length: 16 }, (_unused, word) => {
    let bits = 0;
    for (let bit = 0; bit < 32; bit++) {
      if ((word * 32 + bit).toString(2).replaceAll('0', '').length === knights) bits |= 1 << bit;
    }
    return bits;
  }),
);

/** At most two assignments that fit; bit i of one says whether person i is a knight. All are tried, 32 at a time. */
function modelsOf(claims: readonly Claim[]): number[] {
  const models: number[] = [];
  const size = 2 ** claims.length;
  for (let word = 0; word * 32 < size; word++) {
    let fits = size < 32 ? 2 ** size - 1 : -1;
    for (const [speaker, claim] of claims.entries()) {
      fits &= ~(truthsOf(claim, speaker, word) ^ knightsOf(speaker, word));
    }
    for (; fits !== 0 && models.length < 2; fits &= fits - 1) {
      models.push(word * 32 + 31 - Math.clz32(fits & -fits));
    }
  }
  return models;
}

/** In which assignments of a word a claim is true. */
function truthsOf(claim: Claim, speaker: number, word: number): number {
  const is = (who: number, kind: Kind): number =>
    kind === 'knight' ? knightsOf(who, word) : ~knightsOf(who, word);
  switch (claim.type) {
    case 'is':
      return is(claim.who, claim.kind);
    case 'like-me': {
      const differ = knightsOf(claim.who, word) ^ knightsOf(speaker, word);
      return claim.same ? ~differ : differ;
    }
    case 'or':
      return is(claim.who, claim.kind) | is(claim.other, claim.otherKind);
    case 'count':
      return WITH_KNIGHTS[claim.knights]![word]!;
  }
}

function isKnight(model: number, person: number): boolean {
  return ((model >> person) & 1) === 1;
}

function isTrue(claim: Claim, speaker: number, model: number): boolean {
  const is = (who: number, kind: Kind): boolean => isKnight(model, who) === (kind === 'knight');
  switch (claim.type) {
    case 'is':
      return is(claim.who, claim.kind);
    case 'like-me':
      return (isKnight(model, claim.who) === isKnight(model, speaker)) === claim.same;
    case 'or':
      return is(claim.who, claim.kind) || is(claim.other, claim.otherKind);
    case 'count': {
      let knights = 0;
      for (let rest = model; rest > 0; rest >>= 1) knights += rest & 1;
      return knights === claim.knights;
    }
  }
}

function phrase(claim: Claim, people: readonly string[]): string {
  switch (claim.type) {
    case 'is':
      return `${people[claim.who]} is a ${claim.kind}.`;
    case 'like-me':
      return claim.same
        ? `${people[claim.who]} and I are of the same kind.`
        : `${people[claim.who]} and I are of different kinds.`;
    case 'or':
      return `${people[claim.who]} is a ${claim.kind}, or ${people[claim.other]} is a ${claim.otherKind}, or both.`;
    case 'count':
      if (claim.knights === 0) return 'None of us is a knight.';
      return claim.knights === 1
        ? 'Exactly one of us is a knight.'
        : `Exactly ${COUNTS[claim.knights]} of us are knights.`;
  }
}

/** Reads what each says, then settles one person after another and drops a branch as soon as it contradicts itself. */
function solvePrompt(prompt: string): string[] {
  const said = [...prompt.matchAll(/^(\w+) says: "(.*)"$/gm)].map(
    ([, name, text]) => [name!, text!] as const,
  );
  const asked = /The question is about (\w+)\./.exec(prompt)?.[1];
  const names = said.map(([name]) => name);
  if (asked === undefined || !names.includes(asked)) return [];
  const honest = new Map<string, boolean>();
  /** What a claim's truth hangs on: true, false, or undefined while too little is settled. */
  const judgeOf = (speaker: string, text: string): (() => boolean | undefined) => {
    const counted = /^(?:Exactly )?(\w+) of us (?:is a knight|are knights)/i.exec(text);
    if (counted) {
      const wanted = COUNTS.indexOf(counted[1]!.toLowerCase());
      return () =>
        honest.size < names.length
          ? undefined
          : [...honest.values()].filter(Boolean).length === wanted;
    }
    const pair = /^(\w+) and I are of (the same kind|different kinds)/.exec(text);
    if (pair) {
      return () => {
        const [mine, other] = [honest.get(speaker), honest.get(pair[1]!)];
        if (mine === undefined || other === undefined) return undefined;
        return (mine === other) === (pair[2] === 'the same kind');
      };
    }
    const named = [...text.matchAll(/(\w+) is a (knight|knave)/g)];
    return () => {
      const parts = named.map(([, name, kind]) => {
        const value = honest.get(name!);
        return value === undefined ? undefined : value === (kind === 'knight');
      });
      if (parts.includes(true)) return true;
      return parts.includes(undefined) ? undefined : false;
    };
  };
  const judges = said.map(([name, text]) => [name, judgeOf(name, text)] as const);
  const found = new Set<string>();
  let fits = 0;
  const settle = (at: number): void => {
    const broken = judges.some(([name, judge]) => {
      const [truth, mine] = [judge(), honest.get(name)];
      return truth !== undefined && mine !== undefined && truth !== mine;
    });
    if (broken) return;
    if (at === names.length) {
      fits++;
      found.add(honest.get(asked) ? 'knight' : 'knave');
      return;
    }
    for (const value of [true, false]) {
      honest.set(names[at]!, value);
      settle(at + 1);
      honest.delete(names[at]!);
    }
  };
  settle(0);
  return fits === 1 ? [...found] : [];
}

const SIGNS: readonly [Kind, RegExp][] = [
  ['knight', /\b(?:knights?|truth-?tellers?|tells? the truth|honest)\b/],
  ['knave', /\b(?:knaves?|liars?|lies|lying)\b/],
];

/** Right when what is said of the asked person, or of nobody by name, is the one kind. Others may be named beside. */
function verify(response: string, scene: Scene): Verdict {
  const read = readSentences(response);
  if ('refused' in read) return { correct: false, reason: read.refused };
  const right = knightsAndKnaves.solve(scene)[0]!;
  const asked = scene.people[scene.asked]!.toLowerCase();
  const names = scene.people.map((name) => name.toLowerCase());
  const said = new Set<Kind>();
  for (const { text } of read.sentences) {
    let open = '';
    // "Ben is a knight, so what he says is true" concludes nothing of what he is.
    const concluded = conclusionOf(text);
    const claim = SIGNS.some(([, sign]) => sign.test(concluded)) ? concluded : text;
    for (const part of claim.split(/,|\band\b/)) {
      const clause = `${open} ${part}`;
      const kinds = SIGNS.filter(([, sign]) => sign.test(clause)).map(([kind]) => kind);
      open = kinds.length === 0 ? clause : '';
      const named = clause.split(/[^a-z]+/).filter((word) => names.includes(word));
      if (kinds.length === 0 || (named.length > 0 && !named.includes(asked))) continue;
      if (/\b(?:not|never|neither|nor)\b|n't\b|\bis (?:wrong|incorrect)\b/.test(clause))
        return { correct: false, reason: 'denied' };
      for (const kind of kinds) said.add(kind);
    }
  }
  if (said.size === 0) return { correct: false, reason: 'no-answer' };
  if (said.size > 1) return { correct: false, reason: 'several-answers' };
  return said.has(right as Kind) ? { correct: true } : { correct: false, reason: 'wrong-answer' };
}
