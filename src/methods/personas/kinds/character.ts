import { isEnglish } from '../../../core/text/content-words.ts';
import { fixed, type PersonaDraft, type PersonaKind } from './persona-kind.ts';
import { asPhrase, whoIs } from './words/as-phrase.ts';
import { quotesOf, titleOf } from './words/quote-of.ts';

/** Somebody for a game or a story, in the world that a page tells of: who it is, what it knows, what it would ask first. */
export const character: PersonaKind = {
  name: 'character',
  suits: ({ document }) => isEnglish(document.language),
  draft({ page, plan, passage, random }): PersonaDraft {
    const world = passage.map(({ text }) => text).join(' ');
    const known = passage[plan.focus]!.text;
    const curious = random.pick(passage.filter(({ text }) => text !== known)).text;
    const lines = [
      `Who: ${whoIs(plan.reader)}.`,
      `Knows by heart: ${quotesOf([known])}`,
      `Wants to find out whether this is so: ${quotesOf([curious])}`,
      `When met for the first time: tells the first, and asks about the second.`,
    ];
    const cited = [plan.focus, passage.findIndex(({ text }) => text === curious)];
    return {
      shown: passage,
      turns: [
        fixed(
          'user',
          'request',
          `This world is described on the page “${titleOf(page.document)}”: ${world} Describe somebody who could live in it: ${asPhrase(plan.reader.description)}.`,
        ),
        fixed('assistant', 'reply', lines.join('\n'), cited),
      ],
      tags: { sentences: passage.length },
    };
  },
  requires: null,
};
