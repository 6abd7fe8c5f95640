import { describe, expect, it } from 'vitest';
import { faultOfRewording } from './reworded.ts';

const TEMPLATE = 'In Table 1, which mill has the higher Fall (m): “Osk” or “Varn”?';
const KEEP = ['Osk', 'Varn', 'Fall (m)'];

/** What must stay, a template that has it, a wording that keeps it, and one that does not. */
const QUESTIONS: readonly [
  what: string,
  template: string,
  keep: string[],
  good: string,
  bad: string,
  ordered?: string[],
][] = [
  [
    'a direction',
    TEMPLATE,
    ['Fall (m)', 'Osk', 'Varn'],
    'Going by Table 1, whose Fall (m) is higher: that of “Osk” or that of “Varn”?',
    'Going by Table 1, whose Fall (m) is lower: that of “Osk” or that of “Varn”?',
  ],
  [
    'a denial',
    'In Table 1, which mills do not reach a Fall (m) of 2?',
    ['Fall (m)'],
    'Of the mills in Table 1, which do not come to a Fall (m) of 2?',
    'Of the mills in Table 1, which come to a Fall (m) of 2?',
  ],
  [
    'no denial',
    'In Table 1, which mills reach a Fall (m) of 2?',
    ['Fall (m)'],
    'Of the mills in Table 1, which come to a Fall (m) of 2?',
    'Of the mills in Table 1, which never come to a Fall (m) of 2?',
  ],
  [
    'a hedge',
    'What may explain the silt?',
    ['silt'],
    'By what may the silt be explained?',
    'By what is the silt explained?',
  ],
  [
    'certainty',
    'What explains the silt?',
    ['silt'],
    'By what is the silt explained?',
    'By what is the silt possibly explained?',
  ],
  [
    'a unit',
    'Which mill turns for more than 12 ms?',
    ['mill'],
    'What mill is it that turns for more than 12 ms?',
    'What mill is it that turns for more than 12 s?',
  ],
  [
    'a percent sign',
    'Which mill loses more than 12% of its power?',
    ['mill'],
    'What mill is losing more than 12% of its power?',
    'What mill is losing more than 12 of its power?',
  ],
  [
    'a sign',
    'Which mill has a Drift of −0.4?',
    ['Drift'],
    'For what mill is the Drift −0.4?',
    'For what mill is the Drift 0.4?',
  ],
  [
    'an exponent',
    'Which mill has a Drift of 1.2 × 10−3?',
    ['Drift'],
    'For what mill is the Drift 1.2 × 10−3?',
    'For what mill is the Drift 1.2 × 103?',
  ],
  [
    'an exponent in letters',
    'Which mill has a Drift of 1.2e-3?',
    ['Drift'],
    'For what mill is the Drift 1.2e-3?',
    'For what mill is the Drift 1.2e3?',
  ],
  [
    'a deviation',
    'Which mill has a Drift of 1.2 ± 0.3?',
    ['Drift'],
    'For what mill is the Drift 1.2 ± 0.3?',
    'For what mill is the Drift 1.2, 0.3?',
  ],
  [
    'a number that nothing else keeps',
    'Which of the 4 mills stands idle?',
    [],
    'What mill of the 4 is it that stands idle?',
    'What mill is it that stands idle?',
  ],
  [
    'a rank',
    'Which mill has the second highest Drift?',
    ['Drift'],
    'What mill comes second by highest Drift?',
    'What mill comes first by highest Drift?',
  ],
  [
    'an operation',
    'What is the average of Drift over all mills?',
    ['Drift'],
    'Over all mills, what does the average of Drift come to?',
    'Over all mills, what does the sum of Drift come to?',
  ],
  [
    'which of two is asked for',
    'What is the Fall of the mill with the highest Power?',
    ['Fall', 'Power'],
    'Can you say the Fall of the mill that has the highest Power?',
    'Can you say the Power of the mill that has the highest Fall?',
    ['Fall', 'Power'],
  ],
];

describe('a question in other words', () => {
  it.each(QUESTIONS)('keeps %s', (_what, template, keep, good, bad, ordered = []) => {
    expect(faultOfRewording(good, template, keep, 'question', ordered)).toBeUndefined();
    expect(faultOfRewording(bad, template, keep, 'question', ordered)).toBeTypeOf('string');
  });

  it.each([
    [
      'brings in a number',
      `In Table 1, of the 9 mills, which has the higher Fall (m): “Osk” or “Varn”?`,
    ],
    ['brings in a name', 'In Table 1 by Ferrow, which has the higher Fall (m): “Osk” or “Varn”?'],
    ['drops a name', 'In Table 1, which mill has the higher Fall (m)?'],
    [
      'is two questions',
      'Is it known? In Table 1, which has the higher Fall (m): “Osk” or “Varn”?',
    ],
    ['is no question', 'In Table 1, “Osk” and “Varn” differ in Fall (m), and one is higher.'],
    ['is several lines', `In Table 1, which has the higher Fall (m):\n“Osk” or “Varn”?`],
    ['is the template', TEMPLATE],
    ['is empty', ''],
    [
      'is far too long',
      `In Table 1, ${'if you would be so kind as to look and tell, '.repeat(4)}which has the higher Fall (m): “Osk” or “Varn”?`,
    ],
  ])('is refused where it %s', (_why, text) => {
    expect(faultOfRewording(text, TEMPLATE, KEEP, 'question')).toBeTypeOf('string');
  });
});

describe('a reply in other words', () => {
  const SENTENCE = 'The silt may explain most of the difference.';

  it('may say what it quotes in another way, and adds nothing to it', () => {
    const template = `It says: “${SENTENCE}”`;
    expect(
      faultOfRewording(`The words are: “${SENTENCE}”`, template, [SENTENCE], 'reply'),
    ).toBeUndefined();
    const proud = `It says: “${SENTENCE}” So the owners of the mills have every reason to dig, and soon.`;
    expect(faultOfRewording(proud, template, [SENTENCE], 'reply')).toMatch(/longer/);
    const sure = `It says: “${SENTENCE.replace('may explain', 'explains')}”`;
    expect(faultOfRewording(sure, template, [SENTENCE], 'reply')).toMatch(/does not keep/);
  });

  it('adds no clause of its own', () => {
    const template = 'Both cite “A survey of weirs”.';
    const more = 'Both cite “A survey of weirs” and both refer to the style of citation.';
    expect(faultOfRewording(more, template, ['A survey of weirs'], 'reply')).toMatch(/longer/);
    const other = 'The work that both cite is “A survey of weirs”.';
    expect(faultOfRewording(other, template, ['A survey of weirs'], 'reply')).toBeUndefined();
  });

  it('that is quoted whole stays as it is', () => {
    const cited = `${SENTENCE} [1]`;
    expect(faultOfRewording(cited, cited, [cited], 'reply')).toBeUndefined();
    expect(faultOfRewording(`${cited} Dig!`, cited, [cited], 'reply')).toMatch(/quoted whole/);
  });
});
