import { type CheckReplayer, faultOfPass } from '../../../core/proof/index.ts';
import { CHECKS, type CheckKey } from '../write/checks.ts';
import { Plan } from '../kinds/plan.ts';
import { FAULTS } from './faults.ts';
import { readSample } from './read-sample.ts';

/** Every check that programs do, done again from the sample, its plan and the stored pages. */
export const replayers: CheckReplayer[] = (Object.keys(CHECKS) as CheckKey[]).map((key) => ({
  name: CHECKS[key],
  references(check) {
    const plan = Plan.safeParse(check.detail);
    if (!plan.success) return { records: [], blobs: [] };
    const { document, near } = plan.data;
    return { records: near === null ? [document] : [document, near], blobs: [] };
  },
  async replay(check, sample, material) {
    const read = await readSample(sample, material);
    const reason =
      'fault' in read
        ? read.fault
        : ((key === 'draft' ? undefined : await FAULTS[key](read)) ??
          faultOfPass(check, key === 'draft' ? check.detail : undefined));
    return reason === undefined ? { verdict: 'pass' } : { verdict: 'fail', reason };
  },
}));
