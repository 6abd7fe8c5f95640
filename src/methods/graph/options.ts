import { z } from 'zod';
import { AssignOptions } from './assign/options.ts';
import { ImportOptions, PassageOptions, PrepareOptions } from './prepare/options.ts';
import { rolesOf as rolesOfWriting, WriteOptions } from './write/options.ts';

/** Where a graph's facts come from. */
const SourceOptions = z.strictObject({
  /**
   * Who takes facts from passages. `fast` asks no model; `model` asks the role `extractor`. What both say alike is trusted
   * more. None, where the graph is imported alone.
   */
  extractors: z
    .array(z.enum(['fast', 'model']))
    .max(2)
    .default(['fast']),
  /**
   * How the model is asked. `list`: all facts of some sentences at once. `choose`: for each two names, which of a few
   * statements the sentence makes; for models too small for lists, with predicates of an ontology.
   */
  extraction: z.enum(['list', 'choose']).default('list'),
  /** Whether the model looks a second time: what is missing, what is wrong. Of choices: the same the other way round. */
  secondLook: z.boolean().default(false),
  /** A shipped ontology by name, or a file of the user's; null for the text's own predicates alone. */
  ontology: z.string().min(1).nullable().default('encyclopedia'),
  /** Files of triples (`.tsv`, `.txt`, `.nt`, also with `.gz`), joined with what documents say. */
  triples: z.array(z.string().min(1)).default([]),
  import: ImportOptions.prefault({}),
});

/** What a recipe's part may say under `options` for `method: graph`. */
export const GraphOptions = z
  .strictObject({
    ...SourceOptions.shape,
    ...PrepareOptions.omit({ passages: true }).shape,
    /** How documents are cut into passages; `passages` says how many of them a question is shown with. */
    chunks: PassageOptions.prefault({}),
    ...AssignOptions.shape,
    ...WriteOptions.shape,
    /**
     * `zero-shot`: the shipped graph neural network ranks near misses and tests whether a question can be answered past its
     * bridge. `off`: near misses follow from the graph's structure, and nothing is tested.
     */
    gnn: z.enum(['zero-shot', 'off']).default('zero-shot'),
  })
  .refine(
    ({ extraction, predicates, ontology }) =>
      extraction === 'list' || (predicates !== 'open' && ontology !== null),
    {
      path: ['extraction'],
      error: '`choose` chooses among the statements of an ontology: not with open predicates',
    },
  );
export type GraphOptions = z.infer<typeof GraphOptions>;

/** Roles that these options need. */
export function rolesOf(options: GraphOptions): string[] {
  const extracting = options.extractors.includes('model') ? ['extractor'] : [];
  return [...new Set([...extracting, ...rolesOfWriting(options)])];
}
