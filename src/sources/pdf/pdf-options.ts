import { z } from 'zod';
import { FilesOptions } from '../files/files-options.ts';

/** The `pdf` source of a recipe. */
export const PdfOptions = z.strictObject({
  ...FilesOptions.pick({
    path: true,
    include: true,
    exclude: true,
    license: true,
    language: true,
    maxDocuments: true,
  }).shape,
  /** Largest file that is read. */
  maxFileBytes: z
    .int()
    .positive()
    .max(1024 * 1024 * 1024)
    .default(256 * 1024 * 1024),
  /** Pages of a file that are read, from the first: the rest is noted as a fault. */
  maxPages: z.int().positive().max(10_000).default(2_000),
  /** `auto`: pages without a text layer are read by character recognition, where its package is installed. */
  ocr: z.enum(['auto', 'off']).default('auto'),
});
export type PdfOptions = z.infer<typeof PdfOptions>;
