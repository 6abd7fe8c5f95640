import type { Family } from '../family.ts';
import { mirrorSymmetry } from './mirror-symmetry.ts';
import { oddOneOut } from './odd-one-out.ts';

/** Task families of the first stage: telling apart what is seen. */
export const PERCEPTION = [oddOneOut, mirrorSymmetry] as unknown as readonly Family[];
