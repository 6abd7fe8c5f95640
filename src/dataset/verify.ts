import { CancelledError } from '../core/errors/index.ts';
import { canonicalJson, type Hash, hashRecord } from '../core/hash.ts';
import type { ProofRegistry } from '../core/proof/registry.ts';
import { type Sample, sampleHash, sampleId } from '../core/records/index.ts';
import type { DatasetGate } from '../core/run/gate.ts';
import { type DuckDb, openDuckDb } from '../core/store/duckdb.ts';
import { type DatasetFiles, openDatasetFiles } from './dataset-files.ts';
import { openMaterial, type StoredMaterial } from './material.ts';
import { type OrderedRow, orderRows } from './order-rows.ts';
import { forgetFiles, parseRawRow } from './read-rows.ts';
import { openSealedList, type SealedList } from './sealed-list.ts';
import { createSplitWatch } from './splits.ts';
import { createTally } from './tally.ts';
import { createFindings, type Findings, reasonOf, type VerifyResult } from './verify-result.ts';
import { isAbsent, type RecipeDemands, type SampleOutcome, verifySample } from './verify-sample.ts';

export interface VerifyOptions {
  registry: ProofRegistry;
  /** A proof folder (or a dataset that has one) with material that the dataset lacks. */
  material?: string;
  /** An open DuckDB to read with, for who verifies often. Default: one of its own. */
  duckdb?: DuckDb;
  onProgress?: (samples: number) => void;
  signal?: AbortSignal;
}

/** Rows whose replay is under way at once. */
const IN_FLIGHT = 16;
/** Rows of one dataset may come from few recipes; each opens its own gates. */
const MAX_RECIPES = 64;

/**
 * Replays every proof of a dataset, a copy, a folder with some of its rows, or one Parquet or JSONL file of it, with no
 * model and no network. Hostile content ends in findings, never in an exception. Raises RecipeError when nothing is at
 * the path, MissingDependencyError without DuckDB, and CancelledError.
 */
export async function verifyDataset(path: string, options: VerifyOptions): Promise<VerifyResult> {
  const findings = createFindings();
  const files = await openDatasetFiles(path, options.material, findings);
  const material = await openMaterial();
  const list = await openSealedList();
  const duckdb = options.duckdb ?? (await openDuckDb());
  try {
    await forgetFiles(duckdb);
    for (const file of files.objectFiles) {
      for await (const { reason } of material.index(file))
        findings.add('failed', null, file.name, reason);
    }
    for (const dir of files.proofDirs) material.addBlobs(dir);
    if (files.samplesFile) {
      for (const reason of await list.load(files.samplesFile))
        findings.add('failed', null, 'proof/samples.jsonl', reason);
    }
    return await verifyRows({ files, material, list, duckdb, findings, options });
  } finally {
    if (!options.duckdb) duckdb.close();
    list.close();
    await material.close();
  }
}

interface Verification {
  files: DatasetFiles;
  material: StoredMaterial;
  list: SealedList;
  duckdb: DuckDb;
  findings: Findings;
  options: VerifyOptions;
}

async function verifyRows(verification: Verification): Promise<VerifyResult> {
  const { files, material, list, findings, options } = verification;
  const { registry, signal, onProgress } = options;
  const splits = await createSplitWatch();
  const tally = createTally();
  const recipes = createRecipes(verification);
  const result = { samples: 0, checked: 0, replayed: 0, attested: 0, grounded: 0 };
  const pending: { id: string; outcome: Promise<SampleOutcome> }[] = [];
  const settle = async (): Promise<void> => {
    const { id, outcome } = pending.shift()!;
    const { checked, replayed, attested, grounded, findings: found } = await outcome;
    result.checked += checked;
    result.replayed += replayed;
    result.attested += attested;
    result.grounded += grounded ? 1 : 0;
    for (const { kind, evidence, reason } of found) findings.add(kind, id, evidence, reason);
  };
  try {
    for await (const row of orderRows(verification)) {
      if (signal?.aborted) throw new CancelledError('verify was stopped');
      result.samples++;
      const sample = readSealed(row, verification);
      if (sample !== undefined) {
        const wrong = splits.add(sample);
        if (wrong !== undefined) findings.add('failed', sample.id, null, wrong);
        tally.add(sample);
        const recipe = await recipes.open(sample);
        if (recipe) {
          const ran = runGates(sample, recipe.gates, findings);
          result.checked += ran.checked;
          result.replayed += ran.replayed;
        }
        pending.push({
          id: sample.id,
          outcome: verifySample(sample, recipe?.demands, { registry, material }),
        });
        if (pending.length >= IN_FLIGHT) await settle();
      }
      onProgress?.(result.samples);
    }
    while (pending.length > 0) await settle();
  } finally {
    await Promise.all(pending.map(({ outcome }) => outcome));
    splits.close();
  }
  if (result.samples === 0)
    findings.add('failed', null, null, 'no row of a dataset was found here');
  const { add: _add, ...counted } = tally;
  const { lists, totals, notes } = findings;
  return {
    ok: totals.failed + totals.missing + totals.unknown === 0,
    ...result,
    ...lists,
    totals: { ...totals },
    manifest: files.manifestState,
    hash: files.manifest?.hash ?? null,
    sealed: list.size,
    tally: counted,
    notes,
  };
}

