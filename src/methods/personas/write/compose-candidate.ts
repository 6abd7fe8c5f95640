import type { Candidate, Check, Message } from '../../../core/records/index.ts';
import type { PersonaDraft, Scene, Turn } from '../kinds/persona-kind.ts';
import type { Plan } from '../kinds/plan.ts';
import { fitOf } from '../prove/persona-fit.ts';
import { CHECKS, checksOf } from './checks.ts';
import { evidenceOf, passageOf } from './evidence-of.ts';

/** The bodies of the turns, where a model gave any of them; else null, and the draft's own stand. */
export type Bodies = readonly string[] | null;

export const textOf = ({ lead, tail }: Turn, body: string): string => lead + body + tail;

/** The sample of a draft, whole: `others` are opinions of models, which stand behind the checks that programs do. */
export function composeCandidate(
  { plan, page, near }: Pick<Scene, 'plan' | 'page' | 'near'>,
  draft: PersonaDraft,
  bodies: Bodies,
  others: readonly Check[] = [],
): Candidate {
  const { turns, shown, chosen, rejected, tools, answer } = draft;
  const messages = turns.map((turn, at): Message => ({
    role: turn.role,
    content: textOf(turn, bodies?.[at] ?? turn.body),
  }));
  const isPair = chosen !== undefined && rejected !== undefined;
  const cited = [...new Set(isPair ? [plan.focus] : turns.flatMap((turn) => turn.cited))];
  const { margin } = fitOf(wordsOfReader(draft, bodies), plan);
  const { document } = page;
  const licenses = new Set([document.license, ...(near === null ? [] : [near.document.license])]);
  return {
    kind: plan.kind,
    messages,
    ...(isPair && {
      chosen: [{ role: 'assistant', content: chosen }],
      rejected: [{ role: 'assistant', content: rejected }],
    }),
    ...(tools && { tools }),
    context: shown.map((sentence, at) => passageOf(page, sentence, cited.includes(at))),
    ...(answer && { answer }),
    evidence: cited.map((at) => evidenceOf(page, shown[at]!)),
    checks: [
      ...checksOf(plan, draft).map((key): Check => ({
        name: CHECKS[key],
        basis: 'replayed',
        verdict: 'pass',
        ...(key === 'draft' && { detail: detailOf(plan) }),
      })),
      ...others,
    ],
    voice: bodies === null ? 'template' : 'model',
    tags: {
      persona: plan.reader.name,
      document: document.uri,
      language: document.language,
      ...draft.tags,
    },
    ...(margin !== null && { metrics: { 'persona-fit': margin } }),
    licenses: [...licenses],
  };
}

/** What the reader says: by it, who speaks is told from others. */
export function wordsOfReader({ turns }: PersonaDraft, bodies: Bodies): string {
  return turns
    .map((turn, at) => (turn.role === 'user' ? textOf(turn, bodies?.[at] ?? turn.body) : ''))
    .join('\n');
}

/** A plan as plain JSON. */
export function detailOf(plan: Plan): NonNullable<Check['detail']> {
  return JSON.parse(JSON.stringify(plan)) as NonNullable<Check['detail']>;
}

/** The same, ending where a check failed. */
export function failedCandidate(
  whole: Candidate,
  fault: { check: string; reason: string },
): Candidate {
  const check: Check = {
    name: fault.check,
    basis: 'replayed',
    verdict: 'fail',
    detail: { reason: fault.reason },
  };
  return { ...whole, checks: [check] };
}
