import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  contradictFreely,
  PERSONA_CHANGES,
  swapPersona,
} from '../../../../test/adversary/persona-changes.ts';
import { reseal } from '../../../../test/fixtures/method-run.ts';
import { LAMPS, pageOf, TIDE_MILL } from '../../../../test/fixtures/pages.ts';
import { makeSamples } from '../../../../test/fixtures/persona-run.ts';
import { createRandom } from '../../../core/random.ts';
import type { Sample } from '../../../core/records/index.ts';

const HARBOUR = pageOf('harbour.md', 'Numbers of the harbour', [
  'The old pier of the harbour was built in 1843. The new pier beside it was opened in 1911. The old pier is 120 metres long. The new pier reaches 360 metres into the bay. The ferry to Norhaven never sails on Sunday.',
]);
const PAGES = [TIDE_MILL, LAMPS, HARBOUR];

type Made = Awaited<ReturnType<typeof makeSamples>>;
let told: Made;
let spoken: Made;
const table: string[] = [];

beforeAll(async () => {
  const kinds = { conversation: 6, instruction: 1, preference: 2, 'reasoning-problem': 1 };
  told = await makeSamples(PAGES, { count: 90, options: { voice: 'template', kinds } });
  spoken = await makeSamples(PAGES, {
    count: 60,
    options: { kinds: { conversation: 3, preference: 1 } },
  });
});
afterAll(() =>
  console.log(['sabotage, all hashes made anew      caught / made', ...table].join('\n')),
);

/** Another sample, of another page; of the same kind where there is one. */
function otherOf({ kind, groups }: Sample, { samples }: Made): Sample {
  const others = samples.filter((one) => one.groups[0] !== groups[0]);
  return others.find((one) => one.kind === kind) ?? others[0]!;
}

describe('sabotage with all hashes made anew', () => {
  it('begins with samples that verify', async () => {
    expect(told.samples.length).toBeGreaterThan(70);
    expect(spoken.samples.length).toBeGreaterThan(40);
    for (const made of [told, spoken])
      for (const sample of made.samples) expect(await made.verify(sample)).toEqual([]);
  });

  it('is caught wherever it contradicts the page or the plan', async () => {
    const missed: string[] = [];
    let forged = 0;
    for (const [name, change] of Object.entries(PERSONA_CHANGES)) {
      let [made, caught] = [0, 0];
      for (const run of [told, spoken]) {
        for (const [index, sample] of run.samples.entries()) {
          if (index % 5 !== 0 && sample.kind !== 'reasoning-problem') continue;
          const other = otherOf(sample, run);
          const copy = structuredClone(sample);
          change(copy, structuredClone(other));
          const fake = reseal(copy);
          if (fake.hash === sample.hash) continue;
          made++;
          if ((await run.verify(fake)).length > 0) caught++;
          else missed.push(`${name} of ${index}`);
        }
      }
      forged += made;
      table.push(`  ${name.padEnd(46)} ${caught} / ${made}`);
      expect({ name, made: made > 0 }).toEqual({ name, made: true });
    }
    table.push(`  ${'all'.padEnd(46)} ${forged - missed.length} / ${forged}`);
    expect(missed).toEqual([]);
    expect(Object.keys(PERSONA_CHANGES).length).toBeGreaterThanOrEqual(20);
    expect(forged).toBeGreaterThan(1_000);
  }, 60_000);
});

/** How many of some changes are seen; each is consistent in itself, so that not all can be. */
async function recall(
  name: string,
  run: Made,
  change: (copy: Sample, other: Sample, at: number) => void,
): Promise<number> {
  let [made, caught] = [0, 0];
  for (const [at, sample] of run.samples.entries()) {
    const other = run.samples[(at + 7) % run.samples.length]!;
    const copy = structuredClone(sample);
    change(copy, structuredClone(other), at);
    const fake = reseal(copy);
    if (fake.hash === sample.hash) continue;
    made++;
    if ((await run.verify(fake)).length > 0) caught++;
  }
  table.push(`  ${`recall: ${name}`.padEnd(46)} ${caught} / ${made}`);
  expect(made).toBeGreaterThan(10);
  return caught / made;
}

const exchangeQuestion = (copy: Sample, other: Sample): void =>
  void (copy.messages[0] = other.messages[0]!);

describe('what agrees with itself is seen in part, and the part is measured', () => {
  it('swapped personas: where programs speak, the plan’s own chance gives them away', async () => {
    expect(
      await recall('persona swapped, programs speak', told, (copy, _, at) =>
        swapPersona(copy, told.library.personas, at),
      ),
    ).toBeGreaterThan(0.75);
  });

  it('swapped personas: where a model speaks', async () => {
    expect(
      await recall('persona swapped, a model speaks', spoken, (copy, _, at) =>
        swapPersona(copy, spoken.library.personas, at),
      ),
    ).toBeGreaterThan(0.6);
  });

  it('contradictions put freely into the reader’s turns', async () => {
    const random = createRandom('freely');
    const contradict = (copy: Sample): void => contradictFreely(copy, random);
    expect(await recall('denial or contradiction, programs speak', told, contradict)).toBe(1);
    expect(
      await recall('denial or contradiction, a model speaks', spoken, contradict),
    ).toBeGreaterThan(0.8);
  });

  it('questions of another sample', async () => {
    expect(await recall('question of another sample', spoken, exchangeQuestion)).toBeGreaterThan(
      0.9,
    );
  });
});
