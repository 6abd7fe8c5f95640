import { describe, expect, it } from 'vitest';
import { conservation } from './conservation.ts';

type Scene = ReturnType<typeof scene>;

const change = (who: string, size: number) => ({ who, change: size });
const lure = (who: string, which: number) => ({ who, lure: which });
const scene = (
  kind: string,
  ...events: ({ who: string; change: number } | { who: string; lure: number })[]
) => ({ kind, names: ['Ann', 'Ben'] as [string, string], events });

/** Ben's row looks longer; Ann has one counter more. */
const ANN = scene('coins', lure('Ben', 0), change('Ann', 2), change('Ben', 1));
const SAME = scene('juice', lure('Ben', 0), change('Ann', 2), change('Ann', -2));

const RIGHT = [
  'Ann does.',
  'Ann',
  'ann',
  'ANN.',
  'Ann has more.',
  'Ann has more counters.',
  'The one who has more is Ann.',
  'It is Ann!',
  'Ann has more than Ben.',
  'Ann has one more counter than Ben.',
  'Ben has fewer counters.',
  'Ann has more and Ben has less.',
  'Ann, not Ben.',
  'Ben does not have more. Ann has more.',
  'Answer: Ann',
  'The answer is Ann.',
  'The correct answer is: **Ann**',
  '\\boxed{Ann}',
  'So it is $\\boxed{\\text{Ann}}$.',
  '<think>Ben? His row is longer. But no.</think>Ann',
  'Ann, because she added 2 and Ben added 1.',
  'Ann added 2. Ben added 1. So Ann has more.',
  '*Ann* has more counters now.',
  'Now Ann has the most.',
];

const WRONG = [
  'Ann is wrong.',
  'I doubt it is Ann.',
  'Anything but Ann.',
  '',
  'Ben',
  'Ben has more.',
  'the same',
  'They have the same number.',
  'Both have the same.',
  'Ann or Ben',
  'Either Ann or the same.',
  'Maybe Ann',
  'Ann?',
  'not Ann',
  'It is not Ann.',
  'Ann does not have more.',
  "Ann doesn't have more counters.",
  'Ann has less.',
  'Ann has fewer than Ben.',
  'Ann. Ben.',
  'Ann and Ben',
  'The answer is Ann. No, Ben.',
  '\\boxed{Ben}',
  '\\boxed{Ann} \\boxed{Ben}',
  '<think>Ann',
  'Neither has more.',
  'Eva has more.',
  'I cannot know.',
  'It might be Ann.',
];

describe('conservation', () => {
  // Piaget's forms (The Child's Conception of Number, 1952): alike, one is only reshaped, and they are still alike.
  it.each([
    ['number, row spread', scene('coins', lure('Ann', 0)), 'the same'],
    ['number, row pushed together', scene('coins', lure('Ben', 3)), 'the same'],
    ['liquid in a thin glass', scene('juice', lure('Ann', 0)), 'the same'],
    ['clay rolled out', scene('clay', lure('Ben', 0)), 'the same'],
    ['string moved along', scene('string', lure('Ann', 1)), 'the same'],
    ['spread, and one added to the other', scene('coins', lure('Ann', 0), change('Ben', 1)), 'Ben'],
    ['poured, and some drunk', scene('juice', lure('Ann', 0), change('Ann', -1)), 'Ben'],
    ['cut and tied on', scene('string', change('Ann', -3), change('Ann', 3)), 'the same'],
    ['taken from both', scene('clay', change('Ann', -1), change('Ben', -3)), 'Ann'],
  ] as const)('knows: %s', (_, story, answer) => {
    expect(conservation.solve(story as Scene)).toEqual([answer]);
    expect(conservation.solvePrompt(conservation.render(story as Scene))).toEqual([answer]);
  });

  it('keeps the amount when every change is undone in turn', () => {
    for (let seed = 0; seed < 400; seed++) {
      const { scene: story } = conservation.generate(`undo-${seed}`, 1 + (seed % 8)).world;
      const undone = story.events
        .toReversed()
        .map((event) => ('change' in event ? { ...event, change: -event.change } : event));
      const there = { ...story, events: [...story.events, ...undone] };
      expect(conservation.solve(there)).toEqual(['the same']);
      const lures = story.events.filter((event) => 'change' in event);
      expect(conservation.solve({ ...story, events: lures })).toEqual(conservation.solve(story));
    }
  });

  it('reads nothing where nobody has anything', () => {
    expect(conservation.solvePrompt('')).toEqual([]);
  });

  it('writes one and many', () => {
    expect(
      conservation.render(scene('string', change('Ann', 1), change('Ben', -2), lure('Ben', 3))),
    ).toBe(
      [
        'Ann and Ben have the same amount of string.',
        'Ann ties on 1 inch.',
        'Ben cuts off 2 inches.',
        'Ben makes a ball of it.',
        'No other string comes or goes.',
      ].join('\n'),
    );
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(conservation.verify(response, ANN)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(conservation.verify(response, ANN)).toMatchObject({ correct: false });
  });

  it.each([
    'the same',
    'Same.',
    'It is still the same.',
    'Both have the same.',
    'Ann and Ben have the same amount.',
    'Neither has more.',
    'They have equal amounts.',
    'Ann has as much juice as Ben.',
    'Nobody has more.',
  ])('takes %j where nothing has changed', (response) => {
    expect(conservation.verify(response, SAME)).toEqual({ correct: true });
    expect(conservation.verify(response, ANN).correct).toBe(false);
  });

  it.each([
    'The same, Ann, Ben',
    'Ann and the same.',
    'The same, unless it is Ben.',
    'the same / Ann',
  ])('refuses a list with the right answer in it: %j', (response) => {
    expect(conservation.verify(response, SAME).correct).toBe(false);
  });

  it.each([
    'Ann and Ben have the same.',
    'Neither Ann nor Ben has more.',
    'Ann has 3 and Ben has 3, so it is the same.',
  ])('takes %j where it is the same', (response) => {
    expect(conservation.verify(response, SAME)).toEqual({ correct: true });
  });
});
