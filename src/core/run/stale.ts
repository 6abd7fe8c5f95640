import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Candidate, Candidate as CandidateRecord, Rejection } from '../records/index.ts';
import { readAccepted } from './accepted.ts';
import type { RunPlan } from './run-plan.ts';
import type { RunPaths } from './workspace.ts';

const STALE = 'stale';

/**
 * Samples that an earlier state of the sources gave and the present one contradicts, as rejections with the reason
 * `stale`, each once. Proves every accepted sample of another fingerprint again, and those that were stale before.
 */
export async function collectStale(
  plan: RunPlan,
  paths: Pick<RunPaths, 'accepted' | 'rejected'>,
): Promise<Rejection[]> {
  const methods = new Map(plan.parts.map((part) => [part.name, part]));
  const stale = new Map<string, Rejection>();
  const prove = async (
    at: Pick<Rejection, 'assignment' | 'part' | 'candidate'>,
    content: Candidate,
  ): Promise<void> => {
    const part = methods.get(at.part);
    const message = await part?.method.contradictedBy?.(content, part.material);
    if (message === undefined) return;
    stale.set(`${at.part}/${at.assignment}/${at.candidate}`, {
      ...at,
      reason: STALE,
      message,
      content,
    });
  };
  for await (const rejection of readStale(paths.rejected)) {
    if (rejection.content !== undefined) await prove(rejection, rejection.content);
  }
  for await (const sample of readAccepted(paths.accepted)) {
    const { part, assignment, candidate, recipe } = sample.lineage;
    if (recipe === plan.recipe) continue;
    await prove({ part, assignment, candidate }, CandidateRecord.parse(sample));
  }
  return [...stale.values()];
}

/** What earlier runs found stale. A last line that a killed process left half-written is none. */
async function* readStale(path: string): AsyncGenerator<Rejection> {
  if (!existsSync(path)) return;
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  for await (const line of lines) {
    if (!line.includes(`"reason":"${STALE}"`)) continue;
    const parsed = Rejection.safeParse(parseOrUndefined(line));
    if (parsed.success && parsed.data.reason === STALE) yield parsed.data;
  }
}

function parseOrUndefined(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
