/** Keeps samples whose material is under licences that the recipe allows. */
import { z } from 'zod';
import type { Check } from '../core/records/index.ts';
import type { Draft, GateDefinition } from '../core/run/gate.ts';
import { allowsLicence, LICENCE_FAMILIES, normaliseLicence } from './licence/expression.ts';
import { programCheck, replayByChecking } from './replay-by-checking.ts';

const options = z.strictObject({
  /** SPDX identifiers, families, or the exact words of a source. */
  allow: z.array(z.string().min(1)).min(1),
  /** What becomes of material whose licence nobody knows. */
  unknown: z.enum(['reject', 'accept']).default('reject'),
});
export type LicenceOptions = z.infer<typeof options>;

export const licence: GateDefinition<LicenceOptions> = {
  name: 'licence',
  version: 1,
  summary: `keeps samples whose material is under allowed licences (SPDX, or ${Object.keys(LICENCE_FAMILIES).join(', ')})`,
  options,
  open: (chosen) => ({ scope: 'item', check: (draft) => checkLicence(draft, chosen) }),
  replay: (chosen) => replayByChecking((draft) => checkLicence(draft, chosen)),
};

function checkLicence(draft: Draft, chosen: LicenceOptions): Check {
  const allowed = new Set<string>();
  for (const word of chosen.allow) {
    const family = LICENCE_FAMILIES[word.toLowerCase()];
    for (const id of family ?? [word]) allowed.add(normaliseLicence(id));
  }
  const found = [...new Set(draft.licenses)];
  const detail = { allow: chosen.allow, found };
  // A sample that a program made of nothing has no licence to keep.
  if (found.length === 0)
    return programCheck(licence, 'pass', { ...detail, reason: 'contains no material' });
  const refused = found.filter((id) => id !== null && !allowsLicence(id, allowed));
  if (refused.length > 0) {
    return programCheck(licence, 'fail', {
      ...detail,
      reason: `${refused.join(', ')} is not allowed`,
    });
  }
  if (!found.includes(null)) return programCheck(licence, 'pass', detail);
  const verdict = chosen.unknown === 'accept' ? 'pass' : 'unknown';
  const reason = 'the licence of some of its material is unknown';
  return programCheck(licence, verdict, { ...detail, reason, unknown: chosen.unknown });
}
