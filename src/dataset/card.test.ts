import { beforeAll, describe, expect, it } from 'vitest';
import {
  createSmallDataset,
  RECIPE_HASH,
  RECIPE_YAML,
  REPORT,
} from '../../test/adversary/small-dataset.ts';
import type { Sample } from '../core/records/index.ts';
import { renderCard } from './card.ts';
import { createTally } from './tally.ts';

let made: Sample;
beforeAll(async () => {
  made = (await createSmallDataset(2)).samples[0]!;
});

const rowOf = (more: Partial<Sample> = {}): Sample => ({
  ...made,
  method: 'rows',
  kind: 'row',
  voice: 'source',
  evidence: [],
  ...more,
});

function cardOf(samples: Sample[], report: Partial<typeof REPORT> = {}): string {
  const counted = createTally();
  for (const sample of samples) counted.add(sample);
  return renderCard({
    report: { ...REPORT, ...report },
    tally: counted,
    proof: { files: [], withheld: 0, languages: ['en'], documentLicenses: {} } as never,
    recipeHash: RECIPE_HASH,
    recipeYaml: RECIPE_YAML,
    example: samples[0],
  });
}

describe('the card of existing rows', () => {
  it('calls nothing synthetic, and claims neither program nor evidence', () => {
    const card = cardOf([rowOf(), rowOf()], { sources: [] });
    expect(card).not.toMatch(/synthetic/i);
    expect(card).not.toContain('made by program');
    expect(card).not.toContain('Beside every sample stand the evidence');
    expect(card).toContain('2 existing rows that passed the gates below');
  });

  it('says both where rows stand beside samples that were made', () => {
    const card = cardOf([rowOf(), made, made], { sources: [] });
    expect(card).toContain('  - synthetic\n');
    expect(card).toContain(
      '3 samples: 2 synthetic, made by Wellspring, and 1 existing rows that passed the gates below.',
    );
    expect(card).toContain('beside every synthetic one the evidence');
  });
});

describe('the cost on a card', () => {
  const [priced] = REPORT.models;
  const model = (costUsd: number | null) => ({ ...priced!, costUsd });
  it.each([
    [[null, null], 'Total: unknown, since no model here has a known price.'],
    [[0.5, null], 'Total: 0.5 US dollars, and what 1 model of unknown price cost.'],
    [[0.5, null, null], 'Total: 0.5 US dollars, and what 2 models of unknown price cost.'],
    [[0.5, 0.25], 'Total: 0.75 US dollars. Each'],
  ])('%j', (costs, said) => {
    expect(cardOf([made], { models: costs.map(model) })).toContain(said);
  });
});

describe('the example on a card', () => {
  it('is shortened, and nothing in it can open a tag or turn the text', () => {
    const content = `<script>alert(1)</script>\u202E${'long '.repeat(200)}`;
    const card = cardOf([rowOf({ messages: [{ role: 'user', content }] })]);
    expect(card).toContain(String.raw`\u003cscript>alert(1)`);
    expect(card).toContain('… (1026 characters)');
    expect(card).not.toMatch(/<script|\u202E/);
  });
});
