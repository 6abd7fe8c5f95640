import { existsSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import { evaluateLinks } from '../link-prediction/evaluate-links.ts';
import { readLinkSplit } from '../link-prediction/read-link-split.ts';
import { drawExercise, drawQuestion } from './pretrain/draw-exercise.ts';
import { drawRuleGraph } from './pretrain/draw-rule-graph.ts';
import { rankingLoss } from './pretrain/ranking-loss.ts';
import { countParameters } from './shape.ts';
import { loadWeights, openZeroShot, plausibilityOf } from './zero-shot.ts';

const UMLS = '../shared/data/kg/umls';

describe('the shipped weights', () => {
  it('name the graphs they were trained on, fit their shape, and take at most 2 MB', async () => {
    const { header, values } = await loadWeights();
    expect(header.training.graphs.map(({ name, triples }) => [name, triples])).toEqual([
      ['fb15k-237', 272_115],
      ['wn18rr', 86_835],
    ]);
    expect(values).toHaveLength(countParameters(header));
    expect(header.training.steps).toBeGreaterThan(1000);
    expect(statSync(new URL('weights/ultra.bin', import.meta.url)).size).toBeLessThan(2e6);
  });

  it('give higher plausibility to higher scores, within 0 and 1', async () => {
    const weights = await loadWeights();
    let before = 0;
    for (const score of [-40, -5, 0, 3, 8, 20]) {
      const now = plausibilityOf(weights, score);
      expect(now).toBeGreaterThan(before);
      expect(now).toBeLessThanOrEqual(1);
      before = now;
    }
  });

  it('rank hidden links of graphs with rules never seen far above chance', async () => {
    const random = createRandom('zero-shot');
    let [found, chance, asked] = [0, 0, 0];
    while (asked < 40) {
      const exercise = drawExercise(drawRuleGraph(random), random);
      if (exercise === undefined || exercise.facts.entities < 30) continue;
      const question = drawQuestion(exercise, random);
      const { relation, heads } = question;
      const scorer = await openZeroShot(exercise.facts);
      const rows = await scorer.scoreTails(
        Int32Array.from([...heads].flatMap((head) => [head, relation])),
      );
      const { entities } = exercise.facts;
      const scores = Float32Array.from(
        rows,
        (_, i) => rows[(i % heads.length) * entities + Math.floor(i / heads.length)]!,
      );
      found += rankingLoss(exercise, question, scores, new Float32Array(scores.length)).mrr;
      const drawn = Float32Array.from(scores, () => random.next());
      chance += rankingLoss(exercise, question, drawn, new Float32Array(scores.length)).mrr;
      asked++;
    }
    expect(found).toBeGreaterThan(3 * chance);
  });

  it.skipIf(!existsSync(UMLS))(
    `rank links of UMLS, which they were not trained on (skipped without ${UMLS})`,
    async () => {
      const split = await readLinkSplit(UMLS);
      const scorer = await openZeroShot({
        entities: split.entityNames.length,
        relations: split.relationNames.length,
        triples: split.train,
      });
      const { overall } = await evaluateLinks(scorer, split, { maxTriples: 100 });
      expect(overall.mrr).toBeGreaterThan(0.8);
    },
  );
});
