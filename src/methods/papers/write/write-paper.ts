import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { Prover } from '../../../core/proof/index.ts';
import type { Candidate, Sample } from '../../../core/records/index.ts';
import type { Assignment, WriteContext } from '../../../core/run/method.ts';
import { promptMessages } from '../../../core/run/prompts.ts';
import type { PaperPayload } from '../assign/assign-papers.ts';
import { KINDS } from '../kinds/index.ts';
import type { PaperDraft } from '../kinds/paper-kind.ts';
import type { PapersMaterial } from '../material.ts';
import { cellsProver } from '../prove/cells.ts';
import { figureProver } from '../prove/figure.ts';
import { paperSpanProver } from '../prove/paper-span.ts';
import { faultOfRewording, isFixed } from '../prove/reworded.ts';
import { attestFigure } from './attest-figure.ts';
import { composeCandidate, type Voice } from './compose-candidate.ts';

export const VOICE_CHECK = 'paper-voice@1';
/** Tries of each wording; the first that keeps the sense is taken. */
const DRAWS = 4;
const MAX_TOKENS = 160;
/** Characters of what a model copies by itself. */
const LONGEST_COPIED = 40;

/** Writes the sample of an assignment: its draft by programs, worded by the model where the options ask for it. */
export async function writePaper(
  { payload }: Assignment<PaperPayload>,
  material: PapersMaterial,
  context: WriteContext,
): Promise<Candidate[]> {
  const kind = KINDS[payload.kind];
  const draft = await kind.draft(payload.plan, material, context.store);
  await refuseRecognised(draft, material);
  for (const shown of draft.shown)
    if (shown.type === 'image') await context.store.putBlob(shown.bytes);
  const papers = await Promise.all(
    kind.documents(payload.plan).map(async (hash) => {
      const { document, paper, tables } = await material.open(hash);
      return {
        document: hash,
        layout: document.layout!,
        file: paper.file,
        tables: tables.map(({ element, hash: table }) => ({ element: element.id, hash: table })),
      };
    }),
  );
  const licenses = new Set(
    papers.map(
      ({ document }) => material.papers.find(({ hash }) => hash === document)?.license ?? null,
    ),
  );
  const checks = await attestFigure(
    draft,
    context.models,
    context.prompt('ask-figure'),
    material.options,
  );
  let voice: Voice | null = null;
  if (material.options.voice === 'model') {
    voice = await wordDraft(draft, context);
    checks.push({ name: VOICE_CHECK, basis: 'replayed', verdict: 'pass' });
  }
  const candidate = composeCandidate(draft, {
    kind: payload.kind,
    detail: {
      kind: payload.kind,
      plan: payload.plan as never,
      papers,
      scale: material.options.pictureScale,
    },
    voice,
    checks,
    licenses: [...licenses],
  });
  await refuseUnproved(candidate, context);
  return [candidate];
}

const PROVERS = [cellsProver, figureProver, paperSpanProver] as Prover[];

/** What the file does not give back letter by letter, as where characters overlap, is not asked about. */
async function refuseUnproved(candidate: Candidate, { store }: WriteContext): Promise<void> {
  for (const one of candidate.evidence) {
    const prover = PROVERS.find(({ name }) => name === one.prover)!;
    const replay = await prover.replay(one, candidate as Sample, store);
    if (replay.verdict !== 'pass') throw new ItemRejectedError('unproved', replay.reason);
  }
}

/** Text that was recognised from a picture cannot be read again from the file: nothing is proved by it. */
async function refuseRecognised({ evidence }: PaperDraft, material: PapersMaterial): Promise<void> {
  for (const one of evidence) {
    if (one.kind !== 'span' && one.kind !== 'cells') continue;
    const { paper, byId } = await material.open(one.document);
    const pages =
      one.kind === 'span'
        ? (one.boxes ?? []).map(({ page }) => page)
        : [...byId.values()].flatMap(
            ({ element }) => element.table?.cells.map(({ page }) => page) ?? [],
          );
    const scan = paper.pages.find(({ page, text }) => text === 'ocr' && pages.includes(page));
    if (scan !== undefined)
      throw new ItemRejectedError(
        'recognised-text',
        `page ${scan.page} is a scan, read by character recognition`,
      );
  }
}

/** The model's words for question and reply. Raises ItemRejectedError where no draw keeps the sense of both. */
async function wordDraft(draft: PaperDraft, context: WriteContext): Promise<Voice> {
  return {
    question: await reword('question', draft, context),
    reply: await reword('reply', draft, context),
  };
}

async function reword(
  form: 'question' | 'reply',
  { [form]: template, keep: kept }: PaperDraft,
  context: WriteContext,
): Promise<string> {
  const keep = kept[form];
  if (isFixed(template, keep)) return template;
  const prompt = context.prompt(`reword-${form}`);
  const { masked, unmask } = maskLong(template, keep);
  const messages = promptMessages(prompt.render({ [form]: masked }));
  const ordered = form === 'question' ? kept.inOrder : [];
  let fault = '';
  for (let draw = 0; draw < DRAWS; draw++) {
    const { text } = await context.models.role('writer').text({
      step: `reword-${form}`,
      messages,
      maxOutputTokens: MAX_TOKENS,
      temperature: draw === 0 ? 0.3 : 0.8,
      prompt,
      draw,
    });
    const wording = unmask(text.trim().split('\n')[0]!.trim());
    const found = faultOfRewording(wording, template, keep, form, ordered);
    if (found === undefined) return wording;
    fault = found;
  }
  throw new ItemRejectedError('rewording', `the ${form} ${fault}`);
}

/** Models point, programs quote: what is long and must stay is a letter in brackets to the model. */
function maskLong(
  template: string,
  keep: readonly string[],
): { masked: string; unmask(text: string): string } {
  const long = [...new Set(keep)]
    .filter((item) => item.length > LONGEST_COPIED && template.includes(item))
    .toSorted((a, b) => b.length - a.length)
    .slice(0, 26)
    .map((item, at) => [`[${String.fromCharCode(65 + at)}]`, item] as const);
  return {
    masked: long.reduce((text, [mark, item]) => text.replaceAll(item, () => mark), template),
    unmask: (text) => long.reduce((told, [mark, item]) => told.replaceAll(mark, () => item), text),
  };
}
