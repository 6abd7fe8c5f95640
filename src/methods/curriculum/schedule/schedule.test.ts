import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import {
  assignContext,
  openMaterial,
  sealSample,
  takeAssignments,
  writeContext,
} from '../../../../test/fixtures/method-run.ts';
import { scriptedModels } from '../../../../test/fixtures/scripted-models.ts';
import { Candidate, type Sample } from '../../../core/records/index.ts';
import { curriculum } from '../index.ts';
import { scoreResponse } from '../score/score-response.ts';
import { skillGraph } from '../stages/read-skills.ts';
import type { StrategyName } from '../strategies/registry.ts';
import { hardestLast, inCourse, shuffled, withReplay } from './order-rows.ts';
import type { ScheduleRow } from './row.ts';
import { writeSchedule } from './write-schedule.ts';

const SKILLS = ['fair-share', 'transitive-inference', 'conservation'];
const TASKS = 240;
const store = createMemoryStore();
const samples: Sample[] = [];
let base = '';

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'schedule-'));
  const material = await openMaterial(curriculum, { skills: SKILLS }, store);
  const assignments = curriculum.assign(material, assignContext('seed/part'));
  for (const [index, assignment] of (await takeAssignments(assignments, TASKS)).entries()) {
    const context = writeContext(
      curriculum,
      scriptedModels([], () => ''),
      store,
      assignment.key,
    );
    const [candidate] = await curriculum.write(assignment, material, context);
    const sample = sealSample(Candidate.parse(candidate), curriculum, assignment);
    samples.push({ ...sample, id: `task-${index}`, split: index % 10 === 9 ? 'test' : 'train' });
  }
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function* stream(from: readonly Sample[]): AsyncGenerator<Sample> {
  yield* from;
}

const write = (
  name: string,
  strategy: StrategyName = 'staged',
  from: readonly Sample[] = samples,
) =>
  writeSchedule(stream(from), store, {
    dir: join(base, name),
    strategy,
    seed: '0',
    graph: skillGraph(),
    signal: new AbortController().signal,
    onProgress: () => {},
  });

type Row = ScheduleRow & { order_index: number };
async function rowsOf(name: string, config: string, split = 'train'): Promise<Row[]> {
  const dir = join(base, name, 'data', config);
  const files = (await readdir(dir)).filter((file) => file.startsWith(split)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(dir, file), 'utf8')));
  return texts.flatMap((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row),
  );
}

