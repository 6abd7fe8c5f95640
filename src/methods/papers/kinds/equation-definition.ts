import type { Random } from '../../../core/random.ts';
import { codePointLength, sliceCodePoints } from '../../../core/text/code-points.ts';
import { eachPaper } from '../assign/each-paper.ts';
import type { OpenPaper } from '../material.ts';
import { among } from './among.ts';
import { drawPicture } from './figures/draw-picture.ts';
import { figureEvidence } from './figures/figure-evidence.ts';
import type { PaperDraft, PaperKind } from './paper-kind.ts';
import { passageOf, quote } from './texts/quote.ts';

export interface EquationDefinition {
  document: string;
  equation: string;
  element: string;
  symbol: string;
  /** The defining words: code points of the element's text. */
  start: number;
  end: number;
}

/** `where d_k is the dimension of the keys`: a symbol, a verb of naming, and what it names up to the next clause. */
const DEFINITION =
  /(?:^|[,;]\s|\band\s|\bwhere\s|\bwith\s|\bhere\s)(?:the\s)?([^\s,;.()]{1,8})\s(?:is|are|denotes?|represents?|stands? for|means?)\s((?:the|a|an|its|our)\s[^,;.:()[\]]{4,120}?)(?=,|;|\.(?:\s|$)|\sand\s\S{1,8}\s(?:is|are|denotes?|represents?|stands? for)\s|$)/giu;
const NO_SYMBOL =
  /^(?:it|this|that|which|there|he|she|we|they|what|one|and|or|here|each|all|both)$/iu;

/** What a symbol of a displayed equation stands for, quoted from the words after it (`where x is …`). */
export const equationDefinition: PaperKind<EquationDefinition> = {
  name: 'equation-definition',
  draw: (material, random) => eachPaper(material, random, plansOf),
  isAskable: async (plan, papers) => among(plan, allPlans(await papers.open(plan.document))),
  documents: ({ document }) => [document],
  async draft(
    { document, equation: id, element, symbol, start, end },
    papers,
    stored,
  ): Promise<PaperDraft> {
    const paper = await papers.open(document);
    const scale = papers.options.pictureScale;
    const equation = paper.byId.get(id)!.element;
    const picture = await drawPicture(paper, equation, scale, stored);
    const { text } = paper.byId.get(element)!.element;
    const meaning = sliceCodePoints(text, start, end);
    const name =
      equation.number === null ? 'the equation in the picture' : `Equation (${equation.number})`;
    return {
      shown: [picture, { type: 'text', text }],
      question: `In ${name}, what does “${symbol}” stand for?`,
      reasoning: [],
      reply: `“${symbol}” stands for ${meaning}.`,
      answer: { value: meaning, basis: 'quotation' },
      keep: { question: [symbol], reply: [symbol, meaning] },
      context: [passageOf(paper, element, true), passageOf(paper, id, true)],
      evidence: [
        figureEvidence(paper, equation, picture, scale, []),
        quote(paper, element, start, end),
      ],
      tags: { symbol, page: equation.page, 'text-answerable': 'yes' },
    };
  },
  requires: ['figure', 'span'],
};

function plansOf(paper: OpenPaper, random: Random): EquationDefinition[] {
  return random.shuffle(allPlans(paper));
}

function allPlans(paper: OpenPaper): EquationDefinition[] {
  const plans: EquationDefinition[] = [];
  for (const { kind, from, to } of paper.paper.links) {
    if (kind !== 'defines') continue;
    const equation = paper.byId.get(to)!.element;
    const glyphs = new Set(Object.keys(equation.symbols ?? {}));
    const { text } = paper.byId.get(from)!.element;
    const seen = new Set<string>();
    for (const found of text.slice(0, 600).matchAll(DEFINITION)) {
      const [whole, symbol, meaning] = found;
      const isIn = [...symbol!]
        .filter((sign) => /[\p{L}\p{N}]/u.test(sign))
        .every((sign) => glyphs.has(sign));
      if (NO_SYMBOL.test(symbol!) || seen.has(symbol!) || !isIn || !/[\p{L}]/u.test(symbol!))
        continue;
      seen.add(symbol!);
      const at = found.index + whole.lastIndexOf(meaning!);
      const start = codePointLength(text.slice(0, at));
      const end = start + codePointLength(meaning!);
      plans.push({
        document: paper.hash,
        equation: to,
        element: from,
        symbol: symbol!,
        start,
        end,
      });
    }
  }
  return plans;
}
