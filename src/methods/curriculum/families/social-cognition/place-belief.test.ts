import { describe, expect, it } from 'vitest';
import type { Family } from '../family.ts';
import { changedLocation } from './changed-location.ts';
import { NAMES } from './cast.ts';
import { weigh } from './counter-balance.ts';
import { nestedBelief } from './nested-belief.ts';
import { NESTED_SHORTCUTS, PLACE_SHORTCUTS, type PlaceScene } from './place-belief.ts';
import { privateMessages } from './private-messages.ts';
import { secretWatching } from './secret-watching.ts';

/** Written after the published description: Maxi puts his chocolate away, and it is moved while he is out. */
const MAXI: PlaceScene = {
  what: 'chocolate',
  chain: ['Maxi'],
  story: {
    room: 'kitchen',
    inside: ['Maxi', 'Mother'],
    outside: [],
    containers: ['cupboard', 'drawer'],
    events: [
      { do: 'put', who: 'Maxi', what: 'chocolate', where: 'cupboard' },
      { do: 'leave', who: 'Maxi' },
      { do: 'move', who: 'Mother', what: 'chocolate', where: 'drawer' },
      { do: 'enter', who: 'Maxi' },
    ],
  },
};

const RIGHT = [
  'cupboard',
  'Cupboard.',
  'The cupboard',
  'in the cupboard',
  'Maxi will look in the cupboard.',
  'He looks in the cupboard first.',
  '**cupboard**',
  'CUPBOARD',
  'Answer: the cupboard',
  'The answer is the cupboard.',
  'The answer is: in the cupboard',
  '\\boxed{cupboard}',
  '$\\boxed{\\text{the cupboard}}$',
  '<think>The drawer? No, he was out.</think>The cupboard.',
  'Still the drawer? no</think> In the cupboard!',
  'In the cupboard, because he did not see the move to the drawer.',
  'The cupboard, since he put it there.',
  'First in the cupboard.',
  'Mother used the drawer.\nThe answer is the cupboard.',
  'Maxi thinks that the chocolate is in the cupboard.',
  '“the cupboard”',
  'It is the cupboard, not the drawer.',
];

const WRONG = [
  '',
  '  ',
  'drawer',
  'In the drawer.',
  'the cupboard or the drawer',
  'Either the cupboard or the box.',
  'Maybe the cupboard.',
  'the cupboard?',
  'Probably in the cupboard',
  'the cupboard and the drawer',
  'not in the cupboard',
  'It is not the cupboard.',
  "He won't look in the cupboard.",
  'He will never look in the cupboard.',
  'Anywhere but the cupboard',
  'both',
  'The cupboard. The drawer.',
  'The answer is the cupboard. No, it is the drawer.',
  '\\boxed{drawer}',
  '\\boxed{cupboard} \\boxed{drawer}',
  '<think>the cupboard',
  'the basket',
  'in the kitchen',
  'I do not know.',
  'Maxi',
];

describe('the place of a thing in others’ minds', () => {
  it.each(RIGHT)('takes %j', (response) => {
    expect(changedLocation.verify(response, MAXI)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(changedLocation.verify(response, MAXI)).toMatchObject({ correct: false });
  });

  it('solves the published first-order task, with and without the false belief', () => {
    expect(bothSolve(changedLocation, MAXI)).toEqual('cupboard');
    const [put, leave, move, enter] = MAXI.story.events;
    const before = { ...MAXI, story: { ...MAXI.story, events: [put!, move!, leave!, enter!] } };
    expect(bothSolve(changedLocation, before)).toEqual('drawer');
    const back = { ...MAXI, story: { ...MAXI.story, events: [put!, leave!, enter!, move!] } };
    expect(bothSolve(changedLocation, back)).toEqual('drawer');
  });

  it('solves the published second-order task: one is told, and the other does not know of it', () => {
    const scene: PlaceScene = {
      what: 'van',
      chain: ['John', 'Mary'],
      story: {
        room: 'park',
        inside: ['John', 'Mary', 'Seller'],
        outside: [],
        containers: ['garage', 'church'],
        events: [
          { do: 'put', who: 'Seller', what: 'van', where: 'garage' },
          { do: 'leave', who: 'Mary' },
          { do: 'announce', who: 'Seller', what: 'van', where: 'church' },
          { do: 'tell', who: 'Seller', to: 'Mary', what: 'van', where: 'church' },
        ],
      },
    };
    expect(bothSolve(privateMessages, scene)).toBe('garage');
    expect(bothSolve(privateMessages, { ...scene, chain: ['Mary'] })).toBe('church');
    expect(bothSolve(privateMessages, { ...scene, chain: ['Mary', 'John'] })).toBe('garage');
  });

  const nested = { ...PLACE_SHORTCUTS, ...NESTED_SHORTCUTS };
  it.each([
    [changedLocation.id, changedLocation, PLACE_SHORTCUTS],
    [nestedBelief.id, nestedBelief, nested],
    [privateMessages.id, privateMessages, nested],
    [secretWatching.id, secretWatching, nested],
  ] as const)('%s yields to no shortcut by more than ten points', (_, family, shortcuts) => {
    for (let level = 1; level <= 8; level++) {
      const items = Array.from({ length: 500 }, (_unused, seed) =>
        family.generate(`shortcut-${seed}`, level),
      );
      const chance =
        items.reduce((sum, { world }) => sum + 1 / world.scene.story.containers.length, 0) /
        items.length;
      for (const [name, shortcut] of Object.entries(shortcuts)) {
        const right = items.filter(({ world, answer }) => shortcut(world.scene) === answer);
        expect(right.length / items.length, `${name} at level ${level}`).toBeLessThan(chance + 0.1);
      }
    }
  });

  it.each([changedLocation, nestedBelief, privateMessages, secretWatching])(
    'has thousands of worlds, each named in its question from the outer mind to the inner: $id',
    (family) => {
      for (const level of [3, 6, 8]) {
        const structures = new Set<string>();
        for (let seed = 0; seed < 300; seed++) {
          const { world, template } = family.generate(`many-${seed}`, level);
          structures.add(JSON.stringify(family.structure(world.scene)));
          const named = template.question
            .match(/\b[A-Z][a-z]+\b/g)!
            .filter((word) => NAMES.includes(word));
          expect([...new Set(named)]).toEqual(world.scene.chain);
        }
        expect(structures.size).toBeGreaterThan(298);
      }
    },
  );

  it('knows its shortcuts by name', () => {
    expect(() => weigh(PLACE_SHORTCUTS, { 'no such thing': 1 })).toThrow(TypeError);
  });
});

function bothSolve(family: Family<PlaceScene>, scene: PlaceScene): string {
  const [answer, ...more] = family.solve(scene);
  expect(more).toEqual([]);
  for (const question of family.questions(scene)) {
    expect(family.solvePrompt(`${question}\n\n${family.render(scene)}`)).toEqual([answer]);
    expect(family.solvePrompt(`${family.render(scene)}\n\n${question}`)).toEqual([answer]);
  }
  return answer!;
}
