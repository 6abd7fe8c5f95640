import { createRandom } from '../../../../core/random.ts';

/**
 * The batches of a training, by step: the triples of each epoch in an order of its own, drawn from the seed, so that any step
 * can be asked for without those before it. Gives numbers of triples; the last batch of an epoch may be shorter.
 */
export function openBatches(
  triples: number,
  batchSize: number,
  seed: number,
): (step: number) => Int32Array {
  const stepsAnEpoch = Math.ceil(triples / batchSize);
  let order: { epoch: number; triples: number[] } | undefined;
  return (step) => {
    const epoch = Math.floor(step / stepsAnEpoch);
    if (order?.epoch !== epoch) {
      const random = createRandom(`nbfnet/${seed}/epoch/${epoch}`);
      order = { epoch, triples: random.shuffle(Array.from({ length: triples }, (_, at) => at)) };
    }
    const from = (step % stepsAnEpoch) * batchSize;
    return Int32Array.from(order.triples.slice(from, from + batchSize));
  };
}
