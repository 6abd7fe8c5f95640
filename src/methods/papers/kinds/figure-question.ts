import type { Random } from '../../../core/random.ts';
import { sliceCodePoints } from '../../../core/text/code-points.ts';
import { splitSentences } from '../../../core/text/sentences.ts';
import { eachPaper } from '../assign/each-paper.ts';
import type { OpenPaper } from '../material.ts';
import { among } from './among.ts';
import { captionOf } from './caption-matching.ts';
import { drawPicture } from './figures/draw-picture.ts';
import { figureEvidence } from './figures/figure-evidence.ts';
import type { PaperDraft, PaperKind } from './paper-kind.ts';
import { passageOf, quote } from './texts/quote.ts';

export interface FigureQuestion {
  document: string;
  figure: string;
  element: string;
  start: number;
  end: number;
  /** The number that is asked for, as the sentence prints it. */
  number: string;
}

const NUMBER = /(?<![\p{L}\d.,-])[−–-]?\d+(?:[.,]\d+)*(?![\p{L}\d]|[.,]\d)/gu;
const GAP = '____';

/**
 * A sentence of the text that cites a figure, with a number left out that stands in the figure itself, and neither in its
 * caption nor elsewhere in the sentence: written from the text, checked against the figure (as VeriSciQA, arXiv 2511.19899).
 */
export const figureQuestion: PaperKind<FigureQuestion> = {
  name: 'figure-question',
  draw: (material, random) => eachPaper(material, random, plansOf),
  isAskable: async (plan, papers) => among(plan, allPlans(await papers.open(plan.document))),
  documents: ({ document }) => [document],
  async draft(
    { document, figure, element, start, end, number },
    papers,
    stored,
  ): Promise<PaperDraft> {
    const paper = await papers.open(document);
    const scale = papers.options.pictureScale;
    const shown = paper.byId.get(figure)!.element;
    const picture = await drawPicture(paper, shown, scale, stored);
    const caption = captionOf(paper, shown);
    const sentence = sliceCodePoints(paper.byId.get(element)!.element.text, start, end);
    const name = shown.label ?? 'the figure';
    return {
      shown: [
        picture,
        ...(caption === null ? [] : [{ type: 'text' as const, text: caption.text }]),
      ],
      question: `The text says of ${name}: “${withGap(sentence, number)}” Which number, to be seen in the figure, fills the gap?`,
      reasoning: [],
      reply: `The number is ${number}.`,
      answer: { value: number, basis: 'quotation' },
      keep: { question: [withGap(sentence, number)], reply: [number] },
      context: [
        passageOf(paper, element, true),
        ...(caption === null ? [] : [passageOf(paper, caption.id, false)]),
      ],
      evidence: [
        figureEvidence(paper, shown, picture, scale, [number]),
        quote(paper, element, start, end),
      ],
      tags: { figure: name, page: shown.page, 'text-answerable': 'unknown' },
    };
  },
  requires: ['figure', 'span'],
};

function plansOf(paper: OpenPaper, random: Random): FigureQuestion[] {
  return random.shuffle(allPlans(paper));
}

function allPlans(paper: OpenPaper): FigureQuestion[] {
  const plans: FigureQuestion[] = [];
  for (const figure of paper.paper.elements) {
    if (figure.kind !== 'figure' || figure.label === null) continue;
    const inside = new Set(figure.text.match(NUMBER) ?? []);
    const told = new Set(captionOf(paper, figure)?.text.match(NUMBER) ?? []);
    const mentions = (paper.linksTo.get(figure.id) ?? []).filter(({ kind }) => kind === 'mentions');
    for (const { from, start: at } of mentions) {
      const element = paper.byId.get(from)!.element;
      if (element.kind !== 'paragraph') continue;
      const sentence = splitSentences(element.text, paper.paper.language).find(
        ({ start, end }) => start <= at && at < end,
      );
      if (sentence === undefined || sentence.text.length > 400) continue;
      const label = new Set(figure.label.match(/\d+/gu) ?? []);
      const own = sentence.text.match(NUMBER) ?? [];
      const fitting = own.filter(
        (number) =>
          inside.has(number) &&
          !told.has(number) &&
          !label.has(number) &&
          own.filter((other) => other === number).length === 1,
      );
      for (const number of fitting) {
        const { start, end } = sentence;
        plans.push({ document: paper.hash, figure: figure.id, element: from, start, end, number });
      }
    }
  }
  return plans;
}

function withGap(sentence: string, number: string): string {
  const at = [...sentence.matchAll(NUMBER)].find(([found]) => found === number)!.index;
  return `${sentence.slice(0, at)}${GAP}${sentence.slice(at + number.length)}`;
}
