import type { Random } from '../../../core/random.ts';
import { codePointLength } from '../../../core/text/code-points.ts';
import type { PaperElement } from '../../../sources/pdf/paper.ts';
import { eachPaper } from '../assign/each-paper.ts';
import type { OpenPaper } from '../material.ts';
import { drawPicture } from './figures/draw-picture.ts';
import { figureEvidence } from './figures/figure-evidence.ts';
import type { PaperDraft, PaperKind } from './paper-kind.ts';
import { passageOf, quote } from './texts/quote.ts';

export interface CaptionMatching {
  document: string;
  float: string;
  /** Captions in the order that they are shown. */
  captions: string[];
}

const LEAST_CHOICES = 3;
const MOST_CHOICES = 4;
const LABEL =
  /^\s*(?:fig(?:ure)?|tab(?:le)?|scheme|plate)\.?\s*[\dIVXA-Z][\d.IVX]*\s*[.:|–—-]?\s*/iu;

/** Which of several captions of one paper belongs to the figure or table that is shown; labels are taken off. */
export const captionMatching: PaperKind<CaptionMatching> = {
  name: 'caption-matching',
  draw: (material, random) => eachPaper(material, random, plansOf),
  async isAskable({ document, float, captions, ...rest }, papers) {
    const paper = await papers.open(document);
    const found = choicesOf(paper, paper.byId.get(float)!.element);
    return (
      Object.keys(rest).length === 0 &&
      found !== null &&
      captions.includes(found.mine) &&
      new Set(captions).size === captions.length &&
      captions.length >= LEAST_CHOICES &&
      captions.length === Math.min(MOST_CHOICES, found.others.length + 1) &&
      captions.every((id) => id === found.mine || found.others.includes(id))
    );
  },
  documents: ({ document }) => [document],
  async draft({ document, float, captions }, papers, stored): Promise<PaperDraft> {
    const paper = await papers.open(document);
    const scale = papers.options.pictureScale;
    const element = paper.byId.get(float)!.element;
    const picture = await drawPicture(paper, element, scale, stored);
    const mine = captionOf(paper, element)!;
    const letters = captions.map((_, at) => String.fromCharCode(65 + at));
    const right = letters[captions.indexOf(mine.id)]!;
    const choices = captions.map(
      (id, at) => `${letters[at]}. ${withoutLabel(paper.byId.get(id)!.element.text)}`,
    );
    const what = element.kind === 'table' ? 'table' : 'figure';
    return {
      shown: [picture, { type: 'text', text: choices.join('\n') }],
      question: `Which of these captions belongs to the ${what} in the picture?`,
      reasoning: [],
      reply: `Caption ${right}.`,
      answer: { value: right, basis: 'program' },
      keep: { question: ['caption'], reply: [right] },
      context: captions.map((id) => passageOf(paper, id, id === mine.id)),
      evidence: [
        figureEvidence(paper, element, picture, scale, []),
        quote(paper, mine.id, 0, codePointLength(mine.text)),
      ],
      tags: {
        element: what,
        choices: captions.length,
        page: element.page,
        'text-answerable': 'unknown',
      },
    };
  },
  requires: ['figure', 'span'],
};

function plansOf(paper: OpenPaper, random: Random): CaptionMatching[] {
  const plans = paper.paper.elements.flatMap((float): CaptionMatching[] => {
    const found = choicesOf(paper, float);
    if (found === null) return [];
    const chosen = random.shuffle(found.others).slice(0, MOST_CHOICES - 1);
    const captions = random.shuffle([found.mine, ...chosen]);
    return [{ document: paper.hash, float: float.id, captions }];
  });
  return random.shuffle(plans);
}

/** The caption of a float and those that could be taken for it; null where there are too few. */
function choicesOf(
  paper: OpenPaper,
  float: PaperElement,
): { mine: string; others: string[] } | null {
  if (float.kind !== 'figure' && float.kind !== 'table') return null;
  const mine = captionOf(paper, float);
  if (mine === null || withoutLabel(mine.text).length < 12) return null;
  const others = paper.paper.elements
    .filter(({ id, kind }) => id !== float.id && kind === float.kind)
    .flatMap((other) => captionOf(paper, other) ?? [])
    .filter(
      ({ text }) =>
        withoutLabel(text).length >= 12 && withoutLabel(text) !== withoutLabel(mine.text),
    )
    .map(({ id }) => id);
  return others.length + 1 < LEAST_CHOICES ? null : { mine: mine.id, others };
}

export function captionOf(paper: OpenPaper, float: PaperElement): PaperElement | null {
  const link = (paper.linksTo.get(float.id) ?? []).find(({ kind }) => kind === 'captions');
  return link === undefined ? null : (paper.byId.get(link.from)?.element ?? null);
}

export function withoutLabel(caption: string): string {
  return caption.replace(LABEL, '').trim();
}
