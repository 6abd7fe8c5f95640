import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { RecipeError } from '../../core/errors/index.ts';
import type {
  ExplainedQuestion,
  Explanation,
} from '../../methods/graph/report/explain/explain-answer.ts';
import type { Terminal } from '../output/terminal.ts';
import { createProgressView } from '../progress/view.ts';
import { listenForStop } from '../stop-signals.ts';
import type { OpenGraph } from './open-graph.ts';

const MOST_ANSWERS = 50;
/** On fewer edges a training takes seconds, and threads are not worth their start. */
const FEW_EDGES = 2000;

/** What `graph explain` is asked, with names found. */
export interface WantedExplanation {
  from: number;
  to: number | undefined;
  /** Ids, `^` before those that are followed against their direction. */
  predicates: string[];
  maxHops: number;
  maxPaths: number;
  throughValues: boolean;
  byPredictor: boolean;
  /** Where a trained predictor is kept. */
  dir: string;
}

/** The answers that the predicates lead to; where they do not lead to the one that is asked for, any paths to it. */
export async function explainWanted(
  opened: OpenGraph,
  wanted: WantedExplanation,
  terminal: Terminal,
): Promise<Explanation[]> {
  const { explainAnswer } = await import('../../methods/graph/report/explain/explain-answer.ts');
  const questions = wanted.byPredictor
    ? [await askPredictor(opened, wanted, terminal)]
    : await askGraph(opened, wanted);
  const explanations: Explanation[] = [];
  for (const question of questions)
    explanations.push(await explainAnswer(opened.graph, question, opened.passageText));
  return explanations;
}

async function askGraph(
  { graph }: OpenGraph,
  wanted: WantedExplanation,
): Promise<ExplainedQuestion[]> {
  const { from, to, predicates, maxHops, maxPaths, throughValues } = wanted;
  const { findPaths } = await import('../../methods/graph/report/explain/find-paths.ts');
  const { followPredicates } =
    await import('../../methods/graph/report/explain/follow-predicates.ts');
  const asked = { from, predicates };
  const found = predicates.length === 0 ? [] : followPredicates(graph, from, predicates);
  const answers = found.filter(({ entity }) => to === undefined || entity === to);
  if (answers.length === 0 && to !== undefined) {
    const searched = findPaths(graph, from, to, { maxHops, maxPaths, throughValues });
    return [{ ...asked, to, method: 'search', maxHops, ...searched }];
  }
  return answers.slice(0, MOST_ANSWERS).map(({ entity, paths }) => ({
    ...asked,
    to: entity,
    method: 'query',
    maxHops: predicates.length,
    paths: paths.slice(0, maxPaths),
    isCut: paths.length > maxPaths,
  }));
}

async function askPredictor(
  { graph, manifest }: OpenGraph,
  { from, to, predicates, maxPaths, dir }: WantedExplanation,
  terminal: Terminal,
): Promise<ExplainedQuestion> {
  const { explainByModel, LEAST_EDGES, trainOnGraph } =
    await import('../../methods/graph/report/explain/explain-by-model.ts');
  const edges = graph.edges.subject.length;
  if (edges < LEAST_EDGES) {
    throw new RecipeError(`the graph has ${edges} edges, too few to train a predictor on`, {
      hint: `${LEAST_EDGES} are needed; without --predictor the paths are searched for`,
    });
  }
  const view = createProgressView(terminal);
  const stop = listenForStop((signal) => view.note(`${signal}: stopping`));
  try {
    const model = await trainOnGraph(graph, {
      workers: edges < FEW_EDGES ? 0 : Math.max(1, availableParallelism() - 1),
      signal: stop.signal,
      // A graph that has changed has another one.
      checkpoint: join(dir, '.predictor', `${manifest.snapshot.slice(0, 16)}.checkpoint`),
      onProgress: ({ step, steps }) => view.activity(step, steps, 'steps of training'),
    });
    const [step] = predicates;
    const isBackwards = step!.startsWith('^');
    const predicate = graph.predicateById.get(isBackwards ? step!.slice(1) : step!)!;
    const asked = { from, predicate, isBackwards, to: to! };
    const { rank, entities, ...found } = await explainByModel(model, graph, asked, maxPaths);
    const question = { from, to: to!, predicates, method: 'model', isCut: false } as const;
    return { ...question, ...found, rank: { rank, entities } };
  } finally {
    view.end();
    stop.close();
  }
}
