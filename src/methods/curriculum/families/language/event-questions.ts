import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { askVocabulary, waysToAsk, waysToExamine, withoutNames } from './ask-questions.ts';
import { verifyChoice } from './choice-claims.ts';
import { ask, type Asked, type Clause, realise, type Role } from './clause.ts';
import { ACTIONS, basesOf, PLACES, THINGS, TRANSFERS } from './lexemes.ts';
import { fillBlank, readAnswer, readClause, readQuestion } from './read-clause.ts';

const KINDS = {
  transfer: { roles: ['agent', 'recipient', 'patient'], verbs: basesOf(TRANSFERS) },
  action: { roles: ['agent', 'patient', 'place'], verbs: basesOf(ACTIONS) },
} as const;
type Kind = keyof typeof KINDS;

const Event = z.strictObject({
  verb: z.string(),
  /** One for each role of the kind, in its order. */
  parts: z.array(z.string()).length(3),
  thingFirst: z.boolean(),
});
const Scene = z.strictObject({
  kind: z.enum(['transfer', 'action']),
  events: z.array(Event).min(2),
  /** Which event and which of its parts is asked for; the other two are given. */
  ask: z.strictObject({ event: z.int().nonnegative(), part: z.int().nonnegative() }),
});
type Scene = z.infer<typeof Scene>;
type Event = z.infer<typeof Event>;

/** `lures`: events that share just one given part with the asked one, two for each number; `verbs`: other deeds too. */
const LEVELS = [
  { lures: 1, others: 0, verbs: 1 },
  { lures: 1, others: 1, verbs: 1 },
  { lures: 1, others: 1, verbs: 2 },
  { lures: 2, others: 1, verbs: 2 },
  { lures: 2, others: 2, verbs: 2 },
  { lures: 3, others: 2, verbs: 2 },
  { lures: 3, others: 3, verbs: 3 },
  { lures: 4, others: 3, verbs: 3 },
  { lures: 5, others: 5, verbs: 3 },
] as const;

/**
 * Who did it, what was it, where was it, who got it: one part of one of several events, of which the two other parts
 * are given. Either of them fits other events too. After the three-argument relations of Weston et al. (2015).
 */
export const eventQuestions = defineFamily<Scene>({
  name: 'event-questions',
  version: 1,
  stage: 'language',
  skill: 'event-questions',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ kind, events }) =>
    [
      'Here is what they all did. Read it well.',
      ...events.map((event) => realise(clauseOf(kind, event))),
    ].join('\n'),
  questions: (scene) => waysToAsk(askedOf(scene)),
  examQuestions: (scene) => waysToExamine(askedOf(scene)),
  solve(scene) {
    const { events, ask: asked } = scene;
    const target = events[asked.event]!;
    const found = events.filter(
      ({ verb, parts }) =>
        verb === target.verb &&
        parts.every((part, at) => at === asked.part || part === target.parts[at]),
    );
    return [...new Set(found.map(({ parts }) => parts[asked.part]!))];
  },
  solvePrompt(prompt) {
    const pattern = readQuestion(prompt);
    if (pattern === undefined) return [];
    const facts = prompt.split('\n').map((line) => readClause(line)?.main);
    return fillBlank(
      pattern,
      facts.filter((fact) => fact !== undefined),
    );
  },
  say(answer, { kind, events, ask: asked }) {
    const target = events[asked.event]!;
    return realise(clauseOf(kind, { ...target, parts: target.parts.with(asked.part, answer) }));
  },
  explain(scene) {
    const { kind, events, ask: asked } = scene;
    const target = events[asked.event]!;
    const given = [0, 1, 2].filter((part) => part !== asked.part);
    return [
      ...given.map((part) => {
        const fits = events.filter(
          ({ verb, parts }) => verb === target.verb && parts[part] === target.parts[part],
        );
        return `"${target.verb}" with ${target.parts[part]} as ${KINDS[kind].roles[part]}: ${fits.map((event) => realise(clauseOf(kind, event))).join(' ')}`;
      }),
      `Both fit: ${realise(clauseOf(kind, target))}`,
      `So the answer is ${target.parts[asked.part]}.`,
    ];
  },
  mistakes(scene) {
    const [right] = this.solve(scene);
    const target = scene.events[scene.ask.event]!;
    const near = scene.events.filter(({ parts }) =>
      parts.some((part, at) => at !== scene.ask.part && part === target.parts[at]),
    );
    return [...new Set(near.map(({ parts }) => parts[scene.ask.part]!))].filter(
      (part) => part !== right,
    );
  },
  shortcuts: {
    'first given part only': (scene) => byOnePart(scene, 0),
    'second given part only': (scene) => byOnePart(scene, 1),
    'the part most often named': ({ events, ask: { part } }) => {
      const named = events.map(({ parts }) => parts[part]!);
      const count = (value: string): number => named.filter((other) => other === value).length;
      return named.toSorted((a, b) => count(b) - count(a))[0];
    },
  },
  verify(response, scene) {
    const [right] = this.solve(scene);
    const pattern = readQuestion(askedOf(scene).direct)!;
    return verifyChoice(
      response,
      [right!],
      scene.events.flatMap(({ parts }) => parts),
      {
        restate: (sentence) => readAnswer(sentence, pattern),
      },
    );
  },
  structure: ({ kind, events, ask: asked }) => withoutNames({ kind, events, asked }, NAMES),
  vocabulary: (scene) => askVocabulary(askedOf(scene)),
});

