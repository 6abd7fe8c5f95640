import type { Prover } from '../../../core/proof/index.ts';
import { pathProver } from './path.ts';
import { queryProver } from './query.ts';

/** Evidence of the graph method; quotations are replayed by the shared span@1. */
export const provers: Prover[] = [pathProver as Prover, queryProver as Prover];
