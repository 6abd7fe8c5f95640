import { isWellspringError, MaterialAbsentError } from '../core/errors/index.ts';
import type { ProofMaterial, Replay } from '../core/proof/index.ts';
import type { ProofRegistry } from '../core/proof/registry.ts';
import type { Check, Passage, Sample } from '../core/records/index.ts';
import { imagesOf } from './proof.ts';
import { replayPassage } from './replay-passage.ts';
import { type FindingKind, reasonOf } from './verify-result.ts';

/** What the recipe that a sample names asks of it. */
export interface RecipeDemands {
  recipe: unknown;
  gateChecks: { name: string; basis: Check['basis'] }[];
  /** Names of gates that are run again over the rows in order: their checks are replayed there, not here. */
  datasetGates: ReadonlySet<string>;
}

/** What replaying one sample gave. */
export interface SampleOutcome {
  checked: number;
  replayed: number;
  attested: number;
  grounded: boolean;
  findings: { kind: FindingKind; evidence: string | null; reason: string }[];
}

/** Replays all that a sealed sample carries, and says what it lacks. Never throws. */
export async function verifySample(
  sample: Sample,
  demands: RecipeDemands | undefined,
  { registry, material }: { registry: ProofRegistry; material: ProofMaterial },
): Promise<SampleOutcome> {
  const outcome: SampleOutcome = {
    checked: 0,
    replayed: 0,
    attested: 0,
    grounded: false,
    findings: [],
  };
  const add = (kind: FindingKind, evidence: string | null, reason: string): void => {
    outcome.findings.push({ kind, evidence, reason });
  };
  const replay = async (label: string, action: () => Promise<Replay>): Promise<void> => {
    outcome.checked++;
    const result = await guard(action);
    if (result.verdict === 'pass') outcome.replayed++;
    else add(FINDING_OF[result.verdict], label, result.reason);
  };

  checkRequirements(sample, registry, outcome, add);
  for (const [index, evidence] of sample.evidence.entries()) {
    await replay(`evidence[${index}] ${evidence.prover}`, async () => {
      const prover = registry.prover(evidence.prover);
      if (prover === undefined) return unknown(`this build has no prover ${evidence.prover}`);
      if (prover.kind !== evidence.kind) {
        return {
          verdict: 'fail',
          reason: `${evidence.prover} proves ${prover.kind}, and this is ${evidence.kind}`,
        };
      }
      return prover.replay(evidence, sample, material);
    });
  }
  for (const [index, passage] of (sample.context ?? []).entries()) {
    await replay(`context[${index}]`, () => replayPassage(passage satisfies Passage, material));
  }
  for (const [index, blob] of imagesOf(sample).entries()) {
    await replay(`image[${index}]`, async () => {
      await material.blob(blob);
      return { verdict: 'pass' };
    });
  }
  if (demands) {
    const contradiction = await guardValue(() => registry.contradiction?.(sample, demands.recipe));
    const reason =
      contradiction.error === undefined ? contradiction.value : reasonOf(contradiction.error);
    if (reason !== undefined) add('failed', 'recipe', reason);
  }
  if (demands) await verifyChecks(sample, demands, { registry, material }, outcome, replay, add);
  return outcome;
}

type Add = (kind: FindingKind, evidence: string | null, reason: string) => void;

function checkRequirements(
  sample: Sample,
  registry: ProofRegistry,
  outcome: SampleOutcome,
  add: Add,
): void {
  const { answer, evidence } = sample;
  if (answer && answer.basis !== 'model' && evidence.length === 0) {
    add('failed', null, `its answer claims the basis ${answer.basis}, and it carries no evidence`);
  }
  let required;
  try {
    required = registry.requires(sample);
  } catch (error) {
    add('failed', null, reasonOf(error));
    return;
  }
  if (required === undefined) {
    add(
      'unknown',
      null,
      `this build does not know the kind ${sample.kind} of the method ${sample.method}`,
    );
    return;
  }
  if (required === null) {
    outcome.grounded = true;
    return;
  }
  for (const kind of required.evidence) {
    if (!evidence.some((one) => one.kind === kind)) {
      add(
        'failed',
        null,
        `a ${sample.kind} must carry evidence of the kind ${kind}, and this one has none`,
      );
    }
  }
  for (const name of required.checks) {
    if (!sample.checks.some((check) => isNamed(check.name, name))) {
      add(
        'failed',
        `check ${name}`,
        `a ${sample.kind} must carry this check, and this one does not`,
      );
    }
  }
}

async function verifyChecks(
  sample: Sample,
  { recipe, gateChecks, datasetGates }: RecipeDemands,
  { registry, material }: { registry: ProofRegistry; material: ProofMaterial },
  outcome: SampleOutcome,
  replay: (label: string, action: () => Promise<Replay>) => Promise<void>,
  add: Add,
): Promise<void> {
  for (const { name, basis } of gateChecks) {
    const found = sample.checks.find((check) => isNamed(check.name, name));
    if (found === undefined)
      add('failed', `check ${name}`, 'its recipe names this gate, and the check is not there');
    else if (found.basis !== basis) {
      add(
        'failed',
        `check ${name}`,
        `it claims to be ${found.basis}, and the gate's verdict is ${basis}`,
      );
    }
  }
  const names = new Set<string>();
  for (const check of sample.checks) {
    const label = `check ${check.name}`;
    if (names.has(check.name)) add('failed', label, 'it is there twice');
    names.add(check.name);
    if (check.verdict !== 'pass') {
      add('failed', label, `its recorded verdict is ${check.verdict}, and the sample was accepted`);
      continue;
    }
    if (datasetGates.has(check.name)) {
      if (check.basis === 'attested')
        add('failed', label, 'it claims to be attested, and verify runs this gate again');
      continue;
    }
    const replayer = await guardValue(() => registry.replayer(check.name, recipe));
    if (check.basis === 'attested') {
      outcome.checked++;
      if (replayer.value === undefined && replayer.error === undefined) outcome.attested++;
      else add('failed', label, 'it claims to be attested, and verify can replay it');
      continue;
    }
    await replay(label, async () => {
      if (replayer.error !== undefined) throw replayer.error;
      if (replayer.value === undefined) return unknown(`this build cannot replay ${check.name}`);
      return replayer.value.replay(check, sample, material);
    });
  }
}

const FINDING_OF = { fail: 'failed', unknown: 'unknown', absent: 'missing' } as const;

/** Material errors and broken provers become verdicts. */
async function guard(
  action: () => Promise<Replay>,
): Promise<Replay | { verdict: 'absent'; reason: string }> {
  try {
    return await action();
  } catch (error) {
    if (isAbsent(error)) return { verdict: 'absent', reason: reasonOf(error) };
    const reason = isWellspringError(error) ? reasonOf(error) : `replay broke: ${reasonOf(error)}`;
    return { verdict: 'fail', reason };
  }
}

async function guardValue<T>(action: () => T): Promise<{ value?: T; error?: unknown }> {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}

/** True across duplicate copies of the package. */
export function isAbsent(error: unknown): boolean {
  return (
    error instanceof MaterialAbsentError ||
    (isWellspringError(error) && error.code === 'material-absent')
  );
}

const unknown = (reason: string): Replay => ({ verdict: 'unknown', reason });

/** A requirement may name a check with its version or without. */
function isNamed(name: string, wanted: string): boolean {
  return name === wanted || name.slice(0, name.indexOf('@')) === wanted;
}
