import type { Random } from '../../../src/core/random.ts';
import { PLAIN, type Topic, TOPICS } from './topics.ts';

/** What a page is about; topic null for pages about nothing in particular. */
export interface Subject {
  topic: number | null;
  subtopic: number;
}

/** An index with weights 1, 1/2, 1/3, …: a few words are in every page, most in some. */
function zipf(random: Random, size: number): number {
  const whole = Array.from({ length: size }, (_, at) => 1 / (at + 1)).reduce((a, b) => a + b, 0);
  let left = random.next() * whole;
  for (let at = 0; at < size; at++) if ((left -= 1 / (at + 1)) <= 0) return at;
  return size - 1;
}

/** A noun of a page: of its subtopic, its topic, a neighbouring topic now and then, or none. `order` shuffles what a page speaks of most. */
function noun(random: Random, { topic, subtopic }: Subject, own: readonly string[]): string {
  const drawn = random.next();
  if (topic === null || drawn > 0.62) return random.pick(PLAIN.nouns);
  const about: Topic = TOPICS[topic]!;
  if (drawn < 0.34) return own[zipf(random, own.length)]!;
  if (drawn < 0.54) return random.pick(about.words);
  if (drawn < 0.58)
    return random.pick(about.subtopics[(subtopic + 1) % about.subtopics.length]!.words);
  return random.pick(
    TOPICS[(topic + 1 + random.integer(TOPICS.length - 1)) % TOPICS.length]!.words,
  );
}

function sentence(random: Random, subject: Subject, own: readonly string[]): string {
  const n = (): string => noun(random, subject, own);
  const a = (): string => (random.next() < 0.5 ? `${random.pick(PLAIN.adjectives)} ` : '');
  const v = (): string => random.pick(PLAIN.verbs);
  const p = (): string => random.pick(PLAIN.prepositions);
  const adverb = (): string => (random.next() < 0.4 ? ` ${random.pick(PLAIN.adverbs)}` : '');
  const name = (): string => random.pick(PLAIN.surnames);
  const place = (): string => random.pick(PLAIN.places);
  const forms: (() => string)[] = [
    () => `The ${a()}${n()}${adverb()} ${v()} the ${a()}${n()} ${p()} the ${n()}`,
    () => `A ${a()}${n()} ${v()} more than one ${n()}, and the ${n()} ${v()} ${p()} it`,
    () => `In ${place()} every ${n()} ${v()} a ${a()}${n()}${adverb()}`,
    () => `${name()} ${v()} the ${a()}${n()} ${p()} a ${n()} and${adverb()} ${v()} its ${n()}`,
    () => `No ${n()} ${v()} without a ${a()}${n()}, so the ${a()}${n()} comes first`,
    () => `What the ${n()} ${v()} is a ${a()}${n()}, a ${n()} or a ${a()}${n()}`,
    () =>
      `${p()} the ${a()}${n()} one ${v()} ${random.integer(90) + 2} ${n()} marks for each ${n()}`,
    () =>
      `When the ${n()} is ${random.pick(PLAIN.adjectives)}, a ${n()}${adverb()} ${v()} the ${n()}`,
  ];
  const text = random.pick(forms)();
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

export function writeSentence(random: Random, subject: Subject): string {
  return sentence(random, subject, wordsOf(random, subject));
}

/** Words of a subject, those that a page speaks of most first. */
function wordsOf(random: Random, { topic, subtopic }: Subject): string[] {
  return random.shuffle(topic === null ? PLAIN.nouns : TOPICS[topic]!.subtopics[subtopic]!.words);
}

/** A few paragraphs about a subject, some 150 to 350 words. */
export function writeParagraphs(random: Random, subject: Subject, paragraphs: number): string[] {
  const own = wordsOf(random, subject);
  return Array.from({ length: paragraphs }, () =>
    Array.from({ length: 3 + random.integer(4) }, () => sentence(random, subject, own)).join(' '),
  );
}

const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;

export function writeTitle(random: Random, { topic, subtopic }: Subject): string {
  const adjective = random.pick(PLAIN.adjectives);
  const plain = random.pick(PLAIN.nouns);
  if (topic === null)
    return capital(
      `${adjective} ${plain} ${random.pick(PLAIN.prepositions)} the ${random.pick(PLAIN.nouns)}`,
    );
  const about = TOPICS[topic]!;
  const one = random.pick(about.subtopics[subtopic]!.words);
  const other = random.pick(random.next() < 0.6 ? about.words : about.subtopics[subtopic]!.words);
  // A third of the titles do not say what the page is about.
  const forms = [
    `${adjective} ${one} and ${other}`,
    `the ${one} ${random.pick(PLAIN.prepositions)} the ${plain}`,
    `${random.pick(PLAIN.surnames)} and the ${adjective} ${plain}`,
    `a ${plain} of ${one}`,
    `notes on ${other} and ${plain}`,
    `${plain} in ${random.pick(PLAIN.places)}`,
  ];
  return capital(random.pick(forms));
}
