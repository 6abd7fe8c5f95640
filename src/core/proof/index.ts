export type { CheckReplayer, ProofMaterial, ProofRequirement, Prover, Replay } from './prover.ts';
export { spanProver } from './span.ts';
