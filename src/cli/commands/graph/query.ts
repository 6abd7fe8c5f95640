import { defineVerb, WORKSPACE_OPTION } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import type { Embedder } from '../../graph/answer-question.ts';
import { describeAnswer, describeReasons } from '../../graph/describe-answer.ts';
import { openGraph } from '../../graph/open-graph.ts';
import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { RETRIEVAL_MODES, type RetrievalMode } from '../../../methods/graph/retrieve/retriever.ts';
import type { RoleCaller } from '../../../core/run/method.ts';
import { MODEL_OPTIONS } from '../../open-named-model.ts';
import { plainLine } from '../../output/plain-text.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';
import { listenForStop } from '../../stop-signals.ts';

export const verb = defineVerb({
  name: 'graph query',
  usage:
    'graph query DIR QUESTION [--mode M] [--k N] [--rerank] [--explain] [--model PROVIDER/MODEL]',
  about:
    'Answers a question from a graph, with citations. Without a model: the facts that bear on it, each with the sentence that says so. With --model: the model ' +
    'points at numbered sentences, the program quotes them, and its wording is kept only where every name and number stands there. Modes: lexical (words), vector (meaning; needs --embedder), local ' +
    '(facts of what the question names), multi-hop (a walk over the graph), global (reports of communities, for broad questions). Replies are journaled.',
  args: {
    dir: {
      type: 'positional',
      valueHint: 'DIR',
      required: true,
      description: 'a folder of `graph build`, or of a run',
    },
    question: {
      type: 'positional',
      valueHint: 'QUESTION',
      required: true,
      description: 'in words; in quotation marks where it holds signs that the shell takes',
    },
    part: { type: 'string', valueHint: 'P', description: 'the part of a run with several graphs' },
    mode: {
      type: 'string',
      valueHint: 'M',
      default: 'multi-hop',
      description: `how to look: ${RETRIEVAL_MODES.join(', ')}`,
    },
    k: {
      type: 'string',
      valueHint: 'N',
      description: 'passages and facts at the most (5)',
    },
    rerank: {
      type: 'boolean',
      description: 'let the shipped link predictor order anew what a multi-hop walk reaches',
    },
    explain: { type: 'boolean', description: 'show why each entity and passage came' },
    model: {
      type: 'string',
      valueHint: 'P/MODEL',
      description: 'who points at sentences: local/NAME, openai/NAME …, or a NAME with --base-url',
    },
    embedder: {
      type: 'string',
      valueHint: 'P/MODEL',
      description:
        'a model that embeds: for --mode vector, and to link facts by meaning; with the one the graph was built with, passages near by meaning join every mode but global',
    },
    ...MODEL_OPTIONS,
    'max-cost': { type: 'string', valueHint: 'USD', description: 'never spend more' },
    ...WORKSPACE_OPTION,
  },
  examples: [
    {
      command: 'wellspring graph query graph "Where was the founder of the school born?" --explain',
      does: 'facts with citations, and how each passage was reached; no model',
    },
    {
      command: 'wellspring graph query graph "What is this place known for?" --mode global',
      does: 'the reports of communities that speak of it',
    },
    {
      command:
        'wellspring graph query runs/graph "Who built the lighthouse?" --base-url http://localhost:8000/v1 --model my-model --json',
      does: 'a model points, the program quotes; one JSON object',
    },
  ],
  manyWords: true,
  exits: [EXIT.stopped, EXIT.missing, EXIT.absent, EXIT.interrupted],

  async run(args, { terminal, words }) {
    const question = words.slice(1).join(' ');
    const mode = readMode(args.mode);
    if (args.rerank && mode !== 'multi-hop') {
      throw new RecipeError(`--rerank orders what a multi-hop walk reaches, not --mode ${mode}`, {
        hint: 'leave out --mode, or --rerank',
      });
    }
    const limit = numberOption(args.k, 'k', { integer: true, min: 1 }) ?? 5;
    const opened = await openGraph(args.dir, args.part);
    const stop = listenForStop((signal) => terminal.err(`${signal}: stopping\n`));
    const closing: (() => Promise<void> | void)[] = [() => opened.close(), () => stop.close()];
    try {
      const { openGraphRetriever, answerQuestion } = await import('../../graph/answer-question.ts');
      const { answerer, embedder } = await openModels();
      const retriever = await openGraphRetriever(opened, {
        embedder,
        rerank: args.rerank ?? false,
      });
      const retrieved = await retriever.retrieve(question, { mode, limit });
      const answer = await answerQuestion(question, retrieved, retriever, opened, answerer);
      if (args.json) {
        printJson(terminal, {
          ...answer,
          retrieved: {
            ...retrieved,
            entities: retrieved.entities.map(({ entity, ...rest }) => ({
              id: opened.graph.entities[entity]!.id,
              ...rest,
            })),
          },
        });
        return EXIT.done;
      }
      terminal.out(describeAnswer(answer, terminal.paint));
      if (args.explain) {
        const texts = await Promise.all(
          retrieved.passages.map(({ index }) => opened.passageText(index)),
        );
        terminal.out(describeReasons(retrieved, opened.graph, texts));
      }
      return EXIT.done;

      async function openModels(): Promise<{ answerer?: RoleCaller; embedder?: Embedder }> {
        if (args.model === undefined && args.embedder === undefined) return {};
        const { openCallers } = await import('../../graph/open-callers.ts');
        const purpose = { graph: opened.hash, question: question, mode, limit };
        const found = await openCallers(
          {
            ...(args.model !== undefined && { answerer: { model: args.model, purpose } }),
            // Vectors of passages serve every question.
            ...(args.embedder !== undefined && {
              embedder: { model: args.embedder, purpose: 'embed' },
            }),
          },
          {
            baseUrl: args['base-url'],
            apiKeyEnv: args['api-key-env'],
            workspace: args.workspace,
            maxCostUsd: numberOption(args['max-cost'], 'max-cost'),
            signal: stop.signal,
            onNotice: (notice) => terminal.err(`${notice}\n`),
          },
        );
        closing.push(found.close);
        const { callers, models } = found;
        return {
          ...(callers.answerer && { answerer: callers.answerer }),
          ...(callers.embedder && {
            embedder: { caller: callers.embedder, model: models.embedder! },
          }),
        };
      }
    } finally {
      for (const close of closing.toReversed()) await close();
    }
  },
});

function readMode(text: string): RetrievalMode {
  const mode = RETRIEVAL_MODES.find((one) => one === text);
  if (mode !== undefined) return mode;
  throw new RecipeError(`there is no mode "${plainLine(text)}"`, {
    hint: `--mode ${RETRIEVAL_MODES.join(', --mode ')}`,
  });
}
