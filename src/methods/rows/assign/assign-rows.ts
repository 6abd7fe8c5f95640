import type { Assignment } from '../../../core/run/method.ts';
import { ROWS_IN_CHUNK, type RowsMaterial } from '../prepare/prepare-rows.ts';
import type { RowPayload } from '../write/write-row.ts';

/** Every row once, in the order of the files. A row is a group of its own. */
export async function* assignRows(material: RowsMaterial): AsyncGenerator<Assignment<RowPayload>> {
  let row = 0;
  for (const chunk of material.chunks) {
    for (let index = 0; row < material.rows && index < ROWS_IN_CHUNK; index++, row++) {
      yield { key: `row-${row}`, groups: [`${chunk}/${index}`], payload: { chunk, index } };
    }
  }
}
