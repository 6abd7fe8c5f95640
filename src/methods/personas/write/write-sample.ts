import type { Candidate } from '../../../core/records/index.ts';
import type { Assignment, WriteContext } from '../../../core/run/method.ts';
import type { SamplePayload } from '../assign/assign-samples.ts';
import { planOf } from '../assign/plan-of.ts';
import { draftOf, sceneOf } from '../kinds/scene.ts';
import type { Library } from '../prepare/library.ts';
import { FAULTS } from '../prove/faults.ts';
import { attest } from './attest.ts';
import { CHECKS, checksOf } from './checks.ts';
import { composeCandidate, failedCandidate } from './compose-candidate.ts';
import { giveVoice } from './give-voice.ts';

/** Writes the sample of an assignment: its plan carried out by programs, given voice by models where the part asks for it. */
export async function writeSample(
  { payload }: Assignment<SamplePayload>,
  library: Library,
  context: WriteContext,
): Promise<Candidate[]> {
  const plan = planOf(payload, library.personas, library.options);
  const page = await library.page(plan.document);
  const near = plan.near === null ? null : await library.page(plan.near);
  const scene = sceneOf(plan, page, near);
  const draft = draftOf(scene);
  const plain = { scene, draft, bodies: null };
  const isSpoken =
    plan.voice === 'model' && draft.turns.some(({ slot }) => slot?.as === 'question');
  const voiced = isSpoken ? await giveVoice(plain, library.options.draws, context) : null;
  const spoken = { scene, draft, bodies: voiced?.bodies ?? null };
  const candidate = composeCandidate(scene, draft, spoken.bodies);
  if (voiced?.fault !== undefined) return [failedCandidate(candidate, voiced.fault)];
  for (const key of checksOf(plan, draft)) {
    const reason = key === 'draft' ? undefined : await FAULTS[key](spoken);
    if (reason !== undefined) return [failedCandidate(candidate, { check: CHECKS[key], reason })];
  }
  return [composeCandidate(scene, draft, spoken.bodies, await attest(spoken, context))];
}
