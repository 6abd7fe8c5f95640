import { canonicalJson } from '../../../core/hash.ts';

/** Whether a payload, as it was read from JSON, is one of those. */
export function among<Payload>(payload: Payload, all: readonly Payload[]): boolean {
  const wanted = canonicalJson(payload);
  return all.some((one) => canonicalJson(one) === wanted);
}
