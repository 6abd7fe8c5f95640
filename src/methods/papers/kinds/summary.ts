import type { Random } from '../../../core/random.ts';
import { splitWords, type Sentence } from '../../../core/text/sentences.ts';
import { sliceCodePoints } from '../../../core/text/code-points.ts';
import { eachPaper } from '../assign/each-paper.ts';
import type { OpenPaper } from '../material.ts';
import { among } from './among.ts';
import type { PaperDraft, PaperKind } from './paper-kind.ts';
import { passageOf, quote } from './texts/quote.ts';
import { nameOfSection, sectionsOf } from './texts/sections.ts';
import { statementsOf } from './texts/statements.ts';

export interface SummaryPlan {
  document: string;
  heading: string;
  /** Sentences in reading order. */
  picked: { element: string; start: number; end: number }[];
}

const LEAST_STATEMENTS = 5;
const MOST_SHOWN = 9_000;
const PICKED = 3;

/** The sentences that say most of a section, quoted in order, each with its place. */
export const summary: PaperKind<SummaryPlan> = {
  name: 'summary',
  draw: (material, random) => eachPaper(material, random, plansOf),
  isAskable: async (plan, papers) => among(plan, allPlans(await papers.open(plan.document))),
  documents: ({ document }) => [document],
  async draft({ document, heading: id, picked }, papers): Promise<PaperDraft> {
    const paper = await papers.open(document);
    const { heading, elements } = sectionsOf(paper).find((one) => one.heading.id === id)!;
    const sentences = picked.map(({ element, start, end }) =>
      sliceCodePoints(paper.byId.get(element)!.element.text, start, end),
    );
    const cited = sentences.map((sentence, at) => `${sentence} [${at + 1}]`);
    const elementsUsed = new Set(picked.map(({ element }) => element));
    return {
      shown: [
        { type: 'text', text: [heading.text, ...elements.map(({ text }) => text)].join('\n\n') },
      ],
      question: `Summarise ${nameOfSection(heading)} in ${PICKED} sentences of its own, and number them.`,
      reasoning: [],
      reply: cited.join(' '),
      answer: { value: cited.join(' '), basis: 'quotation' },
      keep: { question: [heading.text], reply: cited },
      context: elements.map((one) => passageOf(paper, one.id, elementsUsed.has(one.id))),
      evidence: picked.map(({ element, start, end }) => quote(paper, element, start, end)),
      tags: { section: heading.text, sentences: picked.length, page: heading.page },
    };
  },
  requires: ['span'],
};

function plansOf(paper: OpenPaper, random: Random): SummaryPlan[] {
  return random.shuffle(allPlans(paper));
}

function allPlans(paper: OpenPaper): SummaryPlan[] {
  const { language } = paper.paper;
  return sectionsOf(paper).flatMap(({ heading, elements }): SummaryPlan[] => {
    const length = elements.reduce((sum, { text }) => sum + text.length, 0);
    const statements = elements.flatMap((element) =>
      statementsOf(element, language).map((sentence) => ({ element: element.id, ...sentence })),
    );
    if (length > MOST_SHOWN || statements.length < LEAST_STATEMENTS) return [];
    const picked = rankByOverlap(statements, language)
      .slice(0, PICKED)
      .toSorted((a, b) => a - b)
      .map((at) => statements[at]!)
      .map(({ element, start, end }) => ({ element, start, end }));
    return [{ document: paper.hash, heading: heading.id, picked }];
  });
}

/** Sentences by how much they share with the others: words in common over the logarithms of the lengths (TextRank's measure, Mihalcea and Tarau 2004). */
function rankByOverlap(sentences: readonly Sentence[], language: string): number[] {
  const words = sentences.map(
    ({ text }) =>
      new Set(splitWords(text.toLowerCase(), language).filter((word) => word.length > 3)),
  );
  const scores = words.map((mine, at) =>
    words.reduce((sum, others, other) => {
      if (other === at || mine.size < 2 || others.size < 2) return sum;
      const shared = [...mine].filter((word) => others.has(word)).length;
      return sum + shared / (Math.log(mine.size) + Math.log(others.size));
    }, 0),
  );
  return scores.map((_, at) => at).toSorted((a, b) => scores[b]! - scores[a]! || a - b);
}
