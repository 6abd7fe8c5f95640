import { describe, expect, it } from 'vitest';
import { mannerOfAsking } from './manner-of-asking.ts';

describe('mannerOfAsking', () => {
  it.each([
    ['Bread rises because yeast eats sugar.', 'Why'],
    ['A full pond drives the stones for about four hours.', 'How long'],
    ['The journey took six days in summer.', 'How long'],
    ['Gas lamps came in 1861 and needed only twelve men.', 'When'],
    ['Each man looked after seventy lamps.', 'How many'],
    ['When the tide goes out, the gate closes.', 'What happens when'],
    ['Salt slows the yeast.', 'What'],
  ])('of %j begins with %s', (sentence, opening) => {
    expect(mannerOfAsking(sentence, 'en')).toBe(`begins with "${opening}"`);
  });

  it('names no English word for other languages', () => {
    expect(mannerOfAsking('退潮的时候木门关闭。', 'zh')).not.toContain('begins');
  });
});
