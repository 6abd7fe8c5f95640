import type { MaterialRef, Store } from '../../../core/run/method.ts';
import type { GraphOptions } from '../options.ts';
import { openScorer } from '../prove/open-scorer.ts';
import { rerankByLinks } from '../retrieve/rerank-by-links.ts';
import type { Retriever } from '../retrieve/retriever.ts';
import { readCommunities } from '../store/encode-communities.ts';
import { readVectors } from '../store/encode-vectors.ts';
import { readGraph } from '../store/read-graph.ts';
import type { GraphWriting } from '../write/material-port.ts';
import { createPassageReader } from './passage-reader.ts';

/** A part's graph, open for drawing and writing. Retrieval is indexed, and the scorer opened, when they are first needed. */
export interface GraphMaterial extends Omit<GraphWriting, 'options' | 'scorer'> {
  options: GraphOptions;
  scorer: GraphWriting['scorer'];
}

export async function openMaterial(
  ref: MaterialRef,
  store: Store,
  options: GraphOptions,
): Promise<GraphMaterial> {
  const { manifest, graph } = await readGraph(store, ref.hash);
  const communities = await readCommunities(store, manifest.communities);
  const { text: passageText } = createPassageReader(graph, store);
  const scorer = options.gnn === 'off' ? undefined : await openScorer(graph);
  let retriever: Promise<Retriever> | undefined;
  const open = async (): Promise<Retriever> => {
    const { openRetriever } = await import('../retrieve/open-retriever.ts');
    return openRetriever({
      graph,
      communities,
      passageText,
      ...(manifest.vectors && {
        vectors: await readVectors(store, graph.passages.length, manifest.vectors),
      }),
      ...(options.rerank && { rerank: rerankByLinks(graph, scorer ?? (await openScorer(graph))) }),
    });
  };
  return {
    options,
    manifestHash: ref.hash,
    snapshot: manifest.snapshot,
    graph,
    communities,
    communitiesHash: manifest.communities,
    passageText,
    async retrieve(question, anchors, k, embed) {
      retriever ??= open();
      const { retrieve } = await retriever;
      const hasVectors = manifest.vectors !== undefined && embed !== undefined;
      const { passages } = await retrieve(question, {
        mode: options.retrieval,
        limit: k,
        anchors,
        vector: hasVectors ? await embed(question) : null,
      });
      return passages.map(({ index, score }) => ({ passage: index, score }));
    },
    scorer,
  };
}
