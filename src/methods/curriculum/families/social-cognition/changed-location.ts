import { defineFamily, words } from '../family.ts';
import { weigh } from './counter-balance.ts';
import { PLACE_SHORTCUTS, placeBelief, type PlaceScene } from './place-belief.ts';

const LEVELS = [
  { people: 2, containers: 3, things: 1, moves: 3, trips: 5, watched: 1, order: 1 },
  { people: 2, containers: 3, things: 1, moves: 4, trips: 5, watched: 1, order: 1 },
  { people: 3, containers: 3, things: 1, moves: 4, trips: 5, watched: 1, order: 1 },
  { people: 3, containers: 4, things: 2, moves: 5, trips: 5, watched: 1, order: 1 },
  { people: 4, containers: 4, things: 2, moves: 6, trips: 6, watched: 1, order: 1 },
  { people: 4, containers: 4, things: 2, moves: 7, trips: 7, watched: 1, order: 1 },
  { people: 5, containers: 5, things: 3, moves: 8, trips: 8, watched: 1, order: 1 },
  { people: 6, containers: 6, things: 3, moves: 9, trips: 9, watched: 1, order: 1 },
  { people: 7, containers: 7, things: 3, moves: 12, trips: 12, watched: 1, order: 1 },
] as const;

/** By the length of the chain; fitted so that no shortcut pays at any level. */
const WEIGHTS = {
  1: {
    'last place': 5.4,
    'the asked one is out ? first place : last place': 3.2,
    'place when the asked one last left': 5,
    'place when anybody first left': 4.9,
    'the place before the last': 3,
  },
};

/**
 * Where will somebody look for a thing that may have been moved while they were out of the room? The first-order
 * false-belief task of Wimmer and Perner (1983), with comings and goings that do and do not matter.
 */
export const changedLocation = defineFamily<PlaceScene>({
  name: 'changed-location',
  version: 1,
  stage: 'social-cognition',
  skill: 'changed-location',
  ...placeBelief({
    levels: LEVELS,
    shortcuts: PLACE_SHORTCUTS,
    rule: 'People in the room see all that happens there. People outside see nothing of it. Everything stays closed, and nobody talks about it.',
    weights: { 1: weigh(PLACE_SHORTCUTS, WEIGHTS[1]) },
    wanted: ({ story, chain }) =>
      story.events.some((event) => event.do === 'leave' && event.who === chain[0]),
    pivot: words('look looks search searches'),
  }),
  questions: ({ what, chain: [who] }) => [
    `Where will ${who} look for the ${what} first?`,
    `${who} wants the ${what}. In which place will ${who} look first?`,
    `Now ${who} needs the ${what}. Where does ${who} look first?`,
    `In which place will ${who} search for the ${what} first?`,
    `Say where ${who} will look first to find the ${what}.`,
    `What is the first place where ${who} will look for the ${what}?`,
  ],
  examQuestions: ({ what, chain: [who] }) => [
    `${who} is going to get the ${what}. Where will ${who} look first?`,
    `What will ${who} open first to find the ${what}?`,
    `Where will ${who} go first to look for the ${what}?`,
  ],
  say: (answer, { chain: [who] }) => `${who} will look in the ${answer}.`,
});
