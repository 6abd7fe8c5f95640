import { ItemRejectedError } from '../../../core/errors/index.ts';
import { createRandom } from '../../../core/random.ts';
import type { OpenPage } from '../prepare/open-page.ts';
import { fixed, type PersonaDraft, type PersonaKind } from './persona-kind.ts';
import { fill, type Frames } from './words/frames.ts';
import {
  CALENDAR_YEAR,
  comparablePairs,
  compare,
  differenceOf,
  type Quantity,
  quantitiesOf,
  valueOf,
  wholeRatioOf,
} from './words/quantities.ts';
import { quotesOf } from './words/quote-of.ts';

interface Computed {
  form: 'difference' | 'ratio' | 'larger' | 'years' | 'earlier';
  /** The arithmetic, as it is written down. */
  working: string;
  value: string;
}

/** Two quantities of one unit, quoted from two sentences, and what a program computes of them. */
export const reasoningProblem: PersonaKind = {
  name: 'reasoning-problem',
  suits: (page) => pairsOf(page).length > 0,
  draft({ page, plan, frames, random }): PersonaDraft {
    const pairs = pairsOf(page);
    if (pairs.length === 0)
      throw new ItemRejectedError(
        'no-quantities',
        `${page.document.uri} states no two quantities of one unit`,
      );
    // Visits walk through all that the page gives, so that none comes twice before all have come.
    const problems = pairs.flatMap(([a, b]) =>
      computable(a, b).map((computed) => ({ a, b, ...computed })),
    );
    const order = createRandom(`${plan.seed}/${plan.kind}`).shuffle(problems);
    const { a, b, form, working, value } = order[plan.visit % order.length]!;
    const shown = [a, b].map(({ sentence }) => page.sentences[sentence]!);
    const question = fill(random.pick(frames[form as keyof Frames] as string[]), {
      a: a.text,
      b: b.text,
      s: quotesOf(shown.map(({ text }) => text)),
    });
    const reply =
      working === ''
        ? fill(frames.chosen, { v: value })
        : fill(frames.computed, { r: working, v: value });
    return {
      shown,
      turns: [fixed('user', 'request', question), fixed('assistant', 'reply', reply, [0, 1])],
      answer: { value, basis: 'program' },
      tags: { form, unit: a.unit },
    };
  },
  requires: ['span'],
};

function pairsOf(page: OpenPage): [Quantity, Quantity][] {
  const { language } = page.document;
  return comparablePairs(
    quantitiesOf(
      page.sentences.map(({ text }) => text),
      language,
    ),
  );
}

function computable(a: Quantity, b: Quantity): Computed[] {
  const [small, large] = compare(a, b) < 0 ? [a, b] : [b, a];
  const minus = `${valueOf(large)} − ${valueOf(small)}`;
  if (a.unit === CALENDAR_YEAR)
    return [
      { form: 'years', working: minus, value: differenceOf(a, b) },
      { form: 'earlier', working: '', value: small.text },
    ];
  const ratio = wholeRatioOf(a, b);
  return [
    { form: 'difference', working: minus, value: differenceOf(a, b) },
    { form: 'larger', working: '', value: large.text },
    ...(ratio === undefined
      ? []
      : [
          {
            form: 'ratio' as const,
            working: `${valueOf(large)} ÷ ${valueOf(small)}`,
            value: ratio,
          },
        ]),
  ];
}
