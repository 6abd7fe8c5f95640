import { createRandom } from '../../../../core/random.ts';
import type { Kernels, MessageEdges } from '../kernels/kernels.ts';
import type { Frontier } from '../kernels/frontier.ts';
import { messageEdges } from '../kernels/message-edges.ts';
import { createWasmKernels } from '../kernels/wasm-kernels.ts';
import { indexKnownTails } from '../link-prediction/known-tails.ts';
import { createNbfnet, type Nbfnet } from '../nbfnet/nbfnet.ts';
import { openFinder } from '../nbfnet/open-finder.ts';
import type { NbfnetShape } from '../nbfnet/nbfnet-layout.ts';
import { shardMemory } from './shard-memory.ts';

/** What a worker is given once. Arrays lie in shared memory. */
export interface ShardData {
  shape: NbfnetShape;
  entities: number;
  /** The graph: head, relation and tail of each triple in turn. */
  triples: Int32Array;
  parameters: Float32Array;
  /** Gradients, one block of the parameters' length for each shard of a batch; empty where nothing is learned. */
  slopes: Float32Array;
  shardSize: number;
  /** Queries that are scored at once. */
  scoreSize: number;
  negatives: number;
  temperature: number;
  /** Whether a batch hides every edge between the two ends of its triples, or only its own triples. */
  hidesPairs: boolean;
  /** Share of all triples that a batch hides at random: messages along them are not sent. */
  edgeDropout: number;
}

/** A piece of work. */
export type ShardJob =
  /** Gradients of shard `shard` of a batch of triples (by number), to its block of `slopes`. Gives the loss. */
  | { kind: 'learn'; step: string; batch: Int32Array; shard: number }
  /** Scores of all entities for queries (head and relation of each in turn). */
  | { kind: 'score'; queries: Int32Array };

export type ShardResult = { loss: number } | { scores: Float32Array };

