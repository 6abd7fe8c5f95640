import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { askVocabulary, waysToAsk, waysToExamine, withoutNames } from './ask-questions.ts';
import { verifyChoice } from './choice-claims.ts';
import { ask, type Asked, type Clause, type Phrase, realise, type Relative } from './clause.ts';
import { ACTIONS, ANIMALS, basesOf } from './lexemes.ts';
import { fillBlank, readAnswer, readClause, readQuestion } from './read-clause.ts';

/** Deeds of animals, by one alone. */
const ALONE = ['sleep', 'jump', 'swim', 'run', 'cry', 'laugh', 'dance', 'sing'] as const;
const TO_OTHERS = basesOf(ACTIONS).filter(
  (verb) => !['call', 'wash', 'kiss', 'hug', 'lift'].includes(verb),
);

/** Who did what to whom: animals by their number in the sentence, deeds by their place in `verbs`. */
const SHAPES = {
  // The A that x the B z.
  'subject-subject': { animals: 2, depth: 1 },
  // The A that the B x z.
  'subject-object': { animals: 2, depth: 1 },
  // The A x the B that z.
  'object-subject': { animals: 2, depth: 1 },
  // The A that x the B y the C.
  'subject-subject-three': { animals: 3, depth: 1 },
  // The A that the B x y the C.
  'subject-object-three': { animals: 3, depth: 1 },
  // The A x the B that y the C.
  'object-subject-three': { animals: 3, depth: 1 },
  // The A x the B that the C y.
  'object-object-three': { animals: 3, depth: 1 },
  // The A that x the B that y the C z.
  'right-branching': { animals: 3, depth: 2 },
  // The A x the B that y the C that z.
  chain: { animals: 3, depth: 2 },
  // The A that the B that x the C y z.
  nested: { animals: 3, depth: 2 },
  // The A that the B that the C x y z.
  centre: { animals: 3, depth: 2 },
} as const;
type Shape = keyof typeof SHAPES;
const SHAPE_NAMES = Object.keys(SHAPES) as Shape[];

const Sentence = z.strictObject({
  shape: z.enum(SHAPE_NAMES),
  animals: z.array(z.string()).min(2).max(3),
  verbs: z.array(z.string()).min(2).max(3),
});
const Scene = z.strictObject({
  sentences: z.array(Sentence).min(1),
  /** The deed of a sentence, and whether its doer or the one it is done to is asked for. */
  ask: z.strictObject({
    sentence: z.int().nonnegative(),
    verb: z.string(),
    role: z.enum(['agent', 'patient']),
  }),
});
type Scene = z.infer<typeof Scene>;
type Sentence = z.infer<typeof Sentence>;
interface Deed {
  verb: string;
  agent: string;
  patient?: string;
}

/** `shapes`: kinds of sentence, from the first of the list; `depth`: clauses in clauses; `sentences`: how many are told. */
const LEVELS = [
  { shapes: 3, depth: 1, sentences: 2 },
  { shapes: 5, depth: 1, sentences: 2 },
  { shapes: 7, depth: 1, sentences: 2 },
  { shapes: 7, depth: 1, sentences: 3 },
  { shapes: 9, depth: 2, sentences: 3 },
  { shapes: 10, depth: 2, sentences: 3 },
  { shapes: 10, depth: 2, sentences: 4 },
  { shapes: 11, depth: 2, sentences: 4 },
  { shapes: 11, depth: 2, sentences: 6 },
] as const;

/**
 * Who did what in sentences with relative clauses: on the subject or the object, with either as the missing part
 * (the four kinds of Sheldon 1974), and nested in one another. Two levels of nesting are all that the stage allows.
 */
