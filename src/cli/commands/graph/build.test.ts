import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type FakeEndpoint,
  startFakeEndpoint,
} from '../../../../test/fake-endpoint/start-fake-endpoint.ts';
import { callVerb as call } from '../../../../test/fixtures/call-verb.ts';
import { RecipeError } from '../../../core/errors/index.ts';
import { openGraph } from '../../graph/open-graph.ts';
import { verb as build } from './build.ts';
import { verb as query } from './query.ts';

let dir: string;
let page: string;
let endpoint: FakeEndpoint;
let asked: string[];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'graph-build-'));
  page = join(dir, 'press.md');
  await writeFile(
    page,
    '---\ntitle: Tide Press\nlicense: CC0-1.0\nlanguage: en\n---\n\nTide Press was founded by Otto Lind. Otto Lind was born in Norhaven.\n',
  );
  endpoint = await startFakeEndpoint({
    reply: ({ messages }) => {
      const text = String(messages.at(-1)!.content);
      asked.push(text);
      const told = /^(\d+)\. Tide Press was founded by Otto Lind$/m.exec(text)?.[1] ?? 0;
      return JSON.stringify({ statement: Number(told) });
    },
  });
});
afterAll(async () => {
  await endpoint.close();
  await rm(dir, { recursive: true, force: true });
});

const named = (...argv: string[]): string[] => [...argv, '--base-url', endpoint.url];

describe('wellspring graph build --extraction choose', () => {
  it('asks one small question for each two names, and keeps who said what', async () => {
    asked = [];
    const out = join(dir, 'chosen');
    const model = ['--extractors', 'fast,model', '--extraction', 'choose', '--model', 'small'];
    await call(build, named(page, '--out', out, ...model));
    expect(asked.length).toBeGreaterThan(0);
    for (const one of asked) expect(one).toMatch(/Which statement does the sentence make\?/);
    const opened = await openGraph(out);
    opened.close();
    expect(opened.manifest.options).toMatchObject({ extraction: 'choose' });
    expect(opened.graph.facts.map(({ extractors }) => extractors)).toContainEqual(
      expect.arrayContaining(['model@1']),
    );
  });

  it.each([
    [['--predicates', 'open'], /not with open predicates/],
    [['--ontology', 'none'], /not with open predicates/],
    [['--extraction', 'guess'], /--extraction/],
  ])('refuses what does not go with it: %j', async (more, message) => {
    const argv = named(page, '--out', join(dir, 'never'), '--extractors', 'model', '--model', 'm');
    const failed = call(build, [...argv, '--extraction', 'choose', ...more]);
    await expect(failed).rejects.toThrow(RecipeError);
    await expect(failed).rejects.toThrow(message);
  });
});

describe('wellspring graph build --embedder', () => {
  it('stores vectors of the passages, which a question of the same embedder is held to', async () => {
    const out = join(dir, 'embedded');
    await call(build, named(page, '--out', out, '--embedder', 'vectors'));
    const opened = await openGraph(out);
    opened.close();
    const { vectors } = opened.manifest;
    expect(vectors).toMatchObject({ width: 32, embedder: { id: 'openai-compatible/vectors' } });

    const ask = async (embedder: string, workspace: string) => {
      const before = endpoint.stats().requests;
      const argv = [out, 'Where was Otto Lind born?', '--mode', 'vector', '--json', '--embedder'];
      const rest = named(embedder, '--workspace', join(dir, workspace));
      const { stdout } = await call(query, [...argv, ...rest]);
      const { retrieved } = JSON.parse(stdout) as { retrieved: { passages: unknown[] } };
      return { found: retrieved.passages.length, calls: endpoint.stats().requests - before };
    };
    // The question, and the facts that it may speak of; with another embedder the passages too.
    expect(await ask('vectors', 'one')).toEqual({ found: 1, calls: 2 });
    expect(await ask('others', 'two')).toEqual({ found: 1, calls: 3 });
  });

  it('embeds nothing twice, and gives the same graph again', async () => {
    const out = join(dir, 'embedded');
    const before = (await openGraph(out)).hash;
    const { requests } = endpoint.stats();
    const again = named(page, '--out', out, '--embedder', 'vectors', '--json');
    const { stdout } = await call(build, again);
    expect(JSON.parse(stdout)).toMatchObject({ manifest: before });
    expect(endpoint.stats().requests).toBe(requests);
  });
});

describe('wellspring graph query --rerank', () => {
  it('lets the shipped network order what a walk reaches, and nothing else', async () => {
    const out = join(dir, 'embedded');
    const question = 'Where was the founder of Tide Press born?';
    const { stdout } = await call(query, [out, question, '--rerank']);
    expect(stdout).toContain('Otto Lind was born in Norhaven.');
    await expect(call(query, [out, question, '--rerank', '--mode', 'local'])).rejects.toThrow(
      /--rerank orders what a multi-hop walk reaches/,
    );
  });
});