const NAMES = new Set([...namesOf('training'), ...namesOf('exam')]);

function phraseOf(word: string): { head: string; article?: 'the' } {
  return NAMES.has(word) ? { head: word } : { head: word, article: 'the' };
}

function clauseOf(kind: Kind, { verb, parts, thingFirst }: Event): Clause {
  const roles = KINDS[kind].roles.map((role, at) => [role, phraseOf(parts[at]!)]);
  return { verb, thingFirst, ...Object.fromEntries(roles) } as Clause;
}

function askedOf({ kind, events, ask: { event, part } }: Scene): Asked {
  const role: Role = KINDS[kind].roles[part]!;
  const word =
    role === 'place' ? 'where' : kind === 'transfer' && role === 'patient' ? 'what' : 'who';
  return ask(clauseOf(kind, { ...events[event]!, thingFirst: true }), role, word);
}

/** The asked part of the first event that has the first (or second) given part, whatever the other says. */
function byOnePart({ events, ask: { event, part } }: Scene, which: 0 | 1): string {
  const target = events[event]!;
  const given = [0, 1, 2].filter((at) => at !== part)[which]!;
  return events.find(({ parts }) => parts[given] === target.parts[given])!.parts[part]!;
}

/**
 * The event that is asked about, then events that share one given part with it. The same values stand in the events
 * that share the first and in those that share the second, and the right value stands once more elsewhere, so that
 * neither a part alone nor a count tells it.
 */
function draw(random: Random, level: number, pool: Pool): Scene {
  const { lures, others, verbs: deeds } = knobsAt(LEVELS, level);
  const kind = random.pick(Object.keys(KINDS) as Kind[]);
  const { roles, verbs } = KINDS[kind];
  const part = random.integer(3);
  const people = random.shuffle(namesOf(pool));
  const things = random.shuffle(kind === 'transfer' ? THINGS[pool] : PLACES[pool]);
  const fresh = (at: number): string =>
    ((roles[at] === 'patient' && kind === 'transfer') || roles[at] === 'place'
      ? things
      : people
    ).pop()!;
  const values = Array.from({ length: lures + 1 }, () => fresh(part));
  const [one, two] = [0, 1, 2].filter((at) => at !== part) as [number, number];
  const cues = [one, two].map((at) => Array.from({ length: lures + 1 }, () => fresh(at)));
  const chosen = random.shuffle(verbs).slice(0, deeds);
  const event = (value: string, first: string, second: string, verb = chosen[0]!): Event => {
    const parts: string[] = [];
    [parts[part], parts[one], parts[two]] = [value, first, second];
    return { verb, parts, thingFirst: random.integer(2) === 0 };
  };
  const [right, ...wrong] = values as [string, ...string[]];
  const [firsts, seconds] = cues as [string[], string[]];
  const target = event(right, firsts[0]!, seconds[0]!);
  const rotated = [...wrong.slice(1), wrong[0]!];
  const events = [
    target,
    ...wrong.map((value, at) => event(value, firsts[0]!, seconds[at + 1]!)),
    ...rotated.map((value, at) => event(value, firsts[at + 1]!, seconds[0]!)),
    event(right, random.pick(firsts.slice(1)), random.pick(seconds.slice(1))),
  ];
  // The same two, but another deed: only where there are other deeds.
  for (let other = 0; other < others; other++) {
    const verb = chosen[(other + 1) % chosen.length]!;
    const [first, second] =
      verb === chosen[0] || random.integer(2) === 0
        ? [random.pick(firsts.slice(1)), random.pick(seconds.slice(1))]
        : [firsts[0]!, seconds[0]!];
    events.push(event(random.pick(values), first, second, verb));
  }
  const shuffled = random.shuffle(events);
  return { kind, events: shuffled, ask: { event: shuffled.indexOf(target), part } };
}
