import type { Random } from '../../../core/random.ts';
import { sliceCodePoints } from '../../../core/text/code-points.ts';
import { eachPaper } from '../assign/each-paper.ts';
import type { OpenPaper } from '../material.ts';
import { among } from './among.ts';
import type { PaperDraft, PaperKind } from './paper-kind.ts';
import { passageOf, quote } from './texts/quote.ts';
import { nameOfSection, sectionsOf } from './texts/sections.ts';
import { statementsOf } from './texts/statements.ts';
import { termsOf } from './texts/terms.ts';

export interface SectionQuestion {
  document: string;
  heading: string;
  element: string;
  start: number;
  end: number;
  term: string;
}

/** Characters of a section that are shown, at most: longer sections are not asked about. */
const MOST_SHOWN = 6_000;

/** What a section says of a term that only one of its sentences has: the sentence is quoted. */
export const sectionQuestion: PaperKind<SectionQuestion> = {
  name: 'section-question',
  draw: (material, random) => eachPaper(material, random, plansOf),
  isAskable: async (plan, papers) => among(plan, allPlans(await papers.open(plan.document)).flat()),
  documents: ({ document }) => [document],
  async draft({ document, heading: id, element, start, end, term }, papers): Promise<PaperDraft> {
    const paper = await papers.open(document);
    const { heading, elements } = sectionsOf(paper).find((one) => one.heading.id === id)!;
    const name = nameOfSection(heading);
    const sentence = sliceCodePoints(paper.byId.get(element)!.element.text, start, end);
    return {
      shown: [
        { type: 'text', text: [heading.text, ...elements.map(({ text }) => text)].join('\n\n') },
      ],
      question: `What does ${name} say about “${term}”?`,
      reasoning: [],
      reply: `It says: “${sentence}”`,
      answer: { value: sentence, basis: 'quotation' },
      keep: { question: [term, heading.text], reply: [sentence] },
      context: elements.map((one) => passageOf(paper, one.id, one.id === element)),
      evidence: [quote(paper, element, start, end)],
      tags: { section: heading.text, term, page: paper.byId.get(element)!.element.page },
    };
  },
  requires: ['span'],
};

function plansOf(paper: OpenPaper, random: Random): SectionQuestion[] {
  return random.shuffle(allPlans(paper).map((plans) => random.pick(plans)));
}

/** For each sentence, the plans of all its terms. */
function allPlans(paper: OpenPaper): SectionQuestion[][] {
  const { language } = paper.paper;
  const plans: SectionQuestion[][] = [];
  for (const { heading, elements } of sectionsOf(paper)) {
    const text = elements.map((one) => one.text).join('\n\n');
    if (text.length > MOST_SHOWN) continue;
    for (const element of elements) {
      for (const { start, end, text: sentence } of statementsOf(element, language)) {
        const own = termsOf(sentence, language).filter(
          (term) =>
            occurrences(text, term) === 1 &&
            !heading.text.toLowerCase().includes(term.toLowerCase()),
        );
        if (own.length === 0) continue;
        const place = { document: paper.hash, heading: heading.id, element: element.id };
        plans.push(own.map((term) => ({ ...place, start, end, term })));
      }
    }
  }
  return plans;
}

function occurrences(text: string, term: string): number {
  return text.toLowerCase().split(term.toLowerCase()).length - 1;
}
