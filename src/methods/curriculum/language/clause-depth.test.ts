import { describe, expect, it } from 'vitest';
import { measureLanguage } from './measure.ts';

const depth = (text: string): number => measureLanguage(text).deepest.depth;

describe('clause depth', () => {
  it.each([
    'The ball is red.',
    'Which box has the ball?',
    'In which box is the ball?',
    'When did Anna go home?',
    'Where is the key?',
    'Anna wants to go home.',
    'After lunch Tom runs.',
    'Put it behind the box.',
    'Tom knows the way.',
    'That box is red.',
    'Is that box red?',
    'Anna runs and Ben sleeps.',
    'The dog is as big as the cat.',
    'Who has the biggest dog?',
    '',
  ])('%j is flat', (text) => expect(depth(text)).toBe(0));

  it.each([
    'Tom stays because it rains.',
    'If it rains, Tom stays in.',
    'Anna thinks the ball is in the box.',
    'Anna thinks that the ball is in the box.',
    'Where does Anna think the ball is?',
    'Tell me who has the ball.',
    'Ask Ben where the key is.',
    'What is in the box that is red?',
    'The boy who ran fell.',
    'The dog that barks sees the cat that runs.',
    'Before Anna came in, Ben hid the key.',
    'When it rains, Tom stays in.',
    'Ben is sure that it is red.',
    'Anna knows what is in the box.',
  ])('%j has one clause in another', (text) => expect(depth(text)).toBe(1));

  it.each([
    'Anna thinks that Ben knows where the ball is.',
    'Anna asks whether Ben saw what Cara did.',
    'Anna thinks Ben thinks the ball is in the box.',
  ])('%j nests two', (text) => expect(depth(text)).toBe(2));

  it('nests beliefs to the third order', () => {
    expect(depth('Anna thinks Ben thinks Cara thinks the ball is in the box.')).toBe(3);
    expect(depth('Where does Anna think Ben thinks Cara thinks the key is?')).toBe(3);
  });
});
