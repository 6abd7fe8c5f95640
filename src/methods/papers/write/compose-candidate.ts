import { sha256 } from '../../../core/hash.ts';
import type { Candidate, Check, Message } from '../../../core/records/index.ts';
import { BLIND_CHECK } from './attest-figure.ts';
import type { PaperDraft } from '../kinds/paper-kind.ts';

export const DRAFT_CHECK = 'paper-draft@1';

/** The words of a sample where a model gave them; the program's own stand in the draft. */
export interface Voice {
  question: string;
  reply: string;
}

/**
 * A sample of a draft. What was shown and the question make the user's turn; the steps are the reasoning, the reply the
 * answer. `checks` come after the draft's own, which names what has to be written again to prove it.
 */
export function composeCandidate(
  draft: PaperDraft,
  {
    kind,
    detail,
    voice,
    checks,
    licenses,
  }: {
    kind: string;
    detail: NonNullable<Check['detail']>;
    voice: Voice | null;
    checks: Check[];
    licenses: (string | null)[];
  },
): Candidate {
  const question = voice?.question ?? draft.question;
  const text = draft.shown.flatMap((shown) => (shown.type === 'text' ? [shown.text] : []));
  const asked = [...text, question].join('\n\n');
  const pictures = draft.shown.flatMap((shown) =>
    shown.type === 'image'
      ? [{ type: 'image' as const, blob: sha256(shown.bytes), mediaType: shown.mediaType }]
      : [],
  );
  const user: Message = {
    role: 'user',
    content: pictures.length === 0 ? asked : [...pictures, { type: 'text', text: asked }],
  };
  const assistant: Message = {
    role: 'assistant',
    content: voice?.reply ?? draft.reply,
    ...(draft.reasoning.length > 0 ? { reasoning: draft.reasoning.join(' ') } : {}),
  };
  return {
    kind,
    messages: [user, assistant],
    context: draft.context,
    answer: draft.answer,
    evidence: draft.evidence,
    checks: [{ name: DRAFT_CHECK, basis: 'replayed', verdict: 'pass', detail }, ...checks],
    voice: voice === null ? 'template' : 'model',
    tags: tagsOf(draft, checks),
    licenses,
  };
}

/** A blind test that a model failed, as it must, shows that the picture is needed. */
function tagsOf({ tags }: PaperDraft, checks: readonly Check[]): Candidate['tags'] {
  const isBlindTested = checks.some(
    ({ name, verdict }) => name === BLIND_CHECK && verdict === 'pass',
  );
  return isBlindTested ? { ...tags, 'text-answerable': 'no' } : tags;
}
