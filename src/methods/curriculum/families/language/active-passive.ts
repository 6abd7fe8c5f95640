import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { askVocabulary, waysToAsk, waysToExamine, withoutNames } from './ask-questions.ts';
import { verifyChoice } from './choice-claims.ts';
import { ask, type Asked, realise } from './clause.ts';
import { ACTIONS, basesOf } from './lexemes.ts';
import { fillBlank, readAnswer, readClause, readQuestion } from './read-clause.ts';

/** "A pushed B", "B was pushed by A", "It was A that pushed B", "It was B that A pushed". */
const SHAPES = ['active', 'passive', 'doer-first', 'done-to-first'] as const;

const Event = z.strictObject({
  verb: z.string(),
  agent: z.string(),
  patient: z.string(),
  shape: z.enum(SHAPES),
});
const Scene = z.strictObject({
  events: z.array(Event).min(2),
  /** Who did it to `name`, or to whom `name` did it; in the passive or not. */
  ask: z.strictObject({
    verb: z.string(),
    role: z.enum(['agent', 'patient']),
    name: z.string(),
    passive: z.boolean(),
  }),
});
type Scene = z.infer<typeof Scene>;
type Event = z.infer<typeof Event>;

/** `lures`: those who stand on the other side of the deed; `others`: further deeds; `shapes`: kinds of sentence. */
const LEVELS = [
  { lures: 1, others: 1, verbs: 1, shapes: 2, asksPassive: 0 },
  { lures: 1, others: 2, verbs: 1, shapes: 2, asksPassive: 1 },
  { lures: 2, others: 2, verbs: 1, shapes: 2, asksPassive: 1 },
  { lures: 2, others: 3, verbs: 2, shapes: 2, asksPassive: 1 },
  { lures: 2, others: 3, verbs: 2, shapes: 4, asksPassive: 1 },
  { lures: 3, others: 4, verbs: 2, shapes: 4, asksPassive: 1 },
  { lures: 3, others: 6, verbs: 3, shapes: 4, asksPassive: 1 },
  { lures: 4, others: 7, verbs: 3, shapes: 4, asksPassive: 1 },
  { lures: 5, others: 9, verbs: 4, shapes: 4, asksPassive: 1 },
] as const;

/**
 * Who did what to whom, in the active and the passive. Any two people could do it to each other, so that only the form
 * of the sentence tells ("reversible" passives, Slobin 1966). The asked person was on one side of the deed once, and on
 * the other side as often as there are lures.
 */
export const activePassive = defineFamily<Scene>({
  name: 'active-passive',
  version: 1,
  stage: 'language',
  skill: 'active-passive',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ events }) =>
    ['Here is what they all did. Read it well. See who did it.', ...events.map(sentenceOf)].join(
      '\n',
    ),
  questions: (scene) => waysToAsk(askedOf(scene)),
  examQuestions: (scene) => waysToExamine(askedOf(scene)),
  solve: ({ events, ask: { verb, role, name } }) => {
    const other = role === 'agent' ? 'patient' : 'agent';
    return [
      ...new Set(
        events
          .filter((event) => event.verb === verb && event[other] === name)
          .map((event) => event[role]),
      ),
    ];
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
  say: (answer, { ask: { verb, role, name, passive } }) => {
    const other = role === 'agent' ? 'patient' : 'agent';
    const parts = { [role]: { head: answer }, [other]: { head: name } };
    return realise({ verb, passive, ...parts } as Parameters<typeof realise>[0]);
  },
  explain(scene) {
    const { events, ask: asked } = scene;
    const about = events.filter(
      ({ verb, agent, patient }) => verb === asked.verb && [agent, patient].includes(asked.name),
    );
    return [
      ...about.map(
        (event) => `${sentenceOf(event)} So ${event.agent} did it, to ${event.patient}.`,
      ),
      `The answer: ${this.solve(scene)[0]}.`,
    ];
  },
  mistakes(scene) {
    const { events, ask: asked } = scene;
    const [right] = this.solve(scene);
    const near = events
      .filter(({ verb }) => verb === asked.verb)
      .flatMap(({ agent, patient }) =>
        agent === asked.name ? [patient] : patient === asked.name ? [agent] : [],
      );
    return [...new Set(near)].filter((name) => name !== right);
  },
  shortcuts: {
    // Who is named first does it.
    'first named is the doer': ({ events, ask: { verb, role, name } }) => {
      const found = events.filter((event) => event.verb === verb).map(namesInOrder);
      const at = role === 'agent' ? 1 : 0;
      return found.find((names) => names[at] === name)?.[1 - at];
    },
    'the other one of the first sentence': ({ events, ask: { verb, name } }) => {
      const found = events.filter((event) => event.verb === verb).map(namesInOrder);
      return found.find((names) => names.includes(name))?.find((other) => other !== name);
    },
    'same form as the question': ({ events, ask: { verb, name, passive } }) => {
      const found = events.filter(
        (event) => event.verb === verb && (event.shape === 'passive') === passive,
      );
      return found
        .map(namesInOrder)
        .find((names) => names.includes(name))
        ?.find((other) => other !== name);
    },
  },
  verify(response, scene) {
    const pattern = readQuestion(askedOf(scene).direct)!;
    const names = scene.events.flatMap(({ agent, patient }) => [agent, patient]);
    return verifyChoice(response, this.solve(scene), names, {
      restate: (sentence) => readAnswer(sentence, pattern),
    });
  },
  structure: ({ events, ask: asked }) => withoutNames({ events, asked }, NAMES),
  vocabulary: (scene) => askVocabulary(askedOf(scene)),
});

