import { describe, expect, it } from 'vitest';
import { numbersIn, verifyNumber } from './number-answer.ts';

describe('numbersIn', () => {
  it.each<[string, number[]]>([
    ['there are 7 of them', [7]],
    ['twenty-one', [21]],
    ['forty two', [42]],
    ['nineteen and ninety', [19, 90]],
    ['two hundred and five', [205]],
    ['three thousand', [3_000]],
    ['1,000', [1_000]],
    ['4.0', [4]],
    ['minus seven', [-7]],
    ['it is -7', [-7]],
    ['the one with 3', [3]],
    ['one of them', []],
    ['only one', [1]],
    ['zero', [0]],
    ['someone', []],
    ['', []],
    ['minus 7', [-7]],
    ['-seven', [-7]],
    ['9 minus 7', [9, 7]],
    ['3 to 4', [3, 4]],
    ['3-4', [3, 4]],
    ['twenty one steps', [21]],
    ['1,200', [1_200]],
    ['the one on the left', []],
    ['a way', []],
  ])('of %j are %j', (text, numbers) => {
    expect(numbersIn(text)).toEqual(numbers);
  });

  it.each(['3.5', '3rd', 'the 7th', '1,200.5', '3%', '3 percent', '1/2', '1,00', 'seven eight'])(
    'knows that %j is no whole number',
    (text) => {
      expect(numbersIn(text)).toEqual([Number.NaN]);
    },
  );
});

describe('verifyNumber', () => {
  it.each([
    '4',
    'four',
    'There are 4.',
    '8 - 4 = 4',
    '8 - 3 = 5. 9 - 5 = 4.',
    '8 - 3 = 5. So the number is 4.',
    '4 (8 - 4)',
    '4, because the other 5 are inside.',
    'Three are red and one is blue. So 4',
    'Add 5 each time. So the next one is 4.',
    '5 is inside. The answer is 4',
    '\\boxed{4}',
    '<think>5? no</think>4',
    'It is not 5, it is 4.',
    'It is not 5 but 4.',
    '<think>4 < 5</think>4',
    '3 < 4. So 4',
    'Start with 3. Add 5 to get 8. Take half: 4. Altogether 4.',
    'In total there are 4.',
    'How many are left: 4',
    '4 are left over.',
    '4 cups (6 - 2)',
    'The steps are 3 + 2 = 5 and 5 - 1 = 4.',
  ])('takes %j', (response) => {
    expect(verifyNumber(response, 4)).toEqual({ correct: true });
  });

  it.each([
    '',
    '5',
    '-4',
    '4.5',
    '40',
    '4 or 5',
    '4 and 5',
    '4 to 5',
    'about 4',
    'at least 4',
    'not 4',
    "It isn't 4.",
    'It is not 4.',
    'It is never 4',
    '4 is wrong',
    '4. No, 5.',
    'The answer is 4. Actually 5.',
    '\\boxed{4} \\boxed{5}',
    '<think>4',
    '4?',
    '4th',
    '4/5',
    '8 - 4 = 5',
    'So 5. 4.',
    'I do not know.',
    'I do not know. 4',
    'I cannot say. 4',
    'It cannot be 4',
    'I guess 4',
    'likely 4',
    'It may be 4.',
    'Neither 4',
    'Nobody has 4',
    'No 4',
    'minus 4',
    '-four',
    'x > 4',
    '4 and a half',
    'between 4 and 4',
    'over four',
  ])('refuses %j', (response) => {
    expect(verifyNumber(response, 4)).toMatchObject({ correct: false });
  });

  it('knows what was counted among, nothing in words, and units that do not fit', () => {
    expect(verifyNumber('4 of the 9', 4, { wholes: [9] })).toEqual({ correct: true });
    expect(verifyNumber('4 of the 9', 4)).toMatchObject({ correct: false });
    expect(verifyNumber('It is empty.', 0, { none: /\bempty\b/ })).toEqual({ correct: true });
    expect(verifyNumber('It is empty.', 1, { none: /\bempty\b/ })).toMatchObject({
      correct: false,
    });
    expect(verifyNumber('4 litres', 4, { foreign: /\blit(?:re|er)s?\b/ })).toMatchObject({
      correct: false,
    });
    expect(verifyNumber('-7', -7)).toEqual({ correct: true });
    expect(verifyNumber('two hundred and five', 205)).toEqual({ correct: true });
  });
});
