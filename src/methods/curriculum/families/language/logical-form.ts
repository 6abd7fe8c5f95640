import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { withoutNames } from './ask-questions.ts';
import { wrong } from './choice-claims.ts';
import { type Clause, type Phrase, realise } from './clause.ts';
import { readFinal } from '../answer-text.ts';
import { ACTIONS, ANIMALS, basesOf, DOINGS, SAYINGS, THINGS, TRANSFERS } from './lexemes.ts';
import { type Fact, readClause } from './read-clause.ts';
import { plainTerm, termsIn } from './read-terms.ts';

const KINDS = ['doing', 'action', 'transfer'] as const;
const STANDING = ['on', 'under', 'near'] as const;

const ROLES = ['agent', 'patient', 'recipient'] as const;
const ROLE_WORDS = { agent: 'the doer', patient: 'what it is done to', recipient: 'who gets it' };

const Scene = z.strictObject({
  kind: z.enum(KINDS),
  verb: z.string(),
  agent: z.string(),
  patient: z.string().optional(),
  recipient: z.string().optional(),
  passive: z.boolean(),
  thingFirst: z.boolean(),
  /** "the cat on the box": who stands where. */
  standing: z
    .array(z.strictObject({ noun: z.string(), preposition: z.enum(STANDING), at: z.string() }))
    .max(2),
  /** Who says that somebody thinks that ..., the outermost first. */
  sayers: z.array(z.strictObject({ name: z.string(), verb: z.string() })).max(2),
  /** In which order the short form lists who does it, what it is done to, and who gets it. */
  order: z.array(z.enum(ROLES)).length(3),
  /** Two people, an animal and two things for the examples. */
  examples: z.array(z.string()).length(5),
});
type Scene = z.infer<typeof Scene>;

/** `kinds`: how many kinds of verbs; `extras`: clauses around and places inside, together; `depth`: clauses around. */
const LEVELS = [
  { kinds: 2, passive: 0, depth: 0, places: 0, both: 0 },
  { kinds: 3, passive: 0, depth: 0, places: 0, both: 0 },
  { kinds: 3, passive: 1, depth: 0, places: 0, both: 0 },
  { kinds: 3, passive: 1, depth: 0, places: 1, both: 0 },
  { kinds: 3, passive: 1, depth: 1, places: 1, both: 0 },
  { kinds: 3, passive: 1, depth: 1, places: 2, both: 0 },
  { kinds: 3, passive: 1, depth: 1, places: 2, both: 1 },
  { kinds: 3, passive: 1, depth: 2, places: 2, both: 1 },
  { kinds: 3, passive: 1, depth: 2, places: 2, both: 2 },
] as const;

/**
 * A sentence as a small formal term, after COGS (Kim and Linzen 2020): actives and passives, things given both ways
 * round, places inside nouns, and clauses inside clauses. The order of the parts is told anew in each task.
 */
