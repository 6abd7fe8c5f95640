import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { UsableSentence } from '../prepare/usable-sentences.ts';
import { fixed, type PersonaDraft, type PersonaKind, type Scene } from './persona-kind.ts';
import { fill } from './words/frames.ts';
import { quotesOf, sourceOf } from './words/quote-of.ts';
import { ownTerms } from './words/terms.ts';

const MOST_QUOTED = 4;

/** Quote all that the page has about a term: every sentence of its prose that has the term is there, and no other. */
export const instruction: PersonaKind = {
  name: 'instruction',
  suits: () => true,
  draft(scene): PersonaDraft {
    const { page, passage, plan, frames, random } = scene;
    const { term, sentences } = termOf(scene);
    const shown = page.sentences.filter((one) => passage.includes(one) || sentences.includes(one));
    const cited = sentences.map((one) => shown.indexOf(one));
    const texts = sentences.map(({ text }) => text);
    const request = fill(random.pick(frames.list), { x: `“${term}”`, d: plan.reader.description });
    return {
      shown,
      turns: [
        fixed('user', 'request', request),
        fixed('assistant', 'reply', `${quotesOf(texts)}${sourceOf(page.document)}`, cited),
      ],
      answer: { value: texts.join(' '), basis: 'quotation' },
      tags: { term, sentences: sentences.length },
    };
  },
  requires: ['span'],
};

/** A term of the focused sentence, of all whose sentences none is left out; one that several have, where there is one. */
function termOf({ page, passage, plan }: Scene): { term: string; sentences: UsableSentence[] } {
  const prose = page.document.blocks.filter(({ kind }) =>
    ['paragraph', 'list-item', 'quote'].includes(kind),
  );
  const found = ownTerms(passage[plan.focus]!.text, [], page.document.language).flatMap((term) => {
    const sentences = page.sentences.filter(({ text }) => countOf(text, term) > 0);
    const inPage = prose.reduce((sum, { text }) => sum + countOf(text, term), 0);
    const inSentences = sentences.reduce((sum, { text }) => sum + countOf(text, term), 0);
    return inPage === inSentences && sentences.length <= MOST_QUOTED ? [{ term, sentences }] : [];
  });
  const best = found.toSorted((a, b) => b.sentences.length - a.sentences.length)[0];
  if (best === undefined)
    throw new ItemRejectedError(
      'no-term',
      'no term of the sentence can be followed through the whole page',
    );
  return best;
}

function countOf(text: string, term: string): number {
  return text.toLowerCase().split(term.toLowerCase()).length - 1;
}
