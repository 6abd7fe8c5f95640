import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import type { Document } from '../../../core/records/index.ts';
import { FilesOptions } from '../../../sources/files/index.ts';
import { readFiles } from '../../../sources/files/read-files.ts';
import { reportCommunities } from '../communities/report-communities.ts';
import { createFastExtractor } from '../extract/fast/fast-extractor.ts';
import { loadOntology } from '../extract/ontologies/load-ontology.ts';
import { createPassageReader } from '../open/passage-reader.ts';
import { buildGraph } from '../prepare/build-graph.ts';
import { PrepareOptions } from '../prepare/options.ts';
import { explainAnswer } from './explain/explain-answer.ts';
import { findPaths } from './explain/find-paths.ts';
import { collectGraphStats } from './stats/graph-stats.ts';
import { collectView } from './view/collect-view.ts';
import { drawView } from './view/draw-view.ts';

const FOLDER = join(import.meta.dirname, '../../../../examples/harbour');

async function* articles(): AsyncGenerator<Document> {
  for await (const item of readFiles(FilesOptions.parse({ path: FOLDER }), {
    baseFolder: FOLDER,
  })) {
    if (!('document' in item)) throw new Error(item.skip.message);
    yield item.document;
  }
}

describe('the example articles', () => {
  it('are short, licensed, and name one another', async () => {
    const documents: Document[] = [];
    for await (const document of articles()) documents.push(document);
    expect(documents).toHaveLength(22);
    const texts = documents.map(({ blocks }) => blocks.map(({ text }) => text).join('\n'));
    for (const [index, { license, language, title }] of documents.entries()) {
      expect({ license, language }).toEqual({ license: 'CC0-1.0', language: 'en' });
      const words = texts[index]!.split(/\s+/).length;
      expect({ title, fits: words >= 80 && words <= 200 }).toEqual({ title, fits: true });
      const name = title.replace(/ \(.*\)$/, '');
      const others = texts.filter((text, other) => other !== index && text.includes(name));
      expect({ title, isNamed: others.length > 0 }).toEqual({ title, isNamed: true });
    }
  });

  it(
    'become one graph with denials, shared entities, paths over documents, and a page',
    { timeout: 30_000 },
    async () => {
      const store = createMemoryStore();
      const memo = new Map<string, unknown>();
      const { graph, communities } = await buildGraph(articles(), PrepareOptions.parse({}), {
        store,
        memo: {
          get: async (key) => memo.get(key),
          put: async (key, value) => void memo.set(key, value),
        },
        extractors: [createFastExtractor()],
        ontology: await loadOntology('encyclopedia'),
        signal: new AbortController().signal,
        progress: () => {},
        skip: ({ message }) => expect.unreachable(message),
      });
      const stats = collectGraphStats(graph, { communities });
      expect(stats.counts.edges).toBeGreaterThan(120);
      expect(stats.documents.withoutFacts).toBe(0);
      expect(stats.sharedEntities).toBeGreaterThan(20);
      expect(stats.facts.denied).toBeGreaterThan(0);
      expect(stats.components.largest / stats.counts.entities).toBeGreaterThan(0.7);

      const { text } = createPassageReader(graph, store);
      const [from, to] = ['Marta Veen', 'Skarrow'].map((id) => graph.entityById.get(id)!);
      const { paths, isCut } = findPaths(graph, from!, to!);
      const question = {
        from: from!,
        to: to!,
        predicates: [],
        method: 'search',
        maxHops: 4,
        paths,
        isCut,
      } as const;
      const explanation = await explainAnswer(graph, question, text);
      expect(explanation.verdict).toBe('evidence');
      const quotes = explanation.paths.flatMap(({ edges }) => edges.flatMap((edge) => edge.quotes));
      for (const quote of quotes) expect('text' in quote && quote.text.endsWith('.')).toBe(true);
      expect(new Set(quotes.map((quote) => 'uri' in quote && quote.uri)).size).toBeGreaterThan(1);

      const reports = reportCommunities(graph, communities);
      const page = drawView(
        await collectView(graph, communities, text, { title: 'Skarrow', reports }),
      );
      expect(page).toContain('Norder Lights Board');
    },
  );
});