export const relativeClauses = defineFamily<Scene>({
  name: 'relative-clauses',
  version: 1,
  stage: 'language',
  skill: 'relative-clauses',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ sentences }) =>
    ['Read this.', ...sentences.map((sentence) => realise(clauseOf(sentence)))].join('\n'),
  questions: (scene) => waysToAsk(askedOf(scene)),
  examQuestions: (scene) => waysToExamine(askedOf(scene)),
  solve({ sentences, ask: asked }) {
    const other = asked.role === 'agent' ? 'patient' : 'agent';
    const target = deedsOf(sentences[asked.sentence]!).find(({ verb }) => verb === asked.verb)!;
    const fits = sentences
      .flatMap(deedsOf)
      .filter((deed) => deed.verb === target.verb && deed[other] === target[other]);
    return [...new Set(fits.map((deed) => deed[asked.role]!))];
  },
  solvePrompt(prompt) {
    const pattern = readQuestion(prompt);
    if (pattern === undefined) return [];
    const lines = prompt.split('\n').map((line) => readClause(line));
    return fillBlank(
      pattern,
      lines.flatMap((reading) => reading?.facts ?? []),
    );
  },
  say: (answer, scene) => {
    const { embedded } = askedOf(scene);
    const target = targetOf(scene);
    if (scene.ask.role === 'agent') return `The ${answer} ${embedded.slice('what '.length)}.`;
    return realise({ verb: target.verb, agent: animal(target.agent), patient: animal(answer) });
  },
  explain(scene) {
    const sentence = scene.sentences[scene.ask.sentence]!;
    return [
      realise(clauseOf(sentence)),
      ...deedsOf(sentence).map(({ verb, agent, patient }) =>
        realise({
          verb,
          agent: animal(agent),
          patient: patient === undefined ? undefined : animal(patient),
        }),
      ),
      `The answer: the ${this.solve(scene)[0]}.`,
    ];
  },
  mistakes(scene) {
    const [right] = this.solve(scene);
    const target = targetOf(scene);
    const given = scene.ask.role === 'agent' ? target.patient : target.agent;
    const others = scene.sentences[scene.ask.sentence]!.animals.filter((name) => name !== right);
    const fair = others.filter((name) => name !== given);
    return fair.length > 0 ? fair : others;
  },
  shortcuts: {
    'animal next before the verb': (scene) => beforeVerb(scene, 'last'),
    'first animal of the sentence': (scene) => beforeVerb(scene, 'first'),
    'animal next after the verb': (scene) => afterVerb(scene),
  },
  verify(response, scene) {
    const pattern = readQuestion(askedOf(scene).direct)!;
    const names = scene.sentences.flatMap(({ animals }) => animals);
    return verifyChoice(response, this.solve(scene), names, {
      restate: (sentence) => readAnswer(sentence, pattern),
    });
  },
  structure: ({ sentences, ask: asked }) => withoutNames({ sentences, asked }, ANIMAL_NAMES),
  vocabulary: (scene) => askVocabulary(askedOf(scene)),
});

const ANIMAL_NAMES = new Set([...ANIMALS.training, ...ANIMALS.exam]);

function animal(head: string, relative?: Relative): Phrase {
  return relative === undefined ? { head, article: 'the' } : { head, article: 'the', relative };
}

/** "that chased the cat" */
function done(verb: string, other?: Phrase): Relative {
  return { gap: 'agent', clause: other === undefined ? { verb } : { verb, other } };
}

/** "that the cat chased" */
function doneTo(verb: string, other: Phrase): Relative {
  return { gap: 'patient', clause: { verb, other } };
}

function clauseOf({ shape, animals, verbs }: Sentence): Clause {
  const [a, b, c] = animals as [string, string, string];
  const [first, second, third] = verbs as [string, string, string];
  switch (shape) {
    case 'subject-subject':
      return { verb: second, agent: animal(a, done(first, animal(b))) };
    case 'subject-object':
      return { verb: second, agent: animal(a, doneTo(first, animal(b))) };
    case 'object-subject':
      return { verb: first, agent: animal(a), patient: animal(b, done(second)) };
    case 'subject-subject-three':
      return { verb: second, agent: animal(a, done(first, animal(b))), patient: animal(c) };
    case 'subject-object-three':
      return { verb: second, agent: animal(a, doneTo(first, animal(b))), patient: animal(c) };
    case 'object-subject-three':
      return { verb: first, agent: animal(a), patient: animal(b, done(second, animal(c))) };
    case 'object-object-three':
      return { verb: first, agent: animal(a), patient: animal(b, doneTo(second, animal(c))) };
    case 'right-branching':
      return { verb: third, agent: animal(a, done(first, animal(b, done(second, animal(c))))) };
    case 'chain':
      return {
        verb: first,
        agent: animal(a),
        patient: animal(b, done(second, animal(c, done(third)))),
      };
    case 'nested':
      return { verb: third, agent: animal(a, doneTo(second, animal(b, done(first, animal(c))))) };
    case 'centre':
      return { verb: third, agent: animal(a, doneTo(second, animal(b, doneTo(first, animal(c))))) };
  }
}

/** What happens in a sentence, from its record. */
function deedsOf(sentence: Sentence): Deed[] {
  const deeds: Deed[] = [];
  const phrase = (one: Phrase): string => {
    const { head, relative } = one;
    if (relative !== undefined) {
      const { verb, other } = relative.clause;
      if (relative.gap === 'patient') deeds.push({ verb, agent: phrase(other!), patient: head });
      else
        deeds.push(
          other === undefined
            ? { verb, agent: head }
            : { verb, agent: head, patient: phrase(other) },
        );
    }
    return head;
  };
  const { verb, agent, patient } = clauseOf(sentence);
  const doer = phrase(agent);
  deeds.push(
    patient === undefined ? { verb, agent: doer } : { verb, agent: doer, patient: phrase(patient) },
  );
  return deeds;
}

function targetOf({ sentences, ask: asked }: Scene): Deed {
  return deedsOf(sentences[asked.sentence]!).find(({ verb }) => verb === asked.verb)!;
}

function askedOf(scene: Scene): Asked {
  const { verb, agent, patient } = targetOf(scene);
  const clause = {
    verb,
    agent: animal(agent),
    patient: patient === undefined ? undefined : animal(patient),
  };
  return ask(clause, scene.ask.role, 'what');
}

/** The first animal of the sentence, or the last before the asked verb; the given one left out. */
function beforeVerb(scene: Scene, which: 'first' | 'last'): string | undefined {
  const [before, after] = aroundVerb(scene);
  return which === 'first' ? [...before, ...after][0] : before.at(-1);
}

