import { ItemRejectedError } from '../../../core/errors/index.ts';
import { isEnglish } from '../../../core/text/content-words.ts';
import { fixed, type PersonaDraft, type PersonaKind } from './persona-kind.ts';
import { asPhrase } from './words/as-phrase.ts';
import { quotesOf, titleOf } from './words/quote-of.ts';
import { ownTerms } from './words/terms.ts';

/** A tool that would look up for the reader what a page says: name, function, arguments, and what it gives for one of them. */
export const tool: PersonaKind = {
  name: 'tool',
  suits: ({ document }) => isEnglish(document.language),
  draft({ page, plan, passage }): PersonaDraft {
    const terms = passage.flatMap(({ text }, at) => {
      const others = passage.filter((_, other) => other !== at).map((other) => other.text);
      const term = ownTerms(text, others, page.document.language)[0];
      return term === undefined ? [] : [{ term, at }];
    });
    const example = terms.find(({ at }) => at === plan.focus);
    if (example === undefined || terms.length < 2)
      throw new ItemRejectedError('no-term', 'too few sentences have a term of their own');
    const title = titleOf(page.document);
    const { description } = plan.reader;
    const lines = [
      'Name: page look-up',
      `For: ${description}`,
      'Function: look_up(term)',
      `Argument term, a string, one of: ${terms.map(({ term }) => `“${term}”`).join(', ')}`,
      `Returns: the sentence of “${title}” that has the term, word for word`,
      `Example: look_up(“${example.term}”) returns ${quotesOf([passage[plan.focus]!.text])}`,
      'Needs: nothing but the page',
    ];
    return {
      shown: passage,
      turns: [
        fixed(
          'user',
          'request',
          `I am ${asPhrase(description)}. Describe a tool that looks up for me what “${title}” says: name, function, arguments, what it returns, and an example.`,
        ),
        fixed('assistant', 'reply', lines.join('\n'), [plan.focus]),
      ],
      tags: { terms: terms.length },
    };
  },
  requires: null,
};
