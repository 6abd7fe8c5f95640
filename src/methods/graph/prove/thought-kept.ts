import type { ProofMaterial } from '../../../core/proof/index.ts';
import { keptTexts, ThoughtGraph } from '../thought/thought-graph.ts';
import { NODES } from '../write/plan-thoughts.ts';
import { finalAnswer } from './answer-matches.ts';
import type { Reading } from './read-claim.ts';

/** Whether the stored thought graph is one, and its question, trace and answer are those of the sample. */
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
  return undefined;
}

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
