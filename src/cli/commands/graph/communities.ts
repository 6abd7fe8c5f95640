import { defineVerb, WORKSPACE_OPTION } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { openGraph } from '../../graph/open-graph.ts';
import { MODEL_OPTIONS } from '../../open-named-model.ts';
import { plainLine } from '../../output/plain-text.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';
import { listenForStop } from '../../stop-signals.ts';

export const verb = defineVerb({
  name: 'graph communities',
  usage: 'graph communities DIR [--level N] [--limit N] [--model PROVIDER/MODEL]',
  about:
    'Reports what belongs together in a graph, each claim with the numbers of the facts that it cites. By template, or with --model in the words of a model that ' +
    'points at these facts: a sentence that points at none, or brings a name or a number of its own, is dropped and counted. Replies are journaled.',
  args: {
    dir: {
      type: 'positional',
      valueHint: 'DIR',
      required: true,
      description: 'a folder of `graph build`, or of a run',
    },
    part: { type: 'string', valueHint: 'P', description: 'the part of a run with several graphs' },
    level: { type: 'string', valueHint: 'N', description: 'of the hierarchy, 0 the coarsest (0)' },
    limit: { type: 'string', valueHint: 'N', description: 'communities, largest first (10)' },
    model: {
      type: 'string',
      valueHint: 'P/MODEL',
      description: 'who writes: local/NAME, openai/NAME …, or a NAME with --base-url',
    },
    ...MODEL_OPTIONS,
    'max-cost': { type: 'string', valueHint: 'USD', description: 'never spend more' },
    ...WORKSPACE_OPTION,
  },
  examples: [
    { command: 'wellspring graph communities graph', does: 'the ten largest, by template' },
    {
      command: 'wellspring graph communities runs/graph --level 1 --limit 3 --json',
      does: 'three of the next level, with every citation',
    },
  ],
  exits: [EXIT.stopped, EXIT.missing, EXIT.absent, EXIT.interrupted],

  async run(args, { terminal }) {
    const level = numberOption(args.level, 'level', { integer: true }) ?? 0;
    const limit = numberOption(args.limit, 'limit', { integer: true, min: 1 }) ?? 10;
    const opened = await openGraph(args.dir, args.part);
    const stop = listenForStop((signal) => terminal.err(`${signal}: stopping\n`));
    const closing: (() => Promise<void> | void)[] = [() => opened.close(), () => stop.close()];
    try {
      const { reportCommunities } =
        await import('../../../methods/graph/communities/report-communities.ts');
      const { graph, communities } = opened;
      let reports = reportCommunities(graph, communities)
        .filter(({ community }) => communities.list[community]!.level === level)
        .toSorted((a, b) => b.entities - a.entities || a.community - b.community)
        .slice(0, limit);
      if (args.model !== undefined) {
        const { openCallers } = await import('../../graph/open-callers.ts');
        const { writeReports } = await import('../../graph/write-reports.ts');
        const { callers, close } = await openCallers(
          { writer: { model: args.model, purpose: { graph: opened.hash, task: 'reports' } } },
          {
            baseUrl: args['base-url'],
            apiKeyEnv: args['api-key-env'],
            workspace: args.workspace,
            maxCostUsd: numberOption(args['max-cost'], 'max-cost'),
            signal: stop.signal,
            onNotice: (notice) => terminal.err(`${notice}\n`),
          },
        );
        closing.push(close);
        reports = await writeReports(reports, graph, callers.writer!);
      }
      if (args.json) {
        printJson(terminal, reports);
        return EXIT.done;
      }
      for (const { title, entities, edges, claims, dropped } of reports) {
        terminal.out(
          `${terminal.paint.bold(plainLine(title))} (${entities} entities, ${edges} facts)\n`,
        );
        for (const { text, cites } of claims) {
          const numbers = cites.map(({ fact }) => fact).join(', ');
          terminal.out(`  ${plainLine(text)} ${terminal.paint.dim(`[${numbers}]`)}\n`);
        }
        const reasons = Object.entries(dropped).map(([reason, times]) => `${reason} ${times}`);
        if (reasons.length > 0) {
          terminal.out(terminal.paint.dim(`  dropped: ${plainLine(reasons.join(', '))}\n`));
        }
        terminal.out('\n');
      }
      if (reports.length === 0) terminal.out(`no community of level ${level} has facts\n`);
      return EXIT.done;
    } finally {
      for (const close of closing.toReversed()) await close();
    }
  },
});
