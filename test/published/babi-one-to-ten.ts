import { nestedContainment } from '../../src/methods/curriculum/families/space-number-physics/nested-containment.ts';
import { propositionalEntailment } from '../../src/methods/curriculum/families/abstract-reasoning/propositional-entailment.ts';
import { wordProblem } from '../../src/methods/curriculum/families/abstract-reasoning/word-problem.ts';
import { activePassive } from '../../src/methods/curriculum/families/language/active-passive.ts';
import { eventQuestions } from '../../src/methods/curriculum/families/language/event-questions.ts';
import { negationScope } from '../../src/methods/curriculum/families/language/negation-scope.ts';
import { objectPermanence } from '../../src/methods/curriculum/families/objects-and-categories/object-permanence.ts';
import { setRecall } from '../../src/methods/curriculum/families/objects-and-categories/set-recall.ts';
import { type Task, world } from './world.ts';

const MOVED = { person: 'Nora', ask: { thing: 'sock' } };
const GIVEN = [
  { verb: 'give', parts: ['Ruth', 'Omar', 'drum'], thingFirst: true },
  { verb: 'give', parts: ['Omar', 'Tara', 'drum'], thingFirst: false },
  { verb: 'give', parts: ['Ruth', 'Tara', 'kite'], thingFirst: true },
];
const GIVEN_TOLD = [
  'Ruth gave the drum to Omar.',
  'Omar gave Tara the drum.',
  'Ruth gave the kite to Tara.',
];
const CHASES = [
  { verb: 'follow', agent: 'Uma', patient: 'Finn', shape: 'active' },
  { verb: 'follow', agent: 'Finn', patient: 'Kate', shape: 'active' },
] as const;
const CHASES_TOLD = ['Uma followed Finn.', 'Finn followed Kate.'];
const LATE = { subject: 'bus', holds: true } as const;
const RULE = {
  kind: 'if',
  p: { subject: 'gate', holds: true },
  q: { subject: 'lamp', holds: true },
} as const;
const RULE_TOLD = '- If the gate is locked, then the lamp is on.';

