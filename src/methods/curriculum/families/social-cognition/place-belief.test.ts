import { describe, expect, it } from 'vitest';
import type { Family } from '../family.ts';
import { changedLocation } from './changed-location.ts';
import { namesOf } from '../people.ts';
import { weigh } from './counter-balance.ts';
import { nestedBelief } from './nested-belief.ts';
import { PLACE_SHORTCUTS, type PlaceScene } from './place-belief.ts';
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

describe('the place of a thing in others’ minds', () => {
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
            .filter((word) => namesOf('training').includes(word));
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