function afterVerb(scene: Scene): string | undefined {
  const [before, after] = aroundVerb(scene);
  return after[0] ?? before.at(-1);
}

function aroundVerb(scene: Scene): [string[], string[]] {
  const { sentences, ask: asked } = scene;
  const target = targetOf(scene);
  const given = asked.role === 'agent' ? target.patient : target.agent;
  const text = realise(clauseOf(sentences[asked.sentence]!)).replace('.', '').split(' ');
  const verb = readForms(text, asked.verb);
  const pick = (words: string[]): string[] =>
    words.filter((word) => ANIMAL_NAMES.has(word) && word !== given);
  return [pick(text.slice(0, verb)), pick(text.slice(verb))];
}

function readForms(words: readonly string[], verb: string): number {
  const past = realise({ verb, agent: { head: '' } })
    .trim()
    .replace('.', '')
    .toLowerCase();
  return words.indexOf(past);
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { shapes, depth, sentences: count } = knobsAt(LEVELS, level);
  const fitting = SHAPE_NAMES.slice(0, shapes).filter((shape) => SHAPES[shape].depth <= depth);
  // Harder levels ask the newer kinds of sentence more often.
  const asked = level < 3 ? fitting : fitting.slice(-6);
  const alone = random.shuffle(ALONE);
  const others = random.shuffle(TO_OTHERS);
  const sentenceWith = (shape: Shape): Sentence => {
    const { animals, depth: deep } = SHAPES[shape];
    const names = random.shuffle(ANIMALS[pool]).slice(0, animals);
    const two = animals === 3 && deep === 1;
    const verbs = Array.from({ length: deep + 1 }, (_, at) =>
      two || at < deep ? others.pop()! : alone.pop()!,
    );
    return { shape, animals: names, verbs };
  };
  const form = pickForm(random, asked);
  const target = sentenceWith(form.shape);
  const sentences = [target];
  while (sentences.length < count) {
    if (others.length < 2 || alone.length < 1) {
      others.push(...random.shuffle(TO_OTHERS.filter((verb) => !target.verbs.includes(verb))));
      alone.push(...random.shuffle(ALONE.filter((verb) => !target.verbs.includes(verb))));
    }
    sentences.push(sentenceWith(random.pick(fitting)));
  }
  const shuffled = random.shuffle(sentences);
  const { verb } = deedsOf(target)[form.deed]!;
  return {
    sentences: shuffled,
    ask: { sentence: shuffled.indexOf(target), verb, role: form.role },
  };
}

interface Form {
  shape: Shape;
  deed: number;
  role: 'agent' | 'patient';
}

interface Weighed {
  form: Form;
  weight: number;
  /** Which tempting rules would be right. */
  lucky: boolean[];
}

const FORMS = new Map<string, Weighed[]>();

/**
 * Every question about these kinds of sentence, weighed so that each tempting rule is as often right as wrong:
 * iterative proportional fitting (Deming and Stephan 1940) over the rules.
 */
function formsOf(shapes: readonly Shape[]): Weighed[] {
  const key = shapes.join(' ');
  const known = FORMS.get(key);
  if (known !== undefined) return known;
  const forms: Weighed[] = [];
  for (const shape of shapes) {
    const { animals, depth } = SHAPES[shape];
    const two = animals === 3 && depth === 1;
    const verbs = Array.from({ length: depth + 1 }, (_, at) =>
      two || at < depth ? TO_OTHERS[at]! : ALONE[0],
    );
    const sentence: Sentence = { shape, animals: ANIMALS.training.slice(0, animals), verbs };
    for (const [deed, { verb, agent, patient }] of deedsOf(sentence).entries()) {
      for (const role of ['agent', 'patient'] as const) {
        // Of two animals, a deed that names both would give one and so leave just the other.
        if (patient === undefined ? role === 'patient' : animals === 2) continue;
        const scene: Scene = { sentences: [sentence], ask: { sentence: 0, verb, role } };
        const right = role === 'agent' ? agent : patient;
        const lucky = [beforeVerb(scene, 'first'), afterVerb(scene), beforeVerb(scene, 'last')].map(
          (guess) => guess === right,
        );
        forms.push({ form: { shape, deed, role }, weight: 1, lucky });
      }
    }
  }
  for (let round = 0; round < 60; round++) {
    for (const rule of [0, 1, 2]) {
      const sum = (side: boolean): number =>
        forms.reduce((total, { weight, lucky }) => total + (lucky[rule] === side ? weight : 0), 0);
      const [right, not] = [sum(true), sum(false)];
      if (right === 0 || not === 0) continue;
      for (const one of forms) one.weight /= 2 * (one.lucky[rule] ? right : not);
    }
  }
  FORMS.set(key, forms);
  return forms;
}

function pickForm(random: Random, shapes: readonly Shape[]): Form {
  const forms = formsOf(shapes);
  let left = random.next() * forms.reduce((total, { weight }) => total + weight, 0);
  return (forms.find(({ weight }) => (left -= weight) < 0) ?? forms.at(-1)!).form;
}
