import { readFile } from 'node:fs/promises';
import { sha256 } from '../../../core/hash.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import type { ChainScorer } from '../write/material-port.ts';
import { ZERO_SHOT } from './checks.ts';

const scorers = new WeakMap<KnowledgeGraph, Promise<ChainScorer>>();

/**
 * The shipped weights over a graph's edges, opened once: the same scores at writing and at verify. Edges are triples by the
 * same numbers. Loads the model when first asked for.
 */
export function openScorer(graph: KnowledgeGraph): Promise<ChainScorer> {
  let scorer = scorers.get(graph);
  if (scorer === undefined) {
    scorer = open(graph);
    scorers.set(graph, scorer);
  }
  return scorer;
}

async function open({ edges, entities, predicates }: KnowledgeGraph): Promise<ChainScorer> {
  const { openQueryScorer } = await import('../gnn/score-query.ts');
  const triples = new Int32Array(3 * edges.subject.length);
  for (let edge = 0; edge < edges.subject.length; edge++) {
    triples[3 * edge] = edges.subject[edge]!;
    triples[3 * edge + 1] = edges.predicate[edge]!;
    triples[3 * edge + 2] = edges.object[edge]!;
  }
  const graph = { entities: entities.length, relations: predicates.length, triples };
  const { chain } = await openQueryScorer(graph);
  return { name: ZERO_SHOT, revision: await shippedRevision(), chain };
}

let revision: Promise<string> | undefined;

/** The hash of the shipped weights. */
function shippedRevision(): Promise<string> {
  revision ??= readFile(new URL('../gnn/ultra/weights/ultra.bin', import.meta.url)).then(sha256);
  return revision;
}
