import { MaterialAbsentError } from '../../../core/errors/index.ts';
import type { Hash } from '../../../core/hash.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import type { ReportedGraph } from '../../../methods/graph/report/quality/quality-report.ts';
import { readRunAccount } from '../../graph/read-run-account.ts';
import { writePage } from '../../graph/write-page.ts';
import { defineVerb, WORKSPACE_OPTION } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { plainText } from '../../output/plain-text.ts';
import { printJson } from '../../output/terminal.ts';
import { openSamples, readSamples } from '../../samples/open-samples.ts';

export const verb = defineVerb({
  name: 'graph report',
  usage: 'graph report DATASET|RUN [--html FILE]',
  about:
    'Tells what the graph samples of a dataset or run are like as a whole: balance of query forms and hops, how much of the graph they rest on, whether each answer is the only one, ' +
    'facts with a quoted sentence, shortcut and necessity tests, what retrieval found by itself, duplicates; of a run also the rejections and the cost of an accepted sample.',
  args: {
    dataset: {
      type: 'positional',
      valueHint: 'DATASET|RUN',
      required: true,
      description: 'a dataset folder, or a run by name or folder',
    },
    html: { type: 'string', valueHint: 'FILE', description: 'write a page for a browser instead' },
    ...WORKSPACE_OPTION,
  },
  examples: [
    { command: 'wellspring graph report graph', does: 'the samples of the run "graph"' },
    {
      command: 'wellspring graph report runs/graph/dataset --html quality.html',
      does: 'a dataset, as a page with charts',
    },
  ],
  exits: [EXIT.disproved, EXIT.absent],

  async run(args, { terminal }) {
    const { collectQuality } =
      await import('../../../methods/graph/report/quality/collect-quality.ts');
    const opened = await openSamples(args.dataset, args.workspace);
    try {
      const samples = await readSamples(args.dataset, args.workspace);
      const report = await collectQuality(samples, {
        openGraph: (manifest) => openReported(opened.material, manifest),
        ...(await readRunAccount(args.dataset, args.workspace)),
      });
      if (args.html !== undefined) {
        const { drawQuality } =
          await import('../../../methods/graph/report/quality/draw-quality.ts');
        await writePage(terminal, args.html, drawQuality(`Quality of the ${opened.label}`, report));
      }
      if (args.json) {
        printJson(terminal, report);
      } else if (args.html === undefined) {
        const { describeQuality } =
          await import('../../../methods/graph/report/quality/describe-quality.ts');
        terminal.out(plainText(describeQuality(report)));
      }
      return EXIT.done;
    } finally {
      await opened.close();
    }
  },
});

/** A graph of the proof with its communities; undefined where the graph does not lie with the samples. */
async function openReported(
  material: ProofMaterial,
  manifest: Hash,
): Promise<ReportedGraph | undefined> {
  const { readGraph } = await import('../../../methods/graph/store/read-graph.ts');
  try {
    const { graph, manifest: record } = await readGraph(material, manifest);
    return { graph, communities: await communitiesOf(material, record.communities, graph) };
  } catch (error) {
    if (error instanceof MaterialAbsentError) return undefined;
    throw error;
  }
}

/** The stored communities; a dataset need not hold them, since no proof rests on them: then they are found again. */
async function communitiesOf(
  material: ProofMaterial,
  hash: Hash,
  graph: ReportedGraph['graph'],
): Promise<ReportedGraph['communities']> {
  const { readCommunities } = await import('../../../methods/graph/store/encode-communities.ts');
  try {
    return await readCommunities(material, hash);
  } catch (error) {
    if (!(error instanceof MaterialAbsentError)) throw error;
    const { detectCommunities } =
      await import('../../../methods/graph/communities/detect-communities.ts');
    return detectCommunities(graph);
  }
}
