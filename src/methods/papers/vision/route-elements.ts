import type { Paper, PaperElement } from '../../../sources/pdf/paper.ts';
import type { VisionTask } from './vision-claim.ts';

export interface Routed {
  element: PaperElement;
  task: VisionTask;
  because: string[];
}

export const ROUTE_DEFAULTS = {
  /** Tables below this confidence are shown to the model. */
  leastTable: 0.85,
  /** Share of unmapped characters of a page from which its text is not trusted. */
  mostUnmapped: 0.05,
  /** Regions smaller than this many points a side hold nothing to read; a formula of one line is 8 high. */
  leastSide: 6,
} as const;

/**
 * Elements that a vision model could read better than the text layer, most promising first, each with its reasons: scans and
 * damaged text, tables whose structure is guessed from alignment, equations, charts. Few reliable signals, counted by element.
 */
export function routeElements(paper: Paper): Routed[] {
  const pages = new Map(paper.pages.map((page) => [page.page, page]));
  const routed: (Routed & { worth: number })[] = [];
  for (const element of paper.elements) {
    const { kind, box, page, table, confidence, text } = element;
    if (Math.min(box.width, box.height) < ROUTE_DEFAULTS.leastSide) continue;
    const health = pages.get(page);
    const unmapped = (health?.unmapped ?? 0) / Math.max(1, health?.characters ?? 0);
    const bad =
      health?.text === 'none' || health?.text === 'ocr' || unmapped > ROUTE_DEFAULTS.mostUnmapped;
    const reason =
      health?.text === 'none' || health?.text === 'ocr'
        ? 'the page is a scan'
        : `${Math.round(100 * unmapped)} % of the page's characters have no map`;
    if (kind === 'table') {
      const because = [
        ...(bad ? [reason] : []),
        ...(table === undefined ? ['no grid was found'] : []),
        ...(table !== undefined && table.rules === 'none' ? ['the table has no rules'] : []),
        ...(table !== undefined && table.confidence < ROUTE_DEFAULTS.leastTable
          ? [`its grid is ${Math.round(100 * table.confidence)} % sure`]
          : []),
      ];
      if (because.length > 0)
        routed.push({ element, task: 'table', because, worth: 3 + because.length });
    } else if (kind === 'equation') {
      routed.push({
        element,
        task: 'equation',
        because: ['a displayed equation', ...(bad ? [reason] : [])],
        worth: 2,
      });
    } else if (kind === 'figure') {
      const numbers = text.match(/\d+(?:\.\d+)?/gu) ?? [];
      if (numbers.length >= 4)
        routed.push({
          element,
          task: 'chart',
          because: [`a figure with ${numbers.length} numbers`],
          worth: 1,
        });
    } else if (bad && kind !== 'furniture' && kind !== 'reference') {
      routed.push({ element, task: 'text', because: [reason], worth: 2 - confidence });
    }
  }
  return routed
    .toSorted((a, b) => b.worth - a.worth)
    .map(({ element, task, because }) => ({ element, task, because }));
}
