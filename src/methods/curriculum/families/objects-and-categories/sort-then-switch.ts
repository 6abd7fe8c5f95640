import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { drawEven } from './even-draw.ts';
import {
  allOf,
  at,
  capital,
  COLOURS,
  CONTAINERS,
  numbered,
  pluralOf,
  THINGS,
  withArticle,
} from './household.ts';
import { judgeNamed } from './judge-named.ts';

const GAMES = ['colour', 'thing', 'number'] as const;
type Game = (typeof GAMES)[number];
/** Digits are the same for all: a closed set. */
const NUMBERS = words('one two three four five');
const VALUES: Readonly<Record<Game, Readonly<Record<Pool, readonly string[]>>>> = {
  colour: COLOURS,
  thing: THINGS,
  number: { training: NUMBERS, exam: NUMBERS },
};

const Values = z.strictObject({ colour: z.string(), thing: z.string(), number: z.string() });
const Scene = z.strictObject({
  /** Of each game that has rules: which value goes into which container. */
  rules: z
    .array(
      z.strictObject({ game: z.enum(GAMES), pairs: z.array(z.tuple([z.string(), z.string()])) }),
    )
    .min(2),
  /** Games that begin, and cards that are to be sorted. */
  events: z.array(
    z.union([z.strictObject({ play: z.enum(GAMES) }), z.strictObject({ card: Values })]),
  ),
  /** Number of the card, from 1. */
  asked: z.int().positive(),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { boxes: 2, games: 2, cards: 3 },
  { boxes: 2, games: 2, cards: 4 },
  { boxes: 3, games: 2, cards: 4 },
  { boxes: 3, games: 2, cards: 5 },
  { boxes: 3, games: 3, cards: 5 },
  { boxes: 4, games: 3, cards: 6 },
  { boxes: 4, games: 3, cards: 7 },
  { boxes: 4, games: 3, cards: 8 },
  { boxes: 5, games: 3, cards: 10 },
] as const;

const BALANCED: Readonly<Record<string, (scene: Scene) => string | undefined>> = {
  'first rule': ({ rules }) => rules[0]!.pairs[0]![1],
  'last rule': ({ rules }) => rules.at(-1)!.pairs.at(-1)![1],
};
const SHORTCUTS: Readonly<Record<string, (scene: Scene) => string | undefined>> = {
  'the game before': (scene) => sorted(scene, gamesUntil(scene).at(-2)),
  'the first game': (scene) => sorted(scene, gamesUntil({ ...scene, asked: 1 })[0]),
  'the game named last': (scene) => sorted(scene, gamesUntil({ ...scene, asked: Infinity }).at(-1)),
  ...BALANCED,
};

/**
 * The dimensional change card sort (Zelazo 2006): cards are sorted by colour, then the game changes and the same cards
 * go by what they show. Harder levels have more places, a third game, and more changes before and after the asked card.
 */
export const sortThenSwitch = defineFamily<Scene>({
  name: 'sort-then-switch',
  version: 1,
  stage: 'objects-and-categories',
  skill: 'sort-then-switch',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ rules, events }) {
    let cards = 0;
    return [
      ...rules.flatMap(({ game, pairs }) => [
        `The ${game} game:`,
        ...pairs.map(([value, box]) => `${capital(subjectOf(game, value))} ${at(box)}.`),
      ]),
      ...events.map((event) =>
        'play' in event
          ? `Play the ${event.play} game.`
          : `Card ${++cards}: ${phraseOf(event.card, rules)}.`,
      ),
    ].join('\n');
  },
  questions: ({ asked }) => [
    `Where does card ${asked} go?`,
    `Card ${asked}: where does it go?`,
    `Look at card ${asked}. Where to?`,
    `Sort card ${asked}. Where does it go?`,
    `Where do you put card ${asked}?`,
    `Find the place for card ${asked}.`,
  ],
  examQuestions: ({ asked }) => [
    `Card ${asked} goes where?`,
    `Take card ${asked}. Where is its place?`,
    `What place is for card ${asked}?`,
  ],
  solve(scene) {
    const answer = sorted(scene, gamesUntil(scene).at(-1));
    return answer === undefined ? [] : [answer];
  },
  solvePrompt,
  say: (answer) => `${capital(at(answer))}.`,
  explain(scene) {
    const game = gamesUntil(scene).at(-1)!;
    const value = cardsOf(scene)[scene.asked - 1]![game];
    return [
      `The game at card ${scene.asked} is the ${game} game.`,
      `Card ${scene.asked} has the ${game} ${value}.`,
      `${capital(subjectOf(game, value))} ${at(sorted(scene, game)!)}.`,
    ];
  },
  mistakes(scene) {
    const right = sorted(scene, gamesUntil(scene).at(-1));
    const others = scene.rules.map(({ game }) => sorted(scene, game)!);
    const all = scene.rules[0]!.pairs.map(([, box]) => box);
    return [...new Set([...others, ...all])].filter((box) => box !== right);
  },
  shortcuts: SHORTCUTS,
  verify: (response, scene): Verdict =>
    judgeNamed(response, sortThenSwitch.solve(scene)[0]!, allOf(CONTAINERS)),
  structure({ rules, events, asked }) {
    // The same up to names, and to the order of the rules of one game.
    const rename = numbered();
    const body = events.map((event) =>
      'play' in event ? event.play : GAMES.map((game) => rename(`${game}${event.card[game]}`)),
    );
    const cards = rules.map(({ game, pairs }) => [
      game,
      ...pairs.map(([value, box]) => [rename(`${game}${value}`), rename(box)].join('>')).toSorted(),
    ]);
    return { body, cards, asked };
  },
  vocabulary: () => ({
    allowed: words('card cards sort put place go goes find take look one'),
    required: [['card'], ['where', 'place']],
    odd: ['where', 'place'],
    even: [],
  }),
});

