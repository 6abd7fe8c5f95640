import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MaterialAbsentError, MaterialAlteredError, RecipeError } from '../core/errors/index.ts';
import type { Check } from '../core/records/index.ts';
import type { Draft } from '../core/run/gate.ts';
import { makeAnswer, makeContext, replayCheck } from '../../test/fixtures/draft.ts';
import { createMemoryStore } from '../../test/fixtures/memory-store.ts';
import { contamination } from './contamination.ts';

const LONG =
  'A train leaves the northern station at nine and meets a slower train after forty minutes of steady travel.';
const SHORT = 'Which planet of ours has the most moons?';
const LYING = '一列火车九点离开北站四十分钟后遇到另一列慢车';
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-contamination-'));
  writeFileSync(
    join(dir, 'trains.jsonl'),
    `${JSON.stringify({ id: 'x', question: LONG, choices: [LYING, 'four'] })}\n\n`,
  );
  writeFileSync(join(dir, 'planets.txt'), `${SHORT}\n\nYes.\n`);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const FILES = { benchmarks: [{ file: 'trains.jsonl' }, { file: 'planets.txt' }] };

async function checkWith(
  draft: Draft,
  options: object = FILES,
  store = createMemoryStore(),
): Promise<Check> {
  const gate = await contamination.open(contamination.options.parse(options), {
    store,
    baseDir: dir,
  });
  if (gate.scope !== 'item') throw new Error('no item gate');
  return gate.check(draft, makeContext());
}

const name = (blob: string): Check => ({
  name: 'contamination@1',
  basis: 'replayed',
  verdict: 'pass',
  detail: { ngram: 13, maxOverlap: 0, indexes: [{ file: 'planets.txt', blob }] },
});

describe('contamination', () => {
  it('refuses what a benchmark holds, whatever its case and punctuation, and quotes it', async () => {
    const check = await checkWith(
      makeAnswer(`Consider: ${LONG.toUpperCase().replaceAll(' ', ', ')} When?`),
    );
    expect(check).toMatchObject({ verdict: 'fail', detail: { benchmark: 'trains.jsonl' } });
    expect(check.detail!['shared']).toMatch(/^A, TRAIN, LEAVES/);
    expect(check.score).toBeGreaterThan(0.5);
  });

  it('finds it in the prompt, in Chinese, and short items as a whole', async () => {
    expect((await checkWith(makeAnswer('At ten.', LONG))).verdict).toBe('fail');
    expect((await checkWith(makeAnswer(LYING))).verdict).toBe('fail');
    expect(await checkWith(makeAnswer(SHORT))).toMatchObject({
      verdict: 'fail',
      detail: { benchmark: 'planets.txt' },
    });
    expect((await checkWith(makeAnswer('Which planet of ours has the most rings?'))).verdict).toBe(
      'pass',
    );
  });

  it('passes what shares fewer words, empty texts, and items too short to look for', async () => {
    const twelve = LONG.split(' ').slice(0, 12).join(' ');
    for (const text of [`${twelve} something else`, '', '🚂', 'Yes.']) {
      expect({ text, ...(await checkWith(makeAnswer(text))) }).toMatchObject({
        text,
        verdict: 'pass',
      });
    }
  });

  it('weighs the overlap where the recipe allows some', async () => {
    const draft = makeAnswer(`${LONG} ${'and so on it goes without end '.repeat(20)}`);
    expect((await checkWith(draft)).verdict).toBe('fail');
    expect((await checkWith(draft, { ...FILES, maxOverlap: 0.5 })).verdict).toBe('pass');
  });

  it('reads only the named fields', async () => {
    const options = { benchmarks: [{ file: 'trains.jsonl', fields: ['choices'] }] };
    expect((await checkWith(makeAnswer(LONG), options)).verdict).toBe('pass');
    expect((await checkWith(makeAnswer(LYING), options)).verdict).toBe('fail');
  });

  it('replays from the indexes that its check names', async () => {
    const store = createMemoryStore();
    const draft = makeAnswer('Whales sleep near the surface.');
    const check = await checkWith(draft, FILES, store);
    const { blobs, records } = contamination.references!(check);
    expect(blobs).toHaveLength(2);
    expect(records).toEqual([]);
    const closure = createMemoryStore();
    for (const blob of blobs) await closure.putBlob(await store.blob(blob));
    const context = makeContext({ material: closure });
    expect(await replayCheck(contamination, FILES, draft, check, context)).toEqual({
      verdict: 'pass',
    });

    const contaminated = makeAnswer(LONG);
    expect(await replayCheck(contamination, FILES, contaminated, check, context)).toMatchObject({
      verdict: 'fail',
    });
    const fewer = {
      ...check,
      detail: { ...check.detail, indexes: [(check.detail!['indexes'] as object[])[0]! as never] },
    };
    expect(await replayCheck(contamination, FILES, draft, fewer, context)).toMatchObject({
      verdict: 'fail',
    });
  });

  it('tells absent and foreign indexes', async () => {
    const draft = makeAnswer('Whales sleep near the surface.');
    const options = { benchmarks: [{ file: 'planets.txt' }] };
    const material = createMemoryStore();
    const foreign = await material.putBlob(Buffer.from('no index at all'));
    await expect(
      replayCheck(contamination, options, draft, name('0'.repeat(64)), makeContext({ material })),
    ).rejects.toThrow(MaterialAbsentError);
    await expect(
      replayCheck(contamination, options, draft, name(foreign), makeContext({ material })),
    ).rejects.toThrow(MaterialAlteredError);
  });

  it('gives one index for one file', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => checkWith(makeAnswer('In the sea.'))));
    expect(one).toEqual(two);
  });

  it.each([
    ['absent.txt', null, /cannot read/],
    ['table.csv', 'a,b', /not a \.txt/],
    ['empty.txt', ' \n', /holds no text/],
    ['broken.jsonl', '{"a": "b"}\n{"a": ', /line 2 is not JSON/],
    ['latin.txt', Buffer.from([0x63, 0x61, 0x66, 0xe9]), /not UTF-8/],
  ])('refuses %s before anything is spent', async (file, content, message) => {
    if (content !== null) writeFileSync(join(dir, file), content);
    const attempt = checkWith(makeAnswer('x'), { benchmarks: [{ file }] });
    await expect(attempt).rejects.toThrow(RecipeError);
    await expect(attempt).rejects.toThrow(message);
  });

  it('checks five megabytes in seconds', { timeout: 15_000 }, async () => {
    expect((await checkWith(makeAnswer('a train leaves '.repeat(330_000)))).verdict).toBe('pass');
  });
});
