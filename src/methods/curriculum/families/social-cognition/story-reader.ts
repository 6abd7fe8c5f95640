/**
 * Reads a story back from its text and finds what a chain of people thinks, backwards: the last thing that all of
 * them shared decides. It knows nothing of the program that made the story.
 */

interface Step {
  verb: string;
  actor: string;
  first: string;
  second: string;
  third: string;
  /** Who was in the room, who of them daydreamed and who watched in secret, when it happened. */
  room: ReadonlySet<string>;
  asleep: ReadonlySet<string>;
  spies: ReadonlySet<string>;
}

export interface ReadStory {
  people: string[];
  containers: string[];
  /** Things that are put, moved or spoken of, or containers that are filled, in order of mention. */
  topics: string[];
  steps: Step[];
  /** What the text says outside the story: the question. */
  question: string;
  /** What everybody assumes before they see or hear anything, and what is true. */
  assumed: Map<string, string>;
  facts: Map<string, string>;
}

const NAME = '([A-Z][a-z]+)';
const PATTERNS: readonly [string, RegExp][] = [
  ['place', new RegExp(`^${NAME} puts the (\\w+) in the (\\w+)\\.$`)],
  ['place', new RegExp(`^${NAME} moves the (\\w+) to the (\\w+)\\.$`)],
  ['place', new RegExp(`^${NAME} empties the (\\w+) and fills it with (\\w+)\\.$`)],
  ['in', new RegExp(`^${NAME} comes into the \\w+\\.$`)],
  ['out', new RegExp(`^${NAME} leaves the \\w+\\.$`)],
  ['spy', new RegExp(`^${NAME} starts to watch the \\w+ in secret\\.$`)],
  ['unspy', new RegExp(`^${NAME} stops watching\\.$`)],
  ['sleep', new RegExp(`^${NAME} starts to daydream\\.$`)],
  ['unsleep', new RegExp(`^${NAME} stops daydreaming\\.$`)],
  ['open', new RegExp(`^${NAME} opens the (\\w+) and looks inside\\.$`)],
  ['letter', new RegExp(`^${NAME} writes to ${NAME}: “The (\\w+) is in the (\\w+)\\.”$`)],
  [
    'letter',
    new RegExp(`^${NAME} writes to ${NAME}: “There are (?<value>\\w+) in the (?<topic>\\w+)\\.”$`),
  ],
  ['call', new RegExp(`^${NAME} calls out: “The (\\w+) is in the (\\w+)\\.”$`)],
];

/** The story of a prompt; undefined where there is none. */
export function readStory(prompt: string): ReadStory | undefined {
  const paragraphs = prompt.split('\n\n');
  const told = paragraphs.find((paragraph) => /\bThere (?:is|are) an? /.test(paragraph));
  if (told === undefined) return undefined;
  const question = paragraphs.filter((paragraph) => paragraph !== told).join(' ');
  const people: string[] = [];
  const topics: string[] = [];
  const steps: Step[] = [];
  const assumed = new Map<string, string>();
  const facts = new Map<string, string>();
  const containers: string[] = [];
  let room: ReadonlySet<string> = new Set();
  let asleep: ReadonlySet<string> = new Set();
  let spies: ReadonlySet<string> = new Set();
  for (const sentence of told.match(/[^.\n]+\.”?/g) ?? []) {
    const text = sentence.trim();
    const scene =
      /^([A-Z][a-z]+(?:(?:, | and )[A-Z][a-z]+)*) (?:is|are) (in the \w+|outside)\.$/.exec(text);
    if (scene !== null) {
      const names = scene[1]!.split(/, | and /);
      people.push(...names);
      if (scene[2] !== 'outside') room = new Set(names);
      continue;
    }
    const stands = /^There (?:is|are) (?:also )?(.+?)(?: in the \w+)?\.$/.exec(text);
    if (stands !== null) {
      containers.push(...stands[1]!.split(/, | and /).map((noun) => noun.replace(/^an? /, '')));
      continue;
    }
    const label = /^The label of the (\w+) says “(\w+)\.”$/.exec(text);
    if (label !== null) {
      assumed.set(label[1]!, label[2]!);
      topics.push(label[1]!);
      continue;
    }
    const fact = /^The (\w+) has (\w+) in it\.$/.exec(text);
    if (fact !== null) {
      facts.set(fact[1]!, fact[2]!);
      topics.push(fact[1]!);
      continue;
    }
    for (const [verb, pattern] of PATTERNS) {
      const match = pattern.exec(text);
      if (match === null) continue;
      const [, actor = '', first = ''] = match;
      const second = match.groups?.['topic'] ?? match[3] ?? '';
      const third = match.groups?.['value'] ?? match[4] ?? '';
      if (verb === 'in') room = new Set([...room, actor]);
      if (verb === 'out') room = without(room, actor);
      if (verb === 'sleep') asleep = new Set([...asleep, actor]);
      if (verb === 'unsleep') asleep = without(asleep, actor);
      if (verb === 'spy') spies = new Set([...spies, actor]);
      if (verb === 'unspy') spies = without(spies, actor);
      const topic = verb === 'letter' ? second : first;
      if (/place|letter|call/.test(verb) && !topics.includes(topic)) topics.push(topic);
      steps.push({ verb, actor, first, second, third, room, asleep, spies });
      break;
    }
  }
  return { people, containers, topics, steps, question, assumed, facts };
}

/** Where the chain has the topic just before the step `until`; the empty chain is the truth. */
export function viewOf(
  story: ReadStory,
  chain: readonly string[],
  topic: string,
  until = story.steps.length,
): string | undefined {
  const last = chain.at(-1);
  for (let at = until - 1; at >= 0; at--) {
    const step = story.steps[at]!;
    const { verb, actor, first, second, third } = step;
    if (verb === 'place' && first === topic && shares(step, chain, true)) return second;
    if (verb === 'call' && first === topic && chain.length > 0 && chain.join() !== actor) {
      if (shares(step, chain, false)) return second;
    }
    if (verb === 'letter' && second === topic && chain.length > 0 && chain.join() !== actor) {
      if (chain.every((person) => person === actor || person === first)) return third;
    }
    if (verb === 'open' && first === topic && last === actor && shares(step, chain, true)) {
      const shown = viewOf(story, chain.slice(0, -1), topic, at);
      if (shown !== undefined) return shown;
    }
  }
  const fact = chain.length === 0 ? story.facts.get(topic) : undefined;
  return fact ?? story.assumed.get(topic);
}

/** The people whom the question names, in its order. */
export function askedChain({ people, question }: ReadStory): string[] {
  const named = question.match(/\b[A-Z][a-z]+\b/g)?.filter((word) => people.includes(word)) ?? [];
  return named.filter((person, at) => person !== named[at - 1]);
}

/** The topic that the question names; undefined where it names none. */
export function askedTopic({ topics, question }: ReadStory): string | undefined {
  return topics.find((topic) => new RegExp(`\\b${topic}\\b`).test(question));
}

function shares(step: Step, chain: readonly string[], secretly: boolean): boolean {
  const [outer, ...inner] = chain;
  if (inner.some((person) => !step.room.has(person))) return false;
  if (outer === undefined) return true;
  return (step.room.has(outer) && !step.asleep.has(outer)) || (secretly && step.spies.has(outer));
}

function without(people: ReadonlySet<string>, person: string): Set<string> {
  return new Set([...people].filter((other) => other !== person));
}
