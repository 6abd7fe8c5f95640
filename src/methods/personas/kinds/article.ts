import { isEnglish } from '../../../core/text/content-words.ts';
import { soundsLikeInstruction } from '../prove/instruction-phrases.ts';
import { fixed, type PersonaDraft, type PersonaKind } from './persona-kind.ts';
import { asPhrase } from './words/as-phrase.ts';
import { titleOf } from './words/quote-of.ts';

const LEAST_SENTENCES = 4;
const MOST_SENTENCES = 12;
const ON = [
  'The page says it so:',
  'It goes on:',
  'To this it adds:',
  'And further:',
  'Then there is this:',
];

/** What a reader takes from a page, section by section: the claims are quotations, the words between them are ours. */
export const article: PersonaKind = {
  name: 'article',
  suits: ({ document, sentences }) =>
    isEnglish(document.language) && sentences.length >= LEAST_SENTENCES,
  draft({ page, plan, random }): PersonaDraft {
    const shown = page.sentences.slice(0, MOST_SENTENCES);
    const title = titleOf(page.document);
    const { description } = plan.reader;
    const lines = [
      `# ${title}`,
      '',
      `I am ${asPhrase(description)}. This is what I found on the page, in its own words.`,
    ];
    let section: string | undefined;
    for (const { block, text } of shown) {
      const heading = page.document.blocks[block]!.headings.at(-1) ?? '';
      if (
        heading !== section &&
        heading !== '' &&
        heading !== title &&
        !soundsLikeInstruction(heading)
      )
        lines.push('', `## ${heading.replace(/\s+/gu, ' ')}`);
      section = heading;
      lines.push('', `${random.pick(ON)} “${text}”`);
    }
    const request = `Write an article on “${title}” from the view of ${asPhrase(description)}. Let every claim be a quotation.`;
    return {
      shown,
      turns: [
        fixed('user', 'request', request),
        fixed(
          'assistant',
          'reply',
          lines.join('\n'),
          shown.map((_, at) => at),
        ),
      ],
      tags: { sentences: shown.length },
    };
  },
  requires: null,
};
