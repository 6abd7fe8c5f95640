import { RecipeError } from '../../../core/errors/recipe-error.ts';
import type { Sample } from '../../../core/records/index.ts';
import type { ThoughtGraph } from '../../../methods/graph/thought/thought-graph.ts';
import { writePage } from '../../graph/write-page.ts';
import { defineVerb, WORKSPACE_OPTION } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { plainLine, plainText, shorten } from '../../output/plain-text.ts';
import { renderTable } from '../../output/table.ts';
import { printJson } from '../../output/terminal.ts';
import { openSamples } from '../../samples/open-samples.ts';

const MOST_SHOWN = 60;

export const verb = defineVerb({
  name: 'graph thoughts',
  usage: 'graph thoughts DATASET|RUN [--id ID] [--svg FILE]',
  about:
    'Shows how a graph sample was written: the operations in the order in which they could run, what each made and kept, its scores, calls and tokens. Every sample keeps its thought graph.',
  args: {
    dataset: {
      type: 'positional',
      valueHint: 'DATASET|RUN',
      required: true,
      description: 'a dataset folder or file, or a run by name or folder',
    },
    id: {
      type: 'string',
      valueHint: 'ID',
      description: 'the sample whose id starts so (default: the first)',
    },
    svg: { type: 'string', valueHint: 'FILE', description: 'draw it instead' },
    ...WORKSPACE_OPTION,
  },
  examples: [
    { command: 'wellspring graph thoughts graph', does: 'the first sample of the run "graph"' },
    {
      command: 'wellspring graph thoughts runs/graph/dataset --id 3fa9 --svg thoughts.svg',
      does: 'a picture of one sample',
    },
  ],
  exits: [EXIT.absent, EXIT.disproved],

  async run(args, { terminal }) {
    const { ThoughtGraph } = await import('../../../methods/graph/thought/thought-graph.ts');
    const opened = await openSamples(args.dataset, args.workspace);
    try {
      const onBroken = (reason: string): void =>
        terminal.err(`${terminal.errPaint.yellow('unreadable:')} ${plainLine(reason)}\n`);
      const found = await findThoughts(opened.read(onBroken), args.id);
      const parsed = ThoughtGraph.safeParse(await opened.material.record(found.thoughts));
      if (!parsed.success) {
        throw new RecipeError(`what sample ${found.id} keeps is no thought graph`, {
          hint: '`wellspring verify` says what was altered',
        });
      }
      if (args.svg !== undefined) {
        const { drawThoughts } = await import('../../../methods/graph/thought/draw-thoughts.ts');
        await writePage(terminal, args.svg, drawThoughts(parsed.data));
      }
      if (args.json) printJson(terminal, { sample: found.id, thoughts: parsed.data });
      else if (args.svg === undefined)
        terminal.out(plainText(`sample ${found.id}\n\n${describeThoughts(parsed.data)}\n`));
      return EXIT.done;
    } finally {
      await opened.close();
    }
  },
});

async function findThoughts(
  samples: AsyncIterable<Sample>,
  id: string | undefined,
): Promise<{ id: string; thoughts: string }> {
  for await (const sample of samples) {
    if (sample.method !== 'graph' || !sample.id.startsWith(id ?? '')) continue;
    const check = sample.checks.find(({ name }) => name.startsWith('thought@'));
    const thoughts = check?.detail?.['graph'];
    if (typeof thoughts === 'string') return { id: sample.id, thoughts };
  }
  throw new RecipeError(
    id === undefined
      ? 'no sample here keeps a thought graph'
      : `no sample here whose id starts with ${plainLine(id)} keeps a thought graph`,
    { hint: 'samples of `method: graph` do; `wellspring inspect` lists ids' },
  );
}

function describeThoughts({ nodes }: ThoughtGraph): string {
  const rows = nodes.map(
    ({ id, wave, operation, after, made, kept, calls, inputTokens, outputTokens }) => {
      const texts = made.filter((thought) => kept.includes(thought.id)).map(({ text }) => text);
      const shown = shorten(texts.join(' | ').replace(/\s+/g, ' '), MOST_SHOWN);
      const tokens = String(inputTokens + outputTokens);
      return [
        String(wave),
        id,
        operation,
        after.join(', '),
        String(made.length),
        String(kept.length),
        String(calls),
        tokens,
        shown,
      ];
    },
  );
  const heads = [
    'wave',
    'node',
    'operation',
    'after',
    'made',
    'kept',
    'calls',
    'tokens',
    'kept thoughts made here',
  ];
  return renderTable(heads, rows, [0, 4, 5, 6, 7]);
}
