import { createRandom } from '../../../../../core/random.ts';
import type { Judged } from '../../calibrate.ts';
import type { Neighbourhoods } from '../../neighbourhoods.ts';
import { createUltra } from '../open-ultra.ts';
import type { UltraShape } from '../shape.ts';
import { drawFrom, type TrainingOptions } from './training-run.ts';

/** Scores of hidden answers and of all others, from graphs drawn as in training but never trained on. */
export function judgeAnswers(
  shape: UltraShape,
  values: Float32Array,
  sources: readonly Neighbourhoods[],
  options: TrainingOptions,
  graphs: number,
): Judged[] {
  const random = createRandom(`ultra/${options.seed}/calibration`);
  const judged: Judged[] = [];
  const model = createUltra(shape, values);
  for (let graph = 0; graph < graphs; graph++) {
    const { facts, hidden, tailsOf } = drawFrom(sources, options.ruleGraphShare, random);
    const place = 3 * random.integer(hidden.length / 3);
    const [head, relation, tail] = [hidden[place]!, hidden[place + 1]!, hidden[place + 2]!];
    const scores = model.open(facts).scoreNow(Int32Array.of(head, relation));
    const known = new Set(tailsOf(head, relation));
    const others = facts.entities - known.size;
    if (others === 0) continue;
    judged.push({ score: scores[tail]!, isTrue: true, weight: 1 });
    for (const [entity, score] of scores.entries()) {
      if (!known.has(entity)) judged.push({ score, isTrue: false, weight: 1 });
    }
  }
  return judged;
}
