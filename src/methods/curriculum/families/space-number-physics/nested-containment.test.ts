import { describe, expect, it } from 'vitest';
import { nestedContainment } from './nested-containment.ts';

const fact = (text: string) => {
  const [thing, place] = text.split('>') as [string, string];
  return { thing, place };
};
const scene = (start: string, moves: string) => ({
  person: 'Ann',
  treasure: 'coin',
  start: start.split(' ').map(fact),
  moves: moves.split(' ').map(fact),
});

/** The coin is in the cup, the cup in the box, and the box goes to the attic. */
const SCENE = scene('coin>cup cup>box box>kitchen bag>hall', 'bag>cellar box>attic');

const ROOMS = ['kitchen', 'hall', 'bedroom', 'bathroom', 'cellar', 'attic', 'garage', 'office'];

const RIGHT = [
  'It was in the hall, now it is in the attic.',
  'It moved from the hall to the attic.',
  'After all moves, it is in the attic.',
  'attic',
  'the attic',
  'Attic.',
  'In the attic',
  'ATTIC',
  'The coin is in the attic.',
  'The coin is now in the attic!',
  'It is in the attic room.',
  'Ann has taken it to the attic.',
  'Answer: attic',
  'The answer is the attic.',
  'The final answer is: **the attic**',
  '\\boxed{attic}',
  'So it is in \\boxed{\\text{the attic}}.',
  '<think>Kitchen? Cellar? No.</think>The attic',
  'The attic, because the box is there.',
  'The attic, not the kitchen.',
  'The box was in the kitchen. The bag is in the cellar. So the coin is in the attic.',
  'The coin is in the cup, in the box, in the attic.',
  'It is not in the kitchen. It is in the attic.',
  'Ann took it to the attic from the kitchen.',
  '*attic*',
];

const WRONG = [
  "I don't know. In the attic.",
  'It would be in the attic if things were different, but it is in the hall.',
  'In the attic is wrong.',
  'All but the attic.',
  '',
  'kitchen',
  'the cellar',
  'The coin is in the box.',
  'in the cup',
  'attic or kitchen',
  'Either the attic or the cellar.',
  'Maybe the attic',
  'the attic?',
  'not the attic',
  'It is not in the attic.',
  "It isn't in the attic.",
  'The coin is no longer in the attic.',
  'The attic. The hall.',
  'The attic and the kitchen',
  'The answer is the attic. No, the kitchen.',
  '\\boxed{kitchen}',
  '\\boxed{attic} \\boxed{hall}',
  '<think>attic',
  'I do not know.',
  'It might be in the attic.',
  'the garage',
  'upstairs',
  'all of the rooms',
];

describe('nested-containment', () => {
  it.each([
    [SCENE, 'attic'],
    [scene('coin>box box>hall', 'box>office'), 'office'],
    [scene('coin>box box>hall bag>office', 'box>bag bag>garage'), 'garage'],
    [scene('coin>box box>bag bag>office', 'box>hall bag>garage'), 'hall'],
    [scene('coin>box box>bag bag>office tin>cellar', 'coin>tin bag>garage'), 'cellar'],
    // After the published form of two supporting facts: the thing goes where its carrier went last.
    [scene('coin>bag bag>kitchen', 'bag>bathroom bag>hall bag>kitchen bag>bedroom'), 'bedroom'],
  ])('finds the room of %j: %s', (story, room) => {
    const prompt = `${nestedContainment.render(story)}\n\nIn which room is the coin now?`;
    expect(nestedContainment.solve(story)).toEqual([room]);
    expect(nestedContainment.solvePrompt(prompt)).toEqual([room]);
    expect(nestedContainment.explain(story).at(-1)).toContain(`in the ${room}.`);
  });

  it('reads nothing where nothing is told', () => {
    expect(nestedContainment.solvePrompt('')).toEqual([]);
    expect(nestedContainment.solvePrompt('In which room is the coin now?')).toEqual([]);
  });

  it('puts nothing into what is smaller, and moves nothing to where it is', () => {
    const order = ['coin', 'cup', 'tin', 'box', 'bag', 'bucket', 'basket', 'sack', 'chest'];
    for (let seed = 0; seed < 800; seed++) {
      const { start, moves } = nestedContainment.generate(`size-${seed}`, 1 + (seed % 8)).world
        .scene;
      const where = new Map<string, string>();
      for (const { thing, place } of [...start, ...moves]) {
        expect(where.get(thing)).not.toBe(place);
        where.set(thing, place);
        const rank = ROOMS.includes(place) ? order.length : order.indexOf(place);
        expect(rank).toBeGreaterThan(order.indexOf(thing));
      }
    }
  });

  it('takes stories that differ in names only as one structure', () => {
    const renamed = scene('coin>tin tin>bag bag>garage sack>office', 'sack>hall bag>bedroom');
    expect(nestedContainment.structure(renamed)).toEqual(nestedContainment.structure(SCENE));
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(nestedContainment.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(nestedContainment.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
