import { join } from 'node:path';
import { CancelledError, SourceError } from '../core/errors/index.ts';
import { canonicalJson, type Hash, hashRecord, sha256 } from '../core/hash.ts';
import type { ProofMaterial } from '../core/proof/index.ts';
import type { ProofRegistry } from '../core/proof/registry.ts';
import { Sample, sampleHash, sampleId } from '../core/records/index.ts';
import type { RunReport } from '../core/run/report.ts';
import { writeFileAtomic } from '../core/store/atomic-write.ts';
import { renderCard } from './card.ts';
import { openLineFile } from './line-file.ts';
import {
  DATASET_FORMAT,
  MANIFEST_FILE,
  type ManifestFile,
  SAMPLES_FILE,
  sealManifest,
} from './manifest.ts';
import { openProof } from './proof.ts';
import { beginFolder } from './replace-folder.ts';
import { openShards, type ShardOptions } from './shards.ts';
import { createSplitWatch } from './splits.ts';
import { createTally, type Tally } from './tally.ts';

export interface WriteDatasetOptions extends ShardOptions {
  /** The dataset's folder. A dataset that is there already is replaced as a whole. */
  dir: string;
  /** Accepted samples in commit order. Read once; never held in memory. */
  samples: AsyncIterable<Sample>;
  report: RunReport;
  /** The resolved recipe: its hashRecord is every sample's `lineage.recipe`. */
  recipe: unknown;
  /** The dataset's name on its card. Default: the run's. */
  title?: string;
  /** The recipe as its author wrote it. */
  recipeYaml: string;
  registry: ProofRegistry;
  /** Where what evidence needs is copied from: a store, or the proof of another dataset. */
  store: ProofMaterial;
  /** The diversity report, for the card. */
  diversity?: object;
  /** SPDX identifier of the dataset as a whole. Default: what its material's licences say. */
  license?: string;
  /** Licences (null: none known) whose material is not shipped; hashes stand in its place. */
  externalLicenses?: readonly (string | null)[];
  /** Where that withheld material goes instead, for `verify --material`; untouched when there is none. Default: nowhere. */
  withheldDir?: string;
  /** Of one file of proof objects. Default 256 MB. */
  maxObjectBytes?: number;
  onProgress?: (samples: number) => void;
  signal?: AbortSignal;
}

export interface WrittenDataset {
  dir: string;
  samples: number;
  files: ManifestFile[];
  /** The manifest's own hash: the name of the dataset's content. */
  hash: Hash;
  tally: Tally;
}

const DEFAULT_OBJECT_BYTES = 256 * 2 ** 20;

/**
 * Writes a dataset in the Hugging Face layout, with the proof of every sample beside it. The same input gives the same
 * bytes. Raises SourceError for a sample that is not sealed as it should be: nothing is written then.
 */
export async function writeDataset(options: WriteDatasetOptions): Promise<WrittenDataset> {
  const { recipe, report, signal } = options;
  const recipeHash = hashRecord(recipe);
  const folder = await beginFolder(options.dir);
  const withheld =
    options.withheldDir === undefined
      ? undefined
      : await beginFolder(options.withheldDir, 'objects-00000.jsonl');
  const { dir } = folder;
  const open: { abandon(): void | Promise<void> }[] = [];
  try {
    const shards = openShards(dir, shardOptions(options));
    open.push(shards);
    const sealed = await openLineFile(join(dir, SAMPLES_FILE));
    open.push(sealed);
    const proof = await openProof(
      {
        dir,
        registry: options.registry,
        recipe,
        store: withRecipe(options.store, recipe, recipeHash),
        externalLicenses: options.externalLicenses ?? [],
        withheldDir: withheld?.dir,
        maxFileBytes: options.maxObjectBytes ?? DEFAULT_OBJECT_BYTES,
      },
      recipeHash,
    );
    open.push(proof);
    const splits = await createSplitWatch();
    const tally = createTally();
    let example: Sample | undefined;
    try {
      for await (const sample of options.samples) {
        if (signal?.aborted) throw new CancelledError('writing the dataset was stopped');
        assertSealed(sample, recipeHash);
        const wrong = splits.add(sample);
        if (wrong !== undefined) throw new SourceError(`sample ${sample.id}: ${wrong}`);
        proof.add(sample);
        tally.add(sample);
        example ??= sample;
        const shard = await shards.add(sample);
        const { id, hash, split } = sample;
        await sealed.add(canonicalJson({ hash, id, shard, split }));
        options.onProgress?.(tally.samples);
      }
    } finally {
      splits.close();
    }
    const { add: _add, ...counted } = tally;
    const files: ManifestFile[] = [
      ...(await shards.close()),
      { path: SAMPLES_FILE, ...(await sealed.close()) },
    ];
    const proved = await proof.close();
    const card = renderCard({
      ...options,
      recipeHash,
      tally: counted,
      proof: proved,
      report,
      example,
    });
    files.push(
      ...proved.files,
      await writeText(dir, 'recipe.yaml', options.recipeYaml),
      await writeText(dir, 'README.md', card),
    );
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    const manifest = sealManifest({
      format: DATASET_FORMAT,
      files,
      samples: tally.samples,
      splits: tally.splits,
      recipe: recipeHash,
    });
    await writeFileAtomic(join(dir, MANIFEST_FILE), manifest);
    await folder.commit();
    if (proved.withheld > 0) await withheld?.commit();
    else await withheld?.abandon();
    const { hash } = JSON.parse(manifest) as { hash: Hash };
    return { dir: options.dir, samples: tally.samples, files, hash, tally: counted };
  } catch (error) {
    for (const one of open) await one.abandon();
    await folder.abandon();
    await withheld?.abandon();
    throw error;
  }
}

function assertSealed(sample: Sample, recipe: Hash): void {
  const parsed = Sample.safeParse(sample);
  let reason: string | undefined;
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    reason = `${issue?.path.join('.')}: ${issue?.message}`;
  } else if (sampleHash(sample) !== sample.hash || sampleHash(parsed.data) !== sample.hash) {
    reason = 'its hash is not that of its content';
  } else if (sampleId(sample.lineage) !== sample.id) {
    reason = 'its id is not that of its lineage';
  } else if (sample.lineage.recipe !== recipe) {
    reason = `it was made by recipe ${sample.lineage.recipe.slice(0, 12)}, and the dataset's is ${recipe.slice(0, 12)}`;
  } else if (sample.checks.some((check) => check.verdict !== 'pass')) {
    reason = 'a check of it did not pass';
  }
  if (reason !== undefined) {
    throw new SourceError(`sample ${String(sample.id)} cannot be written: ${reason}`, {
      hint: 'This is a fault of what made the sample: report it with the recipe.',
    });
  }
}

/** The recipe's record need not be in the store. */
function withRecipe(store: ProofMaterial, recipe: unknown, recipeHash: Hash): ProofMaterial {
  return {
    record: async (hash) => (hash === recipeHash ? recipe : store.record(hash)),
    blob: (hash) => store.blob(hash),
  };
}

async function writeText(dir: string, path: string, text: string): Promise<ManifestFile> {
  const bytes = Buffer.from(text, 'utf8');
  await writeFileAtomic(join(dir, path), bytes);
  return { path, sha256: sha256(bytes), bytes: bytes.length };
}

function shardOptions({ maxShardBytes, maxShardRows, rowGroupBytes }: ShardOptions): ShardOptions {
  return {
    ...(maxShardBytes === undefined ? {} : { maxShardBytes }),
    ...(maxShardRows === undefined ? {} : { maxShardRows }),
    ...(rowGroupBytes === undefined ? {} : { rowGroupBytes }),
  };
}
