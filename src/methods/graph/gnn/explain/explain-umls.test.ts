import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLinkSplit } from '../link-prediction/read-link-split.ts';
import { indexKnownTails } from '../link-prediction/known-tails.ts';
import { trainNbfnet } from '../train/train-nbfnet.ts';
import { explainLink } from './explain-link.ts';

const UMLS = '../shared/data/kg/umls';

describe('explanations of UMLS', () => {
  it.skipIf(!existsSync(UMLS))(
    `walk along edges that are there, from the question to the answer (skipped where ${UMLS} is absent)`,
    async () => {
      const split = await readLinkSplit(UMLS);
      const relations = split.relationNames.length;
      const layers = 3;
      const { model } = await trainNbfnet(
        split,
        { dimension: 16, layers, epochs: 0.25, mostValidated: 100 },
        { workers: 0 },
      );
      const none = new Int32Array(0);
      const known = indexKnownTails({ ...split, valid: none, test: none });
      const graph = { entities: split.entityNames.length, triples: split.train };
      for (let at = 0; at < 20; at++) {
        const [head, relation, tail] = split.test.subarray(30 * at, 30 * at + 3);
        const [anchor, asked, answer] =
          at % 2 === 0 ? [head!, relation!, tail!] : [tail!, relation! + relations, head!];
        const { verdict, paths } = explainLink(model, graph, { anchor, relation: asked }, answer);
        // UMLS is so dense that everything in it is within three hops.
        expect([verdict, paths.length]).toEqual(['paths', 10]);
        for (const [place, { steps, weight }] of paths.entries()) {
          expect(steps.length).toBeLessThanOrEqual(layers);
          expect(steps.at(-1)!.to).toBe(answer);
          expect(weight).toBeLessThanOrEqual(paths[place - 1]?.weight ?? Infinity);
          for (const [step, { from, type, to }] of steps.entries()) {
            expect(known.of(from, type)).toContain(to);
            expect(from).toBe(steps[step - 1]?.to ?? anchor);
          }
        }
      }
    },
    20_000,
  );
});
