import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LanguageModel } from '../core/model/port.ts';
import { unlimitedLanes } from '../core/model/unlimited-lanes.ts';
import { openWorkspace, type Workspace } from '../core/run/workspace.ts';
import { FAMILIES } from '../methods/curriculum/families/registry.ts';
import { DEFAULT_EXAM } from '../methods/curriculum/mastery/exam.ts';
import { examine, modelPupil } from './examine.ts';

const families = FAMILIES.slice(0, 3);
let base = '';
let workspace: Workspace;
let calls = 0;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'examine-'));
  workspace = await openWorkspace(join(base, 'runs'));
});
afterAll(async () => {
  workspace.close();
  await rm(base, { recursive: true, force: true });
});

/** Says the same to everything, and counts how often it was asked. */
const model: LanguageModel = {
  description: {
    id: 'test/stubborn',
    revision: 'r1',
    terms: null,
    price: { inputPerMillion: 0, outputPerMillion: 0, source: 'test' },
    contextTokens: null,
    capabilities: { schema: false, image: false, embed: false },
  },
  generate: async () => {
    calls++;
    return {
      text: 'Nothing.\n80 %',
      reasoning: null,
      finishReason: 'stop',
      usage: {
        inputTokens: 10,
        outputTokens: 2,
        reasoningTokens: 0,
        cachedInputTokens: 0,
        estimated: false,
      },
      model: 'stubborn',
      responseId: null,
    };
  },
  embed: () => Promise.reject(new Error('not asked for')),
  lanes: unlimitedLanes(),
  close: () => Promise.resolve(),
};

const exam = (maxCalls?: number) =>
  examine({
    pupil: modelPupil({
      model,
      workspace,
      run: `exam-${maxCalls ?? 'all'}`,
      limits: { maxCalls },
      maxOutputTokens: 16,
      temperature: 0,
      repeatTemperature: 0.7,
      asksConfidence: true,
    }),
    parameters: { temperature: 0 },
    families,
    exam: { ...DEFAULT_EXAM, seed: String(maxCalls ?? 'all') },
    concurrency: 2,
    signal: new AbortController().signal,
    clock: { now: () => 0, elapsed: () => 0, sleep: () => Promise.resolve() },
  });

describe('a model as a pupil', () => {
  it('is examined through the journal: again costs nothing and gives the same certificate', async () => {
    const first = await exam();
    expect(first.certificate.overall).toMatchObject({ mastered: 0, skills: 3 });
    expect(first.certificate.pupil).toMatchObject({ name: 'test/stubborn', revision: 'r1' });
    expect(calls).toBe(first.marks.length);
    const second = await exam();
    expect(calls).toBe(first.marks.length);
    expect(second.certificate).toEqual(first.certificate);
  });

  it('states confidences, which are not part of its answers', async () => {
    const { marks } = await exam();
    expect(marks.every(({ confidence }) => confidence === 0.8)).toBe(true);
    expect(new Set(marks.map(({ reason }) => reason)).has('inexact')).toBe(false);
  });

  it('that meets a limit leaves the rest out by name', async () => {
    const before = calls;
    const { certificate, stoppedBy } = await exam(5);
    expect(calls - before).toBeLessThanOrEqual(5);
    expect(stoppedBy).toMatch(/\w/);
    expect(certificate.notExamined.length).toBeGreaterThan(0);
    expect(certificate.skills.length + certificate.notExamined.length).toBe(3);
  });
});
