import { isWellspringError } from '../../../core/errors/index.ts';
import { sha256 } from '../../../core/hash.ts';
import type { ModelAccess } from '../../../core/run/method.ts';
import { createPrompt, loadPrompts } from '../../../core/run/prompts.ts';
import { encodePicture } from '../../../sources/pdf/engine/encode-picture.ts';
import type { Pdf } from '../../../sources/pdf/engine/open-pdf.ts';
import { askVision } from './ask-vision.ts';
import { isBlank } from './blank-picture.ts';
import { cropText } from './crop-text.ts';
import { judgeClaim } from './judge-claim.ts';
import type { Routed } from './route-elements.ts';
import type { JudgedClaim } from './vision-claim.ts';

const PADDING = 2;
const PROMPTS = loadPrompts(new URL('prompts/', import.meta.url));

/**
 * Shows one element to the vision model, and judges its claim by the text that stands in the element's box. A blank picture is
 * not shown; a refusal or an unreadable reply is a failed claim. Raises what stops a run: a model that is not there, a limit.
 */
export async function showElement(
  pdf: Pdf,
  { element, task, because: routed }: Routed,
  models: (id: string) => ModelAccess,
  scale: number,
): Promise<JudgedClaim> {
  await pdf.ready();
  const picture = pdf.renderArea(element.page, element.box, { scale, padding: PADDING });
  const png = await encodePicture(picture);
  const hash = sha256(png);
  const nothing = {
    claim: null,
    precision: null,
    recall: null,
    verdict: 'failed' as const,
    model: '',
  };
  const base = { element: element.id, task, routed, picture: hash };
  if (isBlank(picture))
    return { ...base, ...nothing, because: ['the picture is blank: the model was not asked'] };
  const { version, text } = PROMPTS[`vision-${task}`]!;
  const prompt = createPrompt(`vision-${task}@${version}`, text);
  try {
    const caller = models(`vision/${hash}/${task}`).role('vision');
    const { claim, model } = await askVision(caller, task, png, prompt);
    const judged = await judgeClaim(claim, cropText(pdf.readPage(element.page), element.box));
    return { ...base, model, claim: claim.value, ...judged };
  } catch (error) {
    const isReply =
      isWellspringError(error) && ['model-refusal', 'output-unparsable'].includes(error.code);
    if (!isReply) throw error;
    return { ...base, ...nothing, because: [error.message] };
  }
}
