import { describe, expect, it } from 'vitest';
import { pileEnds } from './pile-ends.ts';

const scene = (end: 'top' | 'bottom', asked: string, facts: string, moves = '') => ({
  person: 'Anna',
  ground: 'table',
  end,
  asked,
  facts: facts.split(' ').map((fact, index) => {
    const [thing, on] = fact.split('>') as [string, string];
    return { thing, on, under: on !== 'table' && index % 2 === 1 };
  }),
  moves: moves
    .split(' ')
    .filter((move) => move !== '')
    .map((move) => {
      const [thing, to] = move.split('>') as [string, string];
      return { thing, to };
    }),
});

/** Box, book, cup and then the hat with the plate on it. */
const SCENE = scene('top', 'box', 'box>table book>box cup>book hat>table plate>hat', 'hat>cup');

const RIGHT = [
  'plate',
  'the plate',
  'The plate.',
  'PLATE',
  'It is the plate.',
  'The plate is at the top.',
  'At the top is the plate.',
  "The top of the box's pile is the plate.",
  'Answer: plate',
  'The answer is the plate.',
  'The correct answer is: **the plate**',
  '\\boxed{plate}',
  'So it is $\\boxed{\\text{the plate}}$.',
  '<think>The cup? No, the hat came.</think>The plate',
  'The plate, not the cup.',
  'It is not the cup. It is the plate.',
  'The plate, because it is on the hat.',
  'The hat goes on the cup. So the plate is at the top.',
  '*plate*',
  "It isn't the hat. It's the plate!",
];

const WRONG = [
  '',
  'cup',
  'The hat.',
  'the book',
  'box',
  'top',
  'plate or hat',
  'Either the plate or the hat.',
  'Maybe the plate',
  'the plate?',
  'not the plate',
  'It is not the plate.',
  "The plate isn't at the top.",
  'The plate. The hat.',
  'The plate and the hat',
  'The answer is the plate. No, the hat.',
  '\\boxed{hat}',
  '\\boxed{plate} \\boxed{hat}',
  '<think>plate',
  'I do not know.',
  'It might be the plate.',
  'the table',
];

describe('pile-ends', () => {
  it.each([
    [SCENE, 'plate'],
    [{ ...SCENE, end: 'bottom' as const, asked: 'plate' }, 'box'],
    [scene('top', 'box', 'box>table book>box cup>book'), 'cup'],
    [scene('bottom', 'cup', 'box>table book>box cup>book', 'book>table'), 'book'],
    // Blocks on a table (after Winograd's world of blocks): what is on a block goes where the block goes.
    [scene('top', 'hat', 'box>table book>box cup>book hat>table', 'book>hat'), 'cup'],
    [scene('bottom', 'cup', 'box>table book>box cup>book hat>table', 'book>hat cup>box'), 'box'],
  ])('builds %j: %s', (story, thing) => {
    for (const question of [...pileEnds.questions(story), ...pileEnds.examQuestions!(story)]) {
      expect(pileEnds.solvePrompt(`${question}\n\n${pileEnds.render(story)}`)).toEqual([thing]);
    }
    expect(pileEnds.solve(story)).toEqual([thing]);
    expect(pileEnds.explain(story).at(-1)).toContain(thing);
  });

  it('reads a prompt that was written by hand', () => {
    const told =
      'The cap is on the desk.\nThe brick is under the bowl.\nThe brick is on the desk.\nEva puts the brick on the cap.';
    expect(pileEnds.solvePrompt(`${told}\n\nWhat is at the bottom of the bowl's pile?`)).toEqual([
      'cap',
    ]);
    expect(pileEnds.solvePrompt(`What is at the top of the cap's pile?\n\n${told}`)).toEqual([
      'bowl',
    ]);
    expect(pileEnds.solvePrompt('')).toEqual([]);
  });

  it('puts a thing only on the top of another pile or on the ground', () => {
    for (let seed = 0; seed < 400; seed++) {
      const { facts, moves, ground } = pileEnds.generate(`top-${seed}`, 1 + (seed % 8)).world.scene;
      const on = new Map(facts.map((fact) => [fact.thing, fact.on]));
      for (const { thing, to } of moves) {
        expect(on.get(thing)).not.toBe(to);
        expect(to === ground || ![...on.values()].includes(to)).toBe(true);
        for (let below: string | undefined = to; below !== undefined; below = on.get(below)) {
          expect(below).not.toBe(thing);
        }
        on.set(thing, to);
      }
    }
  });

  it('takes stories that differ in names and order only as one structure', () => {
    const renamed = scene(
      'top',
      'pan',
      'dish>table coat>dish cup>bag pan>table bag>pan',
      'dish>cup',
    );
    expect(pileEnds.structure(renamed)).toEqual(pileEnds.structure(SCENE));
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(pileEnds.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(pileEnds.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
