import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { systemClock } from '../../../core/clock.ts';
import type { NamedModel } from '../../../recipe/build-graph.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { duration, listCounts, money, whole } from '../../output/figures.ts';
import { plainLine } from '../../output/plain-text.ts';
import { printJson } from '../../output/terminal.ts';
import { MODEL_OPTIONS, parseModelName } from '../../open-named-model.ts';
import { numberOption } from '../../parse-arguments.ts';
import { readSimilarity } from '../../personas/read-similarity.ts';
import { createProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';

export const verb = defineVerb({
  name: 'personas grow',
  usage:
    'personas grow [PAGES…] --hub DIR [--model PROVIDER/MODEL] [--rounds N] [--sampled N] [options]',
  about:
    'Grows a hub: from pages, of which a model says who would write, read, like or dislike each passage and points at the sentences that show it; from its own personas, by relationships, up to six rounds; ' +
    'and without a model from the sampled hub. What a model writes must be one clean sentence about somebody, and duplicates are left out; both are counted and listed. ' +
    'Every reply is journaled in the hub: run the same command again after a stop, and nothing is paid for twice.',
  manyWords: true,
  args: {
    pages: {
      type: 'positional',
      required: false,
      valueHint: 'PAGES',
      description: 'files and folders of Markdown, HTML, text, JSONL, Parquet, PDF',
    },
    hub: {
      type: 'string',
      required: true,
      valueHint: 'DIR',
      description: 'the hub’s folder, made where absent',
    },
    model: { type: 'string', valueHint: 'P/MODEL', description: 'who writes' },
    ...MODEL_OPTIONS,
    embedder: {
      type: 'string',
      valueHint: 'P/MODEL',
      description: 'leaves out those whose embeddings have a cosine above --cosine',
    },
    ways: {
      type: 'string',
      valueHint: 'LIST',
      default: 'writes,reads,likes,dislikes',
      description: 'who is asked for of each passage',
    },
    rounds: { type: 'string', valueHint: 'N', description: 'from persona to persona, 0 to 6 (0)' },
    relationships: {
      type: 'string',
      valueHint: 'N',
      description: 'each persona is asked about in a round (2)',
    },
    sampled: { type: 'string', valueHint: 'N', description: 'put in so many of the sampled hub' },
    from: { type: 'string', valueHint: 'INDEX', description: 'the first of them (0)' },
    seed: {
      type: 'string',
      valueHint: 'S',
      default: '0',
      description: 'of the sampled hub, and of what is drawn',
    },
    count: { type: 'string', valueHint: 'N', description: 'end when so many were added' },
    near: {
      type: 'string',
      valueHint: 'S',
      default: '0.9',
      description: 'duplicates from this similarity of words on; `off`: equal texts only',
    },
    cosine: { type: 'string', valueHint: 'S', description: 'of embeddings (0.9)' },
    concurrency: { type: 'string', valueHint: 'N', description: 'calls under way together (8)' },
    'max-cost': { type: 'string', valueHint: 'USD', description: 'never spend more' },
    'max-calls': { type: 'string', valueHint: 'N', description: 'never call more often' },
    license: { type: 'string', valueHint: 'SPDX', description: 'where pages state none' },
  },
  examples: [
    {
      command: 'wellspring personas grow --hub hub --sampled 10000',
      does: 'a hub without a model',
    },
    {
      command:
        'wellspring personas grow articles --hub hub --model local/smollm2-135m-instruct --ways reads,dislikes',
      does: 'readers and opponents of every passage; nothing leaves the machine',
    },
    {
      command:
        'wellspring personas grow --hub hub --base-url http://localhost:8000/v1 --model my-model --rounds 3 --max-cost 5',
      does: 'three rounds of relationships, for five dollars at most',
    },
  ],
  exits: [EXIT.stopped, EXIT.missing, EXIT.disproved, EXIT.absent, EXIT.interrupted],

  async run(args, { terminal, words: documents }) {
    const { growPersonas } = await import('../../../recipe/grow-personas.ts');
    const { DUPLICATES_DEFAULTS } = await import('../../../recipe/persona-duplicates.ts');
    const { WAYS } = await import('../../../methods/personas/hub/grow/relationships.ts');
    const { personasOf } = await import('../../../methods/personas/hub/stored/hub-manifest.ts');
    const number = (
      name: 'rounds' | 'relationships' | 'sampled' | 'from' | 'count' | 'concurrency' | 'max-calls',
      min: number,
    ) => numberOption(args[name], name, { integer: true, min });
    const ways = args.ways.split(',').map((way) => way.trim());
    const wrong = ways.find((way) => !Object.hasOwn(WAYS, way));
    if (wrong !== undefined)
      throw new RecipeError(`--ways knows no “${plainLine(wrong)}”`, {
        hint: `take of ${Object.keys(WAYS).join(', ')}`,
      });
    const named = (text: string): NamedModel => ({
      ...parseModelName(text, args['base-url'] !== undefined),
      baseUrl: args['base-url'],
      apiKeyEnv: args['api-key-env'],
    });
    const sampled = number('sampled', 1);
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) =>
      view.note(`${signal}: stopping; what was grown is kept`),
    );
    const start = systemClock.elapsed();
    try {
      const grown = await growPersonas({
        hub: args.hub,
        ...(sampled !== undefined && {
          sampled: { seed: args.seed, from: number('from', 0) ?? 0, count: sampled },
        }),
        documents,
        license: args.license,
        ways: ways as (keyof typeof WAYS)[],
        rounds: number('rounds', 0) ?? 0,
        relationships: number('relationships', 1) ?? 2,
        count: number('count', 1),
        models: {
          ...(args.model !== undefined && { writer: named(args.model) }),
          ...(args.embedder !== undefined && { embedder: named(args.embedder) }),
        },
        limits: {
          maxCostUsd: numberOption(args['max-cost'], 'max-cost'),
          maxCalls: number('max-calls', 1),
        },
        concurrency: number('concurrency', 1) ?? 8,
        threshold: readSimilarity(args.near),
        cosine: numberOption(args.cosine, 'cosine', { above: 0 }) ?? DUPLICATES_DEFAULTS.cosine,
        seed: args.seed,
        signal: stop.signal,
        onActivity: (done, total, what) => view.activity(done, total, what),
        onNotice: (notice) => view.note(notice),
      });
      view.end();
      const { manifest, ...rest } = grown;
      const personas = personasOf(manifest);
      const seconds = (systemClock.elapsed() - start) / 1000;
      if (args.json) {
        printJson(terminal, { hub: args.hub, personas, ...rest, seconds });
        return EXIT.done;
      }
      terminal.out(
        `${whole(grown.added)} personas added in ${duration(seconds)}: ${whole(personas)} in ${plainLine(args.hub)}\n`,
      );
      terminal.out(`  dropped  ${listCounts(grown.dropped)}\n`);
      if (grown.before > 0)
        terminal.out(`  before   ${whole(grown.before)} pieces of work were done\n`);
      if (grown.rounds.length > 1)
        terminal.out(
          `  rounds   ${grown.rounds.map((count, round) => `${round}: ${whole(count)}`).join(', ')}\n`,
        );
      const { paid, journaled, failed } = grown.calls;
      if (paid + journaled + failed > 0)
        terminal.out(
          `  calls    ${whole(paid)} paid, ${whole(journaled)} from the journal${failed > 0 ? `, ${whole(failed)} failed` : ''}; ${money(grown.costUsd)}\n`,
        );
      for (const [reason, count] of Object.entries(grown.skipped))
        terminal.out(`  skipped  ${reason} ${whole(count)}\n`);
      return EXIT.done;
    } finally {
      view.end();
      stop.close();
    }
  },
});
