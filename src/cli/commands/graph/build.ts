import { join } from 'node:path';
import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { systemClock } from '../../../core/clock.ts';
import type { NamedModel } from '../../../recipe/build-graph.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { duration, whole } from '../../output/figures.ts';
import { printJson } from '../../output/terminal.ts';
import { MODEL_OPTIONS, parseModelName } from '../../open-named-model.ts';
import { numberOption } from '../../parse-arguments.ts';
import { createProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';

/** Names that end like this are triples, others are documents. `.txt` is prose here; a recipe's `triples` reads it too. */
const TRIPLES = /\.(?:tsv|nt)(?:\.gz)?$/i;

export const verb = defineVerb({
  name: 'graph build',
  usage:
    'graph build SOURCES… --out DIR [--extractors fast,model] [--model PROVIDER/MODEL] [options]',
  about:
    'Builds a knowledge graph: typed facts, each with the sentence that says it, from documents (files or folders of Markdown, HTML, text, JSONL, Parquet) and from files of triples ' +
    '(.tsv, .nt, also .gz). Names of one thing are joined, and every join is logged. Run it again after documents were added, edited or removed: only changed passages ' +
    'are extracted again, and the result is that of a build from nothing. Without a model it reads English.',
  manyWords: true,
  args: {
    sources: {
      type: 'positional',
      required: true,
      valueHint: 'SOURCES',
      description: 'files and folders; triples by their name',
    },
    out: {
      type: 'string',
      required: true,
      valueHint: 'DIR',
      description: 'the folder of the graph, made where absent',
    },
    extractors: {
      type: 'string',
      valueHint: 'LIST',
      default: 'fast',
      description: 'fast (no model), model, or fast,model: what both say is trusted more',
    },
    extraction: {
      type: 'string',
      valueHint: 'FORM',
      default: 'list',
      description:
        'how the model is asked: list (all facts of some sentences), or choose (one small question for each two names; for small models)',
    },
    'second-look': {
      type: 'boolean',
      description: 'let the model look again for what is missing or wrong',
    },
    model: {
      type: 'string',
      valueHint: 'P/MODEL',
      description: 'who extracts: local/NAME, openai/NAME …, or a NAME with --base-url',
    },
    embedder: {
      type: 'string',
      valueHint: 'P/MODEL',
      description: 'a model that embeds: vectors of the passages are stored with the graph',
    },
    ...MODEL_OPTIONS,
    'max-cost': { type: 'string', valueHint: 'USD', description: 'never spend more' },
    ontology: {
      type: 'string',
      valueHint: 'FILE',
      default: 'encyclopedia',
      description: 'relations to look for: a shipped ontology, a YAML file of yours, or none',
    },
    predicates: {
      type: 'string',
      valueHint: 'P',
      default: 'ontology',
      description: 'ontology, open (the words of the text) or both',
    },
    license: { type: 'string', valueHint: 'SPDX', description: 'where documents state none' },
    'skip-bad-lines': {
      type: 'boolean',
      description: 'pass over lines of triples that cannot be read, and count them',
    },
  },
  examples: [
    {
      command: 'wellspring graph build examples/harbour --out harbour',
      does: 'a graph of a folder of articles, without a model',
    },
    {
      command: 'wellspring graph build articles facts.nt.gz --out all --predicates both',
      does: 'articles and imported triples in one graph, with predicates that the ontology lacks',
    },
    {
      command:
        'wellspring graph build articles --out deep --extractors fast,model --base-url http://localhost:8000/v1 --model my-model',
      does: 'two extractors, of which a model is one',
    },
    {
      command:
        'wellspring graph build articles --out small --extractors fast,model --extraction choose --model local/smollm2-135m-instruct',
      does: 'a model too small to write lists chooses among statements; nothing leaves the machine',
    },
  ],
  exits: [EXIT.stopped, EXIT.missing, EXIT.interrupted],

  async run(args, { terminal, words: sources }) {
    const { GraphOptions } = await import('../../../methods/graph/options.ts');
    const parsed = GraphOptions.safeParse({
      extractors: args.extractors.split(',').map((name) => name.trim()),
      extraction: args.extraction,
      secondLook: args['second-look'] ?? false,
      ontology: args.ontology === 'none' ? null : args.ontology,
      predicates: args.ontology === 'none' ? 'open' : args.predicates,
      // As they were named: a graph tells no machine's folders, and is the same wherever it is built.
      triples: sources.filter((source) => TRIPLES.test(source)),
      import: { badLines: args['skip-bad-lines'] ? 'skip' : 'stop' },
    });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new RecipeError(`--${issue!.path[0]?.toString() ?? 'options'}: ${issue!.message}`);
    }
    const options = parsed.data;
    if (options.extractors.includes('model') !== (args.model !== undefined)) {
      throw new RecipeError('--extractors model and --model go together', {
        hint: 'for example --extractors fast,model --model local/smollm2-135m-instruct',
      });
    }
    const named = (text: string): NamedModel => ({
      ...parseModelName(text, args['base-url'] !== undefined),
      baseUrl: args['base-url'],
      apiKeyEnv: args['api-key-env'],
    });
    const { buildFolder } = await import('../../../recipe/build-graph.ts');
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) =>
      view.note(`${signal}: stopping; what was extracted is kept`),
    );
    const start = systemClock.elapsed();
    try {
      const built = await buildFolder({
        out: args.out,
        documents: sources.filter((source) => !TRIPLES.test(source)),
        ...(args.license !== undefined && { license: args.license }),
        options,
        models: {
          ...(args.model !== undefined && { extractor: named(args.model) }),
          ...(args.embedder !== undefined && { embedder: named(args.embedder) }),
        },
        maxCostUsd: numberOption(args['max-cost'], 'max-cost'),
        signal: stop.signal,
        onActivity: (done, total, what) => view.activity(done, total, what),
        onNotice: (notice) => view.note(notice),
      });
      view.end();
      const { manifest, work, skipped } = built;
      const seconds = (systemClock.elapsed() - start) / 1000;
      if (args.json) {
        printJson(terminal, {
          out: args.out,
          manifest: built.manifestHash,
          counts: manifest.counts,
          work,
          skipped,
          seconds,
        });
        return EXIT.done;
      }
      terminal.out(`${built.summary}\n`);
      terminal.out(
        `  extracted  ${whole(work.extracted)} passages${work.remembered > 0 ? `, ${whole(work.remembered)} unchanged since before` : ''}\n`,
      );
      const dropped = Object.entries(manifest.counts).filter(([name]) =>
        name.startsWith('dropped/'),
      );
      if (dropped.length > 0) {
        terminal.out(
          `  dropped    ${dropped.map(([name, count]) => `${name.slice('dropped/'.length)} ${count}`).join(', ')}\n`,
        );
      }
      for (const [reason, count] of Object.entries(skipped))
        terminal.out(`  skipped    ${reason} ${count}\n`);
      terminal.out(
        `  graph      ${join(args.out, 'graph.json')}, ${built.manifestHash.slice(0, 12)}, in ${duration(seconds)}\n`,
      );
      if (manifest.counts['edges'] === 0) {
        terminal.err(
          'the graph has no fact: the fast extractor reads English prose that says who did what; the lines above tell what was dropped\n',
        );
      }
      terminal.out(`  look       wellspring graph stats ${args.out}\n`);
      return EXIT.done;
    } finally {
      view.end();
      stop.close();
    }
  },
});
