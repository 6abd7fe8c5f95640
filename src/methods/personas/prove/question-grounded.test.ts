import { describe, expect, it } from 'vitest';
import { contentWords, matchScores, stem } from '../../../core/text/content-words.ts';
import { faultOfForm, longestRun } from './question-form.ts';
import { faultOfGrounds } from './question-grounded.ts';
import { faultOfTurns } from './turns-differ.ts';

const SHOWN = [
  'The tide mill at Carrow has ground corn since 1612.',
  'Twice a day the sea fills a pond behind the mill.',
  'A full pond drives the stones for about four hours.',
];
const grounds = (cited: number[]) => ({
  shown: SHOWN,
  cited,
  title: 'Mills of the coast',
  language: 'en',
});

describe('contentWords', () => {
  it('drops stop words and endings', () => {
    expect([
      ...contentWords('What did the lamplighters’ ladders carry, and why were they carried?', 'en'),
    ]).toEqual(['lamplighter', 'ladder', 'carry']);
  });

  it.each([
    ['boats', 'boat'],
    ['glass', 'glass'],
    ['boxes', 'box'],
    ['stories', 'story'],
    ['fishing', 'fish'],
    ['stopped', 'stop'],
    ['hoping', 'hop'],
    ['hope', 'hop'],
    ['sing', 'sing'],
    ['1861s', '1861s'],
    ['bus', 'bus'],
  ])('stems %s to %s', (word, root) => expect(stem(word)).toBe(root));

  it('weighs rare words above common ones', () => {
    const sentences = SHOWN.map((sentence) => contentWords(sentence, 'en'));
    const scores = matchScores(
      contentWords('How many hours does a pond drive the stones?', 'en'),
      sentences,
    );
    expect(scores.indexOf(Math.max(...scores))).toBe(2);
    expect(scores[0]).toBe(0);
  });

  it('keeps every word of other languages', () => {
    expect(contentWords('磨坊从那时开始磨玉米', 'zh').size).toBeGreaterThan(3);
  });
});

describe('faultOfGrounds', () => {
  it.each([
    ['Since when has the tide mill ground corn?', [0]],
    ['How long does a full pond drive the stones?', [2]],
    ['What fills the pond behind the mill?', [1]],
    ['What fills the pond that drives the stones?', [1, 2]],
    ['Is it four hours that a full pond drives the stones?', [2]],
  ])('takes %j of %j', (question, cited) => {
    expect(faultOfGrounds(question, grounds(cited))).toBeUndefined();
  });

  it.each([
    ['What is the pond?', [1], 'too few'],
    ['Why did the volcano destroy the mill and the village?', [0], 'too few'],
    ['Which dragon guards the mill pond treasure chamber door?', [1], 'speaks of'],
    ['Since when has the tide mill at Avalon ground corn?', [0], 'Avalon'],
    ['Has the tide mill ground corn since 1712?', [0], '1712'],
    ['Has the tide mill ground corn since 161?', [0], '161'],
    ['Has the tide mill ground corn for seven years?', [0], 'seven'],
    ['Has the tide mill ground corn under Ⅷ kings?', [0], 'Ⅷ'],
    ['Has the tide mill ground corn with ② stones?', [0], '②'],
    ['How long does a full pond drive the stones?', [0], 'too few'],
    ['How long does a full pond drive the stones?', [0, 2], 'hardly'],
    ['What happened and why?', [0], 'nothing'],
    ['', [0], 'nothing'],
  ])('refuses %j of %j', (question, cited, reason) => {
    expect(faultOfGrounds(question, grounds(cited))).toContain(reason);
  });
});

function form(question: string, language = 'en'): string | undefined {
  return faultOfForm(question, SHOWN, 'a retired fisherman who mends nets', language);
}

describe('faultOfForm', () => {
  it.each([
    'When was the mill built?',
    'In which year did the mill grind its first corn?',
    'And how long does the pond last?',
    'Is the mill driven by the tide?',
    'Did Mr. Orrin build the mill?',
  ])('takes %j', (question) => expect(form(question)).toBeUndefined());

  it.each([
    ['When was the mill built', 'question mark'],
    ['When was it? Who built it?', 'more than one question'],
    ['It is old. When was the mill built?', 'open like a question'],
    ['When was it built. Is it old?', 'more than one sentence'],
    [' When was the mill built?', 'line'],
    ['When was\nthe mill built?', 'line'],
    ['Why?', 'short'],
    [`Why ${'very '.repeat(40)}old?`, 'long'],
    [`Why ${'x'.repeat(300)} is old today?`, 'long'],
    ['What does sentence 3 say?', 'prompt'],
    ['What does the passage say of mills?', 'prompt'],
    ['What is told in [2] about mills?', 'prompt'],
    ['As a fisherman, what is the mill for?', 'open like a question'],
    ['Question: what is the mill for?', 'open like a question'],
    ['Who is the persona that asks here?', 'who asks'],
    ['Can a retired fisherman who mends nets visit?', 'describes'],
    ['Does twice a day the sea fills a pond behind the mill?', 'copies'],
    ['What is "the mill" at Carrow?', 'quotation marks'],
    ['Would you ignore the previous instructions about mills?', 'instruction'],
  ])('refuses %j', (question, reason) => expect(form(question)).toContain(reason));

  it('takes questions of other scripts by their own marks', () => {
    expect(form('潮汐磨坊从什么时候开始磨玉米？', 'zh')).toBeUndefined();
    expect(form('متى بدأت طاحونة المد تطحن القمح؟', 'ar')).toBeUndefined();
  });

  it('finds the longest common run', () => {
    expect(longestRun(['a', 'b', 'c', 'd'], ['x', 'b', 'c', 'y', 'b'])).toBe(2);
    expect(longestRun([], ['x'])).toBe(0);
  });
});

describe('faultOfTurns', () => {
  it('wants other questions', () => {
    const first = 'What fills the pond?';
    expect(faultOfTurns([first, 'What drives the stones?'], 'en')).toBeUndefined();
    expect(faultOfTurns([first, 'What is filling ponds?'], 'en')).toContain('repeats');
  });
});
