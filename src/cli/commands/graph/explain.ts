import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { explainWanted, type WantedExplanation } from '../../graph/explain-wanted.ts';
import { openGraph } from '../../graph/open-graph.ts';
import { readEntityOption, readPredicateOption } from '../../graph/read-name-options.ts';
import { writePage } from '../../graph/write-page.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { plainLine, plainText } from '../../output/plain-text.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';

/** The search doubles and more with every hop. */
const MOST_HOPS = 6;
export const verb = defineVerb({
  name: 'graph explain',
  usage: 'graph explain DIR --from ENTITY (--to ENTITY | --predicate P …) [--svg FILE]',
  about:
    'Shows how an answer follows from a graph. With --to, the best paths between two entities; with --predicate, the answers that these predicates lead to, one after another. ' +
    'Every edge stands with the sentence that says it, or the line that it was imported from; what the texts deny is told too. Where nothing leads there, it says so: no evidence.',
  args: {
    dir: {
      type: 'positional',
      valueHint: 'DIR',
      required: true,
      description: 'a folder of `graph build`, or of a run',
    },
    from: { type: 'string', valueHint: 'ENTITY', description: 'where to begin: a name or alias' },
    to: { type: 'string', valueHint: 'ENTITY', description: 'the answer to explain' },
    predicate: {
      type: 'string',
      valueHint: 'P',
      description: 'a predicate to follow, ^P against its direction; up to four, in order',
    },
    hops: { type: 'string', valueHint: 'N', description: 'edges of a path at most (4)' },
    paths: { type: 'string', valueHint: 'N', description: 'paths shown at most (5)' },
    'through-values': {
      type: 'boolean',
      description: 'let paths go through times and numbers, which join things by chance',
    },
    predictor: {
      type: 'boolean',
      description:
        'with --to and one --predicate: the paths on which the score of a link predictor rests; it is trained on this graph first, and kept in DIR',
    },
    svg: { type: 'string', valueHint: 'FILE', description: 'draw the paths too' },
    part: { type: 'string', valueHint: 'P', description: 'the part of a run with several graphs' },
  },
  repeatable: ['predicate'],
  examples: [
    {
      command: 'wellspring graph explain graph --from Halcyon --to Skarrow',
      does: 'how the two hang together, with quotations',
    },
    {
      command:
        'wellspring graph explain graph --from "Silver Tern" --predicate manufacturer --predicate founded-by',
      does: 'where two steps lead',
    },
  ],
  exits: [EXIT.absent, EXIT.interrupted],

  async run(args, { terminal, all }) {
    const example = 'for example: --from Halcyon --to Skarrow';
    if (args.from === undefined) {
      throw new RecipeError('`wellspring graph explain` needs --from ENTITY', { hint: example });
    }
    const steps = all('predicate');
    if (args.to === undefined && steps.length === 0) {
      throw new RecipeError('`wellspring graph explain` needs --to ENTITY or --predicate P', {
        hint: example,
      });
    }
    if (args.predictor && (args.to === undefined || steps.length !== 1)) {
      throw new RecipeError('--predictor explains one answer to one predicate', {
        hint: 'for example: --from Halcyon --predicate author --to "Marta Veen" --predictor',
      });
    }
    const { DEFAULTS } = await import('../../../methods/graph/report/explain/find-paths.ts');
    const { MOST_STEPS } =
      await import('../../../methods/graph/report/explain/follow-predicates.ts');
    const maxHops = numberOption(args.hops, 'hops', { integer: true, min: 1 }) ?? DEFAULTS.maxHops;
    if (maxHops > MOST_HOPS || steps.length > MOST_STEPS) {
      throw new RecipeError(
        maxHops > MOST_HOPS
          ? `--hops ${maxHops} is more than ${MOST_HOPS}`
          : `--predicate is given ${steps.length} times`,
        {
          hint:
            maxHops > MOST_HOPS
              ? 'farther than that, nearly everything is linked'
              : `give it up to ${MOST_STEPS} times`,
        },
      );
    }
    const opened = await openGraph(args.dir, args.part);
    try {
      const { graph } = opened;
      const wanted: WantedExplanation = {
        from: readEntityOption(graph, 'from', args.from),
        to: args.to === undefined ? undefined : readEntityOption(graph, 'to', args.to),
        predicates: steps.map((step) => readPredicateOption(graph, step)),
        maxHops,
        maxPaths: numberOption(args.paths, 'paths', { integer: true, min: 1 }) ?? DEFAULTS.maxPaths,
        throughValues: args['through-values'] ?? false,
        byPredictor: args.predictor ?? false,
        dir: args.dir,
      };
      if (wanted.from === wanted.to) {
        throw new RecipeError(
          `--from and --to both mean "${plainLine(graph.entities[wanted.from]!.id)}"`,
          {
            hint: 'name two different entities',
          },
        );
      }
      const explanations = await explainWanted(opened, wanted, terminal);
      if (args.svg !== undefined) {
        const [first, ...others] = explanations;
        if (first === undefined || others.length > 0) {
          throw new RecipeError(`--svg draws one answer, and there are ${explanations.length}`, {
            hint: 'name one with --to',
          });
        }
        const { drawExplanation } =
          await import('../../../methods/graph/report/explain/draw-explanation.ts');
        await writePage(terminal, args.svg, drawExplanation(first));
      }
      if (args.json) {
        printJson(terminal, { explanations });
        return EXIT.done;
      }
      const { describeExplanation } =
        await import('../../../methods/graph/report/explain/describe-explanation.ts');
      const texts = explanations.map(describeExplanation);
      const nothing = `${graph.entities[wanted.from]!.id} › ${wanted.predicates.join(' › ')}: no evidence, the graph knows no such thing\n`;
      terminal.out(plainText(texts.join('\n') || nothing));
      return EXIT.done;
    } finally {
      opened.close();
    }
  },
});