/** Carries out pieces of a training step or of an evaluation, in a memory of its own. The result depends on the piece alone. */
export function createShardLearner(data: ShardData): (job: ShardJob) => ShardResult {
  const { shape, entities, triples, shardSize, scoreSize, negatives } = data;
  const relations = shape.relations;
  const graph = { entities, relations, triples };
  const kernels = createWasmKernels(shardMemory(data));
  const finder = openFinder(graph, shape);
  const allEdges = finder ? undefined : messageEdges(graph, kernels.integers);
  const known = indexKnownTails({
    train: triples,
    valid: new Int32Array(0),
    test: new Int32Array(0),
    relationNames: Array.from({ length: relations }, String),
    entityNames: Array.from({ length: entities }, String),
  });
  let learner: { model: Nbfnet; slopes: ReturnType<Kernels['numbers']> } | undefined;
  let scorer: Nbfnet | undefined;
  let hidden: { step: string; without: Set<number>; edges: MessageEdges | undefined } | undefined;
  /** Above it lie the edges of one step or query, and nothing that lasts. */
  let mark = kernels.mark();
  const betweenEnds = data.hidesPairs ? indexPairs(triples, entities) : undefined;

  const openLearner = () => {
    const model = createNbfnet(kernels, shape, {
      nodes: entities,
      batch: shardSize,
      negatives,
      keeps: true,
    });
    const slopes = kernels.numbers(model.layout.length);
    return { model, slopes };
  };
  /** Makes what lasts, and gives back what does not. */
  function keep<T>(make: () => T): T {
    kernels.release(mark);
    hidden = undefined;
    const made = make();
    mark = kernels.mark();
    return made;
  }

  /** Of a step: the triples that are left out, and the edges without them. */
  function hideBatch(step: string, batch: Int32Array): NonNullable<typeof hidden> {
    if (hidden?.step === step) return hidden;
    kernels.release(mark);
    const without = new Set<number>();
    for (const triple of batch) {
      without.add(triple);
      for (const other of betweenEnds?.(triple) ?? []) without.add(other);
    }
    if (data.edgeDropout > 0) {
      // Seeded by the step: all shards of a batch learn on one graph.
      const random = createRandom(`${step}/dropout`);
      for (let triple = 0; triple < triples.length / 3; triple++) {
        if (random.next() < data.edgeDropout) without.add(triple);
      }
    }
    const edges = finder ? undefined : messageEdges(graph, kernels.integers, without);
    return (hidden = { step, without, edges });
  }

  function reachOf(
    anchors: Int32Array,
    learned: { without?: ReadonlySet<number>; wanted?: Int32Array } = {},
  ): Frontier {
    kernels.release(mark);
    return finder!.find(anchors, {
      ownTypes: shape.dependent,
      integers: kernels.integers,
      ...learned,
    });
  }

  function learn({ step, batch, shard }: Extract<ShardJob, { kind: 'learn' }>): ShardResult {
    learner ??= keep(openLearner);
    const { model, slopes } = learner;
    const { without, edges } = hideBatch(step, batch);
    const first = shard * shardSize;
    const size = Math.min(shardSize, batch.length - first);
    const queries = { anchors: new Int32Array(size), relations: new Int32Array(size) };
    const candidates = new Int32Array(size * (negatives + 1));
    const random = createRandom(`${step}/${shard}`);
    for (let at = 0; at < size; at++) {
      const triple = 3 * batch[first + at]!;
      const [head, relation, tail] = [triples[triple]!, triples[triple + 1]!, triples[triple + 2]!];
      // The first half of a batch asks for tails, the second for heads.
      const forward = first + at < batch.length / 2;
      const anchor = (queries.anchors[at] = forward ? head : tail);
      const asked = (queries.relations[at] = forward ? relation : relation + relations);
      const row = at * (negatives + 1);
      candidates[row] = forward ? tail : head;
      const wrong = drawWrong(known.of(anchor, asked), entities, negatives, random);
      candidates.set(wrong, row + 1);
    }
    model.parameters.set(data.parameters);
    slopes.fill(0);
    const { temperature } = data;
    const loss = model.learn(
      edges ?? reachOf(queries.anchors, { without, wanted: candidates }),
      queries,
      candidates,
      { negatives, temperature, share: batch.length },
      slopes,
    );
    data.slopes.set(slopes as Float32Array, shard * model.layout.length);
    return { loss: (loss * size) / batch.length };
  }

  function score(queries: Int32Array): ShardResult {
    scorer ??= keep(() =>
      createNbfnet(kernels, shape, {
        nodes: entities,
        batch: scoreSize,
        negatives: 0,
        keeps: false,
      }),
    );
    scorer.parameters.set(data.parameters);
    const count = queries.length / 2;
    const scores = new Float32Array(count * entities);
    for (let from = 0; from < count; from += scoreSize) {
      const size = Math.min(scoreSize, count - from);
      const part = queries.subarray(2 * from, 2 * (from + size));
      const anchors = Int32Array.from({ length: size }, (_, at) => part[2 * at]!);
      const found = scorer.scoreAll(allEdges ?? reachOf(anchors), {
        anchors,
        relations: Int32Array.from({ length: size }, (_, at) => part[2 * at + 1]!),
      });
      scores.set((found as Float32Array).subarray(0, size * entities), from * entities);
    }
    return { scores };
  }

  return (job) => (job.kind === 'learn' ? learn(job) : score(job.queries));
}

/** Entities that are no known answer, each as likely; where nothing else is left, known ones. */
function drawWrong(
  known: Int32Array,
  entities: number,
  count: number,
  random: ReturnType<typeof createRandom>,
): Int32Array {
  const answers = new Set(known);
  const drawn = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    let entity = random.integer(entities);
    while (answers.has(entity) && answers.size < entities) entity = random.integer(entities);
    drawn[at] = entity;
  }
  return drawn;
}

/** The numbers of all triples between the two ends of a triple, in either direction. */
function indexPairs(triples: Int32Array, entities: number): (triple: number) => readonly number[] {
  const keyOf = (triple: number): number => {
    const [head, tail] = [triples[3 * triple]!, triples[3 * triple + 2]!];
    return Math.min(head, tail) * entities + Math.max(head, tail);
  };
  const pairs = new Map<number, number[]>();
  for (let triple = 0; triple < triples.length / 3; triple++) {
    const key = keyOf(triple);
    const found = pairs.get(key);
    if (found === undefined) pairs.set(key, [triple]);
    else found.push(triple);
  }
  return (triple) => pairs.get(keyOf(triple))!;
}
