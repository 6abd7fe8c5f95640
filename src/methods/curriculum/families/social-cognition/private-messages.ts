import { defineFamily, words } from '../family.ts';
import { weigh } from './counter-balance.ts';
import { NESTED_SHORTCUTS, PLACE_SHORTCUTS, placeBelief, type PlaceScene } from './place-belief.ts';
import { beliefClause, beliefExamQuestions, beliefQuestions } from './secret-watching.ts';

// oxfmt-ignore
const LEVELS = [
  { people: 3, containers: 3, things: 1, moves: 2, trips: 3, tells: 2, calls: 1, watched: 1, order: 1 },
  { people: 3, containers: 3, things: 1, moves: 3, trips: 4, tells: 2, calls: 1, watched: 1, order: 1 },
  { people: 4, containers: 4, things: 1, moves: 4, trips: 4, tells: 3, calls: 2, watched: 1, order: 1 },
  { people: 4, containers: 4, things: 1, moves: 4, trips: 5, tells: 4, calls: 2, watched: 2, order: 2 },
  { people: 4, containers: 4, things: 2, moves: 5, trips: 6, tells: 5, calls: 2, watched: 2, order: 2 },
  { people: 5, containers: 5, things: 2, moves: 6, trips: 6, tells: 6, calls: 3, watched: 2, order: 2 },
  { people: 5, containers: 5, things: 2, moves: 6, trips: 7, tells: 7, calls: 3, watched: 3, order: 3 },
  { people: 5, containers: 6, things: 2, moves: 7, trips: 8, tells: 9, calls: 4, watched: 3, order: 3 },
  { people: 6, containers: 7, things: 2, moves: 9, trips: 10, tells: 11, calls: 5, watched: 3, order: 3 },
] as const;

const MESSAGE_SHORTCUTS = { ...PLACE_SHORTCUTS, ...NESTED_SHORTCUTS };

/** By the length of the chain; fitted so that no shortcut pays at any level. */
const WEIGHTS = {
  1: {
    'last place': 0.6,
    'the asked one is out ? first place : last place': 0.9,
    'place when the asked one last left': 1.5,
    'place when anybody first left': 0.9,
    'the place before the last': 1,
    'last said or done': 2,
  },
  2: {
    'last place': 0,
    'the asked one is out ? first place : last place': 0.1,
    'place when the asked one last left': 1.1,
    'place when anybody first left': 1.8,
    'the place before the last': 0.1,
    'what the innermost thinks': 2.9,
    'what the outermost thinks': 3.1,
    'last said or done': 0,
  },
  3: {
    'the place named most': 1.2,
    'last place': 0,
    'the asked one is out ? first place : last place': 0.4,
    'place when the asked one last left': 1,
    'place when anybody first left': 1.4,
    'the place before the last': 0.2,
    'what the innermost thinks': 1.3,
    'what the outermost thinks': 1.6,
    'last said or done': 0,
  },
};

/** What people think after messages that only two know of, and calls that the whole room hears. Some of them lie. */
export const privateMessages = defineFamily<PlaceScene>({
  name: 'private-messages',
  version: 1,
  stage: 'social-cognition',
  skill: 'private-messages',
  ...placeBelief({
    levels: LEVELS,
    lies: true,
    shortcuts: MESSAGE_SHORTCUTS,
    rule: 'People in the room see and hear all that happens there. People outside see and hear nothing of it. A letter reaches only the one it is written to. Nobody else knows of it. Everybody believes what they are told. They think that the one who says it believes it too. Everything stays closed.',
    weights: {
      1: weigh(MESSAGE_SHORTCUTS, WEIGHTS[1]),
      2: weigh(MESSAGE_SHORTCUTS, WEIGHTS[2]),
      3: weigh(MESSAGE_SHORTCUTS, WEIGHTS[3]),
    },
    wanted: ({ story, what }) =>
      story.events.some(
        (event) => (event.do === 'tell' || event.do === 'announce') && event.what === what,
      ),
    pivot: words('think thinks thought'),
  }),
  questions: ({ what, chain }) => beliefQuestions(what, chain),
  examQuestions: ({ what, chain }) => beliefExamQuestions(what, chain),
  say: (answer, { what, chain }) => `${beliefClause(chain)} the ${what} is in the ${answer}.`,
});
