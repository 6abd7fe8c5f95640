import { z } from 'zod';

export const RowsMethodOptions = z.strictObject({
  /** A file, folder or glob of `.jsonl`, `.json` or `.parquet` rows, relative to the recipe. */
  path: z.string().min(1),
  /** Licence of rows that state none themselves: an SPDX identifier. */
  license: z.string().optional(),
});
export type RowsMethodOptions = z.infer<typeof RowsMethodOptions>;
