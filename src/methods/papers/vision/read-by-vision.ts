import { isWellspringError } from '../../../core/errors/index.ts';
import { type Hash, sha256 } from '../../../core/hash.ts';
import type { PrepareContext } from '../../../core/run/method.ts';
import { createPrompt, loadPrompts } from '../../../core/run/prompts.ts';
import { encodePicture } from '../../../sources/pdf/engine/encode-picture.ts';
import { openPdf } from '../../../sources/pdf/engine/open-pdf.ts';
import type { Paper } from '../../../sources/pdf/paper.ts';
import type { PapersOptions } from '../options.ts';
import { askVision } from './ask-vision.ts';
import { isBlank } from './blank-picture.ts';
import { judgeClaim } from './judge-claim.ts';
import { routeElements } from './route-elements.ts';
import { cropText } from './crop-text.ts';
import type { JudgedClaim } from './vision-claim.ts';

/** What is left of a part's budget of elements. */
export interface VisionBudget {
  left: number;
}

/**
 * Shows a paper's routed elements to the vision model, while the budget lasts, and judges what it says by the text layer. A
 * refusal or an unreadable reply is a failed claim of that element; a model that is not there stops the run, resumably.
 */
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
  const routed = routeElements(paper);
  if (routed.length === 0 || budget.left <= 0) return [];
  const prompts = loadPrompts(new URL('prompts/', import.meta.url));
  const pdf = await openPdf(bytes);
  const claims: JudgedClaim[] = [];
  try {
    for (const { element, task, because } of routed) {
      signal.throwIfAborted();
      if (budget.left <= 0) break;
      const base = {
        element: element.id,
        task,
        routed: because,
        claim: null,
        precision: null,
        recall: null,
      };
      await pdf.ready();
      const picture = pdf.renderArea(element.page, element.box, {
        scale: options.pictureScale,
        padding: 2,
      });
      const png = await encodePicture(picture);
      const hash: Hash = sha256(png);
      if (isBlank(picture)) {
        claims.push({
          ...base,
          model: '',
          picture: hash,
          verdict: 'failed',
          because: ['the picture is blank: the model was not asked'],
        });
        continue;
      }
      budget.left--;
      const { version, text } = prompts[`vision-${task}`]!;
      const prompt = createPrompt(`vision-${task}@${version}`, text);
      try {
        const { claim, model } = await askVision(
          models(`vision/${hash}/${task}`).role('vision'),
          task,
          png,
          prompt,
        );
        const words = cropText(pdf.readPage(element.page), element.box);
        const judged = await judgeClaim(claim, words);
        claims.push({ ...base, model, picture: hash, claim: claim.value, ...judged });
      } catch (error) {
        if (
          !isWellspringError(error) ||
          !['ModelRefusalError', 'OutputParseError'].includes(error.name)
        )
          throw error;
        claims.push({
          ...base,
          model: '',
          picture: hash,
          verdict: 'failed',
          because: [error.message],
        });
      }
      progress(claims.length, routed.length, 'elements shown to the vision model');
    }
  } finally {
    pdf.close();
  }
  return claims;
}
