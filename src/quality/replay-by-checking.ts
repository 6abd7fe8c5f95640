import { canonicalJson } from '../core/hash.ts';
import type { CheckReplayer, ProofMaterial } from '../core/proof/index.ts';
import type { Check } from '../core/records/index.ts';
import type { Draft } from '../core/run/gate.ts';

/** A check of the gate `name@version`, made by a program. */
export function programCheck(
  gate: { name: string; version: number },
  verdict: Check['verdict'],
  detail: NonNullable<Check['detail']>,
  score?: number,
): Check {
  const name = `${gate.name}@${gate.version}`;
  return { name, basis: 'replayed', verdict, ...(score === undefined ? {} : { score }), detail };
}

/**
 * Replays a pure gate by running it again: the recorded check must come out exactly as it stands, in verdict, score and
 * detail. What comes out as fail or unknown stays so, however well it was recorded.
 */
export function replayByChecking(
  recheck: (draft: Draft, material: ProofMaterial, recorded: Check) => Promise<Check> | Check,
): Omit<CheckReplayer, 'name'> {
  return {
    async replay(recorded, sample, material) {
      const found = await recheck(sample, material, recorded);
      const [stands, made] = [canonicalJson(recorded), canonicalJson(found)];
      if (stands !== made) {
        return {
          verdict: 'fail',
          reason: `${recorded.name} records ${brief(stands)}, checking again gives ${brief(made)}`,
        };
      }
      if (found.verdict === 'pass') return { verdict: 'pass' };
      return {
        verdict: found.verdict,
        reason: `${recorded.name} gives ${found.verdict}: ${brief(made)}`,
      };
    },
  };
}

function brief(json: string): string {
  return json.length > 300 ? `${json.slice(0, 300)}…` : json;
}