const ids = (rows: readonly Row[]): string[] => rows.map(({ id }) => id);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a schedule', () => {
  beforeAll(async () => {
    await write('staged');
  });

  it('holds every training row once, in order and by chance, and every test row in its stage', async () => {
    const train = samples.filter(({ split }) => split === 'train').map(({ id }) => id);
    const [ordered, mixed] = [
      await rowsOf('staged', 'curriculum'),
      await rowsOf('staged', 'mixed'),
    ];
    expect(ids(ordered).toSorted()).toEqual(train.toSorted());
    expect(ids(mixed).toSorted()).toEqual(train.toSorted());
    expect(ids(mixed)).not.toEqual(ids(ordered));
    expect(ordered.map(({ order_index }) => order_index)).toEqual(train.map((_, at) => at));
    const held = await rowsOf('staged', 'stage-5-social-cognition', 'test');
    expect(held.length).toBeGreaterThan(0);
    expect(held.every(({ split, stage }) => split === 'test' && stage === 'social-cognition')).toBe(
      true,
    );
  });

  it('goes from easy to hard; reverse goes the other way', async () => {
    await write('reverse', 'reverse');
    for (const [name, sign] of [
      ['staged', 1],
      ['reverse', -1],
    ] as const) {
      const levels = (await rowsOf(name, 'curriculum')).map(({ level }) => level);
      const third = Math.floor(levels.length / 3);
      const rise = mean(levels.slice(third, 2 * third)) - mean(levels.slice(0, third));
      expect(sign * rise).toBeGreaterThan(0.5);
    }
  });

  it('repeats three rows of ten in replay, never before their first time', async () => {
    const replay = await rowsOf('staged', 'replay');
    const seen = new Set<string>();
    let repeats = 0;
    for (const { id } of replay) {
      if (seen.has(id)) repeats++;
      seen.add(id);
    }
    expect(seen.size).toBe(samples.filter(({ split }) => split === 'train').length);
    expect(repeats / replay.length).toBeCloseTo(0.3, 1);
  });

  it('carries what it takes to score an answer', async () => {
    for (const row of (await rowsOf('staged', 'anneal')).slice(0, 20)) {
      const response = row.messages.at(-1)!.content;
      expect(scoreResponse({ ...row, response })).toMatchObject({ score: 1 });
      expect(row.answer).toBeTruthy();
      expect(row.tokens).toBeGreaterThan(5);
    }
  });

  it('says in SCHEDULE.jsonl what stands where, without a gap', async () => {
    const lines = (await readFile(join(base, 'staged', 'SCHEDULE.jsonl'), 'utf8'))
      .trim()
      .split('\n');
    const segments = lines.map(
      (line) => JSON.parse(line) as Record<string, number> & { levels: Record<string, number> },
    );
    const rows = await rowsOf('staged', 'curriculum');
    expect(segments[0]).toMatchObject({ from_row: 0, from_token: 0 });
    for (const [at, segment] of segments.entries()) {
      expect(segment['from_token']).toBe(segments[at - 1]?.['to_token'] ?? 0);
      expect(mean(Object.values(segment.levels)) * Object.keys(segment.levels).length).toBeCloseTo(
        1,
        2,
      );
    }
    expect(segments.at(-1)).toMatchObject({
      to_row: rows.length,
      to_token: rows.reduce((sum, { tokens }) => sum + tokens, 0),
    });
  });

  it('names every file in the header of its README and in the trainers', async () => {
    const dir = join(base, 'staged');
    const readme = await readFile(join(dir, 'README.md'), 'utf8');
    const header = parse(readme.split('---\n')[1]!) as {
      configs: { config_name: string; data_files: { split: string; path: string }[] }[];
    };
    for (const { config_name: name, data_files: files } of header.configs) {
      for (const { split } of files)
        expect((await rowsOf('staged', name, split)).length).toBeGreaterThan(0);
    }
    expect(header.configs.map(({ config_name: name }) => name)).toEqual([
      'curriculum',
      'mixed',
      'replay',
      'anneal',
      'stage-3-space-number-physics',
      'stage-5-social-cognition',
      'stage-6-abstract-reasoning',
    ]);
    const axolotl = parse(await readFile(join(dir, 'trainers/axolotl.yaml'), 'utf8')) as object;
    expect(axolotl).toMatchObject({ curriculum_sampling: true, shuffle_merged_datasets: false });
    const factory = parse(
      await readFile(join(dir, 'trainers/llama-factory/train.yaml'), 'utf8'),
    ) as { dataset: string };
    const info = JSON.parse(
      await readFile(join(dir, 'trainers/llama-factory/dataset_info.json'), 'utf8'),
    ) as Record<string, { file_name: string }>;
    for (const name of factory.dataset.split(',')) {
      await readFile(join(dir, 'trainers/llama-factory', info[name]!.file_name));
    }
    expect(factory).toMatchObject({ disable_shuffling: true });
  });

  it('is the same bytes for the same dataset', async () => {
    await write('again');
    for (const path of ['data/curriculum/train-00000-of-00001.jsonl', 'SCHEDULE.jsonl']) {
      const [one, two] = await Promise.all(
        ['staged', 'again'].map((name) => readFile(join(base, name, path))),
      );
      expect(one!.equals(two!)).toBe(true);
    }
  });

  it('counts what it leaves out, and takes an empty dataset', async () => {
    const foreign = { ...samples[0]!, method: 'personas' } as Sample;
    const found = await write('foreign', 'staged', [foreign]);
    expect(found).toMatchObject({ skipped: { 'made by personas': 1 }, configs: {} });
  });

  it('writes over nothing', async () => {
    await writeFile(join(base, 'foreign', 'mine.txt'), 'mine');
    await expect(write('foreign')).rejects.toThrow(/is not empty/);
  });
});

describe('orders', () => {
  it('keep to their shares', () => {
    expect(shuffled(100, 'a').toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i),
    );
    expect(withReplay([], 'a')).toEqual([]);
    const difficulty = Array.from({ length: 400 }, (_, row) => row % 8);
    const anneal = hardestLast(difficulty, 'a');
    expect(new Set(anneal).size).toBe(anneal.length);
    expect(anneal.filter((row) => difficulty[row]! >= 6)).toHaveLength(100);
    expect(anneal.length).toBe(143);
  });

  it('take every row of the course, whatever the weights', () => {
    const cells = [0, 1].flatMap((skill) =>
      [1, 2].map((level) => ({ skill, level, depth: skill, needsMastered: false })),
    );
    const lazy = { name: 'lazy', about: '', weights: () => Float64Array.of(1, 0, 0, 0) };
    const cellOf = Array.from({ length: 40 }, (_, row) => row % 4);
    const order = inCourse(cellOf, { cells }, lazy, 's');
    expect(order.slice(0, 10).map((row) => cellOf[row])).toEqual(Array(10).fill(0));
    expect(new Set(order).size).toBe(40);
  });
});