export const logicalForm = defineFamily<Scene>({
  name: 'logical-form',
  version: 1,
  stage: 'language',
  skill: 'logical-form',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: (scene) => [...rulesOf(scene), 'The new sentence:', realise(clauseOf(scene))].join('\n'),
  questions: () => [
    'Write the new sentence in the short form.',
    'What is the short form of the new sentence?',
    'Give the short form of the new sentence.',
    'Turn the new sentence into the short form.',
    'How do you write the new sentence in short form?',
    'Find the short form of the new sentence.',
  ],
  examQuestions: () => [
    'Say the new sentence in the short form.',
    'Make a short form for the new sentence.',
    'Which short form does the new sentence have?',
  ],
  solve: (scene) => [formOf(scene)],
  solvePrompt(prompt) {
    const [, after] = prompt.split('The new sentence:\n');
    const reading = after === undefined ? undefined : readClause(after.split('\n')[0]!.trim());
    if (reading === undefined) return [];
    const standing = new Map(
      reading.standing.map((one) => [one.noun, `${one.noun}/${one.preposition}/${one.at}`]),
    );
    const told = /Next: (.*?)\./.exec(prompt)?.[1]?.split(', ') ?? [];
    const order = told.map(
      (role) =>
        ({ 'the doer': 'agent', 'what it is done to': 'patient', 'who gets it': 'recipient' })[
          role
        ],
    );
    const term = (fact: Fact): string => {
      const parts = order
        .map((role) => fact[role as 'agent'])
        .filter((part) => part !== undefined)
        .map((part) => standing.get(part) ?? part);
      return `${fact.verb}(${[...parts, ...(fact.content === undefined ? [] : [term(fact.content)])].join(', ')})`;
    };
    return [term(reading.main)];
  },
  say: (answer) => answer,
  explain(scene) {
    const { verb, agent, patient, recipient, sayers } = scene;
    return [
      `The verb is "${verb}", and the doer is ${agent}.`,
      ...(patient === undefined ? [] : [`It is done to, or with: ${patient}.`]),
      ...(recipient === undefined ? [] : [`Who gets it: ${recipient}.`]),
      ...scene.standing.map(
        ({ noun, preposition, at }) => `Where the ${noun} is: ${noun}/${preposition}/${at}.`,
      ),
      ...sayers.toReversed().map((sayer) => `Around it stands ${sayer.verb}(${sayer.name}, …).`),
      `The short form: ${formOf(scene)}`,
    ];
  },
  mistakes(scene) {
    const right = formOf(scene);
    const { agent, patient, recipient, sayers, standing } = scene;
    const other: Scene[] = [];
    if (patient !== undefined) other.push({ ...scene, agent: patient, patient: agent });
    if (recipient !== undefined) other.push({ ...scene, patient: recipient, recipient: patient });
    if (other.length === 0 && sayers.length > 0) other.push({ ...scene, sayers: sayers.slice(1) });
    if (other.length === 0 && standing.length > 0)
      other.push({ ...scene, standing: standing.slice(1) });
    if (other.length === 0) return [`${scene.verb}()`, `${agent}(${scene.verb})`];
    return [...new Set(other.map(formOf))].filter((form) => form !== right);
  },
  shortcuts: {
    'parts in the order of the sentence': (scene) => inOrder(scene, false),
    'the order turned round': (scene) => inOrder(scene, true),
  },
  verify(response, scene) {
    const read = readFinal(
      response.replaceAll(/[`*]/g, ' ').replaceAll('(', '⟨').replaceAll(')', '⟩'),
    );
    if ('refused' in read) return wrong(read.refused);
    const text = read.text.toLowerCase();
    if (
      /\b(?:or|maybe|perhaps|probably|possibly|not|never|either|guess|unsure|uncertain|could|might|may|but|except|doubt|wrong|false|incorrect|wait(?=,| it)|no)\b|\b(?:am|i'm|quite|so) sure\b|n't\b|\?/.test(
        text,
      )
    ) {
      return wrong('hedged');
    }
    const terms = termsIn(text);
    if (terms.length === 0) return wrong('no-answer');
    if (new Set(terms).size > 1) return wrong('several-answers');
    return terms[0] === plainTerm(formOf(scene)) ? { correct: true } : wrong('wrong-answer');
  },
  structure: ({ examples: _examples, ...scene }) => withoutNames(scene, NAMES),
  vocabulary: () => ({
    allowed: words('write give make turn find say short form new sentence'),
    required: [['short'], ['form'], ['new'], ['sentence']],
    odd: ['form'],
    even: [],
  }),
});

const NAMES = new Set([...namesOf('training'), ...namesOf('exam')]);

function phraseOf(scene: Scene, head: string): Phrase {
  if (NAMES.has(head)) return { head };
  const place = scene.standing.find(({ noun }) => noun === head);
  if (place === undefined) return { head, article: 'the' };
  const { preposition, at } = place;
  return { head, article: 'the', at: { preposition, phrase: phraseOf(scene, at) } };
}

function clauseOf(scene: Scene): Clause {
  const { verb, agent, patient, recipient, passive, thingFirst, sayers } = scene;
  const optional = (head: string | undefined): Phrase | undefined =>
    head === undefined ? undefined : phraseOf(scene, head);
  let clause: Clause = {
    verb,
    agent: phraseOf(scene, agent),
    patient: optional(patient),
    recipient: optional(recipient),
    passive,
    thingFirst,
  };
  for (const sayer of sayers.toReversed()) {
    clause = { verb: sayer.verb, agent: { head: sayer.name }, content: clause };
  }
  return clause;
}

function formOf(scene: Scene): string {
  const { verb, standing, sayers, order } = scene;
  const parts = order
    .map((role) => scene[role])
    .filter((part) => part !== undefined)
    .map((part) => {
      const place = standing.find(({ noun }) => noun === part);
      return place === undefined ? part : `${part}/${place.preposition}/${place.at}`;
    });
  const inner = `${verb}(${parts.join(', ')})`;
  return sayers.reduceRight((term, sayer) => `${sayer.verb}(${sayer.name}, ${term})`, inner);
}

/** The parts as they come in the sentence, or the other way round, as if order were all. */
function inOrder(scene: Scene, turned: boolean): string {
  const text = realise(clauseOf(scene)).replace('.', '').split(' ');
  const parts = [scene.agent, scene.patient, scene.recipient].filter((part) => part !== undefined);
  const seen = parts.toSorted((a, b) => text.indexOf(a) - text.indexOf(b));
  const values = turned ? seen.toReversed() : seen;
  const filled = scene.order.filter((role) => scene[role] !== undefined);
  return formOf({ ...scene, ...Object.fromEntries(filled.map((role, at) => [role, values[at]])) });
}

/** The rules of the short form with an example for each. */
function rulesOf({ order, examples }: Scene): string[] {
  const [one, two, animal, thing, other] = examples as [string, string, string, string, string];
  const term = (verb: string, parts: Partial<Record<(typeof ROLES)[number], string>>): string =>
    `${verb}(${order.flatMap((role) => parts[role] ?? []).join(', ')})`;
  return [
    'The verb stands first, in its plain form.',
    `Next: ${order.map((role) => ROLE_WORDS[role]).join(', ')}.`,
    'What somebody says or hears comes last.',
    'Leave out what is not there.',
    `${one} gave ${two} the ${thing}: ${term('give', { agent: one, patient: thing, recipient: two })}`,
    `The ${animal} was seen by ${two}: ${term('see', { agent: two, patient: animal })}`,
    `${one} said that ${two} slept: say(${one}, sleep(${two}))`,
    `${two} saw the ${thing} on the ${other}: ${term('see', { agent: two, patient: `${thing}/on/${other}` })}`,
  ];
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { kinds, passive, depth, places, both } = knobsAt(LEVELS, level);
  const people = random.shuffle(namesOf(pool));
  const animals = random.shuffle(ANIMALS[pool]);
  const things = random.shuffle(THINGS[pool]);
  // A deed by one alone has too little to be misread, so it comes seldom.
  const kind = random.integer(20) === 0 ? KINDS[0] : KINDS[1 + random.integer(kinds - 1)]!;
  const being = (): string => (random.integer(2) === 0 ? people.pop()! : animals.pop()!);
  const base = {
    passive: false,
    thingFirst: random.integer(2) === 0,
    standing: [],
    sayers: [],
    order: random.shuffle(ROLES),
    examples: [people.pop()!, people.pop()!, animals.pop()!, things.pop()!, things.pop()!],
  };
  const scene: Scene =
    kind === 'doing'
      ? { ...base, kind, verb: random.pick(basesOf(DOINGS)), agent: being() }
      : kind === 'action'
        ? { ...base, kind, verb: random.pick(basesOf(ACTIONS)), agent: being(), patient: being() }
        : {
            ...base,
            kind,
            verb: random.pick(basesOf(TRANSFERS)),
            agent: being(),
            patient: things.pop()!,
            recipient: being(),
          };
  if (kind !== 'doing') scene.passive = passive === 1 && random.integer(2) === 0;
  // Clauses around and places inside by turns; the hardest levels have both. Twelve words are the most.
  const mode = random.integer(2);
  const around = both > 0 ? 1 + random.integer(depth) : mode === 0 ? depth : 0;
  const inside = both > 0 ? both : mode === 1 || depth === 0 ? places : 0;
  for (let at = 0; at < around; at++) {
    scene.sayers.push({ name: people.pop()!, verb: random.pick(basesOf(SAYINGS)) });
  }
  const nouns = [scene.agent, scene.patient, scene.recipient].filter(
    (part): part is string => part !== undefined && !NAMES.has(part),
  );
  for (const noun of random.shuffle(nouns).slice(0, inside)) {
    scene.standing.push({ noun, preposition: random.pick(STANDING), at: things.pop()! });
  }
  while (realise(clauseOf(scene)).split(' ').length > 12) {
    if (scene.standing.length > 1 || scene.sayers.length === 0) scene.standing.pop();
    else scene.sayers.pop();
  }
  return scene;
}
