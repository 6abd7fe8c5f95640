/**
 * Refuses samples that share word sequences with benchmark files which the user names, as GPT-3's decontamination did
 * (Brown et al. 2020, arXiv 2005.14165, appendix C: 13-grams, 8-word items at least). Each file becomes an index of hashed
 * n-grams, stored as a blob: a dataset can show that it was checked without carrying the benchmark.
 */
import { z } from 'zod';
import { MaterialAlteredError } from '../core/errors/index.ts';
import type { Hash } from '../core/hash.ts';
import type { ProofMaterial } from '../core/proof/index.ts';
import type { Check } from '../core/records/index.ts';
import type { Draft, GateDefinition } from '../core/run/gate.ts';
import { readBenchmarkItems } from './contamination/benchmark-items.ts';
import {
  buildNgramIndex,
  findOverlap,
  type NgramIndex,
  openNgramIndex,
} from './contamination/ngram-index.ts';
import { programCheck, replayByChecking } from './replay-by-checking.ts';
import { comparedText } from './text/conversation.ts';

export const CONTAMINATION_DEFAULTS = {
  /** Words in a sequence that counts as shared. */
  ngram: 13,
  /** Words of the shortest benchmark item that is looked for; items between this and `ngram` are looked for whole. */
  minItemWords: 8,
  /** Share of the sample's words that may stand in shared sequences. */
  maxOverlap: 0,
};

const options = z
  .strictObject({
    benchmarks: z
      .array(
        z.strictObject({
          /** `.txt` (paragraphs are items), `.jsonl` (every string of a row is an item); relative to the recipe. */
          file: z.string().min(1),
          /** Of `.jsonl` rows: the members that are read, with all that is in them. Default: all. */
          fields: z.array(z.string()).min(1).optional(),
        }),
      )
      .min(1)
      .refine(
        (files) => new Set(files.map(({ file }) => file)).size === files.length,
        'a file is named twice',
      ),
    ngram: z.int().min(4).max(50).default(CONTAMINATION_DEFAULTS.ngram),
    minItemWords: z.int().min(3).max(50).default(CONTAMINATION_DEFAULTS.minItemWords),
    maxOverlap: z.number().min(0).max(1).default(CONTAMINATION_DEFAULTS.maxOverlap),
  })
  .refine((chosen) => chosen.minItemWords <= chosen.ngram, {
    path: ['minItemWords'],
    message:
      'minItemWords is above ngram: items are looked for whole only when they are shorter than an n-gram',
  });
export type ContaminationOptions = z.infer<typeof options>;

export const contamination: GateDefinition<ContaminationOptions> = {
  name: 'contamination',
  version: 1,
  summary: 'refuses samples that share word sequences with named benchmark files',
  options,
  async open(chosen, { store, baseDir }) {
    const indexes: OpenIndex[] = [];
    for (const { file, fields } of chosen.benchmarks) {
      const items = await readBenchmarkItems(file, baseDir, fields);
      const bytes = buildNgramIndex(items, chosen);
      indexes.push({ file, blob: await store.putBlob(bytes), index: openNgramIndex(bytes)! });
    }
    return { scope: 'item', check: (draft) => checkContamination(draft, chosen, indexes) };
  },
  replay: (chosen) =>
    replayByChecking(async (draft, material, recorded) =>
      checkContamination(draft, chosen, await openRecorded(recorded, chosen, material)),
    ),
  references: (check) => ({ records: [], blobs: recordedIndexes(check).map(({ blob }) => blob) }),
};

interface OpenIndex {
  file: string;
  blob: Hash;
  index: NgramIndex;
}

const RecordedIndexes = z.array(z.object({ file: z.string(), blob: z.string() }));

function recordedIndexes(check: Check): z.infer<typeof RecordedIndexes> {
  return RecordedIndexes.catch([]).parse(check.detail?.['indexes']);
}

/** Indexes by blob, shared by all samples of a dataset; names are contents, so that they never go stale. */
const opened = new Map<Hash, NgramIndex>();
const MOST_OPENED = 64;

/** The indexes that a check names, for exactly the files that the recipe names; a check that names others differs. */
async function openRecorded(
  recorded: Check,
  chosen: ContaminationOptions,
  material: ProofMaterial,
): Promise<OpenIndex[]> {
  const found: OpenIndex[] = [];
  for (const { file } of chosen.benchmarks) {
    const blob = recordedIndexes(recorded).find((entry) => entry.file === file)?.blob;
    if (blob === undefined) continue;
    let index = opened.get(blob);
    if (index === undefined) {
      index = openNgramIndex(await material.blob(blob));
      if (index === undefined)
        throw new MaterialAlteredError(`blob ${blob} is not an index of n-grams`);
      if (opened.size >= MOST_OPENED) opened.delete(opened.keys().next().value!);
      opened.set(blob, index);
    }
    found.push({ file, blob, index });
  }
  return found;
}

function checkContamination(
  draft: Draft,
  chosen: ContaminationOptions,
  indexes: OpenIndex[],
): Check {
  const named = indexes.map(({ file, blob }) => ({ file, blob }));
  const detail = { ngram: chosen.ngram, maxOverlap: chosen.maxOverlap, indexes: named };
  if (indexes.length < chosen.benchmarks.length) {
    return programCheck(contamination, 'fail', { ...detail, reason: 'an index is missing' });
  }
  let worst: { file: string; overlap: number; quote: string } | undefined;
  const text = comparedText(draft, 'messages');
  for (const { file, index } of indexes) {
    const found = findOverlap(text, index);
    if (found !== undefined && found.overlap > (worst?.overlap ?? 0)) worst = { file, ...found };
  }
  const overlap = worst?.overlap ?? 0;
  if (worst === undefined || overlap <= chosen.maxOverlap) {
    return programCheck(contamination, 'pass', detail, overlap);
  }
  return programCheck(
    contamination,
    'fail',
    { ...detail, benchmark: worst.file, shared: worst.quote },
    overlap,
  );
}
