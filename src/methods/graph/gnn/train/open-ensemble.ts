import { blendScorers } from '../link-prediction/blend-scorers.ts';
import type { TailScorer, TripleSet } from '../triples.ts';
import { openZeroShot } from '../ultra/zero-shot.ts';
import { type NbfnetModel, openNbfnet } from './open-nbfnet.ts';

/** Models on a graph, as one scorer: the mean of their log-probabilities. */
export interface OpenedEnsemble extends TailScorer {
  /** The trained models together. */
  trained: TailScorer;
  /** The zero-shot model; null where it has no weight. */
  zeroShot: TailScorer | null;
  close(): Promise<void>;
}

/**
 * Opens trained models on a graph with their relations; the zero-shot model counts `zeroShotWeight` beside all of them
 * together. A lone model gives its scores as they are. `workers` threads for each; they work one model after another.
 */
export async function openEnsemble(
  {
    members,
    zeroShotWeight,
  }: {
    members: readonly { model: Pick<NbfnetModel, 'shape' | 'parameters'> }[];
    zeroShotWeight: number;
  },
  graph: TripleSet,
  workers: number,
): Promise<OpenedEnsemble> {
  const { entities } = graph;
  const zeroShot = zeroShotWeight > 0 ? await openZeroShot(graph) : null;
  const opened = members.map(({ model }) => openNbfnet(model, graph, workers));
  const equal = opened.map((scorer) => ({ scorer, weight: 1 }));
  const trained = opened.length === 1 ? opened[0]! : blendScorers(equal, entities);
  const parts = [
    { scorer: trained, weight: 1 },
    ...(zeroShot ? [{ scorer: zeroShot, weight: zeroShotWeight }] : []),
  ];
  const whole = zeroShot ? blendScorers(parts, entities) : trained;
  return {
    trained,
    zeroShot,
    scoreTails: (queries) => whole.scoreTails(queries),
    async close() {
      for (const scorer of opened) await scorer.close();
    },
  };
}
