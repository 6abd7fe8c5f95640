import { eventTimes } from '../../src/methods/curriculum/families/space-number-physics/event-times.ts';
import { followPath } from '../../src/methods/curriculum/families/space-number-physics/follow-path.ts';
import { relativePosition } from '../../src/methods/curriculum/families/space-number-physics/relative-position.ts';
import { shortestRoute } from '../../src/methods/curriculum/families/space-number-physics/shortest-route.ts';
import { transitiveInference } from '../../src/methods/curriculum/families/abstract-reasoning/transitive-inference.ts';
import { pronounReference } from '../../src/methods/curriculum/families/language/pronoun-reference.ts';
import { isA } from '../../src/methods/curriculum/families/objects-and-categories/is-a.ts';
import { propertyInheritance } from '../../src/methods/curriculum/families/objects-and-categories/property-inheritance.ts';
import { diverseDesires } from '../../src/methods/curriculum/families/social-cognition/diverse-desires.ts';
import { type Task, world } from './world.ts';

const WALL = {
  facts: [
    { thing: 'star', way: 'above', of: 'drum' },
    { thing: 'leaf', way: 'right', of: 'star' },
  ],
} as const;
const WALL_TOLD = ['The star is just above the drum.', 'The leaf is just right of the star.'];
/** Worlds by hand after bAbI's tasks (Weston et al. 2015): our words, the published rules. */
export const ELEVEN_TO_TWENTY: readonly Task[] = [
  {
    task: 11,
    name: 'basic coreference',
    differs: 'Ours names a woman and a man before each pronoun, the published one a single person.',
    also: ['language/published-tasks.test.ts'],
    worlds: [
      world(
        pronounReference,
        {
          groups: [
            {
              people: ['Alice', 'Ivan'],
              verb: 'help',
              together: false,
              deeds: [
                { pronoun: 'he', verb: 'walk' },
                { pronoun: 'she', verb: 'cook' },
              ],
            },
          ],
          ask: { verb: 'walk' },
        },
        ['Alice helped Ivan. He walked. She cooked.'],
        'Who walked?',
        'Ivan',
        { says: 'Ivan walked.', wrong: ['Alice.', 'Alice and Ivan.'] },
      ),
    ],
  },
  {
    task: 12,
    name: 'conjunction',
    differs: 'What is told of two at once is a swap, so that each of them gets what the other had.',
    worlds: [
      world(
        isA,
        {
          people: ['Clara', 'Jack', 'Rosa'],
          things: ['dog', 'cup', 'shoe'],
          swaps: [
            ['Clara', 'Jack'],
            ['Jack', 'Rosa'],
          ],
          asked: ['an animal'],
        },
        [
          'Clara has a dog.',
          'Jack has a cup.',
          'Rosa has a shoe.',
          'Clara and Jack swap.',
          'Jack and Rosa swap.',
        ],
        'Who has an animal?',
        'Rosa',
        { wrong: ['Clara.', 'Jack.', 'Jack and Rosa.'] },
      ),
    ],
  },
  {
    task: 13,
    name: 'compound coreference',
    differs: 'The same, with "they" for the two just named.',
    also: ['language/published-tasks.test.ts'],
    worlds: [
      world(
        pronounReference,
        {
          groups: [
            {
              people: ['Alice', 'Ivan'],
              verb: 'dance',
              together: true,
              deeds: [
                { pronoun: 'they', verb: 'sleep' },
                { pronoun: 'she', verb: 'cook' },
              ],
            },
            {
              people: ['Peter', 'Nina'],
              verb: 'swim',
              together: true,
              deeds: [
                { pronoun: 'they', verb: 'walk' },
                { pronoun: 'he', verb: 'wait' },
              ],
            },
          ],
          ask: { verb: 'walk' },
        },
        [
          'Alice and Ivan danced. They slept. She cooked.',
          'Peter and Nina swam. They walked. He waited.',
        ],
        'Who walked?',
        'Peter and Nina',
        { says: 'Peter and Nina walked.', wrong: ['Peter.', 'Nina.', 'Alice and Ivan.'] },
      ),
    ],
  },
  {
    task: 14,
    name: 'time reasoning',
    differs:
      'Told in another order than it happens, as published, but ours asks for minutes, not for what came before.',
    worlds: [
      world(
        eventTimes,
        {
          events: [
            { name: 'walk', minutes: 6 },
            { name: 'meal', minutes: 20, from: { event: 0, point: 'end', minutes: 10 } },
            { name: 'game', minutes: 8, from: { event: 1, point: 'end', minutes: 5 } },
          ],
          told: [4, 2, 0, 3, 1],
          first: { event: 0, point: 'end' },
          last: { event: 2, point: 'start' },
        },
        [
          '5 minutes after the meal ends, the game starts.',
          'The game takes 8 minutes.',
          'The walk takes 6 minutes.',
          '10 minutes after the walk ends, the meal starts.',
          'The meal takes 20 minutes.',
        ],
        'The walk ends. How many minutes later does the game start?',
        '35',
        { says: '35 minutes.', wrong: ['15', '41', '49', '35 hours'] },
      ),
    ],
  },
  {
    task: 15,
    name: 'basic deduction',
    differs:
      'Ours speaks of kinds below kinds, the published one of one named animal below a kind.',
    worlds: [
      world(
        propertyInheritance,
        {
          facts: [
            { kind: 'pip', is: 'hen' },
            { kind: 'rex', is: 'dog' },
            { kind: 'hen', deed: 'eat', object: 'peas' },
            { kind: 'dog', deed: 'eat', object: 'eggs' },
          ],
          asked: 'pip',
          deed: 'eat',
        },
        [
          'A pip is a hen.',
          'A rex is a dog.',
          'Hens eat peas.',
          'Dogs eat eggs.',
          'The nearest kind counts first.',
        ],
        'What does a pip eat?',
        'peas',
        { says: 'Peas.', wrong: ['Eggs.', 'Peas and eggs.'] },
      ),
    ],
  },
  {
    task: 16,
    name: 'basic induction',
    differs:
      'None: no family takes what one member of a kind is like for what all are like, since nothing in such a text rules out that they differ. ' +
      'The nearest, word-forms and cause-finding, induce a rule from several cases and say that it has no exceptions.',
    also: ['language/published-tasks.test.ts'],
    worlds: [],
  },
  {
    task: 17,
    name: 'positional reasoning',
    differs: 'Ours asks which of two sides or neither, the published one yes or no.',
    also: ['space-number-physics/relative-position.test.ts'],
    worlds: [
      world(
        relativePosition,
        { facts: [...WALL.facts], thing: 'drum', of: 'leaf', axis: 'across' },
        WALL_TOLD,
        'Is the drum left or right of the leaf? Or neither?',
        'left',
        { says: 'On the left.', wrong: ['Right.', 'Neither.'] },
      ),
      world(
        relativePosition,
        { facts: [...WALL.facts], thing: 'leaf', of: 'drum', axis: 'upright' },
        WALL_TOLD,
        'Is the leaf above or below the drum? Or neither?',
        'above',
        { says: 'It is above.', wrong: ['Below.', 'Neither.'] },
      ),
    ],
  },
  {
    task: 18,
    name: 'size reasoning',
    differs:
      'The order is as published, but of people by height; nothing is said of what fits into what.',
    worlds: [
      world(
        transitiveInference,
        {
          quality: 'tall',
          clues: [
            { a: 'Gina', b: 'Erik', more: true },
            { a: 'Simon', b: 'Erik', more: false },
            { a: 'Simon', b: 'Lily', more: true },
          ],
          ask: { more: true, pair: ['Simon', 'Gina'] },
        },
        [
          'Gina is taller than Erik.',
          'Simon is shorter than Erik.',
          'Simon is taller than Lily.',
          'No two people are equally tall.',
        ],
        'Who is taller, Simon or Gina?',
        'Gina',
        { says: 'Gina is taller.', wrong: ['Simon.', 'Gina is shorter.', 'Gina or Simon.'] },
      ),
    ],
  },
  {
    task: 19,
    name: 'path finding',
    differs: 'Ours asks how long the way is, or where given steps end; neither asks for the steps.',
    worlds: [
      // East, then south: two steps.
      world(
        shortestRoute,
        { map: ['S.', '#G'], signs: ['S', 'G', '#', '.'] },
        [
          'S .',
          '# G',
          'S is the start. G is the goal. # is a wall.',
          'One step goes up, down, left or right.',
        ],
        'Find the shortest way to G. How many steps?',
        '2',
        { says: '2 steps.', wrong: ['1', '3', 'two minutes'] },
      ),
      world(
        followPath,
        {
          person: 'Max',
          size: 3,
          column: 0,
          row: 0,
          heading: 'east',
          commands: [{ walk: 1 }, { turn: 'right' }, { walk: 1 }],
        },
        [
          'Column A is in the west. Row 1 is in the north.',
          'Max stands on A1 and looks east.',
          'Max does this:',
          '- Walk 1 cell.',
          '- Turn right.',
          '- Walk 1 cell.',
        ],
        'On which cell does Max end?',
        'B2',
        { says: 'On B2.', wrong: ['A2', 'C1', 'B1'] },
      ),
    ],
  },
  {
    task: 20,
    name: "agent's motivations",
    differs:
      'What somebody wants foretells what that one takes, as published, but no family asks why it was done.',
    worlds: [
      world(
        diverseDesires,
        {
          foods: ['apple', 'cake', 'pear'],
          gone: ['pear'],
          turns: [
            { who: 'Leo', likes: ['apple', 'pear', 'cake'] },
            { who: 'Zoe', likes: ['pear', 'cake', 'apple'] },
          ],
          told: [0, 1],
          own: 'apple',
          asked: 'Zoe',
        },
        [
          'There are 3 things on the table: apple, cake and pear.',
          'You like the apple best of all.',
          'Before anybody takes one, the pear is gone.',
          'Leo likes these, best first: apple, pear, cake.',
          'Zoe likes these, best first: pear, cake, apple.',
          'Each takes one thing, in this order: Leo and Zoe.',
          'You take nothing. Each takes what they like best of what is still there.',
        ],
        'What does Zoe take?',
        'cake',
        {
          says: 'Zoe takes the cake.',
          wrong: ['The apple.', 'The pear.', 'The cake or the pear.'],
        },
      ),
    ],
  },
];
