import type { Method } from '../../core/run/method.ts';
import { assignRows } from './assign/assign-rows.ts';
import { RowsMethodOptions } from './options.ts';
import { openRows, prepareRows, type RowsMaterial } from './prepare/prepare-rows.ts';
import { type RowPayload, writeRow } from './write/write-row.ts';

/**
 * Rows that exist already, put through the gates and nothing else: nothing is written, nothing is proved. Each row is
 * one assignment, so that counting, resuming and splitting are those of every other method.
 */
export const rows: Method<RowsMethodOptions, RowsMaterial, RowPayload> = {
  name: 'rows',
  version: 1,
  options: RowsMethodOptions,
  roles: () => [],
  prompts: {},
  prepare: prepareRows,
  open: openRows,
  assign: assignRows,
  write: writeRow,
  provers: [],
  replayers: [],
  requires: (kind) => (kind === 'row' || kind === 'preference-row' ? null : undefined),
};
