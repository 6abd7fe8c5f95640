import type { Candidate } from '../../../core/records/index.ts';
import type { Assignment, WriteContext } from '../../../core/run/method.ts';
import type { RowsMaterial, StoredRow } from '../prepare/prepare-rows.ts';

/** Where a row stands in the stored chunks. */
export interface RowPayload {
  chunk: string;
  index: number;
}

/** The row as it is, for the gates to judge. */
export async function writeRow(
  { payload }: Assignment<RowPayload>,
  _material: RowsMaterial,
  { store }: WriteContext,
): Promise<Candidate[]> {
  const rows = (await store.record(payload.chunk)) as StoredRow[];
  const { messages, chosen, rejected, tools, license, uri, row } = rows[payload.index]!;
  return [
    {
      kind: chosen === undefined ? 'row' : 'preference-row',
      messages,
      ...(tools && { tools }),
      ...(chosen && { chosen }),
      ...(rejected && { rejected }),
      evidence: [],
      checks: [],
      voice: 'source',
      tags: { source: uri, row },
      licenses: [license ?? null],
    },
  ];
}
