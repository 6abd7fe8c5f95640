import { describe, expect, it } from 'vitest';
import { sizeComparison } from './size-comparison.ts';

type Scene = Parameters<typeof sizeComparison.solve>[0];

const BARS = [
  { name: 'cat', start: 6, length: 4 },
  { name: 'dog', start: 0, length: 9 },
  { name: 'cow', start: 2, length: 7 },
  { name: 'bear', start: 1, length: 5 },
];
/** The cow bar, with seven signs. */
const SCENE: Scene = { sign: '=', bars: BARS, end: 'longest', rank: 2 };

const RIGHT = [
  "The cow's bar.",
  'cow',
  'Cow.',
  'COW',
  'the cow bar',
  'The cow one.',
  'It is the cow bar!',
  'The second longest bar is cow.',
  'The cow bar is the second longest.',
  '**cow**',
  '“cow”',
  'Answer: cow',
  'The answer is cow.',
  'The correct answer is: the cow bar',
  'Final answer: Cow',
  '\\boxed{cow}',
  'So it is $\\boxed{\\text{cow}}$.',
  '<think>dog is longest, cat shortest</think>cow',
  'Is it dog? No.</think>The cow bar.',
  'Cow, because it has 7 signs and dog has 9.',
  'The cow bar, since only the dog bar is longer.',
  'Dog has 9 and cow has 7. The answer is cow.',
  'Cow, not bear.',
  'The cow bar is longer than the bear bar.',
  'Cow has 7 signs.',
];

const WRONG = [
  "I don't know. cow.",
  "It can't be cow.",
  'cow is wrong.',
  'It is never cow.',
  'Anything but cow.',
  'I doubt it is cow.',
  '',
  ' ',
  'cat',
  'dog',
  'bear',
  'duck',
  'The second longest bar is bear.',
  'cow or bear',
  'Either cow or dog.',
  'cow and bear',
  'cow, bear',
  'Maybe cow',
  'cow?',
  'Probably cow.',
  'not cow',
  'It is not cow.',
  'Cow is not the second longest.',
  'Cow is wrong.',
  'Cow. Bear.',
  'The answer is cow. No, bear.',
  '\\boxed{bear}',
  '\\boxed{cow} \\boxed{bear}',
  '\\boxed{dog} cow',
  '<think>cow',
  'The cow bar is the second shortest.',
  'The bear bar is shorter than the cow bar.',
  'cowbell',
  'the second one',
  '7',
  'I do not know.',
];

describe('size-comparison', () => {
  it.each<[Scene['end'], number, string]>([
    ['longest', 1, 'dog'],
    ['longest', 2, 'cow'],
    ['shortest', 1, 'cat'],
    ['shortest', 2, 'bear'],
  ])('finds the %s of rank %i', (end, rank, answer) => {
    const scene: Scene = { ...SCENE, end, rank };
    expect(sizeComparison.solve(scene)).toEqual([answer]);
    expect(sizeComparison.solvePrompt(sizeComparison.render(scene))).toEqual([answer]);
  });

  it('finds both of two equal bars, and nothing in an empty text', () => {
    const bars = [BARS[0]!, { ...BARS[0]!, name: 'duck' }];
    const scene: Scene = { ...SCENE, bars, rank: 1 };
    expect(sizeComparison.solve(scene)).toEqual(['cat', 'duck']);
    expect(sizeComparison.solvePrompt(sizeComparison.render(scene))).toEqual(['cat', 'duck']);
    expect(sizeComparison.solvePrompt('')).toEqual([]);
    expect(sizeComparison.solvePrompt('Find: longest.')).toEqual([]);
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
        const least = (lengths[index]! * 100) / knobs['percent']!;
        expect(length - least).toBeGreaterThan(-1);
        expect(length - least).toBeLessThan(3);
      }
    }
  });
});
