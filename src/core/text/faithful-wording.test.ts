import { describe, expect, it } from 'vitest';
import { faultOfWording } from './faithful-wording.ts';

const TIDE = 'When the tide goes out, the gate closes.';
const ICE = 'In winter, ice can block the sluice at Carrow for about 7 days.';

describe('faultOfWording', () => {
  it.each([
    ['The gate closes when the tide goes out.', TIDE],
    ['Ice can block the sluice at Carrow for about 7 days in winter.', ICE],
    ['In winter, the ice can block the sluice at Carrow for about 7 days.', ICE],
  ])('accepts %j', (text, statement) => {
    expect(faultOfWording(text, statement, 'en')).toBeUndefined();
  });

  it.each([
    ['The tide goes out when the gate closes.', TIDE, 'relates otherwise'],
    ['When the tide goes out, the gate never closes.', TIDE, 'content words'],
    ['When the tide goes out, the gate doesn’t close.', TIDE, 'hedges'],
    ['When the tide goes out, the door closes.', TIDE, 'content words'],
    ['When the tide goes out, the big gate closes.', TIDE, 'content words'],
    ['When the gate goes out, the tide closes.', TIDE, 'another order'],
    ['In winter, ice can block the sluice at Carrow for about 9 days.', ICE, 'numbers'],
    ['In winter, ice can block the sluice at Norhaven for about 7 days.', ICE, 'names'],
    ['In winter, ice can block the sluice at Carrow for 7 days.', ICE, 'hedges'],
    ['In winter, ice will block the sluice at Carrow for about 7 days.', ICE, 'hedges'],
    ['“In winter, ice can block the sluice at Carrow for about 7 days.”', ICE, 'quotation marks'],
    ['', ICE, 'one line'],
    ['When the tide goes out, the gate closes', TIDE, 'no whole statement'],
  ])('refuses %j', (text, statement, why) => {
    expect(faultOfWording(text, statement, 'en')).toContain(why);
  });

  it('reads names with a hyphen', () => {
    const well = 'The well of Wick-on-Sea’s mill is deep.';
    expect(faultOfWording('The well of Norhaven’s mill is deep.', well, 'en')).toContain('names');
    expect(faultOfWording(well, well, 'en')).toBeUndefined();
  });

  it('keeps every word of other languages', () => {
    expect(faultOfWording('退潮的时候木门打开。', '退潮的时候木门关闭。', 'zh')).toBeDefined();
    expect(faultOfWording('退潮的时候，木门关闭。', '退潮的时候木门关闭。', 'zh')).toBeUndefined();
  });
});
