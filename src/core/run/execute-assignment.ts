import { ItemRejectedError, RecipeError, SourceError } from '../errors/index.ts';
import { createRandom } from '../random.ts';
import { type Candidate, type Check, sampleId } from '../records/index.ts';
import { callerFor } from './caller.ts';
import type { Envelope } from './executor.ts';
import type { Draft, ItemGateContext } from './gate.ts';
import type { Prompt, Store } from './method.ts';
import type { Outcome } from './outcome.ts';
import type { PayContext } from './pay.ts';
import { describe, reasonOf, rejectionOf } from './rejection-of.ts';
import type { PlannedPart, RunPlan } from './run-plan.ts';

/**
 * Writes one assignment's candidates and puts them through the item gates. Rejections are part of the outcome;
 * whatever else is thrown stops the run.
 */
export async function executeAssignment(
  envelope: Envelope,
  plan: RunPlan,
  store: Store,
  pay: PayContext,
  signal: AbortSignal,
): Promise<Outcome> {
  const part = plan.parts.find((candidate) => candidate.name === envelope.part)!;
  const { models, log } = callerFor(envelope, plan.roles, pay, signal);
  const outcome: Outcome = { assignment: envelope.id, candidates: [], calls: log.entries };

  let written: Candidate[];
  try {
    written = await part.method.write(envelope.assignment, part.material, {
      models,
      store,
      signal,
      random: createRandom(envelope.seed),
      prompt: (name) => promptOf(part, name),
    });
  } catch (error) {
    if (!(error instanceof ItemRejectedError || error instanceof SourceError)) throw error;
    const reason = error.reason;
    outcome.candidates.push({ rejection: rejectionOf(envelope, null, reason, error.message) });
    return outcome;
  }
  if (written.length === 0) {
    outcome.candidates.push({
      rejection: rejectionOf(envelope, null, 'nothing-written', 'the method gave no candidate'),
    });
  }

  // A method may have called several models at once: the order in which they answered must not show.
  const calls = log.records.toSorted(
    (a, b) => byText(a.step, b.step) || byText(a.journalKey, b.journalKey),
  );
  for (const [index, candidate] of written.entries()) {
    const draft = draftOf(candidate, index, envelope, part, plan, calls);
    const failed = await passGates(draft, plan, { models, material: store, signal });
    outcome.candidates.push(
      failed === undefined
        ? { draft }
        : {
            rejection: rejectionOf(envelope, index, reasonOf(failed), describe(failed), candidate),
          },
    );
  }
  outcome.calls.sort((a, b) => byText(a.key, b.key));
  return outcome;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Runs the item gates in order and adds their checks to the draft; the first that does not pass ends it. */
async function passGates(
  draft: Draft,
  plan: RunPlan,
  context: ItemGateContext,
): Promise<Check | undefined> {
  const own = draft.checks.find((check) => check.verdict !== 'pass');
  if (own !== undefined) return own;
  for (const { gate } of plan.gates) {
    if (gate.scope !== 'item') continue;
    const check = await gate.check(draft, context);
    if (check.verdict !== 'pass') return check;
    draft.checks.push(check);
  }
  return undefined;
}

function draftOf(
  candidate: Candidate,
  index: number,
  envelope: Envelope,
  part: PlannedPart,
  plan: RunPlan,
  calls: Draft['lineage']['calls'],
): Draft {
  const lineage: Draft['lineage'] = {
    recipe: plan.recipe,
    part: part.name,
    assignment: envelope.id,
    candidate: index,
    seed: envelope.seed,
    method: `${part.method.name}@${part.method.version}`,
    calls,
  };
  return {
    ...candidate,
    checks: [...candidate.checks],
    id: sampleId(lineage),
    method: part.method.name,
    split: envelope.split,
    groups: envelope.assignment.groups,
    lineage,
  };
}

function promptOf(part: PlannedPart, name: string): Prompt {
  const prompt = part.prompts.get(name);
  if (prompt === undefined) {
    throw new RecipeError(`the method ${part.method.name} has no prompt named "${name}"`, {
      hint: `its prompts: ${[...part.prompts.keys()].join(', ')}`,
    });
  }
  return prompt;
}
