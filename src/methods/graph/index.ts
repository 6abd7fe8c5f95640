import type { Method } from '../../core/run/method.ts';
import { loadPrompts } from '../../core/run/prompts.ts';
import { sampleQueries } from './assign/sample-queries.ts';
import type { QueryPayload } from './assign/query.ts';
import { type GraphMaterial, openMaterial } from './open/open-material.ts';
import { GraphOptions, rolesOf } from './options.ts';
import { contradictionOf } from './prove/contradiction.ts';
import { provers } from './prove/provers.ts';
import { replayers, requirementOf } from './prove/replayers.ts';
import { contradictedBy } from './prove/contradicted-by.ts';
import { writeAnswer } from './write/write-answer.ts';

/** Questions over a knowledge graph of documents: drawn and answered by executing queries, asked and traced in words. */
export const graph: Method<GraphOptions, GraphMaterial, QueryPayload> = {
  name: 'graph',
  version: 1,
  options: GraphOptions,
  roles: rolesOf,
  prompts: {
    ...loadPrompts(new URL('write/prompts/', import.meta.url)),
    ...loadPrompts(new URL('extract/model/prompts/', import.meta.url)),
  },
  // Loaded with its first use: every start of the program reads this file.
  prepare: async (context) => (await import('./prepare/prepare-graph.ts')).prepareGraph(context),
  open: openMaterial,
  // Without a scorer: what is drawn must not change with every weight of the graph.
  assign: ({ graph: knowledge, communities, options }, context) =>
    sampleQueries({ graph: knowledge, communities, options }, context),
  write: writeAnswer,
  provers,
  replayers,
  requires: requirementOf,
  contradictedBy,
  contradiction: contradictionOf,
};
