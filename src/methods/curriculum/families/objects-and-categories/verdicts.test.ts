import { describe, expect, it } from 'vitest';
import type { FamilySpec } from '../family.ts';
import { attributeBinding } from './attribute-binding.ts';
import { conjunctiveLookup } from './conjunctive-lookup.ts';
import { everydayUse } from './everyday-use.ts';
import { invisibleDisplacement } from './invisible-displacement.ts';
import { isA } from './is-a.ts';
import { objectPermanence } from './object-permanence.ts';
import { oddCategoryOut } from './odd-category-out.ts';
import { partWhole } from './part-whole.ts';
import { propertyInheritance } from './property-inheritance.ts';
import { riddle } from './riddle.ts';
import { setRecall } from './set-recall.ts';
import { sortThenSwitch } from './sort-then-switch.ts';

/** Forms in which anybody may give a short answer, and forms in which the same words give none. */
function rightForms(short: string): string[] {
  return [
    short,
    short.toUpperCase(),
    `${short}.`,
    `The answer is ${short}.`,
    `Answer: ${short}`,
    `**${short}**`,
    `<answer>${short}</answer>`,
    `"${short}"`,
    `\\boxed{${short}}`,
    `The answer is \\boxed{\\text{${short}}}.`,
    `<think>Hard. Is it? No.</think>${short}`,
    `Let me see.\nSo the answer is ${short}!`,
  ];
}

function wrongForms(short: string, other: string): string[] {
  return [
    '',
    '   ',
    'I do not know.',
    'That is a nice game!',
    `${short} or ${other}`,
    `Either ${other} or ${short}.`,
    `Maybe ${short}.`,
    `${short}?`,
    `Not ${short}.`,
    `It is not ${short}.`,
    `The answer is not ${short}.`,
    `${other}`,
    `The answer is ${other}.`,
    `${short} and ${other}`,
    `${short}. ${other}.`,
    `\\boxed{${short}} \\boxed{${other}}`,
    `The answer is ${short}. No, the answer is ${other}.`,
    `<think>${short}`,
    `Probably ${short}`,
    `I don't know. ${short}.`,
    `${short} is wrong.`,
    `Anything but ${short}.`,
    `I doubt it is ${short}.`,
  ];
}

function holdVerdicts<Scene>(
  family: FamilySpec<Scene>,
  scene: Scene,
  [answer, other]: [string, string],
  right: readonly string[],
  wrong: readonly string[],
): void {
  describe(`${family.name}: verdicts`, () => {
    it('has the answer that was found by hand', () => {
      expect(family.solve(scene)).toEqual([answer]);
      expect(
        family.solvePrompt(`${family.render(scene)}\n\n${family.questions(scene)[0]}`),
      ).toEqual([answer]);
      expect(family.mistakes(scene)).toContain(other);
      for (const question of [...family.questions(scene), ...family.examQuestions!(scene)]) {
        expect(family.solvePrompt(`${question}\n\n${family.render(scene)}`)).toEqual([answer]);
      }
    });
    it.each([...rightForms(answer), ...right])('takes %j', (response) => {
      expect(family.verify(response, scene)).toEqual({ correct: true });
    });
    it.each([...wrongForms(answer, other), ...wrong])('refuses %j', (response) => {
      expect(family.verify(response, scene).correct).toBe(false);
    });
  });
}

holdVerdicts(
  attributeBinding,
  {
    objects: [
      { thing: 'ball', colour: 'red', owner: 'Mia' },
      { thing: 'car', colour: 'blue', owner: 'Tom' },
      { thing: 'boat', colour: 'grey', owner: 'Ida' },
    ],
    facts: [
      { object: 0, kind: 'colour' },
      { object: 2, kind: 'owner' },
      { object: 1, kind: 'colour' },
      { object: 0, kind: 'owner' },
      { object: 2, kind: 'colour' },
      { object: 1, kind: 'owner' },
    ],
    ask: { object: 2, from: 'owner', to: 'colour' },
  },
  ['grey', 'red'],
  [
    'It is grey.',
    'Gray',
    'The boat is gray.',
    "Ida's boat is grey.",
    'Ida has the grey boat.',
    'Grey, because Ida has the boat.',
    'The colour is grey, not red.',
    'Her thing is grey',
    'The colour of the boat is grey.',
    'It’s grey.',
  ],
  [
    'The car is grey.',
    'Tom has the grey thing.',
    'green',
    'It is dark.',
    'the boat',
    'Ida',
    'a colour',
    'grey and pink',
  ],
);

