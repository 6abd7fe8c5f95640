import type { Sample } from '../../../core/records/index.ts';
import type { PapersOptions } from '../options.ts';
import { DRAFT_CHECK } from '../write/compose-candidate.ts';
import { BLIND_CHECK, SEEN_CHECK } from '../write/attest-figure.ts';
import { DraftDetail } from './paper-draft.ts';

const ATTESTED = [
  [BLIND_CHECK, 'blind-test', 'blind'],
  [SEEN_CHECK, 'figure-seen', 'vision'],
] as const;

/** What of a sample cannot come from a part with these options, or undefined. */
export function contradictionOf(sample: Sample, options: PapersOptions): string | undefined {
  const detail = DraftDetail.safeParse(
    sample.checks.find(({ name }) => name === DRAFT_CHECK)?.detail,
  );
  if (!detail.success) return 'it has no plan';
  if (options.kinds[detail.data.kind] === undefined) return `the part makes no ${detail.data.kind}`;
  if (sample.voice !== options.voice) return `the part speaks in the voice ${options.voice}`;
  if (detail.data.scale !== options.pictureScale)
    return `the part draws pictures at ${options.pictureScale} pixels a point`;
  return contradictionOfAttested(sample, options);
}

/** A model's verdict needs a call that the lineage names; verify holds calls to the recipe's roles. */
function contradictionOfAttested(
  { checks, lineage }: Sample,
  { blindTest }: PapersOptions,
): string | undefined {
  for (const [check, step, role] of ATTESTED) {
    if (!checks.some(({ name }) => name === check)) continue;
    if (!lineage.calls.some((call) => call.step === step && call.role === role))
      return `it carries ${check}, and no call of the role ${role} gave it`;
    if (check === BLIND_CHECK && blindTest === 'off') return 'the part makes no blind test';
  }
  return undefined;
}
