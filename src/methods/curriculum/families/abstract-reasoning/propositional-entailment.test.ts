import { describe, expect, it } from 'vitest';
import { propositionalEntailment } from './propositional-entailment.ts';

const lamp = { subject: 'lamp' as const, holds: true };
const door = { subject: 'door' as const, holds: true };
const not = <L extends { holds: boolean }>(literal: L): L => ({
  ...literal,
  holds: !literal.holds,
});

function scene(
  kind: 'if' | 'or' | 'only-if' | 'not-both' | 'iff',
  fact: typeof lamp | typeof door,
  asked: typeof lamp | typeof door,
) {
  return { rules: [{ kind, p: lamp, q: door }], facts: [fact], places: [0], asked };
}
const TRUE = scene('if', lamp, door);
const FALSE = scene('if', lamp, not(door));
const OPEN = scene('if', door, lamp);

const TAKEN = {
  true: [
    'true',
    'True.',
    'TRUE',
    'The statement is true.',
    'It is true.',
    'Yes, it is true.',
    'Yes',
    'It must be true.',
    'Answer: true',
    'The answer is **true**.',
    '\\boxed{true}',
    '$\\boxed{\\text{True}}$',
    '<think>false?</think>True',
    'True, because the lamp is on.',
    'The lamp is on, so the statement is true.',
    'Since the lamp is on, it is true.',
    'It follows.',
    'The statement is correct.',
    'It is true that the door is open.',
    'Therefore, the statement is true!',
  ],
  false: [
    'false',
    'False.',
    'The statement is false.',
    'It is not true.',
    "It isn't true.",
    'No, it is false.',
    'No.',
    'Answer: FALSE',
    'The answer is false.',
    '\\boxed{False}',
    '<think>true?</think>false',
    'False, since the door is open.',
    'So it is false.',
    'The statement is incorrect.',
    'It must be false.',
  ],
  unknown: [
    'unknown',
    'Unknown.',
    'It is unknown.',
    'The truth of the statement is unknown.',
    'It cannot be known.',
    'It cannot be determined.',
    "We can't tell.",
    'There is not enough information.',
    'It is impossible to say.',
    'It could be either true or false.',
    'It may be true or false.',
    'It is unknown whether the statement is true.',
    'It cannot be known whether it is true.',
    'Answer: unknown',
    '\\boxed{\\text{unknown}}',
    '<think>true? false?</think>Unknown',
    'Unknown, because the rule does not work backwards.',
    'The statement is undetermined.',
    'The answer is: unknown',
    'It is not known.',
    'We do not know.',
    'Nobody can tell.',
  ],
} as const;
const REFUSED = [
  'not unknown',
  'The answer is not unknown.',
  "It can't be unknown.",
  'It is not true that the statement is false.',
  'It is false that the statement is false.',
  'True is wrong.',
  'The statement is true. That is wrong.',
  'Anything but true.',
  'If I had to guess, unknown.',
  '',
  'true or false',
  'Either true or unknown.',
  'Maybe true',
  'True?',
  'Probably false.',
  'I do not know.',
  "I can't tell.",
  "I'm not sure.",
  'I am uncertain.',
  'true and false',
  'True. False.',
  'The answer is true. No, it is false.',
  'The answer is unknown. It is true.',
  '\\boxed{true} \\boxed{false}',
  '<think>true',
  'It is not false.',
  'The lamp is on.',
  'It is not necessarily true.',
  'It might be true.',
  'open',
];

describe('propositional-entailment', () => {
  it('knows modus ponens and tollens, and the two fallacies beside them', () => {
    for (const [problem, truth] of [
      [TRUE, 'true'],
      [FALSE, 'false'],
      [OPEN, 'unknown'],
      [scene('if', not(door), lamp), 'false'],
      [scene('if', not(lamp), door), 'unknown'],
      [scene('only-if', lamp, door), 'true'],
      [scene('only-if', door, lamp), 'unknown'],
      [scene('or', not(lamp), door), 'true'],
      [scene('or', lamp, door), 'unknown'],
      [scene('not-both', lamp, door), 'false'],
      [scene('not-both', not(lamp), door), 'unknown'],
      [scene('iff', door, lamp), 'true'],
      [scene('iff', not(lamp), door), 'false'],
    ] as const) {
      expect(propositionalEntailment.solve(problem)).toEqual([truth]);
      expect(propositionalEntailment.solvePrompt(propositionalEntailment.render(problem))).toEqual([
        truth,
      ]);
      expect(propositionalEntailment.explain(problem).at(-1)).toContain(truth);
    }
  });

  it('argues by cases, as in a constructive dilemma', () => {
    const room = { subject: 'room' as const, holds: true };
    const dilemma = {
      rules: [
        { kind: 'or' as const, p: lamp, q: door },
        { kind: 'if' as const, p: lamp, q: room },
        { kind: 'if' as const, p: door, q: room },
      ],
      facts: [{ subject: 'cup' as const, holds: true }],
      places: [1],
      asked: room,
    };
    expect(propositionalEntailment.solve(dilemma)).toEqual(['true']);
    expect(propositionalEntailment.solvePrompt(propositionalEntailment.render(dilemma))).toEqual([
      'true',
    ]);
    expect(propositionalEntailment.explain(dilemma).join('\n')).toContain(
      'Suppose that the room is not warm.',
    );
  });

  it('finds nothing in contradictory facts or in other text', () => {
    const clash = { ...TRUE, facts: [lamp, not(door)], places: [0, 1] };
    expect(propositionalEntailment.solve(clash)).toEqual([]);
    expect(propositionalEntailment.solvePrompt(propositionalEntailment.render(clash))).toEqual([]);
    expect(propositionalEntailment.solvePrompt('nothing to read')).toEqual([]);
  });

  const scenes = { true: TRUE, false: FALSE, unknown: OPEN };
  for (const truth of ['true', 'false', 'unknown'] as const) {
    it.each(TAKEN[truth])(`takes %j where it is ${truth}, and nowhere else`, (response) => {
      for (const other of ['true', 'false', 'unknown'] as const) {
        expect(propositionalEntailment.verify(response, scenes[other]).correct).toBe(
          other === truth,
        );
      }
    });
  }

  it.each(REFUSED)('refuses %j everywhere', (response) => {
    for (const problem of Object.values(scenes)) {
      expect(propositionalEntailment.verify(response, problem).correct).toBe(false);
    }
  });
});