holdVerdicts(
  conjunctiveLookup,
  {
    layout: 'before',
    objects: [
      { owner: 'Mia', values: { size: 'big', colour: 'red', thing: 'ball' } },
      { owner: 'Tom', values: { size: 'small', colour: 'red', thing: 'ball' } },
      { owner: 'Ida', values: { size: 'big', colour: 'blue', thing: 'ball' } },
      { owner: 'Leo', values: { size: 'big', colour: 'red', thing: 'car' } },
    ],
    asked: 0,
  },
  ['Mia', 'Tom'],
  [
    'Mia has it.',
    "It is Mia's.",
    'Mia has the big red ball.',
    'The big red ball: Mia.',
    'Mia, because the ball of Tom is small.',
    'Mia, not Tom.',
    'She is called Mia.',
    'mia has the ball',
    "The ball is Mia's",
    'Mia has the red one.',
  ],
  [
    'Mia has the small red ball.',
    'Mia has the blue ball.',
    'Ida',
    'Leo has it',
    'the ball',
    'Bella',
    'Mia and Zack',
    'She has it.',
  ],
);

holdVerdicts(
  sortThenSwitch,
  {
    rules: [
      {
        game: 'colour',
        pairs: [
          ['red', 'box'],
          ['blue', 'bag'],
        ],
      },
      {
        game: 'thing',
        pairs: [
          ['ball', 'bag'],
          ['car', 'box'],
        ],
      },
    ],
    events: [
      { play: 'colour' },
      { card: { colour: 'red', thing: 'ball', number: 'one' } },
      { play: 'thing' },
      { card: { colour: 'red', thing: 'ball', number: 'one' } },
    ],
    asked: 2,
  },
  ['bag', 'box'],
  [
    'In the bag.',
    'It goes in the bag.',
    'Card 2 goes in the bag.',
    'Put it into the bag',
    'the bag, because now we play the thing game',
    'Balls go in the bag, so in the bag.',
    'Into the BAG!',
    'In the bag, not in the box.',
    'The place is the bag.',
    'First it was in the box, but now it goes in the bag.',
  ],
  [
    'In the bowl.',
    'In no bag: in the box.',
    'in the bath',
    'the red ball',
    'Card 2',
    'there',
    'In the bag and the crib',
    'the thing game',
  ],
);

holdVerdicts(
  objectPermanence,
  {
    person: 'Mia',
    events: [
      { thing: 'ball', goes: 'box' },
      { thing: 'car', goes: 'bed' },
      { thing: 'ball', goes: 'chair' },
      { looks: 'box' },
      { thing: 'car', goes: 'box' },
    ],
    ask: { thing: 'ball' },
  },
  ['chair', 'box'],
  [
    'Under the chair.',
    'It is under the chair.',
    'The ball is under the chair now.',
    'under the chair, because nobody moved it',
    'It was in the box, but now it is under the chair.',
    'The ball was in the box, then it was put under the chair.',
    'Look under the chair!',
    'It is under the chair, not in the box.',
    'You find the ball under the chair.',
    'Beneath the chair',
  ],
  [
    'In the box.',
    'It was under the chair, but now it is in the box.',
    'under the bed',
    'It is gone.',
    'Nowhere',
    'the ball',
    'on the floor',
    'under the chair and in the box',
  ],
);

holdVerdicts(
  invisibleDisplacement,
  {
    events: [
      { thing: 'egg', into: 'cup' },
      { carrier: 'cup', to: 'bed' },
      { carrier: 'cup', out: 'full' },
      { carrier: 'cup', to: 'chair' },
      { carrier: 'cup', out: 'empty' },
      { carrier: 'cup', to: 'bush' },
      { carrier: 'cup', out: 'empty' },
    ],
    asked: 'egg',
  },
  ['chair', 'cup'],
  [
    'Under the chair.',
    'It is under the chair.',
    'The egg is under the chair now.',
    'It stayed under the chair.',
    'under the chair, because the cup was empty after that',
    'The egg was in the cup, but now it is under the chair.',
    'Look under the chair.',
    'The egg is under the chair, not in the cup.',
    'You find the egg under the chair.',
    'beneath the chair',
  ],
  [
    'In the cup.',
    'Under the bush',
    'It is under the bed',
    'It was under the chair, but now it is in the cup.',
    'the egg',
    'It is gone',
    'in the boot',
    'nowhere',
  ],
);

