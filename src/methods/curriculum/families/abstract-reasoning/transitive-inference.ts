import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { bestOf, mentionsOf } from './mentions.ts';
import { verifyName } from './name-answer.ts';
import { ORDINALS, QUALITIES } from './qualities.ts';
import { countAbove } from './transitive-inference-text.ts';

type Quality = keyof typeof QUALITIES;
const QUALITIES_BY_POOL: Readonly<Record<Pool, readonly Quality[]>> = {
  training: ['tall', 'old', 'fast', 'heavy', 'strong'],
  exam: ['rich', 'loud', 'happy'],
};

const Scene = z.strictObject({
  quality: z.enum(Object.keys(QUALITIES) as Quality[]),
  /** "a is taller than b" where `more`, else "a is shorter than b". */
  clues: z.array(z.strictObject({ a: z.string(), b: z.string(), more: z.boolean() })).min(2),
  /** Who of two has more (or less), or who is at a place counted from the most (or least). */
  ask: z.union([
    z.strictObject({ more: z.boolean(), pair: z.tuple([z.string(), z.string()]) }),
    z.strictObject({ more: z.boolean(), place: z.int().positive() }),
  ]),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { people: 5, shuffled: 0, mixed: 0, rank: 0, extra: 0 },
  { people: 5, shuffled: 1, mixed: 0, rank: 0, extra: 0 },
  { people: 6, shuffled: 1, mixed: 0, rank: 0, extra: 0 },
  { people: 6, shuffled: 1, mixed: 1, rank: 0, extra: 0 },
  { people: 7, shuffled: 1, mixed: 1, rank: 1, extra: 0 },
  { people: 8, shuffled: 1, mixed: 1, rank: 1, extra: 1 },
  { people: 10, shuffled: 1, mixed: 1, rank: 1, extra: 2 },
  { people: 12, shuffled: 1, mixed: 1, rank: 1, extra: 3 },
  { people: 14, shuffled: 1, mixed: 1, rank: 1, extra: 4 },
] as const;

/** Tempting scores of a person: the highest would be the answer. */
const RULES: Readonly<Record<string, (scene: Scene, name: string) => number>> = {
  'named first': (scene, name) => -mentionsOf(render(scene), name)[0]!,
  'named last': (scene, name) => mentionsOf(render(scene), name).at(-1)!,
  'named most': (scene, name) => mentionsOf(render(scene), name).length,
  'named least': (scene, name) => -mentionsOf(render(scene), name).length,
  'most often compared': ({ clues }, name) => clues.filter(({ a }) => a === name).length,
  'most often compared with': ({ clues }, name) => clues.filter(({ b }) => b === name).length,
  'wins more than it loses': ({ clues, ask }, name) =>
    clues.reduce((sum, { a, b, more }) => {
      const sign = name === (more ? a : b) ? 1 : name === (more ? b : a) ? -1 : 0;
      return sum + (ask.more ? sign : -sign);
    }, 0),
};

/**
 * Seriation after Bryant and Trabasso (1971): neighbours are compared, and two that were never compared are asked
 * about. Neither of the two stands at an end, so that each is once the greater and once the lesser, and being "the
 * one that is always taller" gives nothing away. Harder levels ask for any place in the order.
 */
export const transitiveInference = defineFamily<Scene>({
  name: 'transitive-inference',
  version: 1,
  stage: 'abstract-reasoning',
  skill: 'transitive-inference',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render,
  questions({ quality, ask }) {
    const forms = QUALITIES[quality];
    if ('pair' in ask) {
      const [a, b] = ask.pair;
      const word = forms[ask.more ? 0 : 1];
      return [
        `Who is ${word}, ${a} or ${b}?`,
        `Which one is ${word}: ${a} or ${b}?`,
        `Of ${a} and ${b}, who is ${word}?`,
        `Think about ${a} and ${b}. Who is ${word}?`,
        `Compare ${a} and ${b}. Which of them is ${word}?`,
        `Tell me who is ${word}: ${a} or ${b}.`,
      ];
    }
    const word = forms[ask.more ? 2 : 3];
    const ordinal = ORDINALS[ask.place - 1]!;
    const name = ask.place === 1 ? word : `${ordinal} ${word}`;
    return [
      `Who is the ${name}?`,
      `Which person is the ${name}?`,
      `Find the ${name} person.`,
      `Name the person who is the ${name}.`,
      `Put the people in order. Who is the ${name}?`,
      `The people stand in a line, and the ${word} stands first. Who is ${ordinal}?`,
    ];
  },
  examQuestions({ quality, ask }) {
    const forms = QUALITIES[quality];
    if ('pair' in ask) {
      const [a, b] = ask.pair;
      const word = forms[ask.more ? 0 : 1];
      return [
        `Now think of ${a} and of ${b}. Say who is ${word}.`,
        `If you know who is ${word}, ${a} or ${b}, give the name.`,
        `${a} and ${b} were never compared. Which of these two is ${word}?`,
      ];
    }
    const word = forms[ask.more ? 2 : 3];
    const name = ask.place === 1 ? word : `${ORDINALS[ask.place - 1]} ${word}`;
    return [
      `Say who is the ${name} of them all.`,
      `Whose name belongs to the ${name} person?`,
      `Somebody here must be the ${name}. Who is it?`,
    ];
  },
  solve,
  solvePrompt: countAbove,
  say: (answer, { quality, ask }) => {
    const forms = QUALITIES[quality];
    if ('pair' in ask) return `${answer} is ${forms[ask.more ? 0 : 1]}.`;
    const word = forms[ask.more ? 2 : 3];
    return `${answer} is the ${ask.place === 1 ? word : `${ORDINALS[ask.place - 1]} ${word}`}.`;
  },
  explain(scene) {
    const { quality, clues } = scene;
    const order = orderOf(clues)!;
    const [more, , most, least] = QUALITIES[quality];
    const steps = order.slice(1).map((name, index) => `${order[index]} is ${more} than ${name}.`);
    const answer = solve(scene)[0]!;
    return [
      ...steps,
      `From the ${most} to the ${least}: ${order.join(', ')}.`,
      this.say(answer, scene),
    ];
  },
  mistakes(scene) {
    const [right] = solve(scene);
    if ('pair' in scene.ask) return scene.ask.pair.filter((name) => name !== right);
    const order = orderOf(scene.clues)!;
    const at = order.indexOf(right!);
    // Neighbours first: a slip of one place is the likeliest mistake.
    return order
      .filter((name) => name !== right)
      .toSorted((a, b) => Math.abs(order.indexOf(a) - at) - Math.abs(order.indexOf(b) - at));
  },
  shortcuts: {
    ...Object.fromEntries(
      Object.entries(RULES).map(([name, score]) => [
        name,
        (scene: Scene) => bestOf(optionsOf(scene), (option) => score(scene, option)),
      ]),
    ),
    'first in the question': ({ ask }) => ('pair' in ask ? ask.pair[0] : undefined),
    'last in the question': ({ ask }) => ('pair' in ask ? ask.pair[1] : undefined),
  },
  verify(response, scene) {
    const [more, less, most, least] = QUALITIES[scene.quality];
    const opposite = new RegExp(
      `\\b(?:${scene.ask.more ? `${less}|${least}` : `${more}|${most}`})\\b`,
    );
    const names = scene.clues.flatMap(({ a, b }) => [a, b]);
    return verifyName(response, solve(scene)[0]!, names, opposite);
  },
  structure({ quality, clues, ask }) {
    // The same up to names; five people make so few forms that there the names count too.
    const order = orderOf(clues)!;
    const rank = (name: string): number => order.indexOf(name);
    const asked = 'pair' in ask ? { ...ask, pair: ask.pair.map(rank) } : ask;
    const names = order.length === 5 ? order : [];
    return {
      quality,
      names,
      clues: clues.map(({ a, b, more }) => [rank(a), rank(b), more]),
      asked,
    };
  },
  vocabulary({ quality, ask }) {
    const word = QUALITIES[quality][('pair' in ask ? 0 : 2) + (ask.more ? 0 : 1)]!;
    const required = 'pair' in ask ? ask.pair.map((name) => [name.toLowerCase()]) : [];
    if ('place' in ask && ask.place > 1) required.push([ORDINALS[ask.place - 1]!]);
    return {
      allowed: words('person people one two them find name tell compare line order place stands'),
      required,
      odd: [word],
      even: [],
    };
  },
});

function render({ quality, clues }: Scene): string {
  const [more, less] = QUALITIES[quality];
  const lines = clues.map((clue) => `${clue.a} is ${clue.more ? more : less} than ${clue.b}.`);
  return `${lines.join('\n')}\nNo two people are equally ${quality}.`;
}

function solve({ clues, ask }: Scene): string[] {
  const order = orderOf(clues);
  if (order === undefined) return [];
  const counted = ask.more ? order : order.toReversed();
  if ('place' in ask) return counted.slice(ask.place - 1, ask.place);
  return counted.filter((name) => ask.pair.includes(name)).slice(0, 1);
}

function optionsOf({ clues, ask }: Scene): string[] {
  return 'pair' in ask ? ask.pair : [...new Set(clues.flatMap(({ a, b }) => [a, b]))];
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { people: count, shuffled, mixed, rank, extra } = knobsAt(LEVELS, level);
  const order = random.shuffle(namesOf(pool)).slice(0, count);
  const more = random.integer(2) === 0;
  const clue = (high: number, low: number): Scene['clues'][number] => {
    const up = mixed === 1 ? random.integer(2) === 0 : more;
    return up
      ? { a: order[high]!, b: order[low]!, more: true }
      : { a: order[low]!, b: order[high]!, more: false };
  };
  let clues = Array.from({ length: count - 1 }, (_, high) => clue(high, high + 1));
  const apart: [number, number][] = [];
  for (let a = 0; a < count; a++) for (let b = a + 2; b < count; b++) apart.push([a, b]);
  for (const [high, low] of random.shuffle(apart).slice(0, extra)) clues.push(clue(high, low));
  if (shuffled === 1) clues = random.shuffle(clues);
  else if (random.integer(2) === 0) clues.reverse();

  const quality = random.pick(QUALITIES_BY_POOL[pool]);
  const asksMore = random.integer(2) === 0;
  if (rank === 1) {
    // Every place alike: were the ends likelier, the two who are on one side of every clue would be good guesses.
    return { quality, clues, ask: { more: asksMore, place: 1 + random.integer(count) } };
  }
  const inner = apart.filter(([a, b]) => a > 0 && b < count - 1);
  const pair = random.shuffle(random.pick(inner)).map((place) => order[place]!);
  return { quality, clues, ask: { more: asksMore, pair: pair as [string, string] } };
}

/** The one order, most first, that fits all clues; undefined where there is none or more than one. */
function orderOf(clues: Scene['clues']): string[] | undefined {
  const left = new Set(clues.flatMap(({ a, b }) => [a, b]));
  let open = clues.map(({ a, b, more }) => (more ? [a, b] : [b, a]));
  const order: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter((name) => !open.some(([, low]) => low === name));
    if (free.length !== 1) return undefined;
    left.delete(free[0]!);
    open = open.filter(([high]) => high !== free[0]);
    order.push(free[0]!);
  }
  return order;
}
