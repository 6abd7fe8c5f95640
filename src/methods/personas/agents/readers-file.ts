import { z } from 'zod';

/** Weights of an interest after so many pages. */
const Drift = z.object({
  pages: z.int().nonnegative(),
  terms: z.array(z.object({ term: z.string(), weight: z.number() })),
});

const ReaderSummary = z.object({
  name: z.string(),
  /** What it came with. */
  words: z.array(z.string()),
  language: z.string(),
  /** Pages that were fetched for it, of all that it read, and what they were worth to it. */
  pages: z.int().nonnegative(),
  worth: z.number(),
  /** Worth of everything it read, whoever it was fetched for. */
  worthOfAll: z.number(),
  /** Why nothing is fetched for it any more. */
  done: z.string().nullable(),
  /** What it cares for now, with the pages that raised it. */
  terms: z.array(z.object({ term: z.string(), weight: z.number(), because: z.array(z.string()) })),
  drift: z.array(Drift),
});
export type ReaderSummary = z.infer<typeof ReaderSummary>;

/** `readers.json` of a crawl: who read, and what became of its interests. */
export const ReadersFile = z.object({
  pages: z.int().nonnegative(),
  /** What feeds suddenly spoke of. */
  trends: z.array(z.object({ term: z.string(), entries: z.int() })),
  /** Where several links promised alike: which was chosen, by whom, and why. */
  forks: z
    .array(
      z.object({
        url: z.string(),
        links: z.array(z.string()),
        chosen: z.string(),
        by: z.enum(['model', 'score']),
        because: z.string(),
      }),
    )
    .default([]),
  readers: z.array(ReaderSummary),
});
export type ReadersFile = z.infer<typeof ReadersFile>;