holdVerdicts(
  setRecall,
  {
    people: [
      { name: 'Mia', first: ['ball', 'car', 'boat'], now: ['boat', 'ball', 'clock'] },
      { name: 'Tom', first: ['clock', 'car', 'egg'], now: ['egg', 'clock'] },
    ],
    asked: 0,
    kind: 'gone',
  },
  ['car', 'clock'],
  [
    'The car.',
    'The car is gone.',
    'It is the car.',
    "Mia's car is gone.",
    'the car, because it is on the first list only',
    'The car, not the clock.',
    'Mia has the car no more. So the car is gone.',
    'A car',
    'The missing thing is the car!',
    'Gone: car',
  ],
  [
    'the ball',
    'The boat is gone.',
    'the egg',
    'a thing',
    'nothing',
    'Mia',
    'the drum',
    'car and lamp',
  ],
);

holdVerdicts(
  propertyInheritance,
  {
    facts: [
      { kind: 'wug', deed: 'eat', object: 'apples' },
      { kind: 'dax', is: 'wug' },
      { kind: 'fep', is: 'dax' },
      { kind: 'dax', deed: 'eat', object: 'beans' },
      { kind: 'zib', is: 'wug' },
      { kind: 'zib', deed: 'eat', object: 'eggs' },
      { kind: 'fep', deed: 'like', object: 'drums' },
    ],
    asked: 'fep',
    deed: 'eat',
  },
  ['beans', 'apples'],
  [
    'A fep eats beans.',
    'Feps eat beans.',
    'It eats beans.',
    'They eat beans, because a fep is a dax',
    'bean',
    'Beans, not apples.',
    'Daxes eat beans, so a fep eats beans.',
    'Wugs eat apples, so beans.',
    'It eats the beans',
    'The food of feps is beans.',
  ],
  [
    'It eats eggs.',
    'It likes beans.',
    'drums',
    'food',
    'a dax',
    'peas',
    'beans and bread',
    'They eat what wugs eat: apples',
  ],
);

holdVerdicts(
  riddle,
  {
    people: ['Mia', 'Tom', 'Ida'],
    things: ['owl', 'dog', 'shoe'],
    swaps: [['Mia', 'Ida']],
    asked: ['It is an animal.', 'It can fly.'],
  },
  ['Ida', 'Mia'],
  [
    'Ida has it.',
    'It is the owl, and Ida has it.',
    "It is Ida's.",
    'Ida has the owl.',
    'Ida, because she has the owl now.',
    'Ida, not Mia.',
    'The owl can fly, so Ida.',
    'ida has it now',
    "Ida's thing is an owl that can fly.",
    'Mia had it at first, but now Ida has it.',
  ],
  [
    'Ida has the dog.',
    'Tom',
    'the owl',
    'It flies.',
    'Bella has it.',
    'Ida had it, but now Mia has it.',
    'all of them',
    'Tom has the owl.',
  ],
);

holdVerdicts(
  isA,
  {
    people: ['Mia', 'Tom', 'Ida'],
    things: ['owl', 'ball', 'shoe'],
    swaps: [['Tom', 'Ida']],
    asked: ['an animal'],
  },
  ['Mia', 'Tom'],
  [
    'Mia has it.',
    'Mia has an animal.',
    'Mia has the owl.',
    "The animal is Mia's.",
    'Mia, because an owl is an animal.',
    'Mia, not Tom.',
    'An owl is a bird, so Mia.',
    "It is Mia's owl.",
    'mia',
    'The name is Mia.',
  ],
  [
    'Mia has the ball.',
    'Ida',
    'the owl',
    'an animal',
    'Tom has the owl.',
    'Bella',
    'She has it.',
    'Mia and Zack',
  ],
);

holdVerdicts(
  oddCategoryOut,
  {
    people: [
      { name: 'Mia', things: ['dog', 'cow', 'shoe'] },
      { name: 'Tom', things: ['sock', 'pea', 'coat'] },
    ],
    swaps: [['Mia', 'Tom']],
    asked: 'Mia',
  },
  ['pea', 'sock'],
  [
    'The pea.',
    'It is the pea.',
    'The pea is odd.',
    'The odd one is the pea.',
    'the pea, because the others are clothes',
    'Peas',
    'The pea, not the sock.',
    'A pea is food, so the pea.',
    'Odd: pea',
    'pea is the odd thing of Mia',
  ],
  [
    'the shoe',
    'the coat',
    'the dog',
    'Mia',
    'food',
    'all of them',
    'the pea and the lamp',
    'clothes',
  ],
);

