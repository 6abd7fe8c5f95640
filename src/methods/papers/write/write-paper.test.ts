import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import {
  assignmentsOf,
  faultsOfPaper,
  openPapersMaterial,
  readFolderOfPapers,
  writeSample,
} from '../../../../test/fixtures/papers-run.ts';
import {
  type Script,
  type ScriptedCall,
  scriptedModels,
} from '../../../../test/fixtures/scripted-models.ts';
import { reseal } from '../../../../test/fixtures/method-run.ts';
import { messageText } from '../../../core/records/index.ts';
import type { PapersMaterial } from '../material.ts';
import { PAPER_KINDS } from '../options.ts';

const WRITTEN = fileURLToPath(new URL('../../../../test/fixtures/written-papers', import.meta.url));
const store = createMemoryStore();
let material: PapersMaterial;

beforeAll(async () => {
  material = await openPapersMaterial(store, await readFolderOfPapers(store, WRITTEN), {
    voice: 'model',
  });
}, 60_000);

const template = (call: ScriptedCall): string =>
  /exactly: (.+)$/u.exec(String(call.messages.at(-1)!.content))![1]!;

/** A fair writer: a courtesy before the question, another opening of the reply. */
const fair: Script = (call) =>
  call.step === 'reword-question' ? `Please tell me: ${template(call)}` : `Well: ${template(call)}`;

describe('the voice of a model', () => {
  it.each(PAPER_KINDS)('%s: words question and reply, and holds', async (kind) => {
    const models = scriptedModels(['writer'], fair);
    for (const assignment of await assignmentsOf(material, kind, 3)) {
      const result = await writeSample(assignment, material, store, models);
      if (!('sample' in result))
        throw new Error(`${result.rejected}: ${JSON.stringify(models.calls.at(-1))}`);
      const { sample } = result;
      expect(sample.voice).toBe('model');
      expect(sample.checks.map(({ name }) => name)).toEqual(['paper-draft@1', 'paper-voice@1']);
      expect(messageText(sample.messages[0]!)).toContain('Please tell me: ');
      expect(await faultsOfPaper(sample, material, store)).toEqual([]);
    }
  });

  it('is not shown what it has to keep where that is long: programs quote', async () => {
    const models = scriptedModels(['writer'], fair);
    const [assignment] = await assignmentsOf(material, 'section-question', 1);
    const result = await writeSample(assignment!, material, store, models);
    if (!('sample' in result)) throw new Error(result.rejected);
    const quotation = result.sample.answer!.value;
    expect(quotation.length).toBeGreaterThan(40);
    const shown = String(models.calls.at(-1)!.messages.at(-1)!.content);
    expect(shown).toContain('“[A]”');
    expect(JSON.stringify(models.calls)).not.toContain(quotation);
    expect(messageText(result.sample.messages[1]!)).toBe(`Well: It says: “${quotation}”`);
  });

  it('a summary is not reworded: all of it is quoted', async () => {
    const models = scriptedModels(['writer'], fair);
    const [assignment] = await assignmentsOf(material, 'summary', 1);
    await writeSample(assignment!, material, store, models);
    expect(models.calls.map(({ step }) => step)).toEqual(['reword-question']);
  });

  it('takes the first draw that keeps the sense', async () => {
    const models = scriptedModels(['writer'], (call) =>
      (call.draw ?? 0) < 2 ? 'Which one is it, of the 99?' : fair(call),
    );
    const [assignment] = await assignmentsOf(material, 'table-question', 1);
    expect(await writeSample(assignment!, material, store, models)).toHaveProperty('sample');
    expect(models.calls.map(({ draw }) => draw)).toEqual([0, 1, 2, 0, 1, 2]);
  });

  it.each<[string, Script]>([
    ['says something else', () => 'The weather is fine today, is it?'],
    ['repeats the template', (call) => template(call)],
    ['turns it round', (call) => fair(call).replaceAll('highest', 'lowest')],
    ['puts in a number', (call) => fair(call).replace('tell me', 'tell me 5 times')],
  ])('is rejected where it %s', async (_what, script) => {
    const models = scriptedModels(['writer'], script);
    const all = await assignmentsOf(material, 'joined-tables', 30);
    const highest = all.find(
      ({ payload }) =>
        (payload.plan as { plan: { direction: string } }).plan.direction === 'highest',
    );
    expect(await writeSample(highest!, material, store, models)).toEqual({ rejected: 'rewording' });
  });

  it('a voice that was changed after the fact is found out', async () => {
    const models = scriptedModels(['writer'], fair);
    const [assignment] = await assignmentsOf(material, 'section-question', 1);
    const result = await writeSample(assignment!, material, store, models);
    if (!('sample' in result)) throw new Error(result.rejected);
    const change = async (edit: (reply: string) => string) => {
      const sample = structuredClone(result.sample);
      sample.messages[1]!.content = edit(messageText(sample.messages[1]!));
      return (await faultsOfPaper(reseal(sample), material, store)).join('\n');
    };
    expect(
      await change(
        (reply) => `${reply} Nothing else is known of it anywhere, as far as one can tell.`,
      ),
    ).toMatch(/longer/);
    expect(await change((reply) => reply.replace('Well', 'Not so'))).toMatch(/says “not”/);
    expect(await change((reply) => reply.replace(/“\w/u, '“X'))).toMatch(/does not keep/);
  });
});
