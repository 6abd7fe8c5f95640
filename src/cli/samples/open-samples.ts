import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  isWellspringError,
  MaterialAbsentError,
  MaterialAlteredError,
} from '../../core/errors/index.ts';
import type { ProofMaterial } from '../../core/proof/index.ts';
import { type Sample, sampleHash } from '../../core/records/index.ts';
import { readAccepted } from '../../core/run/accepted.ts';
import { runPaths } from '../../core/run/workspace.ts';
import { locate } from './locate.ts';

/** Samples that lie on disk, as a dataset or as what a run has accepted so far, with the material behind them. */
export interface OpenSamples {
  /** What was opened, in words. */
  label: string;
  /** In order. A row that cannot be read is told to `onBroken` and passed over. */
  read(onBroken: (reason: string) => void): AsyncGenerator<Sample>;
  material: ProofMaterial;
  /** The dataset's folder; null for what a run has accepted so far. */
  dataset: string | null;
  close(): Promise<void>;
}

/** Opens a dataset's folder, one of its row files, a run's folder, or a run by its name in the workspace. */
export async function openSamples(target: string, workspace: string): Promise<OpenSamples> {
  const place = await locate(target, workspace);
  return 'run' in place
    ? openRun(place.workspace, place.run)
    : openDataset(place.root, place.files);
}

/**
 * The same samples, strictly: in commit order, each matching its own hash. Raises MaterialAlteredError at the first that
 * cannot be read or does not match, so that none goes missing without a word.
 */
export async function readSamples(
  target: string,
  workspace: string,
): Promise<AsyncIterable<Sample>> {
  const place = await locate(target, workspace);
  if (!('run' in place)) {
    const { readDataset } = await import('../../dataset/index.ts');
    return readDataset(target);
  }
  return readSealed(runPaths(place.workspace, place.run).accepted);
}

/** The proof of a dataset, or of the one that a run wrote; undefined where there is none. */
export async function proofFolder(target: string, workspace: string): Promise<string | undefined> {
  const place = await locate(target, workspace);
  const root = 'run' in place ? runPaths(place.workspace, place.run).dataset : place.root;
  const proof = join(root, 'proof');
  return (await lstat(proof).catch(() => undefined)) === undefined ? undefined : proof;
}

async function* readSealed(accepted: string): AsyncGenerator<Sample> {
  const hint = 'run it again: what it accepted is made anew from paid replies';
  try {
    for await (const sample of readAccepted(accepted)) {
      if (sampleHash(sample) !== sample.hash)
        throw new MaterialAlteredError(`sample ${sample.id} does not match its hash`, { hint });
      yield sample;
    }
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new MaterialAlteredError(`a line of ${accepted} is not whole`, { hint, cause });
  }
}

async function openDataset(root: string, files: readonly string[]): Promise<OpenSamples> {
  const { openMaterial } = await import('../../dataset/material.ts');
  const { openDuckDb } = await import('../../core/store/duckdb.ts');
  const { parseRawRow, readRows, readShape } = await import('../../dataset/read-rows.ts');
  const material = await openMaterial();
  const duckdb = await openDuckDb();
  const proof = join(root, 'proof');
  const objects = (await readdir(proof).catch(() => []))
    .filter((name) => /^objects-\d{5}\.jsonl$/.test(name))
    .toSorted();
  for (const name of objects) {
    // Every record is checked against its hash when it is read: no need to do it for all of them now.
    for await (const _ of material.index({ path: join(proof, name), name, intact: true }));
  }
  material.addBlobs(proof);
  return {
    label: `dataset ${root}`,
    dataset: root,
    material,
    async *read(onBroken) {
      for (const file of files) {
        try {
          const { columns } = await readShape(file, duckdb);
          for await (const { index, value } of readRows(file, columns, duckdb)) {
            let sample: Sample;
            try {
              sample = parseRawRow(value);
            } catch (error) {
              if (!isWellspringError(error)) throw error;
              onBroken(`${basename(file)} row ${index}: ${error.message}`);
              continue;
            }
            yield sample;
          }
        } catch (error) {
          if (!isWellspringError(error)) throw error;
          onBroken(`${basename(file)}: ${error.message}`);
        }
      }
    },
    async close() {
      duckdb.close();
      await material.close();
    },
  };
}

async function openRun(workspace: string, run: string): Promise<OpenSamples> {
  const paths = runPaths(workspace, run);
  const { openContentStore } = await import('../../core/store/content-store.ts');
  const store = await openContentStore(join(workspace, '.store'), { readOnly: true }).catch(
    (cause: unknown) => absentStore(workspace, cause),
  );
  return {
    label: `run ${run}`,
    dataset: null,
    material: store,
    async *read(onBroken) {
      try {
        yield* readAccepted(paths.accepted);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        onBroken(
          'the last line of accepted/ is still being written, or a stopped process left it so',
        );
      }
    },
    close: async () => store.close(),
  };
}

function absentStore(workspace: string, cause: unknown): ProofMaterial & { close(): void } {
  const refuse = async (): Promise<never> => {
    throw new MaterialAbsentError(`the store of ${workspace} cannot be opened`, { cause });
  };
  return { record: refuse, blob: refuse, close: () => {} };
}
