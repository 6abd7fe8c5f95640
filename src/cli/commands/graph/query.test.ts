import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFakeEndpoint } from '../../../../test/fake-endpoint/start-fake-endpoint.ts';
import { callVerb } from '../../../../test/fixtures/call-verb.ts';
import { smallGraph } from '../../../../test/fixtures/small-graph.ts';
import { documentId } from '../../../core/records/index.ts';
import { openContentStore } from '../../../core/store/content-store.ts';
import { detectCommunities } from '../../../methods/graph/communities/detect-communities.ts';
import { indexGraph } from '../../../methods/graph/index-graph.ts';
import type { GraphContent } from '../../../methods/graph/knowledge-graph.ts';
import { encodeCommunities } from '../../../methods/graph/store/encode-communities.ts';
import { encodeGraph } from '../../../methods/graph/store/encode-graph.ts';
import { orderGraph } from '../../../methods/graph/store/order-graph.ts';
import { verb as communities } from './communities.ts';
import { verb } from './query.ts';

let dir: string;
let workspace: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'graph-query-'));
  workspace = join(dir, 'runs');
  const { graph, passageText } = smallGraph([
    { subject: 'The Silver Tide', predicate: 'directed-by', object: 'Ada Lind' },
    { subject: 'Ada Lind', predicate: 'born-in', object: 'Norhaven' },
    { subject: 'Norhaven', predicate: 'located-in', object: 'Vey\u202eland' },
  ]);
  const store = await openContentStore(join(dir, '.store'));
  // Passages of the small graph begin at code point 7 of their blocks.
  const texts = await Promise.all(graph.passages.map((_, at) => passageText(at)));
  const page = {
    uri: 'tide.md',
    blocks: texts.map((text) => ({
      kind: 'paragraph' as const,
      text: `Before ${text}`,
      headings: [],
    })),
  };
  const id = documentId(page);
  const record = await store.putRecord({
    id,
    ...page,
    title: 'The Silver Tide',
    language: 'en',
    license: 'CC0-1.0',
    mediaType: 'text/markdown',
    source: { hash: 'a'.repeat(64), extractor: 'test@1' },
  });
  const { files, passages, entities, predicates, facts } = graph;
  const content: GraphContent = orderGraph({
    documents: [{ record, id, uri: 'tide.md', title: 'The Silver Tide', license: 'CC0-1.0' }],
    files,
    passages,
    entities,
    predicates,
    facts,
  });
  const manifest = await store.putRecord({
    type: 'graph-manifest',
    options: {},
    snapshot: await store.putBlob(encodeGraph(content)),
    communities: await store.putRecord(encodeCommunities(detectCommunities(indexGraph(content)))),
    merges: await store.putRecord({}),
    counts: {},
  });
  store.close();
  const folder = { format: 'wellspring/graph@1', manifest, summary: 'small' };
  await writeFile(join(dir, 'graph.json'), JSON.stringify(folder));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

const query = (...argv: string[]) => call(verb, ...argv);
const call = (one: unknown, ...argv: string[]) =>
  callVerb(one, [dir, ...argv, '--workspace', workspace]);

const QUESTION = 'Where was the one who directed The Silver Tide born?';

