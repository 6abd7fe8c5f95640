export { faultOfPass } from './bare-check.ts';
export type { CheckReplayer, ProofMaterial, ProofRequirement, Prover, Replay } from './prover.ts';
export type { ProofRegistry } from './registry.ts';
export { spanProver } from './span.ts';
export { readStoredDocument } from './stored-document.ts';
