import { describe, expect, it } from 'vitest';
import { utterancesOf } from './utterances.ts';

const words = (text: string): string[] => utterancesOf(text).map((one) => one.words.join(' '));

describe('utterancesOf', () => {
  it.each([
    ['Look. Which one is red?', ['Look', 'Which one is red']],
    ['A line\nanother line', ['A line', 'another line']],
    ['Ben says: “It is here.” Is it?', ['Ben says', 'It is here', 'Is it']],
    ['It weighs 3.5 kg at 10:30.', ['It weighs 3.5 kg at 10:30']],
    ['- a red ball\n2. a cat\n* a dog', ['a red ball', 'a cat', 'a dog']],
    ['Row 3.', ['Row 3']],
    ['The odd-one-out', ['The odd one out']],
    ['One, two, three.', ['One two three']],
    ['Stop; go!', ['Stop', 'go']],
    ['It’s Anna’s.', ["It's Anna's"]],
    ['A', ['A']],
    ['7.', ['7']],
    ['\r\n  \r\n', []],
    ['', []],
  ])('splits %j', (text, expected) => expect(words(text)).toEqual(expected));

  it.each([
    '# . . #',
    'S . #',
    '1 4 7 10 ?',
    'A B C',
    'a b a b',
    '*****',
    '....',
    '3 + 4 = 7',
    '→ ↑ ↓',
  ])('takes %j for a figure', (line) => expect(words(line)).toEqual([]));

  it('keeps the label of a figure as language', () => {
    expect(words('red:  *****')).toEqual(['red']);
    expect(words('Row 1: # . #')).toEqual(['Row 1']);
    expect(words('Row 1: A B C')).toEqual(['Row 1']);
  });
});
