import { canonicalJson } from '../../../core/hash.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import type { ModelAccess, Prompt } from '../../../core/run/method.ts';
import { orderPlan } from '../thought/order-plan.ts';
import { runThoughts } from '../thought/run-thoughts.ts';
import { costOfThoughts, keptTexts, ThoughtGraph } from '../thought/thought-graph.ts';
import { WriteOptions } from '../write/options.ts';
import { NODES, planThoughts, type Scene } from '../write/plan-thoughts.ts';
import { finalAnswer } from './answer-matches.ts';
import type { Reading } from './read-claim.ts';
import { templateLines, traceOf } from './trace-cited.ts';

/**
 * Whether the stored thought graph is one that this sample's plan gives, and its question, trace and answer are those of the
 * sample. Where no model was called, programs thought all of it, and it is made again: not a word of it may differ. Else
 * what stands in it besides is a record of replies, held together by its trace being made of its hops.
 */
export async function faultOfThoughts(
  reading: Reading,
  hash: string,
  material: ProofMaterial,
): Promise<string | undefined> {
  const parsed = ThoughtGraph.safeParse(await material.record(hash));
  if (!parsed.success) return 'the stored thoughts are no thought graph';
  const graph = parsed.data;
  const fault = faultOfGraph(graph);
  if (fault !== undefined) return fault;
  const { claim, question, isOpen } = reading;
  const wanted: [string, string][] = [
    [NODES.question, question],
    [isOpen ? NODES.trace : NODES.closedTrace, claim.messages.at(-1)!.reasoning!],
    [NODES.answer, finalAnswer(reading)],
  ];
  const nodes = new Set(graph.nodes.map(({ id }) => id));
  for (const [node, text] of wanted) {
    if (!nodes.has(node)) return `the thought graph has no ${node}`;
    const kept = keptTexts(graph, node);
    if (kept.length !== 1 || kept[0] !== text) return `the thought graph keeps another ${node}`;
  }
  return faultOfPlan(graph, reading);
}

/** Whether nodes, their operations and their order are those of the plan, and what programs think is thought again. */
async function faultOfPlan(graph: ThoughtGraph, reading: Reading): Promise<string | undefined> {
  const { calls } = costOfThoughts(graph);
  const has = (node: string): boolean => graph.nodes.some(({ id }) => id === node);
  const voice = has('reword') ? 'model' : 'template';
  const scene: Scene = {
    ...reading,
    options: WriteOptions.parse({ voice, closedBook: has(NODES.closedTrace) }),
    final: finalAnswer(reading),
    leaks: () => undefined,
    others: [],
    // The plan cites what an open book shows; of a closed one the places in the plan are the same.
    isOpen: true,
  };
  const plan = planThoughts(scene, { prompt: () => NO_PROMPT });
  const { order } = orderPlan(plan);
  const said = graph.nodes.map(({ id, operation, after }) => [id, operation, after]);
  const planned = order.map((id) => [id, plan[id]!.kind, plan[id]!.after]);
  if (canonicalJson(said) !== canonicalJson(planned)) {
    return 'the thought graph has not the nodes of its plan';
  }
  const lines = templateLines(scene);
  const hops = reading.told.map((_, at) => keptTexts(graph, `hop-${at + 1}`).join(''));
  const [trace] = keptTexts(graph, NODES.trace);
  if (trace !== traceOf([...hops, lines.at(-1)!], scene)) {
    return 'the trace of the thought graph is not made of its hops';
  }
  if (voice === 'model')
    return calls > 0 ? undefined : 'a model is said to think, and was not called';
  if (calls > 0) return 'the thought graph counts calls that its plan does not make';
  if (!reading.isOpen) return undefined;
  const again = await runThoughts(plan, {
    models: NO_MODELS,
    signal: new AbortController().signal,
  });
  return canonicalJson(again) === canonicalJson(graph)
    ? undefined
    : 'the thought graph is not what its plan gives';
}

const NO_PROMPT: Prompt = { id: 'none', render: () => '' };
const NO_MODELS: ModelAccess = {
  has: () => false,
  role(name) {
    throw new TypeError(`replay asks no model, and a thought asks the role ${name}`);
  },
};

/** Whether nodes come after what they wait for, and every thought was made before it is used. */
function faultOfGraph({ nodes }: ThoughtGraph): string | undefined {
  const made = new Set<string>();
  const waves = new Map<string, number>();
  for (const { id, after, made: own, kept, wave } of nodes) {
    if (waves.has(id)) return `the thought graph has two nodes "${id}"`;
    if (after.some((name) => !waves.has(name))) return `"${id}" stands before what it waits for`;
    if (wave !== 1 + Math.max(0, ...after.map((name) => waves.get(name)!)))
      return `"${id}" is in the wrong wave`;
    waves.set(id, wave);
    for (const thought of own) {
      if (made.has(thought.id)) return `two thoughts are named "${thought.id}"`;
      made.add(thought.id);
    }
    for (const thought of [...own.flatMap(({ from }) => from), ...kept]) {
      if (!made.has(thought)) return `the thought "${thought}" was never made`;
    }
  }
  return undefined;
}
