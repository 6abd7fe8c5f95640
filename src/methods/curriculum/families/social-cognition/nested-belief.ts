import { defineFamily, words } from '../family.ts';
import { weigh } from './counter-balance.ts';
import { NESTED_SHORTCUTS, PLACE_SHORTCUTS, placeBelief, type PlaceScene } from './place-belief.ts';
import { easedFor } from './secret-watching.ts';

const LEVELS = [
  { people: 3, containers: 4, things: 1, moves: 6, trips: 7, watched: 2, order: 2 },
  { people: 3, containers: 4, things: 1, moves: 6, trips: 8, watched: 2, order: 2 },
  { people: 3, containers: 4, things: 1, moves: 7, trips: 8, watched: 2, order: 2 },
  { people: 4, containers: 4, things: 2, moves: 7, trips: 8, watched: 2, order: 2 },
  { people: 4, containers: 4, things: 2, moves: 7, trips: 8, watched: 3, order: 3 },
  { people: 4, containers: 5, things: 2, moves: 7, trips: 9, watched: 3, order: 3 },
  { people: 5, containers: 5, things: 2, moves: 8, trips: 10, watched: 3, order: 3 },
  { people: 5, containers: 6, things: 3, moves: 10, trips: 11, watched: 3, order: 3 },
  { people: 6, containers: 7, things: 3, moves: 13, trips: 14, watched: 3, order: 3 },
] as const;

const SHORTCUTS = { ...PLACE_SHORTCUTS, ...NESTED_SHORTCUTS };

/** By the length of the chain; fitted so that no shortcut pays at any level. */
const WEIGHTS = {
  2: {
    'last place': 0,
    'the asked one is out ? first place : last place': 0,
    'place when the asked one last left': 4.4,
    'place when anybody first left': 11.7,
    'the place before the last': 5,
    'what the innermost thinks': 12.4,
    'what the outermost thinks': 15.5,
  },
  3: {
    'last place': 0,
    'the asked one is out ? first place : last place': 0,
    'place when the asked one last left': 1.1,
    'place when anybody first left': 2.6,
    'the place before the last': 1.5,
    'what the innermost thinks': 1.7,
    'what the outermost thinks': 2.5,
  },
};

/**
 * What somebody thinks that somebody else thinks (that a third thinks): the second-order task of Perner and Wimmer
 * (1985), and one order more.
 */
export const nestedBelief = defineFamily<PlaceScene>({
  name: 'nested-belief',
  version: 1,
  stage: 'social-cognition',
  skill: 'nested-belief',
  ...placeBelief({
    levels: LEVELS,
    shortcuts: SHORTCUTS,
    rule: 'People in the room see all that happens there, and see who is there. People outside see nothing of it. Everything stays closed, and nobody talks about it.',
    weights: { 2: weigh(SHORTCUTS, WEIGHTS[2]), 3: weigh(SHORTCUTS, WEIGHTS[3]) },
    wanted: ({ story, chain }) =>
      story.events.some((event) => event.do === 'leave' && chain.includes(event.who)),
    pivot: words('look looks search searches'),
  }),
  questions({ what, chain }) {
    const [outer, ...inner] = chain;
    const who = inner.at(-1)!;
    const middle = inner.slice(0, -1);
    const plain = middle.map((person) => `${person} thinks `).join('');
    // The second mind asks where there is a third.
    const asked = middle.length === 0 ? `will ${who}` : `does ${middle[0]} think ${who} will`;
    return easedFor(chain, [
      `Where does ${outer} think ${plain}${who} will look for the ${what}?`,
      `Think of the ${what}. Where does ${outer} think ${plain}${who} will look?`,
      `${outer} thinks ${plain}${who} will look in one place for the ${what}. Which one?`,
      `This is about the ${what}. Where does ${outer} think ${plain}${who} will look?`,
      `In ${outer}'s mind, where ${asked} look for the ${what}?`,
      `Now, where does ${outer} think ${plain}${who} will search for the ${what}?`,
    ]);
  },
  examQuestions({ what, chain }) {
    const [outer, ...inner] = chain;
    const who = inner.at(-1)!;
    const middle = inner.slice(0, -1);
    const plain = middle.map((person) => `${person} thinks `).join('');
    return easedFor(chain, [
      `For the ${what}, where does ${outer} think ${plain}${who} will look?`,
      `Ask ${outer} where ${plain}${who} will look for the ${what}. What is the answer?`,
      `By now, where does ${outer} think ${plain}${who} will search for the ${what}?`,
    ]);
  },
  say: (answer, { chain }) =>
    `${chain
      .slice(0, -1)
      .map((person) => `${person} thinks `)
      .join('')}${chain.at(-1)} will look in the ${answer}.`,
});
