import { gridToMarkdown } from '../tables/grid-to-markdown.ts';
import type { PaperElement, PaperLink } from '../paper.ts';
import {
  composeElement,
  gatherRegions,
  type RaisedStretch,
  uniteBoxes,
  wholeLine,
} from './compose-element.ts';
import type { Draft } from './draft.ts';
import { countSymbols, indentRows } from './draft-regions.ts';
import type { Vocabulary } from './hyphens.ts';

/** Drafts in reading order to elements with their texts, boxes, sections and ids, and the links that their places show. */
export function finishElements(
  drafts: Draft[],
  vocabulary: Vocabulary,
): { elements: PaperElement[]; links: PaperLink[]; raised: Map<string, RaisedStretch[]> } {
  const elements: PaperElement[] = [];
  const raised = new Map<string, RaisedStretch[]>();
  const idOf = new Map<Draft, string>();
  let section: string | null = null;
  for (const draft of drafts) {
    const finished = finishElement(draft, vocabulary, `e${elements.length}`);
    if (finished === null) continue;
    const { element } = finished;
    if (finished.raised.length > 0) raised.set(element.id, finished.raised);
    element.section = isUnderSection(draft) ? section : null;
    if (draft.kind === 'heading') section = element.id;
    idOf.set(draft, element.id);
    elements.push(element);
  }
  const links: PaperLink[] = [];
  for (const draft of drafts) {
    const from = idOf.get(draft);
    if (from === undefined) continue;
    const link = (kind: PaperLink['kind'], to: string | undefined): void => {
      if (to !== undefined) links.push({ kind, from, start: 0, end: 0, to, by: 'position' });
    };
    if (draft.captionOf !== undefined) link('captions', idOf.get(draft.captionOf));
    if (draft.continues !== undefined) link('continues', idOf.get(draft.continues));
  }
  setParents(elements);
  return { elements, links, raised };
}

function isUnderSection({ kind }: Draft): boolean {
  return kind !== 'title' && kind !== 'authors' && kind !== 'abstract' && kind !== 'furniture';
}

/** A heading stands under the nearest one above it that is less deep. */
function setParents(elements: PaperElement[]): void {
  const open: PaperElement[] = [];
  for (const element of elements) {
    if (element.kind !== 'heading') continue;
    while (open.length > 0 && open.at(-1)!.level! >= element.level!) open.pop();
    element.section = open.at(-1)?.id ?? null;
    open.push(element);
  }
}

function finishElement(
  draft: Draft,
  vocabulary: Vocabulary,
  id: string,
): { element: PaperElement; raised: RaisedStretch[] } | null {
  const { region } = draft;
  const isCode = draft.kind === 'code' || draft.kind === 'algorithm';
  const lines = draft.parts.map(({ line }) => line);
  const code = isCode ? indentRows(lines) : null;
  const composed =
    code === null ? composeElement(draft.parts, vocabulary) : composeRows(code.rows, vocabulary);
  const { regions } = composed;
  const place =
    regions[0] ?? (region === undefined ? null : { page: region.page, box: region.box });
  if (place === null || (composed.text === '' && region === undefined)) return null;
  const page = region?.page ?? place.page;
  const isFloat = region !== undefined && draft.captionOf === undefined;
  const box = isFloat ? region.box : place.box;
  const element: PaperElement = {
    id,
    kind: draft.kind,
    text:
      draft.kind === 'table' && region?.table !== undefined
        ? gridToMarkdown(region.table)
        : composed.text,
    page,
    box,
    boxes: draft.kind === 'table' && region?.table !== undefined ? [] : composed.boxes,
    regions:
      isFloat || regions.length === 0 ? [{ page, box }, ...(region?.further ?? [])] : regions,
    section: null,
    ...(draft.level === undefined ? {} : { level: draft.level }),
    label: draft.label,
    number: draft.number,
    ...(code === null ? {} : { indents: code.indents }),
    ...(region?.table === undefined || !isFloat ? {} : { table: region.table }),
    ...(draft.kind === 'equation' ? { symbols: countSymbols(lines) } : {}),
    confidence: draft.confidence,
    because: draft.because,
  };
  return { element, raised: composed.raised };
}

/** Rows of code, one a line: pieces of a row are parted by spaces. */
function composeRows(
  rows: ReturnType<typeof indentRows>['rows'],
  vocabulary: Vocabulary,
): ReturnType<typeof composeElement> {
  const whole: ReturnType<typeof composeElement> = { text: '', boxes: [], raised: [], regions: [] };
  let length = 0;
  for (const row of rows) {
    if (length > 0) {
      whole.text += '\n';
      length++;
    }
    // Within a row nothing is cut: pieces are put side by side.
    row.forEach((line, at) => {
      const piece = composeElement([wholeLine(line)], vocabulary);
      if (at > 0) {
        whole.text += ' ';
        length++;
      }
      for (const span of piece.boxes)
        whole.boxes.push({ ...span, start: span.start + length, end: span.end + length });
      whole.text += piece.text;
      length += [...piece.text].length;
    });
  }
  whole.regions = gatherRegions(rows.flat());
  const first = whole.regions[0];
  if (first !== undefined) {
    const same = whole.regions.filter((region) => region.page === first.page);
    const overlapping = same.every((region) => region.box.x < first.box.x + first.box.width * 2);
    if (overlapping && same.length === whole.regions.length)
      whole.regions = [{ page: first.page, box: same.map(({ box }) => box).reduce(uniteBoxes) }];
  }
  return whole;
}
