import { defineFamily, words } from '../family.ts';
import { weigh } from './counter-balance.ts';
import { NESTED_SHORTCUTS, PLACE_SHORTCUTS, placeBelief, type PlaceScene } from './place-belief.ts';

const LEVELS = [
  { people: 2, containers: 3, things: 1, moves: 3, trips: 2, spells: 3, watched: 1, order: 1 },
  { people: 3, containers: 3, things: 1, moves: 4, trips: 3, spells: 4, watched: 1, order: 1 },
  { people: 3, containers: 4, things: 1, moves: 5, trips: 4, spells: 5, watched: 1, order: 1 },
  { people: 4, containers: 4, things: 1, moves: 6, trips: 4, spells: 5, watched: 2, order: 2 },
  { people: 4, containers: 4, things: 2, moves: 6, trips: 5, spells: 6, watched: 2, order: 2 },
  { people: 4, containers: 5, things: 2, moves: 7, trips: 6, spells: 7, watched: 2, order: 2 },
  { people: 5, containers: 5, things: 2, moves: 8, trips: 6, spells: 8, watched: 3, order: 3 },
  { people: 5, containers: 6, things: 2, moves: 9, trips: 7, spells: 9, watched: 3, order: 3 },
  { people: 6, containers: 7, things: 2, moves: 12, trips: 9, spells: 11, watched: 3, order: 3 },
] as const;

const SHORTCUTS = { ...PLACE_SHORTCUTS, ...NESTED_SHORTCUTS };

/** By the length of the chain; fitted so that no shortcut pays at any level. */
const WEIGHTS = {
  1: {
    'first place': 1,
    'last place': 2.1,
    'the asked one is out ? first place : last place': 0,
    'place when the asked one last left': 0.5,
    'place when anybody first left': 0.5,
    'the place before the last': 1.1,
  },
  2: {
    'last place': 0,
    'the asked one is out ? first place : last place': 2.4,
    'place when the asked one last left': 8.4,
    'place when anybody first left': 8.4,
    'first place': 0.5,
    'the place named most': 0.3,
    'the place before the last': 2.2,
    'what the innermost thinks': 1.9,
    'what the outermost thinks': 12.7,
  },
  3: {
    'last place': 0,
    'the asked one is out ? first place : last place': 0.2,
    'place when the asked one last left': 1.6,
    'place when anybody first left': 2.7,
    'first place': 1,
    'the place named most': 0.6,
    'the place before the last': 1.1,
    'what the innermost thinks': 0.6,
    'what the outermost thinks': 3.3,
  },
};

/** What people think when some watch in secret, some miss what happens before their eyes, and nobody notices either. */
export const secretWatching = defineFamily<PlaceScene>({
  name: 'secret-watching',
  version: 1,
  stage: 'social-cognition',
  skill: 'secret-watching',
  ...placeBelief({
    levels: LEVELS,
    shortcuts: SHORTCUTS,
    rule: 'People in the room see all that happens there. People outside see nothing of it. Who watches in secret sees all from outside. Who daydreams sees nothing. Nobody notices who watches or daydreams. Everything stays closed, and nobody talks about it.',
    weights: {
      1: weigh(SHORTCUTS, WEIGHTS[1]),
      2: weigh(SHORTCUTS, WEIGHTS[2]),
      3: weigh(SHORTCUTS, WEIGHTS[3]),
    },
    wanted: ({ story, chain }) =>
      story.events.some(
        (event) => (event.do === 'watch' || event.do === 'dream') && chain.includes(event.who),
      ),
    pivot: words('think thinks thought'),
  }),
  questions: ({ what, chain }) => beliefQuestions(what, chain),
  examQuestions: ({ what, chain }) => beliefExamQuestions(what, chain),
  say: (answer, { what, chain }) => `${beliefClause(chain)} the ${what} is in the ${answer}.`,
});

/** Six ways to ask where a chain of people thinks that a thing is. */
export function beliefQuestions(what: string, chain: readonly string[]): string[] {
  const [outer, ...inner] = chain;
  const plain = inner.map((person) => `${person} believes `).join('');
  const [second, ...rest] = inner;
  const further = rest.map((person) => `${person} believes `).join('');
  return easedFor(chain, [
    `Where does ${outer} think ${plain}the ${what} is?`,
    `You want the ${what}. Where does ${outer} think ${plain}it is?`,
    second === undefined
      ? `In ${outer}'s mind, where is the ${what}?`
      : `In ${outer}'s mind, where does ${second} believe ${further}the ${what} is?`,
    `This is about the ${what}. Where does ${outer} think ${plain}it is?`,
    `${outer} thinks ${plain}the ${what} is in one place. Which place?`,
    `Think of the ${what}. Where does ${outer} think ${plain}it is?`,
  ]);
}

/** Three more ways, which only exams use. */
export function beliefExamQuestions(what: string, chain: readonly string[]): string[] {
  const [outer, ...inner] = chain;
  const plain = inner.map((person) => `${person} believes `).join('');
  return easedFor(chain, [
    `What about the ${what}? Where does ${outer} think ${plain}it is?`,
    `Ask ${outer} where ${plain}the ${what} is. What is the answer?`,
    `I ask about the ${what}. Where does ${outer} think ${plain}it is?`,
  ]);
}

/** A question about three minds is long enough: another sentence goes before it where it stands alone. */
export function easedFor(chain: readonly string[], questions: readonly string[]): string[] {
  return questions.map((question) =>
    chain.length < 3 || /[.?] /.test(question) ? question : `Tell me this. ${question}`,
  );
}

/** “Anna thinks Ben believes”, or, with a third, “In Anna's mind, Ben believes Cara believes”. */
export function beliefClause([outer, ...inner]: readonly string[]): string {
  const plain = inner.map((person) => ` ${person} believes`).join('');
  return inner.length === 2 ? `In ${outer}'s mind,${plain}` : `${outer} thinks${plain}`;
}
