import { z } from 'zod';

/** What a node of a thought graph can do, in the words of Besta et al., "Graph of Thoughts" (2024, arXiv 2308.09687). */
export const OPERATION_KINDS = [
  'generate',
  'score',
  'keep-best',
  'keep-valid',
  'validate-and-improve',
  'aggregate',
  'ground-truth',
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

const count = z.int().nonnegative();

/** One operation as it was carried out. Thoughts are named `NODE/NUMBER`; scores and verdicts stand under those names. */
export const ThoughtNode = z.strictObject({
  id: z.string(),
  operation: z.enum(OPERATION_KINDS),
  /** The nodes whose kept thoughts it was given, in this order. */
  after: z.array(z.string()),
  /** 1 for nodes that wait for nothing, else one more than the latest node that it waits for. */
  wave: z.int().positive(),
  /** Thoughts made here, each with the thoughts that it was made of. */
  made: z.array(z.strictObject({ id: z.string(), text: z.string(), from: z.array(z.string()) })),
  /** From 0 to 1. */
  scores: z.record(z.string(), z.number()),
  verdicts: z.record(z.string(), z.strictObject({ valid: z.boolean(), reason: z.string() })),
  /** What went on to the nodes after it. */
  kept: z.array(z.string()),
  /** Draws that came to nothing, by reason. */
  lost: z.record(z.string(), count),
  /** Model calls made here, and the tokens of those that could be read. */
  calls: count,
  inputTokens: count,
  outputTokens: count,
});
export type ThoughtNode = z.infer<typeof ThoughtNode>;

/** A thought graph that was carried out: plain JSON, kept with what came of it. Nodes in an order in which they could run. */
export const ThoughtGraph = z.strictObject({
  type: z.literal('thought-graph'),
  nodes: z.array(ThoughtNode),
});
export type ThoughtGraph = z.infer<typeof ThoughtGraph>;

/** Texts of the thoughts that a node kept. Throws RangeError on a node that is not there. */
export function keptTexts(graph: ThoughtGraph, node: string): string[] {
  const found = graph.nodes.find(({ id }) => id === node);
  if (found === undefined) throw new RangeError(`the thought graph has no node "${node}"`);
  const texts = new Map(graph.nodes.flatMap(({ made }) => made.map(({ id, text }) => [id, text])));
  return found.kept.map((id) => {
    const text = texts.get(id);
    if (text === undefined) throw new RangeError(`no node made the thought "${id}"`);
    return text;
  });
}

/** What a graph has cost in all. */
export function costOfThoughts({ nodes }: ThoughtGraph): {
  calls: number;
  inputTokens: number;
  outputTokens: number;
} {
  const total = { calls: 0, inputTokens: 0, outputTokens: 0 };
  for (const { calls, inputTokens, outputTokens } of nodes) {
    total.calls += calls;
    total.inputTokens += inputTokens;
    total.outputTokens += outputTokens;
  }
  return total;
}
