import { codePointLength } from '../../../core/text/code-points.ts';
import type { Random } from '../../../core/random.ts';
import { eachPaper } from '../assign/each-paper.ts';
import type { OpenPaper } from '../material.ts';
import { among } from './among.ts';
import type { PaperDraft, PaperKind } from './paper-kind.ts';
import { passageOf, quote } from './texts/quote.ts';
import { nameOfSection } from './texts/sections.ts';

/** A chain along links: a float, the one paragraph that mentions it, and what that paragraph leads to. */
export interface LinkedElements {
  document: string;
  float: string;
  paragraph: string;
  asks: 'section' | 'reference' | 'float';
  /** The element that is the answer. */
  answer: string;
}

const FLOATS = new Set(['figure', 'table', 'equation', 'algorithm']);
const MOST_REFERENCES = 8;
/** What a rewording must still ask for. */
const KEPT = { section: 'section', reference: 'cite', float: 'other' } as const;

/**
 * From a figure, table, equation or algorithm over the only paragraph that mentions it to the section, the cited work or the
 * other element that this paragraph names: found by following links, with exactly one end.
 */
export const linkedElements: PaperKind<LinkedElements> = {
  name: 'linked-elements',
  draw: (material, random) => eachPaper(material, random, plansOf),
  isAskable: async (plan, papers) => among(plan, allPlans(await papers.open(plan.document))),
  documents: ({ document }) => [document],
  async draft({ document, float, paragraph, asks, answer }, papers): Promise<PaperDraft> {
    const paper = await papers.open(document);
    const at = (id: string) => paper.byId.get(id)!.element;
    const name = nameOf(paper, float);
    const value =
      asks === 'section'
        ? at(answer).text
        : asks === 'float'
          ? nameOf(paper, answer)
          : (at(answer).reference?.title ?? at(answer).text);
    const mention = linkBetween(paper, paragraph, float);
    const onward = asks === 'section' ? null : linkBetween(paper, paragraph, answer);
    const asked = {
      section: `In which section does the text discuss ${name}?`,
      reference: `Which work is cited by the paragraph that discusses ${name}?`,
      float: `Which other figure, table, equation or algorithm does the paragraph that discusses ${name} mention?`,
    }[asks];
    const references = paper.paper.elements.filter(({ kind }) => kind === 'reference');
    const first = Math.max(
      0,
      references.findIndex(({ id }) => id === answer) - MOST_REFERENCES / 2,
    );
    const list = asks === 'reference' ? references.slice(first, first + MOST_REFERENCES) : [];
    return {
      shown: [
        { type: 'text', text: [...headingsOf(paper, paragraph), at(paragraph).text].join('\n\n') },
        ...(list.length > 0
          ? [{ type: 'text' as const, text: list.map(({ text }) => text).join('\n') }]
          : []),
      ],
      question: asked,
      reasoning: [
        `The paragraph that mentions ${name} stands in ${nameOfSection(at(at(paragraph).section!))}.`,
        ...(asks === 'section'
          ? []
          : [`It leads on to ${asks === 'float' ? value : `“${value}”`}.`]),
      ],
      reply:
        asks === 'section'
          ? `In ${nameOfSection(at(answer))}.`
          : asks === 'float'
            ? `It mentions ${value}.`
            : `It cites “${value}”.`,
      answer: { value, basis: 'program' },
      keep: { question: [name, KEPT[asks]], reply: [value] },
      context: [
        passageOf(paper, paragraph, true),
        ...list.map(({ id }) => passageOf(paper, id, id === answer)),
      ],
      evidence: [
        quote(paper, paragraph, mention.start, mention.end),
        ...(onward === null ? [] : [quote(paper, paragraph, onward.start, onward.end)]),
        ...(asks === 'reference'
          ? [quote(paper, answer, 0, codePointLength(at(answer).text))]
          : []),
      ],
      tags: { asks, from: name, hops: asks === 'section' ? 2 : 3, page: at(paragraph).page },
    };
  },
  requires: ['span'],
};

function plansOf(paper: OpenPaper, random: Random): LinkedElements[] {
  return random.shuffle(allPlans(paper));
}

function allPlans(paper: OpenPaper): LinkedElements[] {
  const plans: LinkedElements[] = [];
  for (const float of paper.paper.elements) {
    if (!FLOATS.has(float.kind) || float.number === null) continue;
    const mentioning = new Set(
      (paper.linksTo.get(float.id) ?? [])
        .filter(({ kind, start, end }) => kind === 'mentions' && end > start)
        .map(({ from }) => from)
        .filter((id) => paper.byId.get(id)!.element.kind === 'paragraph'),
    );
    if (mentioning.size !== 1) continue;
    const [paragraph] = mentioning as unknown as [string];
    const { section } = paper.byId.get(paragraph)!.element;
    if (section === null) continue;
    const base = { document: paper.hash, float: float.id, paragraph };
    plans.push({ ...base, asks: 'section', answer: section });
    const onward = (paper.linksFrom.get(paragraph) ?? []).filter(({ start, end }) => end > start);
    const works = new Set(onward.filter(({ kind }) => kind === 'cites').map(({ to }) => to));
    const [work] = works;
    if (works.size === 1 && (paper.byId.get(work!)!.element.reference?.title ?? null) !== null)
      plans.push({ ...base, asks: 'reference', answer: work! });
    const others = new Set(
      onward
        .filter(
          ({ kind, to }) =>
            kind === 'mentions' && to !== float.id && FLOATS.has(paper.byId.get(to)!.element.kind),
        )
        .map(({ to }) => to),
    );
    const [other] = others;
    if (others.size === 1 && paper.byId.get(other!)!.element.number !== null)
      plans.push({ ...base, asks: 'float', answer: other! });
  }
  return plans;
}

function linkBetween(paper: OpenPaper, from: string, to: string) {
  return (paper.linksFrom.get(from) ?? []).find((link) => link.to === to && link.end > link.start)!;
}

function nameOf(paper: OpenPaper, id: string): string {
  const { kind, label, number } = paper.byId.get(id)!.element;
  if (kind === 'equation') return `Equation (${number})`;
  return label ?? `${kind[0]!.toUpperCase()}${kind.slice(1)} ${number}`;
}

function headingsOf(paper: OpenPaper, id: string): string[] {
  return paper.document.blocks[paper.byId.get(id)!.block]!.headings;
}
