import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { PersonaDraft, PersonaKind, Scene } from './persona-kind.ts';
import { textOfPage } from '../prepare/open-page.ts';
import { askOf } from './words/ask-of.ts';
import { falsify } from './words/falsify.ts';
import { quotesOf, sourceOf } from './words/quote-of.ts';

export const REJECTED_FORMS = ['changed', 'other-sentence', 'near-page'] as const;

/** A question with a supported and an unsupported answer: the page has the one, and does not have, or does not have there, the other. */
export const preference: PersonaKind = {
  name: 'preference',
  suits: () => true,
  draft(scene): PersonaDraft {
    const { plan, passage, page, frames, random } = scene;
    const { language } = page.document;
    const says = passage[plan.focus]!.text;
    const others = passage.filter((_, at) => at !== plan.focus).map(({ text }) => text);
    const asked = askOf(
      { sentence: says, others, pageText: textOfPage(page), language, frames, isFurther: false },
      random,
    );
    if (asked === undefined)
      throw new ItemRejectedError(
        'no-question',
        `nothing sets “${says}” apart from its neighbours`,
      );
    const choices = rejectable(scene, says, others, asked.term);
    if (choices.length === 0)
      throw new ItemRejectedError('no-pair', 'there is no answer that the page does not support');
    const { form, text } = random.pick(choices);
    const tail = sourceOf(page.document);
    return {
      shown: passage,
      turns: [
        {
          role: 'user',
          move: 'ask',
          lead: '',
          body: asked.question,
          tail: '',
          slot: { as: 'question', about: plan.focus },
          cited: [],
        },
      ],
      chosen: quotesOf([says]) + tail,
      rejected: quotesOf([text]) + tail,
      answer: { value: says, basis: 'quotation' },
      tags: { rejected: form },
    };
  },
  requires: ['span'],
};

function rejectable(
  { page, near, random }: Scene,
  says: string,
  others: readonly string[],
  term: string,
): { form: (typeof REJECTED_FORMS)[number]; text: string }[] {
  const { language } = page.document;
  const text = textOfPage(page);
  const lacks = (other: string): boolean => !other.toLowerCase().includes(term.toLowerCase());
  const changed = falsify(says, { language, text, others }, random).filter(
    ({ form }) => form !== 'exchange',
  );
  const beside =
    near?.sentences.filter((one) => one.askable && lacks(one.text) && !text.includes(one.text)) ??
    [];
  return [
    ...(changed.length === 0
      ? []
      : [{ form: 'changed' as const, text: random.pick(changed).text }]),
    ...pickOne(others.filter(lacks), 'other-sentence'),
    ...pickOne(
      beside.map((one) => one.text),
      'near-page',
    ),
  ];

  function pickOne(texts: readonly string[], form: 'other-sentence' | 'near-page') {
    return texts.length === 0 ? [] : [{ form, text: random.pick(texts) }];
  }
}
