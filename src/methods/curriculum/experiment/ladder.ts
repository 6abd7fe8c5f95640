import type { Random } from '../../../core/random.ts';
import { counterBalanced, weigh } from '../families/social-cognition/counter-balance.ts';
import { openMinds, type StoryEvent } from '../families/social-cognition/event-world.ts';
import { COUNTERWEIGHTS } from './counterweights.ts';
import { HEURISTICS } from './heuristics.ts';
import { PEOPLE, PLACES, questionToken, THINGS, type Person, type Question } from './tokens.ts';

/** Least and most of what happens in a story. */
type Range = readonly [least: number, most: number];

export interface LadderLevel {
  name: string;
  ask: Question['ask'];
  /** How many people think about one another. */
  order: 0 | 1 | 2;
  moves: Range;
  trips: Range;
  letters: Range;
  /** Numbers of the levels whose skill this one needs, from 0. */
  needs: readonly number[];
}

/** One story with its question and its answer from the simulator. */
export interface LadderItem {
  question: Question;
  events: readonly StoryEvent[];
  /** The question, then one token an event. */
  tokens: readonly string[];
  answer: string;
}

/**
 * Seven levels, each a skill that the next ones build on, on the event world of the social-cognition families: a thing out
 * of sight stays where it is; it moves; where it was before; who saw it; who thinks what; who thinks that who thinks what;
 * and letters, which are sometimes false.
 */
export const LADDER: readonly LadderLevel[] = [
  level('permanence', 'now', 0, { trips: [0, 4] }, []),
  level('tracking', 'now', 0, { moves: [1, 5], trips: [0, 3] }, [0]),
  level('memory', 'first', 0, { moves: [1, 5], trips: [0, 3] }, [0]),
  level('knowing', 'knows', 1, { moves: [1, 4], trips: [1, 5] }, [1]),
  level('belief', 'thinks', 1, { moves: [1, 4], trips: [1, 5] }, [3]),
  level('belief-about-belief', 'thinks', 2, { moves: [2, 5], trips: [3, 7] }, [4]),
  level('letters', 'thinks', 2, { moves: [1, 3], trips: [1, 5], letters: [1, 3] }, [5]),
];

export const DEFAULTS = {
  /** Stories among which one is taken, so that no heuristic pays. */
  candidates: 12,
  /** A transfer story has as much more of everything. */
  longer: 1.7,
};

function level(
  name: string,
  ask: Question['ask'],
  order: LadderLevel['order'],
  {
    moves = [0, 0],
    trips = [0, 0],
    letters = [0, 0],
  }: Partial<Record<'moves' | 'trips' | 'letters', Range>>,
  needs: readonly number[],
): LadderLevel {
  return { name, ask, order, moves, trips, letters, needs };
}

const SHORTCUTS = Object.fromEntries(HEURISTICS.map(({ name, guess }) => [name, guess]));
const COUNTERWEIGHTS_OF = LADDER.map(({ name }) => weigh(SHORTCUTS, COUNTERWEIGHTS[name] ?? {}));

/** A story of a level; `longer` ones have more events than any that is trained on. */
export function drawItem(random: Random, number: number, isLonger = false): LadderItem {
  const rules = LADDER[number];
  if (rules === undefined) throw new RangeError(`the ladder has levels 0 to ${LADDER.length - 1}`);
  return counterBalanced(
    random,
    () => drawOnce(random, rules, isLonger),
    ({ answer }) => answer,
    COUNTERWEIGHTS_OF[number]!,
    { candidates: DEFAULTS.candidates, draws: 1_000 },
  );
}

/** Somebody who is always there and moves the things; nobody is asked what they think. */
const MOVER = 'M';

function drawOnce(random: Random, rules: LadderLevel, isLonger: boolean): LadderItem {
  const chain = random.shuffle(PEOPLE).slice(0, rules.order);
  const question: Question = { ask: rules.ask, thing: random.pick(THINGS), chain };
  const minds = openMinds({ inside: [MOVER, ...PEOPLE] }, [chain]);
  const events: StoryEvent[] = [];
  const happen = (event: StoryEvent): void => {
    events.push(event);
    minds.happen(event);
  };
  const first = random.shuffle(PLACES);
  for (const [turn, what] of random.shuffle(THINGS).entries())
    happen({ do: 'put', who: MOVER, what, where: first[turn]! });
  const count = ([least, most]: Range): number =>
    isLonger
      ? Math.ceil(most * DEFAULTS.longer) - (most > 0 ? random.integer(2) : 0)
      : least + random.integer(most - least + 1);
  const turns = random.shuffle([
    ...Array<'move'>(count(rules.moves)).fill('move'),
    ...Array<'trip'>(count(rules.trips)).fill('trip'),
    ...Array<'letter'>(count(rules.letters)).fill('letter'),
  ]);
  const other = THINGS.find((thing) => thing !== question.thing)!;
  for (const turn of turns) {
    const what = random.integer(3) < 2 ? question.thing : other;
    const who: Person = random.pick(PEOPLE);
    if (turn === 'trip') {
      happen({ do: minds.isInside(who) ? 'leave' : 'enter', who });
    } else if (turn === 'letter') {
      const to = PEOPLE.find((person) => person !== who)!;
      happen({ do: 'tell', who, to, what, where: random.pick(PLACES) });
    } else {
      const where = random.pick(PLACES.filter((place) => place !== minds.believed([], what)));
      happen({ do: 'move', who: MOVER, what, where });
    }
  }
  const answer = answerOf(question, events);
  return { question, events, tokens: [questionToken(question), ...events.map(eventToken)], answer };
}

/** The answer by the simulator. */
export function answerOf({ ask, thing, chain }: Question, events: readonly StoryEvent[]): string {
  if (ask === 'first') {
    const first = events.find((event) => event.do === 'put' && event.what === thing);
    if (first === undefined || !('where' in first)) throw new RangeError(`${thing} is put nowhere`);
    return first.where;
  }
  const minds = openMinds({ inside: [MOVER, ...PEOPLE] }, [chain]);
  for (const event of events) minds.happen(event);
  const believed = minds.believed(ask === 'now' ? [] : chain, thing)!;
  if (ask === 'knows') return believed === minds.believed([], thing) ? 'yes' : 'no';
  return believed;
}

function eventToken(event: StoryEvent): string {
  switch (event.do) {
    case 'put':
    case 'move':
      return `${event.what}>${event.where}`;
    case 'leave':
      return `${event.who}-`;
    case 'enter':
      return `${event.who}+`;
    case 'tell':
      return `${event.who}:${event.what}${event.where}`;
    default:
      throw new RangeError(`the ladder's stories have no event "${event.do}"`);
  }
}

/** The story with people, things and places numbered as they come: what two stories share that differ in names alone. */
export function structureOf({ question, events }: LadderItem): string {
  const person = question.chain[0] ?? 'A';
  const places: string[] = [];
  const place = (where: string): number => {
    if (!places.includes(where)) places.push(where);
    return places.indexOf(where);
  };
  const steps = events.map((event) => {
    const who = event.who === MOVER ? '' : event.who === person ? 'p' : 'q';
    const what = 'what' in event ? (event.what === question.thing ? 't' : 'o') : '';
    return `${event.do}${who}${what}${'where' in event ? place(event.where) : ''}`;
  });
  return `${question.ask}${question.chain.length} ${steps.join(' ')}`;
}
