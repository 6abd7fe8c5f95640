/**
 * Wellspring makes training data for language models, and every sample carries its proof.
 *
 * The public API, in the order in which data flows.
 *
 * @example
 * ```ts
 * import { loadRecipe, proofRegistry, runRecipe, verifyDataset } from 'wellspring';
 *
 * const loaded = await loadRecipe('recipes/demo.yaml');
 * const { signal } = new AbortController();
 * const { dataset } = await runRecipe({ loaded, workspaceDir: 'runs', signal });
 * const result = await verifyDataset(dataset!, { registry: proofRegistry() });
 * console.log(result.ok, result.samples);
 * ```
 * @module
 */

// Records: the nouns.
export {
  Answer,
  Block,
  Candidate,
  Check,
  Document,
  documentId,
  Evidence,
  type EvidenceKind,
  Message,
  messageText,
  Rejection,
  Sample,
  sampleHash,
  Usage,
} from './core/records/index.ts';
export { canonicalJson, type Hash, hashRecord, sha256 } from './core/hash.ts';

// Errors, by what happens next.
export * from './core/errors/index.ts';

// Sources: files and rows to documents.
export {
  type FilesContext,
  type FilesItem,
  FilesOptions,
  readFiles,
  readRows,
  type RowItem,
  type RowsOptions,
  type Skip,
} from './sources/index.ts';

// Models: the port, a scripted model for tests, weights on this machine.
export type { GenerateReply, GenerateRequest, LanguageModel } from './core/model/port.ts';
export { openReplayModel } from './core/model/replay-model.ts';
export { listModels, pullModel } from './core/model/weights/weights.ts';

// Methods and gates: the contracts.
export type {
  Assignment,
  AssignContext,
  Method,
  PrepareContext,
  WriteContext,
} from './core/run/method.ts';
export type { DatasetGate, Draft, GateDefinition, ItemGate } from './core/run/gate.ts';
export type { CheckReplayer, ProofMaterial, Prover, Replay } from './core/proof/index.ts';

// Recipes: load, forecast, run.
export { loadRecipe, parseRecipe, type LoadedRecipe } from './recipe/load.ts';
export { type Forecast, planRecipe, type PlanOptions } from './recipe/plan-recipe.ts';
export { type RunOptions, type RunOutcome, runRecipe } from './recipe/run-recipe.ts';
export { proofRegistry } from './recipe/registry.ts';
export type { RunStatus } from './core/run/progress.ts';
export type { RunReport } from './core/run/report.ts';

// Quality: what the card measures.
export { type DiversityReport, measureDiversity } from './quality/index.ts';

// Datasets: write, read, verify, push; exports.
export * from './dataset/index.ts';
export { EXPORTERS } from './export/index.ts';