/** Worlds by hand after bAbI's tasks (Weston et al. 2015): our words, the published rules. */
export const ONE_TO_TEN: readonly Task[] = [
  {
    task: 1,
    name: 'single supporting fact',
    differs: 'Ours moves things, not people, and lets somebody look into other places.',
    worlds: [
      world(
        objectPermanence,
        {
          ...MOVED,
          events: [
            { thing: 'sock', goes: 'box' },
            { thing: 'doll', goes: 'bag' },
            { thing: 'sock', goes: 'bed' },
            { thing: 'doll', goes: 'box' },
          ],
        },
        [
          'Put the sock in the box.',
          'Put the doll in the bag.',
          'Put the sock under the bed.',
          'Put the doll in the box.',
        ],
        'Where is the sock?',
        'bed',
        {
          says: 'Under the bed.',
          wrong: ['In the box.', 'In the bag.', 'In the box or under the bed.'],
        },
      ),
    ],
  },
  {
    task: 2,
    name: 'two supporting facts',
    differs: 'What carries the thing is a thing too, not a person.',
    worlds: [
      world(
        nestedContainment,
        {
          person: 'Ida',
          treasure: 'coin',
          start: [
            { thing: 'coin', place: 'cup' },
            { thing: 'cup', place: 'kitchen' },
          ],
          moves: [{ thing: 'cup', place: 'hall' }],
        },
        ['The coin is in the cup.', 'The cup is in the kitchen.', 'Ida takes the cup to the hall.'],
        'In which place is the coin now?',
        'hall',
        { says: 'In the hall.', wrong: ['In the kitchen.'] },
      ),
      // Laid down before its carrier goes on: it stays behind.
      world(
        nestedContainment,
        {
          person: 'Ida',
          treasure: 'coin',
          start: [
            { thing: 'coin', place: 'cup' },
            { thing: 'cup', place: 'kitchen' },
            { thing: 'tin', place: 'kitchen' },
          ],
          moves: [
            { thing: 'coin', place: 'tin' },
            { thing: 'cup', place: 'attic' },
          ],
        },
        [
          'The coin is in the cup.',
          'The cup is in the kitchen.',
          'The tin is in the kitchen.',
          'Ida puts the coin in the tin.',
          'Ida takes the cup to the attic.',
        ],
        'In which place is the coin now?',
        'kitchen',
        { says: 'In the kitchen.', wrong: ['In the attic.'] },
      ),
    ],
  },
  {
    task: 3,
    name: 'three supporting facts',
    differs:
      'Three facts are joined as published, but none of ours asks where a thing was before it was elsewhere.',
    worlds: [
      world(
        nestedContainment,
        {
          person: 'Ida',
          treasure: 'key',
          start: [
            { thing: 'key', place: 'tin' },
            { thing: 'tin', place: 'bag' },
            { thing: 'bag', place: 'garage' },
            { thing: 'sack', place: 'office' },
          ],
          moves: [
            { thing: 'bag', place: 'cellar' },
            { thing: 'sack', place: 'attic' },
          ],
        },
        [
          'The key is in the tin.',
          'The tin is in the bag.',
          'The bag is in the garage.',
          'The sack is in the office.',
          'Ida takes the bag to the cellar.',
          'Ida takes the sack to the attic.',
        ],
        'In which place is the key now?',
        'cellar',
        { says: 'In the cellar.', wrong: ['In the garage.', 'In the attic.'] },
      ),
    ],
  },
  {
    task: 4,
    name: 'two-argument relations',
    differs:
      'The relation is a deed between two people, not a compass direction between two rooms.',
    also: ['language/published-tasks.test.ts'],
    worlds: [
      world(
        activePassive,
        {
          events: [...CHASES],
          ask: { verb: 'follow', role: 'agent', name: 'Finn', passive: false },
        },
        CHASES_TOLD,
        'Who followed Finn?',
        'Uma',
        { says: 'Uma followed Finn.', wrong: ['Kate.', 'Finn.'] },
      ),
      world(
        activePassive,
        {
          events: [...CHASES],
          ask: { verb: 'follow', role: 'patient', name: 'Finn', passive: false },
        },
        CHASES_TOLD,
        'Who did Finn follow?',
        'Kate',
        { says: 'Finn followed Kate.', wrong: ['Uma.', 'Finn.'] },
      ),
    ],
  },
  {
    task: 5,
    name: 'three-argument relations',
    differs: 'The same; besides, two given parts single out the event.',
    also: ['language/published-tasks.test.ts'],
    worlds: [
      world(
        eventQuestions,
        { kind: 'transfer', events: GIVEN, ask: { event: 1, part: 0 } },
        GIVEN_TOLD,
        'Who gave the drum to Tara?',
        'Omar',
        { says: 'Omar gave the drum to Tara.', wrong: ['Ruth.', 'Tara.'] },
      ),
      world(
        eventQuestions,
        { kind: 'transfer', events: GIVEN, ask: { event: 2, part: 2 } },
        GIVEN_TOLD,
        'What did Ruth give to Tara?',
        'kite',
        { says: 'The kite.', wrong: ['The drum.'] },
      ),
    ],
  },
  {
    task: 6,
    name: 'yes/no questions',
    differs:
      'Ours says true, false or unknown; what is false is told as such, not by telling another place.',
    worlds: [true, false].map((holds) =>
      world(
        propositionalEntailment,
        { rules: [RULE], facts: [LATE], places: [0], asked: { subject: 'bus', holds } },
        [
          'What is known:',
          '- The bus is late.',
          RULE_TOLD,
          `Statement: The bus is ${holds ? '' : 'not '}late.`,
          'Answer true, false or unknown.',
        ],
        'Is the statement true, false or unknown?',
        holds ? 'true' : 'false',
        { wrong: [holds ? 'No.' : 'Yes.', 'Unknown.'] },
      ),
    ),
  },
  {
    task: 7,
    name: 'counting',
    differs: 'Numbers of things come and go at once, not one thing after the other.',
    worlds: [
      world(
        wordProblem,
        {
          people: ['Theo', 'Vera'],
          things: ['balls', 'pens'],
          facts: [
            { type: 'has', who: 0, count: 1, other: false },
            { type: 'has', who: 1, count: 4, other: false },
          ],
          changes: [
            { type: 'finds', who: 0, count: 2, other: false },
            { type: 'loses', who: 0, count: 1, other: false },
          ],
          ask: { type: 'now', who: 0 },
        },
        [
          'At first, Theo has 1 balls.',
          'At first, Vera has 4 balls.',
          'Then Theo finds 2 balls.',
          'Then Theo loses 1 balls.',
        ],
        'How many balls does Theo have in the end?',
        '2',
        { says: 'Theo has two balls.', wrong: ['3', 'four', '4'] },
      ),
    ],
  },
  {
    task: 8,
    name: 'lists and sets',
    differs:
      'Ours asks for one member that came, went or stayed; no family takes a list for an answer.',
    worlds: (['lamp', 'book'] as const).map((answer) =>
      world(
        setRecall,
        {
          people: [
            { name: 'Adam', first: ['ball', 'book'], now: ['lamp', 'book'] },
            { name: 'Olga', first: ['lamp', 'ball'], now: ['ball', 'lamp'] },
          ],
          asked: 0,
          kind: answer === 'lamp' ? 'new' : 'kept',
        },
        [
          'At first Adam has:',
          '- ball',
          '- book',
          'At first Olga has:',
          '- lamp',
          '- ball',
          'Now Adam has:',
          '- lamp',
          '- book',
          'Now Olga has:',
          '- ball',
          '- lamp',
        ],
        answer === 'lamp' ? 'What is new for Adam?' : 'What does Adam keep?',
        answer,
        {
          says: `The ${answer}.`,
          wrong: ['The ball.', answer === 'lamp' ? 'The book.' : 'The lamp.'],
        },
      ),
    ),
  },
  {
    task: 9,
    name: 'simple negation',
    differs:
      'Ours asks who did or did not, the published one whether somebody is where he is said not to be.',
    worlds: [
      world(
        negationScope,
        {
          people: ['Emma', 'Luke', 'Hugo'],
          deeds: [
            {
              verb: 'sleep',
              who: 'Luke',
              did: false,
              telling: 'each',
              order: ['Luke', 'Hugo', 'Emma'],
            },
            {
              verb: 'sing',
              who: 'Hugo',
              did: true,
              telling: 'each',
              order: ['Hugo', 'Luke', 'Emma'],
            },
          ],
          ask: 'sleep',
        },
        [
          'Emma, Luke and Hugo are here.',
          'Luke did not sleep. Hugo slept. Emma slept.',
          'Hugo sang. Luke did not sing. Emma did not sing.',
        ],
        'Who did not sleep?',
        'Luke',
        { says: 'Luke did not sleep.', wrong: ['Hugo.', 'Emma.', 'Luke slept.'] },
      ),
    ],
  },
  {
    task: 10,
    name: 'indefinite knowledge',
    differs:
      'The same three answers; "or" is told as "or both", so that a second rule must exclude both.',
    // Either of two: of neither does one know; once the one is denied, of the other one does.
    worlds: ([undefined, false] as const).map((shut) =>
      world(
        propositionalEntailment,
        {
          rules: [
            {
              kind: 'or',
              p: { subject: 'lamp', holds: true },
              q: { subject: 'door', holds: true },
            },
            {
              kind: 'not-both',
              p: { subject: 'lamp', holds: true },
              q: { subject: 'door', holds: true },
            },
          ],
          facts: [shut === undefined ? LATE : { subject: 'door', holds: shut }],
          places: [2],
          asked: { subject: 'lamp', holds: true },
        },
        [
          'What is known:',
          '- The lamp is on or the door is open, or both.',
          '- It is not so that both the lamp is on and the door is open.',
          shut === undefined ? '- The bus is late.' : '- The door is not open.',
          'Statement: The lamp is on.',
          'Answer true, false or unknown.',
        ],
        'Is the statement true, false or unknown?',
        shut === undefined ? 'unknown' : 'true',
        { wrong: ['False.', shut === undefined ? 'True.' : 'Unknown.'] },
      ),
    ),
  },
];
