import { canonicalJson } from '../hash.ts';
import type { Check } from '../records/index.ts';

/**
 * Why a recorded check is more or less than what its program writes of a pass (name, verdict and this detail, if any),
 * or undefined. What no program would have written there nobody has shown.
 */
export function faultOfPass(check: Check, detail?: Check['detail']): string | undefined {
  const { name } = check;
  const made: Check = { name, basis: 'replayed', verdict: 'pass', ...(detail && { detail }) };
  const [stands, expected] = [canonicalJson(check), canonicalJson(made)];
  return stands === expected ? undefined : `it records ${stands}, and its program ${expected}`;
}
