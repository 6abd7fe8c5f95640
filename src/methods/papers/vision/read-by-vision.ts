import type { PrepareContext } from '../../../core/run/method.ts';
import { openPdf } from '../../../sources/pdf/engine/open-pdf.ts';
import type { Paper } from '../../../sources/pdf/paper.ts';
import type { PapersOptions } from '../options.ts';
import { routeElements } from './route-elements.ts';
import { showElement } from './show-element.ts';
import type { JudgedClaim } from './vision-claim.ts';

/** What is left of a part's budget of elements, and how many found none. */
export interface VisionBudget {
  left: number;
  beyond: number;
}

/** Shows a paper's routed elements to the vision model while the budget lasts; each claim comes with its verdict. */
export async function readByVision(
  paper: Paper,
  bytes: Uint8Array,
  {
    models,
    options,
    signal,
    progress,
  }: Pick<PrepareContext<PapersOptions>, 'models' | 'options' | 'signal' | 'progress'>,
  budget: VisionBudget,
): Promise<JudgedClaim[]> {
  const wanted = routeElements(paper);
  const routed = wanted.slice(0, Math.max(0, budget.left));
  budget.beyond += wanted.length - routed.length;
  if (routed.length === 0) return [];
  budget.left -= routed.length;
  const pdf = await openPdf(bytes);
  try {
    const claims: JudgedClaim[] = [];
    for (const one of routed) {
      signal.throwIfAborted();
      claims.push(await showElement(pdf, one, models, options.pictureScale));
      progress(claims.length, routed.length, 'elements shown to the vision model');
    }
    return claims;
  } finally {
    pdf.close();
  }
}
