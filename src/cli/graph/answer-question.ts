import { createPrompt, loadPrompts } from '../../core/run/prompts.ts';
import type { ModelDescription } from '../../core/model/port.ts';
import type { RoleCaller } from '../../core/run/method.ts';
import { answerByModel } from '../../methods/graph/retrieve/answer-by-model.ts';
import { answerByTemplate } from '../../methods/graph/retrieve/answer-by-template.ts';
import { answerOverReports } from '../../methods/graph/retrieve/answer-over-reports.ts';
import type { Answer } from '../../methods/graph/retrieve/answer.ts';
import type { StoredVectors } from '../../methods/graph/material.ts';
import { openScorer } from '../../methods/graph/prove/open-scorer.ts';
import { openRetriever } from '../../methods/graph/retrieve/open-retriever.ts';
import { readWords } from '../../methods/graph/retrieve/read-words.ts';
import { rerankByLinks } from '../../methods/graph/retrieve/rerank-by-links.ts';
import type { Retrieved, Retriever } from '../../methods/graph/retrieve/retriever.ts';
import { type Embed, embedTexts } from '../../methods/graph/retrieve/vector-index.ts';
import { readVectors } from '../../methods/graph/store/encode-vectors.ts';
import type { OpenGraph } from './open-graph.ts';

type Opened = Pick<OpenGraph, 'graph' | 'communities' | 'passageText'>;

/** A model that embeds, and who it is. */
export interface Embedder {
  caller: RoleCaller;
  model: Pick<ModelDescription, 'id' | 'revision'>;
}

/**
 * Retrieval on an opened graph; with an embedder also by meaning, and where it is the one that embedded the graph's
 * passages, by their stored vectors. `rerank`: what a walk reaches is ordered anew by the shipped network.
 */
export async function openGraphRetriever(
  { graph, communities, passageText, manifest, store }: OpenGraph,
  { embedder, rerank = false }: { embedder?: Embedder | undefined; rerank?: boolean },
): Promise<Retriever> {
  const embed: Embed | undefined =
    embedder &&
    (async (texts) =>
      (await embedder.caller.embed({ step: 'embed', texts })).map((one) => Float32Array.from(one)));
  const vectors = isBy(manifest.vectors, embedder)
    ? await readVectors(store, graph.passages.length, manifest.vectors)
    : undefined;
  const retriever = await openRetriever({
    graph,
    communities,
    passageText,
    ...(embed && { embed }),
    ...(vectors && { vectors }),
    ...(rerank && { rerank: rerankByLinks(graph, await openScorer(graph)) }),
  });
  if (embed === undefined || vectors === undefined) return retriever;
  return {
    ...retriever,
    async retrieve(question, options) {
      if (options?.mode === 'global') return retriever.retrieve(question, options);
      const [vector] = await embedTexts([question], embed);
      return retriever.retrieve(question, { ...options, vector: vector! });
    },
  };
}

function isBy(
  vectors: StoredVectors | undefined,
  embedder: Embedder | undefined,
): vectors is StoredVectors {
  return (
    vectors !== undefined &&
    vectors.embedder.id === embedder?.model.id &&
    vectors.embedder.revision === embedder.model.revision
  );
}

/** Answers by template, or by a model that points. */
export async function answerQuestion(
  question: string,
  retrieved: Retrieved,
  retriever: Retriever,
  opened: Opened,
  answerer: RoleCaller | undefined,
): Promise<Answer> {
  if (answerer === undefined) return answerByTemplate(retrieved, retriever, opened);
  const prompts = loadPrompts(new URL('../../methods/graph/retrieve/prompts/', import.meta.url));
  let nameWords: Set<string> | undefined;
  const ports = {
    caller: answerer,
    prompt: (name: 'answer' | 'points' | 'overview') =>
      createPrompt(`${name}@${prompts[name]!.version}`, prompts[name]!.text),
    isNameWord(word: string): boolean {
      nameWords ??= new Set(
        opened.graph.entities.flatMap(({ name }) => readWords(name).map(({ text }) => text)),
      );
      return nameWords.has(word);
    },
  };
  return retrieved.mode === 'global'
    ? answerOverReports(question, retrieved, retriever.reports(), opened, ports)
    : answerByModel(question, retrieved, opened, ports);
}
