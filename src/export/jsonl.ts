import { canonicalJson } from '../core/hash.ts';
import { exportLines, type Exporter } from './exporter.ts';

/** Whole samples, as `src/core/records/sample.ts` defines them: `verify` reads them too. */
export const jsonl: Exporter = {
  name: 'jsonl',
  summary: 'Whole samples, one JSON object a line, in full fidelity.',
  drops: 'Nothing. Images stay references to the proof.',
  export: (samples, out, options = {}) =>
    exportLines(jsonl, samples, out, { split: 'all', ...options }, (sample) => ({
      // Through the canonical form, so that the bytes do not depend on who made the sample.
      row: JSON.parse(canonicalJson(sample)) as object,
    })),
};
