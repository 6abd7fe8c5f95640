import { createPrompt, loadPrompts } from '../../core/run/prompts.ts';
import type { RoleCaller } from '../../core/run/method.ts';
import { answerByModel } from '../../methods/graph/retrieve/answer-by-model.ts';
import { answerByTemplate } from '../../methods/graph/retrieve/answer-by-template.ts';
import { answerOverReports } from '../../methods/graph/retrieve/answer-over-reports.ts';
import type { Answer } from '../../methods/graph/retrieve/answer.ts';
import { openRetriever } from '../../methods/graph/retrieve/open-retriever.ts';
import { readWords } from '../../methods/graph/retrieve/read-words.ts';
import type { Retrieved, Retriever } from '../../methods/graph/retrieve/retriever.ts';
import type { OpenGraph } from './open-graph.ts';

type Opened = Pick<OpenGraph, 'graph' | 'communities' | 'passageText'>;

/** Retrieval on an opened graph; with an embedder also by meaning. */
export function openGraphRetriever(
  { graph, communities, passageText }: Opened,
  embedder: RoleCaller | undefined,
): Promise<Retriever> {
  return openRetriever({
    graph,
    communities,
    passageText,
    ...(embedder && {
      embed: async (texts) =>
        (await embedder.embed({ step: 'embed', texts })).map((vector) => Float32Array.from(vector)),
    }),
  });
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
