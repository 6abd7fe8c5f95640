import { z } from 'zod';
import { canonicalJson } from '../../../core/hash.ts';
import {
  type CheckReplayer,
  faultOfPass,
  type ProofMaterial,
  type Replay,
} from '../../../core/proof/index.ts';
import { type Check, messageText, type Sample } from '../../../core/records/index.ts';
import { KINDS } from '../kinds/index.ts';
import type { PaperDraft, PapersAtHand } from '../kinds/paper-kind.ts';
import type { OpenPaper } from '../material.ts';
import { PAPER_KINDS } from '../options.ts';
import { composeCandidate, DRAFT_CHECK, type Voice } from '../write/compose-candidate.ts';
import { VOICE_CHECK } from '../write/write-paper.ts';
import { fail } from './fail.ts';
import { openProvedPaper } from './proved-paper.ts';
import { faultOfRewording } from './reworded.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What the check records: the plan, and which papers it was carried out over. */
export const DraftDetail = z.strictObject({
  kind: z.enum(PAPER_KINDS),
  plan: z.json(),
  papers: z
    .array(
      z.strictObject({
        document: hash,
        layout: hash,
        file: hash,
        tables: z.array(z.strictObject({ element: z.string(), hash })),
      }),
    )
    .min(1),
  scale: z.number().positive(),
});
export type DraftDetail = z.infer<typeof DraftDetail>;

const referencesOf = (check: Check) => {
  const detail = DraftDetail.safeParse(check.detail);
  if (!detail.success) return { records: [], blobs: [] };
  return {
    records: detail.data.papers.flatMap(({ document, layout, tables }) => [
      document,
      layout,
      ...tables.map((table) => table.hash),
    ]),
    blobs: detail.data.papers.map(({ file }) => file),
  };
};

/** The plan, carried out again over the stored papers, gives this sample: word for word, or in a voice that keeps its sense. */
export const paperDraft: CheckReplayer = {
  name: DRAFT_CHECK,
  references: referencesOf,
  async replay(check, sample, material) {
    const made = await draftOf(check, sample, material);
    if ('fault' in made) return made.fault;
    const reason = faultOfDraft(made, sample) ?? faultOfPass(check, check.detail);
    return reason === undefined ? { verdict: 'pass' } : fail(reason);
  },
};

/** A model's wording keeps what the draft says it must. */
export const paperVoice: CheckReplayer = {
  name: VOICE_CHECK,
  async replay(check, sample, material) {
    const planned = sample.checks.find(({ name }) => name === DRAFT_CHECK);
    const draft = planned && (await draftOf(planned, sample, material));
    if (draft === undefined) return fail('there is no plan');
    if ('fault' in draft) return draft.fault;
    const voice = voiceOf(sample, draft.draft);
    const reason =
      voice === null
        ? 'the question does not follow what was shown'
        : (wordingFault('question', voice, draft.draft) ??
          wordingFault('reply', voice, draft.draft) ??
          faultOfPass(check));
    return reason === undefined ? { verdict: 'pass' } : fail(reason);
  },
};

function wordingFault(
  form: 'question' | 'reply',
  voice: Voice,
  draft: PaperDraft,
): string | undefined {
  const ordered = form === 'question' ? draft.keep.inOrder : [];
  const fault = faultOfRewording(voice[form], draft[form], draft.keep[form], form, ordered);
  return fault === undefined ? undefined : `the ${form} ${fault}`;
}

function faultOfDraft(
  { draft, detail, licenses, groups }: Made,
  sample: Sample,
): string | undefined {
  if (canonicalJson(sample.groups) !== canonicalJson(groups))
    return 'its groups are not those of its papers';
  const voice = sample.voice === 'model' ? voiceOf(sample, draft) : null;
  if (sample.voice === 'model' && voice === null)
    return 'the question does not follow what was shown';
  const others = sample.checks.filter(({ name }) => name !== DRAFT_CHECK);
  const composed = composeCandidate(draft, {
    kind: detail.kind,
    detail,
    voice,
    checks: others,
    licenses,
  });
  if (voice !== null && !others.some(({ name }) => name === VOICE_CHECK))
    return 'no check shows that the voice kept the sense';
  for (const field of [
    'kind',
    'messages',
    'context',
    'answer',
    'evidence',
    'voice',
    'tags',
    'licenses',
  ] as const) {
    if (canonicalJson(sample[field]) !== canonicalJson(composed[field]))
      return `its ${field} are not what the plan gives`;
  }
  return undefined;
}

interface Made {
  draft: PaperDraft;
  detail: DraftDetail;
  licenses: (string | null)[];
  /** Identities of the papers, which keep splits apart. */
  groups: string[];
}

async function draftOf(
  check: Check,
  sample: Sample,
  material: ProofMaterial,
): Promise<Made | { fault: Replay }> {
  const parsed = DraftDetail.safeParse(check.detail);
  if (!parsed.success) return { fault: fail('its plan is not readable') };
  const detail = parsed.data;
  if (detail.kind !== sample.kind) return { fault: fail(`its plan is of the kind ${detail.kind}`) };
  const kind = KINDS[detail.kind];
  const papers = new Map<string, OpenPaper>();
  for (const named of detail.papers) {
    const opened = await openProvedPaper(named, material);
    if ('fault' in opened) return opened;
    papers.set(named.document, opened.paper);
  }
  const atHand: PapersAtHand = {
    options: { pictureScale: detail.scale },
    open: (wanted) => {
      const open = papers.get(wanted);
      return open === undefined
        ? Promise.reject(new Error(`the plan names no paper ${wanted.slice(0, 12)}`))
        : Promise.resolve(open);
    },
  };
  try {
    if (canonicalJson(kind.documents(detail.plan)) !== canonicalJson([...papers.keys()]))
      return { fault: fail('the papers are not those of the plan') };
    if (!(await kind.isAskable(detail.plan, atHand)))
      return { fault: fail('its plan is none that these papers give') };
  } catch (error) {
    // A forged plan may have any form.
    return { fault: fail(`its plan cannot be carried out: ${(error as Error).message}`) };
  }
  const draft = await kind.draft(detail.plan, atHand, material);
  const documents = [...papers.values()].map(({ document }) => document);
  const licenses = [...new Set(documents.map(({ license }) => license))];
  const groups = [...new Set(documents.map(({ id }) => id))];
  return { draft, detail, licenses, groups };
}

/** The words of question and reply, where the turn begins with what was shown. */
function voiceOf(sample: Sample, draft: PaperDraft): Voice | null {
  const [user, assistant] = sample.messages;
  if (user === undefined || assistant === undefined || typeof assistant.content !== 'string')
    return null;
  const shown = draft.shown
    .flatMap((one) => (one.type === 'text' ? [`${one.text}\n\n`] : []))
    .join('');
  const text = messageText(user);
  return text.startsWith(shown)
    ? { question: text.slice(shown.length), reply: assistant.content }
    : null;
}