describe('wellspring graph query', () => {
  it('answers with facts and the sentences that say them', async () => {
    const { code, stdout } = await query(QUESTION);
    expect(code).toBe(0);
    expect(stdout).toContain('The Silver Tide directed by Ada Lind.\n');
    expect(stdout).toMatch(
      /Ada Lind born in Norhaven\.\n {3}The Silver Tide \(tide\.md, block \d, 22–48\)/,
    );
    expect(stdout).not.toContain('\u202e');
  });

  it('shows why each passage came', async () => {
    const { stdout } = await query(QUESTION, '--explain');
    expect(stdout).toContain('The Silver Tide: named as "The Silver Tide"');
    expect(stdout).toContain(
      'names Ada Lind: The Silver Tide directed by Ada Lind (The Silver Tide is',
    );
  });

  it('says that nothing is found', async () => {
    const { code, stdout } = await query('Who wrote Xanadu?');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'nothing found\n' });
  });

  it('prints one object', async () => {
    const { stdout } = await query(QUESTION, '--json', '--mode', 'local', '--k', '1');
    expect(JSON.parse(stdout)).toMatchObject({
      mode: 'local',
      voice: 'template',
      isFound: true,
      statements: [{ quotations: [{ uri: 'tide.md' }] }],
      retrieved: { entities: [{ id: 'The Silver Tide' }] },
    });
  });

  it('refuses what cannot be asked', async () => {
    await expect(query(QUESTION, '--mode', 'psychic')).rejects.toThrow(/no mode "psychic"/);
    await expect(query(QUESTION, '--mode', 'vector')).rejects.toThrow(/needs an embedder/);
    await expect(query('   ')).rejects.toThrow(/question is empty/);
    await expect(query('x'.repeat(1 << 20))).rejects.toThrow(/1,048,576 characters/);
    await expect(query(QUESTION, '--model', 'nobody')).rejects.toThrow(/names no provider/);
  });

  it('lets a model point, quotes by itself, and pays for each answer once', async () => {
    const endpoint = await startFakeEndpoint({
      reply: ({ messages }) => {
        const text = String(messages.at(-1)!.content);
        const line = /^(\d+)\. Ada Lind born in Norhaven\.$/mu.exec(text);
        return JSON.stringify({ sentences: [Number(line![1])], answer: 'Norhaven' });
      },
    });
    try {
      const argv = [QUESTION, '--base-url', endpoint.url, '--model', 'small', '--json'];
      const { stdout } = await query(...argv);
      const answer = JSON.parse(stdout) as Record<string, unknown>;
      expect(answer).toMatchObject({
        voice: 'model',
        text: 'Norhaven',
        statements: [{ quotations: [{ quote: 'Ada Lind born in Norhaven.', uri: 'tide.md' }] }],
      });
      const { requests } = endpoint.stats();
      expect(requests).toBeGreaterThan(0);
      expect(JSON.parse((await query(...argv)).stdout)).toEqual(answer);
      expect(endpoint.stats().requests).toBe(requests);
    } finally {
      await endpoint.close();
    }
  });

  it('finds by meaning with an embedder', async () => {
    const endpoint = await startFakeEndpoint({});
    try {
      const named = ['--base-url', endpoint.url, '--embedder', 'vectors'];
      const { code, stdout } = await query(QUESTION, '--mode', 'vector', '--json', ...named);
      expect(code).toBe(0);
      const { retrieved } = JSON.parse(stdout) as { retrieved: { passages: unknown[] } };
      expect(retrieved.passages).toHaveLength(3);
    } finally {
      await endpoint.close();
    }
  });
});

describe('wellspring graph communities', () => {
  it('reports by template, each claim with its facts', async () => {
    const { code, stdout } = await call(communities);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\(\d entities, \d facts\)\n/);
    expect(stdout).toMatch(/ {2}The Silver Tide directed by Ada Lind\. \[\d\]\n/);
    expect(stdout).not.toContain('\u202e');
    expect((await call(communities, '--level', '9')).stdout).toContain('no community of level 9');
  });

  it('keeps of a model what points at facts and brings nothing', async () => {
    const endpoint = await startFakeEndpoint({
      reply: ({ messages }) => {
        const [, fact] = /^1\. (.+)\.$/mu.exec(String(messages.at(-1)!.content))!;
        const sentences = [`${fact}.`, `${fact} in 1903.`].map((text) => ({ text, facts: [1] }));
        return JSON.stringify({ title: 'What lies here', sentences });
      },
    });
    try {
      const named = ['--base-url', endpoint.url, '--model', 'small', '--json'];
      const { stdout } = await call(communities, ...named);
      const reports = JSON.parse(stdout) as { claims: { cites: unknown[] }[] }[];
      expect(reports.length).toBeGreaterThan(0);
      for (const report of reports) {
        expect(report).toMatchObject({ voice: 'model', dropped: { 'foreign-number': 1 } });
        expect(report.claims.map(({ cites }) => cites.length)).toEqual([1]);
      }
    } finally {
      await endpoint.close();
    }
  });
});