holdVerdicts(
  partWhole,
  {
    people: ['Mia', 'Tom', 'Ida'],
    things: ['tree', 'car', 'sock'],
    swaps: [['Tom', 'Ida']],
    asked: ['wheel'],
  },
  ['Ida', 'Tom'],
  [
    'Ida has it.',
    "Ida's thing has a wheel.",
    "Ida's car.",
    'Ida has the car.',
    'Ida, because a car has wheels.',
    'Ida, not Tom.',
    'A car has a wheel, so Ida.',
    'Tom had the car at first, but now Ida has it.',
    'ida',
    'It is the car of Ida.',
  ],
  [
    'Ida has the tree.',
    'Mia',
    'the car',
    'a wheel',
    'Tom has the car.',
    'Bella',
    'nobody',
    'Ida and Zack',
  ],
);

holdVerdicts(
  everydayUse,
  {
    people: ['Mia', 'Tom', 'Ida'],
    things: ['broom', 'egg', 'ball'],
    swaps: [
      ['Mia', 'Tom'],
      ['Tom', 'Ida'],
    ],
    asked: ['sweep'],
  },
  ['Ida', 'Tom'],
  [
    'Ida can sweep.',
    'Ida has the broom.',
    "Ida's thing helps.",
    'With the broom of Ida.',
    'Ida, because she has the broom now.',
    'Ida, not Tom.',
    'You sweep with a broom, so Ida.',
    'Mia had the broom at first, but now Ida has it.',
    'ida helps',
    "It is Ida's broom.",
  ],
  [
    'Ida has the egg.',
    'Mia',
    'the broom',
    'sweep',
    'Tom has the broom.',
    'Bella',
    'nobody',
    'Ida and Zack',
  ],
);

describe('published examples, told in our words', () => {
  it('the card sort of Zelazo: a red rabbit after the switch goes by its kind', () => {
    const rules =
      'The colour game:\nBlue goes in the box.\nRed goes in the bag.\nThe thing game:\nA car goes in the box.\nA boat goes in the bag.';
    const cards =
      'Play the colour game.\nCard 1: a blue boat.\nPlay the thing game.\nCard 2: a blue boat.';
    expect(sortThenSwitch.solvePrompt(`${rules}\n${cards}\n\nWhere does card 1 go?`)).toEqual([
      'box',
    ]);
    expect(sortThenSwitch.solvePrompt(`${rules}\n${cards}\n\nWhere does card 2 go?`)).toEqual([
      'bag',
    ]);
  });

  it("Piaget's A-not-B: after hidings at A, one at B", () => {
    const story =
      'Put the ball under the bed.\nPut the ball under the chair.\nPut the ball under the bed.\nPut the ball under the chair.';
    expect(objectPermanence.solvePrompt(`${story}\n\nWhere is the ball?`)).toEqual(['chair']);
  });

  it("Piaget's sixth stage: what was carried unseen is where the carrier was last full before it came out empty", () => {
    const story =
      'Put the coin in the shoe.\nPut the shoe under the rug.\nThe shoe comes out empty.';
    expect(invisibleDisplacement.solvePrompt(`${story}\n\nWhere is the coin?`)).toEqual(['rug']);
  });

  it('Collins and Quillian: the ostrich is a bird, but what is said of the ostrich itself counts', () => {
    const tree =
      'Wugs eat apples.\nA dax is a wug.\nA fep is a dax.\nA zib is a wug.\nZibs eat eggs.\nThe nearest kind counts first.';
    expect(propertyInheritance.solvePrompt(`${tree}\n\nWhat does a fep eat?`)).toEqual(['apples']);
    expect(propertyInheritance.solvePrompt(`${tree}\n\nWhat does a zib eat?`)).toEqual(['eggs']);
  });

  it("Treisman's illusory conjunctions: all features are there, only their bonds tell", () => {
    const scene = 'The ball is red.\nThe car is blue.\nThe boat is green.';
    expect(attributeBinding.solvePrompt(`${scene}\n\nWhat colour is it? Look at the car.`)).toEqual(
      ['blue'],
    );
    expect(attributeBinding.solvePrompt(`${scene}\n\nOne thing is green. What is it?`)).toEqual([
      'boat',
    ]);
  });

  it('a conjunction search: the red O among red X and green O', () => {
    const scene = 'Mia has a red ball.\nTom has a red box.\nIda has a green ball.';
    expect(conjunctiveLookup.solvePrompt(`${scene}\n\nFind the red ball. Who has it?`)).toEqual([
      'Mia',
    ]);
  });

  it("Kim's game: one thing was taken from the tray", () => {
    const lists = 'At first Mia has:\n- ball\n- car\n- drum\nNow Mia has:\n- drum\n- ball';
    expect(setRecall.solvePrompt(`${lists}\n\nLook at Mia. What is gone?`)).toEqual(['car']);
  });
});
