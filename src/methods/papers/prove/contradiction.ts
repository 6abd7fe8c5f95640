import type { Sample } from '../../../core/records/index.ts';
import type { PapersOptions } from '../options.ts';
import { DRAFT_CHECK } from '../write/compose-candidate.ts';
import { DraftDetail } from './paper-draft.ts';

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
  return undefined;
}
