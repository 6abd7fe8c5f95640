import { describe, expect, it } from 'vitest';
import { tooGood } from '../../../../../test/fixtures/shallow-rules.ts';
import { conservation } from './conservation.ts';

type Kind = 'number' | 'length' | 'liquid' | 'mass';
type Scene = ReturnType<typeof scene>;

const change = (who: string, size: number) => ({ who, change: size });
const lure = (who: string, which: number) => ({ who, lure: which });
const scene = (
  kind: Kind,
  ...events: ({ who: string; change: number } | { who: string; lure: number })[]
) => ({ kind, names: ['Ann', 'Ben'] as [string, string], events });

const LOOKS = [1, 1, 1, -1, -1, -1];
const who = (story: Scene, sign: number) =>
  sign === 0 ? 'the same' : story.names[sign > 0 ? 0 : 1];
const changes = (story: Scene) =>
  story.events.flatMap((event) =>
    'change' in event ? [event.who === story.names[0] ? event.change : -event.change] : [],
  );
const looks = (story: Scene) =>
  story.events.flatMap((event) =>
    'lure' in event ? [LOOKS[event.lure]! * (event.who === story.names[0] ? 1 : -1)] : [],
  );
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const adds = (story: Scene, sign: number) =>
  sum(
    story.events.map((event) =>
      'change' in event && Math.sign(event.change) === sign
        ? (event.who === story.names[0] ? 1 : -1) * Math.abs(event.change)
        : 0,
    ),
  );

/** Ben's row looks longer; Ann has one counter more. */
const ANN = scene('number', lure('Ben', 0), change('Ann', 2), change('Ben', 1));
const SAME = scene('liquid', lure('Ben', 0), change('Ann', 2), change('Ann', -2));

const RIGHT = [
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
    ['number, row spread', scene('number', lure('Ann', 0)), 'the same'],
    ['number, row pushed together', scene('number', lure('Ben', 3)), 'the same'],
    ['liquid in a thin glass', scene('liquid', lure('Ann', 0)), 'the same'],
    ['clay rolled out', scene('mass', lure('Ben', 0)), 'the same'],
    ['string moved along', scene('length', lure('Ann', 1)), 'the same'],
    [
      'spread, and one added to the other',
      scene('number', lure('Ann', 0), change('Ben', 1)),
      'Ben',
    ],
    ['poured, and some drunk', scene('liquid', lure('Ann', 0), change('Ann', -1)), 'Ben'],
    ['cut and tied on', scene('length', change('Ann', -3), change('Ann', 3)), 'the same'],
    ['taken from both', scene('mass', change('Ann', -1), change('Ben', -3)), 'Ann'],
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
      conservation.render(scene('length', change('Ann', 1), change('Ben', -2), lure('Ben', 3))),
    ).toBe(
      [
        'Ann and Ben have the same length of string.',
        'Ann ties on 1 inch more.',
        'Ben cuts 2 inches off.',
        'Ben winds the string into a ball.',
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

  it('yields to no rule of those who do not conserve', () => {
    const rules: Record<string, (story: Scene) => string> = {
      'the look of all': (story) => who(story, sum(looks(story))),
      'the last look': (story) => who(story, looks(story).at(-1)!),
      'the last change': (story) => who(story, changes(story).at(-1)!),
      'the first change': (story) => who(story, changes(story)[0]!),
      'the biggest change': (story) =>
        who(story, changes(story).toSorted((a, b) => Math.abs(b) - Math.abs(a))[0]!),
      'number of changes': (story) =>
        who(story, sum(changes(story).map((value) => Math.sign(value)))),
      'only what is added': (story) => who(story, adds(story, 1)),
      'only what is taken': (story) => who(story, -adds(story, -1)),
      'numbers of each': (story) => who(story, adds(story, 1) + adds(story, -1)),
      'who acts last': (story) => story.events.at(-1)!.who,
      'who acts most': (story) =>
        who(story, sum(story.events.map((event) => (event.who === story.names[0] ? 1 : -1)))),
      'always the same': () => 'the same',
    };
    expect(tooGood(conservation, rules as never)).toEqual([]);
  });
});