/** The row's sample, once its seals hold; otherwise says why not. */
function readSealed(
  { file, row }: OrderedRow,
  { files: { manifest }, list, findings }: Verification,
): Sample | undefined {
  const claimed = typeof row.value['id'] === 'string' ? row.value['id'].slice(0, 64) : null;
  const fail = (reason: string): undefined => {
    findings.add('failed', claimed, `${file.name} row ${row.index}`, reason);
    return undefined;
  };
  try {
    const sample = parseRawRow(row.value);
    const hash = sampleHash(sample);
    if (hash !== sample.hash)
      return fail(`its content has the hash ${hash}, and its seal says ${sample.hash}`);
    if (sampleId(sample.lineage) !== sample.id) return fail('its id is not that of its lineage');
    if (file.claim && file.claim.split !== sample.split) {
      return fail(`it lies in ${file.name}, and its split is ${sample.split}`);
    }
    const sealed = list.find(sample.id);
    if (list.size !== null && sealed === undefined)
      return fail('it is not in the sealed list of samples');
    if (sealed && sealed.hash !== hash)
      return fail(
        `the sealed list has it with the hash ${sealed.hash}, and its content has ${hash}`,
      );
    if (sealed && sealed.split !== sample.split)
      return fail(`the sealed list has it in ${sealed.split}, and its split is ${sample.split}`);
    if (manifest && manifest.recipe !== sample.lineage.recipe)
      return fail(
        `it names the recipe ${sample.lineage.recipe}, and the manifest ${manifest.recipe}`,
      );
    return sample;
  } catch (error) {
    return fail(reasonOf(error));
  }
}

interface OpenRecipe {
  demands: RecipeDemands;
  gates: { name: string; gate: DatasetGate }[];
}

/** Opens each recipe once: its record from the proof, what its gates demand, and its dataset gates. */
function createRecipes({ material, options: { registry }, findings }: Verification) {
  const known = new Map<Hash, OpenRecipe | null>();
  return {
    async open(sample: Sample): Promise<OpenRecipe | null> {
      const { recipe: hash } = sample.lineage;
      const found = known.get(hash);
      if (found) return found;
      const name = `recipe ${hash.slice(0, 12)}`;
      if (found === null) {
        findings.add(
          'failed',
          sample.id,
          name,
          'its recipe could not be opened: see the first sample of it',
        );
        return null;
      }
      let opened: OpenRecipe | null = null;
      try {
        if (known.size >= MAX_RECIPES)
          throw new Error(`more than ${MAX_RECIPES} recipes in one dataset`);
        const recipe = await material.record(hash);
        if (hashRecord(recipe) !== hash) throw new Error('its record does not match its hash');
        const gates = await registry.datasetGates(recipe);
        const datasetGates = new Set(gates.map((gate) => gate.name));
        opened = {
          demands: { recipe, gateChecks: registry.gateChecks(recipe), datasetGates },
          gates,
        };
      } catch (error) {
        findings.add(isAbsent(error) ? 'missing' : 'failed', sample.id, name, reasonOf(error));
        if (isAbsent(error)) return null;
      }
      known.set(hash, opened);
      return opened;
    },
  };
}

/** Runs the recipe's dataset gates again: what was admitted stays admitted beside the rows before it. */
function runGates(
  sample: Sample,
  gates: OpenRecipe['gates'],
  findings: Findings,
): { checked: number; replayed: number } {
  const { hash: _seal, ...sealed } = sample;
  const names = new Set(gates.map(({ name }) => name));
  const draft = { ...sealed, checks: sample.checks.filter((check) => !names.has(check.name)) };
  let replayed = 0;
  for (const { name, gate } of gates) {
    try {
      const check = gate.check(draft);
      const recorded = sample.checks.find((one) => one.name === name);
      if (check.verdict !== 'pass') {
        const detail = JSON.stringify(check.detail ?? {});
        findings.add(
          'failed',
          sample.id,
          `check ${name}`,
          `run again, the gate says ${check.verdict}: ${detail}`,
        );
      } else if (recorded && canonicalJson(recorded) !== canonicalJson(check)) {
        const [was, is] = [canonicalJson(recorded), canonicalJson(check)];
        findings.add(
          'failed',
          sample.id,
          `check ${name}`,
          `it records ${was}, and run again the gate gives ${is}`,
        );
      } else replayed++;
      gate.commit(draft);
    } catch (error) {
      findings.add('failed', sample.id, `check ${name}`, `the gate broke: ${reasonOf(error)}`);
    }
  }
  return { checked: gates.length, replayed };
}