const NAMES = new Set([...namesOf('training'), ...namesOf('exam')]);

function sentenceOf({ verb, agent, patient, shape }: Event): string {
  const clause = { verb, agent: { head: agent }, patient: { head: patient } };
  if (shape === 'active') return realise(clause);
  if (shape === 'passive') return realise({ ...clause, passive: true });
  const [first, part] = shape === 'doer-first' ? [agent, 'agent'] : [patient, 'patient'];
  const { embedded } = ask(clause, part as 'agent' | 'patient', 'who');
  return `It was ${first} ${embedded.replace(/^who/, 'that')}.`;
}

function namesInOrder(event: Event): string[] {
  const first = event.shape === 'active' || event.shape === 'doer-first';
  return first ? [event.agent, event.patient] : [event.patient, event.agent];
}

function askedOf({ ask: { verb, role, name, passive } }: Scene): Asked {
  const blank = { head: 'somebody' };
  const other = { head: name };
  const [agent, patient] = role === 'agent' ? [blank, other] : [other, blank];
  return ask({ verb, agent, patient, passive }, role, 'who');
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { lures, others, verbs: deeds, shapes, asksPassive } = knobsAt(LEVELS, level);
  const [name, ...people] = random
    .shuffle(namesOf(pool))
    .slice(0, lures + 2 + (lures > 2 ? 1 : 0)) as [string, ...string[]];
  const verbs = random.shuffle(basesOf(ACTIONS)).slice(0, deeds);
  const role = random.pick(['agent', 'patient'] as const);
  const shape = (): Event['shape'] => SHAPES[random.integer(shapes)]!;
  const between = (here: string, there: string, verb: string): Event =>
    role === 'agent'
      ? { verb, agent: here, patient: there, shape: shape() }
      : { verb, agent: there, patient: here, shape: shape() };
  const [right, ...wrong] = people as [string, ...string[]];
  const events = [between(right, name, verbs[0]!)];
  for (const lure of wrong.slice(0, lures)) events.push(between(name, lure, verbs[0]!));
  // Among the others: the same deed without the asked person, or another deed with anybody.
  const told = new Set(events.map(({ verb, agent, patient }) => `${verb} ${agent} ${patient}`));
  while (events.length < lures + 1 + others) {
    const verb = random.pick(verbs);
    const [one, two] = random.shuffle(verb === verbs[0] ? people : [name, ...people]) as [
      string,
      string,
    ];
    const key = `${verb} ${one} ${two}`;
    if (told.has(key)) {
      if (deeds === 1 && told.size >= people.length * (people.length - 1)) break;
      continue;
    }
    told.add(key);
    events.push({ verb, agent: one, patient: two, shape: shape() });
  }
  return {
    events: random.shuffle(events),
    ask: { verb: verbs[0]!, role, name, passive: asksPassive === 1 && random.integer(2) === 0 },
  };
}
