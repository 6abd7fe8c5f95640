import { describe, expect, it } from 'vitest';
import { createRandom } from '../core/random.ts';
import { makeAnswer, makeDraft, runDatasetGate } from '../../test/fixtures/draft.ts';
import { exactDuplicates } from './exact-duplicates.ts';
import { createHashSet64 } from './minhash/hash-set-64.ts';

const verdictsOf = async (texts: string[], options: object = {}) =>
  (
    await runDatasetGate(
      exactDuplicates,
      options,
      texts.map((text) => makeAnswer(text)),
    )
  ).checks.map(({ verdict }) => verdict);

const pair = (worse: string) =>
  makeDraft({
    chosen: [{ role: 'assistant', content: 'Good.' }],
    rejected: [{ role: 'assistant', content: worse }],
  });

describe('exact-duplicates', () => {
  it('refuses a text again, whatever its case and white space, unless strict', async () => {
    const texts = ['In the sea.', ' in  the\nSEA. ', 'In the lake.', 'In the sea.'];
    expect(await verdictsOf(texts)).toEqual(['pass', 'fail', 'pass', 'fail']);
    expect(await verdictsOf(texts, { strict: true })).toEqual(['pass', 'pass', 'pass', 'fail']);
  });

  it('knows composed from decomposed letters as the same, and empty texts', async () => {
    expect(await verdictsOf(['caf\u00e9', 'cafe\u0301', '', ' ', '🐋', '🐋'])).toEqual([
      'pass',
      'fail',
      'pass',
      'fail',
      'pass',
      'fail',
    ]);
  });

  it('tells preference pairs apart by both ends', async () => {
    const { checks } = await runDatasetGate(exactDuplicates, {}, [
      pair('Bad.'),
      pair('Worse.'),
      pair('Bad.'),
    ]);
    expect(checks.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'fail']);
  });

  it('accepts again what it accepted, and any subset, with the same checks', async () => {
    const random = createRandom('exact');
    const drafts = Array.from({ length: 600 }, () => makeAnswer(`answer ${random.integer(200)}`));
    const { accepted } = await runDatasetGate(exactDuplicates, {}, drafts);
    expect(accepted.length).toBe(new Set(drafts.map(({ messages }) => messages[1]!.content)).size);
    for (let share = 4; share > 0; share--) {
      const subset = accepted.filter(() => random.integer(4) < share);
      expect((await runDatasetGate(exactDuplicates, {}, subset)).accepted).toEqual(subset);
    }
  });

  it('holds few bytes a sample', async () => {
    const drafts = Array.from({ length: 5000 }, (_, index) => makeAnswer(`answer ${index}`));
    const { gate, accepted } = await runDatasetGate(exactDuplicates, {}, drafts);
    expect(accepted).toHaveLength(5000);
    expect(gate.stateBytes() / 5000).toBeLessThan(32);
  });
});

describe('createHashSet64', () => {
  it('agrees with a Set, zeros and clashing halves included', () => {
    const random = createRandom('hash-set');
    const set = createHashSet64();
    const truth = new Set<string>();
    const wrong: number[][] = [];
    for (let step = 0; step < 20_000; step++) {
      const [high, low] = [random.integer(64), random.integer(step % 2 === 0 ? 64 : 2 ** 32)];
      const isKnown = truth.has(`${high}/${low}`);
      if (set.hasParts(high, low) !== isKnown || set.addParts(high, low) === isKnown)
        wrong.push([high, low]);
      truth.add(`${high}/${low}`);
    }
    expect(wrong).toEqual([]);
    expect(set.size).toBe(truth.size);
  });
});
