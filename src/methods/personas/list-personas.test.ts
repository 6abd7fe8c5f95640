import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAMPS, TIDE_MILL } from '../../../test/fixtures/pages.ts';
import { makeSamples } from '../../../test/fixtures/persona-run.ts';
import { personas } from './index.ts';
import { personaId } from './hub/stored/stored-persona.ts';
import { openHubWriter } from './hub/stored/write-hub.ts';
import { storedPersonaName } from './list-personas.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wellspring-stretch-'));
  const writer = await openHubWriter(dir);
  const trades = ['potter', 'diver', 'nurse', 'baker', 'miller', 'glazier'];
  const descriptions = [
    ...Array.from({ length: 24 }, (_, at) => `A ${trades[at % 6]} of village ${at}`),
    `A keeper of many words. ${'She writes a letter each day. '.repeat(30)}`.trim(),
  ];
  await writer.append(
    { name: 'import test', sha256: null },
    {
      personas: descriptions.map((description, at) => ({
        persona: {
          id: personaId(description),
          description,
          language: 'en',
          how: 'imported',
          attributes: { age: 20 + at },
          lineage: {},
        },
        task: null,
      })),
      dropped: [],
      read: descriptions.length,
      done: true,
    },
  );
  writer.close();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const make = (hub: object, count = 12) =>
  makeSamples([TIDE_MILL, LAMPS], {
    count,
    options: { hub: { dir, ...hub }, voice: 'template', plans: [['ask', 'answer']] },
    roles: [],
  });

describe('a part whose personas are of a stored hub', () => {
  it('has those of the stretch that fit, in the order of the hub, and samples that verify', async () => {
    const { library, samples, verify } = await make({
      from: 1,
      count: 12,
      where: "description like '%of village%' and age < 40",
    });
    const described = Array.from({ length: 12 }, (_, at) => library.personas.at(at));
    expect(described[0]).toEqual({
      name: storedPersonaName('A diver of village 1'),
      description: 'A diver of village 1',
    });
    expect(described.at(-1)!.description).toBe('A potter of village 12');
    expect(samples.length).toBeGreaterThan(5);
    for (const sample of samples) expect(await verify(sample)).toEqual([]);
  });

  it('needs the hub no more once it is prepared', async () => {
    const { library } = await make({ from: 24, count: 1 }, 1);
    // What goes into prompts is short.
    expect(library.personas.at(0).description.length).toBeLessThanOrEqual(400);
    expect(library.personas.at(0).description).toMatch(/^A keeper of many words\..*day\.$/);
  });

  it('sees a persona whose words or name were changed, and rivals that are too few', async () => {
    const { samples, verify } = await make({ count: 12 });
    const changed = (
      change: (plan: {
        reader: { name: string; description: string };
        rivals: { name: string; description: string }[];
      }) => void,
    ) => {
      const sample = structuredClone(samples[0]!);
      change(sample.checks.find(({ name }) => name.startsWith('persona-draft'))!.detail as never);
      return verify(sample);
    };
    const faults = async (...given: Parameters<typeof changed>): Promise<string> =>
      (await changed(...given)).join('; ');
    expect(await faults((plan) => void (plan.reader.description = 'A spy'))).toContain(
      'described otherwise than its name says',
    );
    expect(await faults((plan) => void (plan.rivals[2]!.name = 'stored-0'))).toContain(
      'described otherwise than its name says',
    );
    expect(await faults((plan) => void plan.rivals.pop())).toContain('holds 7 others');
    expect(await faults((plan) => void (plan.rivals[0] = plan.reader))).toContain('also among');
  });

  it.each([
    [{ count: 26 }, 'hub.count is 26'],
    [{ count: 3, from: 24 }, 'from 24 on'],
    [{ count: 3, where: 'age > 90' }, 'age > 90'],
    [{ count: 3, where: 'agee > 90' }, 'agee'],
    [{ count: 3, dir: '/no/such/hub' }, 'holds no persona hub'],
  ])('refuses %j', async (hub, message) => {
    await expect(make(hub)).rejects.toThrow(message);
  });

  it.each([
    [{ dir: 'hub', seed: 3, count: 5 }, '`seed` is of the sampled hub'],
    [{ where: 'age > 3', count: 5 }, '`where` needs `dir`'],
    [{ dir: 'hub', count: 2_000_000 }, 'at most 1000000'],
  ])('%j is refused', (hub, message) => {
    expect(personas.options.safeParse({ hub }).error?.message).toContain(message);
  });
});