function draw(random: Random, level: number, pool: Pool): Scene {
  const { boxes: count, games, cards } = knobsAt(LEVELS, level);
  // Mostly another game is named first, and another last, than is played at the asked card.
  const mixed = random.integer(10) > 0;
  return drawEven<Scene>(random, {
    options: count,
    shortcuts: BALANCED,
    answerOf: (scene) => sortThenSwitch.solve(scene)[0]!,
    draw() {
      const boxes = random.shuffle(CONTAINERS[pool]).slice(0, count);
      const played = random.shuffle(GAMES.slice(0, games));
      const values = Object.fromEntries(
        GAMES.map((game) => [
          game,
          random
            .shuffle(VALUES[game][pool].slice(0, game === 'number' ? count : undefined))
            .slice(0, count),
        ]),
      ) as Record<Game, string[]>;
      const rules = played.map((game) => {
        const places = random.shuffle(boxes);
        return {
          game,
          pairs: random.shuffle(
            values[game].map((value, index): [string, string] => [value, places[index]!]),
          ),
        };
      });
      const events: Scene['events'] = [{ play: random.pick(played) }];
      let now = (events[0] as { play: Game }).play;
      for (let card = 0; card < cards; card++) {
        if (card > 0 && random.integer(10) < 6) {
          now = random.pick(played.filter((game) => game !== now));
          events.push({ play: now });
        }
        events.push({
          card: {
            colour: random.pick(values.colour),
            thing: random.pick(values.thing),
            number: games > 2 ? random.pick(values.number) : 'one',
          },
        });
      }
      // Not the first card, since before it nothing was switched.
      const asked = 2 + random.integer(cards - 1);
      const scene = { rules, events, asked };
      const until = gamesUntil(scene);
      const all = events.flatMap((event) => ('play' in event ? [event.play] : []));
      if (mixed && (all[0] === until.at(-1) || all.at(-1) === until.at(-1))) return undefined;
      return until.length < 2 ? undefined : scene;
    },
  });
}

/** The games that were played up to the asked card, in order. */
function gamesUntil({ events, asked }: Pick<Scene, 'events' | 'asked'>): Game[] {
  const games: Game[] = [];
  let cards = 0;
  for (const event of events) {
    if ('play' in event) games.push(event.play);
    else if (++cards === asked) break;
  }
  return games;
}

function cardsOf({ events }: Scene): z.infer<typeof Values>[] {
  return events.flatMap((event) => ('card' in event ? [event.card] : []));
}

/** Where the asked card goes in a game. */
function sorted(scene: Scene, game: Game | undefined): string | undefined {
  const rule = scene.rules.find((one) => one.game === game);
  const value = game && cardsOf(scene)[scene.asked - 1]![game];
  return rule?.pairs.find(([name]) => name === value)?.[1];
}

function subjectOf(game: Game, value: string): string {
  if (game === 'colour') return `${value} goes`;
  if (game === 'thing') return `${withArticle(value)} goes`;
  return `${value} ${value === 'one' ? 'goes' : 'go'}`;
}

function phraseOf(
  { colour, thing, number }: z.infer<typeof Values>,
  rules: Scene['rules'],
): string {
  if (!rules.some(({ game }) => game === 'number')) return withArticle(`${colour} ${thing}`);
  return `${number} ${colour} ${number === 'one' ? thing : pluralOf(thing)}`;
}

/** Plays the lines from the top with one table a game, and looks each card's words up in the table of the moment. */
function solvePrompt(prompt: string): string[] {
  const tables = new Map<string, Map<string, string>>();
  const places = new Map<string, string>();
  let table = new Map<string, string>();
  for (const line of prompt.split('\n')) {
    const [, game] = /^The (\w+) game:$/.exec(line) ?? [];
    if (game !== undefined) tables.set(game, (table = new Map()));
    const [, value, place] = /^(?:An? )?(\w+) go(?:es)? in the (\w+)\.$/i.exec(line) ?? [];
    if (value !== undefined) table.set(value.toLowerCase(), place!);
    const [, now] = /^Play the (\w+) game\.$/.exec(line) ?? [];
    if (now !== undefined) table = tables.get(now) ?? new Map();
    const [, number, card] = /^Card (\d+): ([a-z ]+)\.$/.exec(line) ?? [];
    if (card === undefined) continue;
    const hits = card
      .split(' ')
      .flatMap(
        (word) => table.get(word) ?? table.get(word.replace(/(?<=sh|ss|x)es$|s$/, '')) ?? [],
      );
    if (hits.length === 1) places.set(number!, hits[0]!);
  }
  const asked = /\b[Cc]ard (\d+)\b(?!: an? )(?!: (?:one|two|three|four|five) )/.exec(prompt)?.[1];
  const answer = places.get(asked ?? '');
  return answer === undefined ? [] : [answer];
}
