import type { StoryEvent } from '../families/social-cognition/event-world.ts';
import type { LadderItem } from './ladder.ts';

/** A rule that reads a story without following who sees what. */
export interface Heuristic {
  name: string;
  /** Names of the levels on which the rule is the skill itself, or always equal to it. */
  solves: readonly string[];
  guess(item: LadderItem): string | undefined;
}

type Moved = Extract<StoryEvent, { do: 'put' | 'move' | 'fill' }>;

export const HEURISTICS: readonly Heuristic[] = [
  {
    name: 'last place of the thing',
    solves: ['permanence', 'tracking'],
    guess: ({ question, events }) => placesOf(events, question.thing).at(-1),
  },
  {
    name: 'first place of the thing',
    solves: ['permanence', 'memory'],
    guess: ({ question, events }) => placesOf(events, question.thing)[0],
  },
  {
    name: 'last place named',
    solves: [],
    guess: ({ events }) => places(events).at(-1),
  },
  {
    name: 'first place named',
    solves: [],
    guess: ({ events }) => places(events)[0],
  },
  {
    name: 'place most often named',
    solves: [],
    guess: ({ events }) => mostFrequent(places(events)),
  },
  {
    name: 'first place where somebody left, else the last',
    solves: ['permanence'],
    guess({ question, events }) {
      const own = placesOf(events, question.thing);
      return events.some((event) => event.do === 'leave') ? own[0] : own.at(-1);
    },
  },
  {
    name: 'place when the person last left',
    solves: ['permanence', 'tracking', 'memory'],
    guess({ question, events }) {
      const left = events.findLastIndex(
        (event) => event.do === 'leave' && event.who === question.chain[0],
      );
      return placesOf(left < 0 ? events : events.slice(0, left), question.thing).at(-1);
    },
  },
  {
    name: 'place when anybody last left',
    solves: ['permanence'],
    guess({ question, events }) {
      const left = events.findLastIndex((event) => event.do === 'leave');
      return placesOf(left < 0 ? events : events.slice(0, left), question.thing).at(-1);
    },
  },
  {
    name: 'what the first person thinks',
    solves: ['permanence', 'belief'],
    guess: ({ question, events }) => seenBy(events, question.thing, question.chain[0]),
  },
  {
    name: 'what the second person thinks',
    solves: ['permanence'],
    guess: ({ question, events }) => seenBy(events, question.thing, question.chain[1]),
  },
  {
    name: 'always yes',
    solves: [],
    guess: ({ question }) => (question.ask === 'knows' ? 'yes' : undefined),
  },
  {
    name: 'yes where the person is there at the end',
    solves: [],
    guess({ question, events }) {
      if (question.ask !== 'knows') return undefined;
      return isInside(events, question.chain[0]!, events.length) ? 'yes' : 'no';
    },
  },
  {
    name: 'no where the person ever left',
    solves: [],
    guess({ question, events }) {
      if (question.ask !== 'knows') return undefined;
      const left = events.some((event) => event.do === 'leave' && event.who === question.chain[0]);
      return left ? 'no' : 'yes';
    },
  },
  {
    name: 'yes where the person saw the last move of anything',
    solves: [],
    guess({ question, events }) {
      if (question.ask !== 'knows') return undefined;
      const last = events.findLastIndex((event) => event.do === 'move');
      return isInside(events, question.chain[0]!, last) ? 'yes' : 'no';
    },
  },
];

function isMoved(event: StoryEvent): event is Moved {
  return event.do === 'put' || event.do === 'move';
}

function placesOf(events: readonly StoryEvent[], thing: string): string[] {
  return events
    .filter((event) => isMoved(event))
    .filter(({ what }) => what === thing)
    .map(({ where }) => where);
}

function places(events: readonly StoryEvent[]): string[] {
  return events.flatMap((event) => ('where' in event ? [event.where] : []));
}

function mostFrequent(all: readonly string[]): string | undefined {
  const count = (place: string): number => all.filter((other) => other === place).length;
  return [...new Set(all)].toSorted((a, b) => count(b) - count(a))[0];
}

function isInside(events: readonly StoryEvent[], who: string, until: number): boolean {
  const trips = events
    .slice(0, until)
    .filter((event) => (event.do === 'leave' || event.do === 'enter') && event.who === who);
  return trips.at(-1)?.do !== 'leave';
}

/** What one person saw or read, whatever others did. */
function seenBy(
  events: readonly StoryEvent[],
  thing: string,
  who: string | undefined,
): string | undefined {
  if (who === undefined) return undefined;
  const known = events.filter(
    (event, at) =>
      (isMoved(event) && event.what === thing && isInside(events, who, at)) ||
      (event.do === 'tell' && event.what === thing && event.to === who),
  );
  const last = known.at(-1);
  return last !== undefined && 'where' in last ? last.where : undefined;
}
