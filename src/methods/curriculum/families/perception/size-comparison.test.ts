import { describe, expect, it } from 'vitest';
import { levelsBeaten, measureReader } from '../../../../../test/fixtures/reader-accuracy.ts';
import { sizeComparison } from './size-comparison.ts';

type Scene = Parameters<typeof sizeComparison.solve>[0];

const BARS = [
  { colour: 'red', start: 6, length: 4 },
  { colour: 'blue', start: 0, length: 9 },
  { colour: 'green', start: 2, length: 7 },
  { colour: 'black', start: 1, length: 5 },
];
/** The green bar, with seven signs. */
const SCENE: Scene = { sign: '=', bars: BARS, end: 'longest', rank: 2 };

const RIGHT = [
  'green',
  'Green.',
  'GREEN',
  'the green bar',
  'The green one.',
  'It is the green bar!',
  'The second longest bar is green.',
  'The green bar is the second longest.',
  '**green**',
  '“green”',
  'Answer: green',
  'The answer is green.',
  'The correct answer is: the green bar',
  'Final answer: Green',
  '\\boxed{green}',
  'So it is $\\boxed{\\text{green}}$.',
  '<think>blue is longest, red shortest</think>green',
  'Is it blue? No.</think>The green bar.',
  'Green, because it has 7 signs and blue has 9.',
  'The green bar, since only the blue bar is longer.',
  'Blue has 9 and green has 7. The answer is green.',
  'Green, not black.',
  'The green bar is longer than the black bar.',
  'Green has 7 signs.',
];

const WRONG = [
  '',
  ' ',
  'red',
  'blue',
  'black',
  'white',
  'The second longest bar is black.',
  'green or black',
  'Either green or blue.',
  'green and black',
  'green, black',
  'Maybe green',
  'green?',
  'Probably green.',
  'not green',
  'It is not green.',
  'Green is not the second longest.',
  'Green is wrong.',
  'Green. Black.',
  'The answer is green. No, black.',
  '\\boxed{black}',
  '\\boxed{green} \\boxed{black}',
  '\\boxed{blue} green',
  '<think>green',
  'The green bar is the second shortest.',
  'The black bar is shorter than the green bar.',
  'greenish',
  'the second one',
  '7',
  'I do not know.',
];

const best = (scene: Scene, value: (bar: Scene['bars'][number]) => number) =>
  scene.bars.reduce((a, b) => (value(b) > value(a) ? b : a)).colour;
const reach = ({ start, length }: Scene['bars'][number]) => start + length;

describe('size-comparison', () => {
  it.each<[Scene['end'], number, string]>([
    ['longest', 1, 'blue'],
    ['longest', 2, 'green'],
    ['shortest', 1, 'red'],
    ['shortest', 2, 'black'],
  ])('finds the %s of rank %i', (end, rank, answer) => {
    const scene: Scene = { ...SCENE, end, rank };
    expect(sizeComparison.solve(scene)).toEqual([answer]);
    expect(sizeComparison.solvePrompt(sizeComparison.render(scene))).toEqual([answer]);
  });

  it('finds both of two equal bars, and nothing in an empty text', () => {
    const bars = [BARS[0]!, { ...BARS[0]!, colour: 'white' }];
    const scene: Scene = { ...SCENE, bars, rank: 1 };
    expect(sizeComparison.solve(scene)).toEqual(['red', 'white']);
    expect(sizeComparison.solvePrompt(sizeComparison.render(scene))).toEqual(['red', 'white']);
    expect(sizeComparison.solvePrompt('')).toEqual([]);
    expect(sizeComparison.solvePrompt('Look for the longest bar.')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(sizeComparison.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(sizeComparison.verify(response, SCENE)).toMatchObject({ correct: false });
  });

  it('keeps the ratios of its levels, to the whole sign', () => {
    for (let seed = 0; seed < 400; seed++) {
      const { scene, knobs } = sizeComparison.generate(`ratio-${seed}`, 1 + (seed % 8)).world;
      const lengths = scene.bars.map(({ length }) => length).toSorted((a, b) => a - b);
      for (const [index, length] of lengths.slice(1).entries()) {
        expect(Math.abs((lengths[index]! * 100) / knobs['percent']! - length)).toBeLessThan(1);
      }
    }
  });

  it.each<[string, (scene: Scene) => string, number]>([
    ['the longest bar', (scene) => best(scene, (bar) => bar.length), 1],
    ['the shortest bar', (scene) => best(scene, (bar) => -bar.length), 1],
    ['the first bar', ({ bars }) => bars[0]!.colour, 1],
    ['the last bar', ({ bars }) => bars.at(-1)!.colour, 1],
    ['the longest name', (scene) => best(scene, ({ colour }) => colour.length), 1],
    ['the bar that starts last', (scene) => best(scene, (bar) => bar.start), 3],
    ['the bar that starts first', (scene) => best(scene, (bar) => -bar.start), 3],
    [
      'how far the bars reach',
      (scene) =>
        scene.bars.toSorted((a, b) =>
          scene.end === 'longest' ? reach(b) - reach(a) : reach(a) - reach(b),
        )[scene.rank - 1]!.colour,
      3,
    ],
  ])('is not found by %s', (_, read, fromLevel) => {
    const beaten = levelsBeaten(measureReader(sizeComparison, read));
    expect(beaten.filter(({ level }) => level >= fromLevel)).toEqual([]);
  });
});
