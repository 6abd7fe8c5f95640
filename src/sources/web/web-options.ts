import { z } from 'zod';

/** The `web` source of a recipe: the pages that a crawl read, from its archive, without the network. */
export const WebOptions = z.strictObject({
  /** Folder of a crawl: what `wellspring web crawl --out` made. */
  crawl: z.string().min(1),
  /** Of pages that state none. */
  license: z.string().min(1).optional(),
  /** Pages that were worth less to whoever read them are left out: 0 to 1. */
  leastWorth: z.number().min(0).max(1).default(0),
  maxDocuments: z.int().positive().optional(),
});
export type WebOptions = z.infer<typeof WebOptions>;
