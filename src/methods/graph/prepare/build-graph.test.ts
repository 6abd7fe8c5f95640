import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ItemRejectedError } from '../../../core/errors/index.ts';
import { createRandom, type Random } from '../../../core/random.ts';
import { type Document, documentId } from '../../../core/records/index.ts';
import { createMemo, type Memo } from '../../../core/store/memo.ts';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import { createFastExtractor } from '../extract/fast/fast-extractor.ts';
import { loadOntology } from '../extract/ontologies/load-ontology.ts';
import type { Extraction, ExtractionInput, Extractor } from '../extract/extraction.ts';
import type { Ontology } from '../extract/ontology.ts';
import { readCommunities } from '../store/encode-communities.ts';
import { readGraph } from '../store/read-graph.ts';
import { buildGraph } from './build-graph.ts';
import { PrepareOptions } from './options.ts';

const RELATIONS: Record<string, string> = {
  'was born in': 'birthplace',
  'lies in': 'located-in',
  founded: 'founder',
  'was founded by': 'founded-by',
  married: 'spouse',
};

const ONTOLOGY: Ontology = {
  name: 'plain',
  kinds: [],
  relations: [
    { id: 'birthplace', label: 'place of birth', functional: true },
    { id: 'located-in', label: 'located in' },
    { id: 'founder', label: 'founder of', inverse: 'founded-by' },
    { id: 'founded-by', label: 'founded by', inverse: 'founder', functional: true },
    { id: 'spouse', label: 'spouse', inverse: 'spouse' },
  ],
};

/** Takes facts from sentences of the form `Name REL Name.`, and counts how often it is asked. */
function plainExtractor(name = 'plain@1', confidence = 0.9): Extractor & { calls: number } {
  const extractor = {
    name,
    identity: { confidence },
    calls: 0,
    async extract({ text }: ExtractionInput): Promise<Extraction> {
      extractor.calls++;
      const extraction: Extraction = { mentions: [], facts: [], dropped: {} };
      const form =
        /([A-Z][\w ]*?) (was born in|lies in|founded|was founded by|married|admired) ([A-Z][\w ]*?)\./g;
      for (const found of text.matchAll(form)) {
        const [all, subject, verb, object] = found as unknown as [string, string, string, string];
        const from = found.index + all.indexOf(verb) + verb.length + 1;
        const at = extraction.mentions.length;
        const person = !['lies in', 'was founded by'].includes(verb);
        extraction.mentions.push(
          mention(subject, found.index, person ? 'person' : 'place'),
          mention(object, from, verb.endsWith(' in') || verb === 'founded' ? 'place' : 'person'),
        );
        extraction.facts.push({
          subject: at,
          relation: RELATIONS[verb] ?? null,
          phrase: verb === 'admired' ? 'admire' : verb,
          object: at + 1,
          sentence: [found.index, found.index + all.length],
          cue: [found.index + subject.length + 1, from - 1],
          negated: false,
          time: null,
          confidence,
        });
      }
      if (text.includes('maybe')) extraction.dropped['modal'] = 1;
      return extraction;
    },
  };
  return extractor;
}

const mention = (text: string, start: number, kind: string) => ({
  text,
  start,
  end: start + text.length,
  kind,
});

const PEOPLE = [
  'Ada Stone',
  'Ben Hill',
  'Cara Moss',
  'Dov Lake',
  'Eva Reed',
  'Finn Ash',
  'Gil Marsh',
  'Hana Brook',
];
const TOWNS = ['Norwick', 'Eastmere', 'Sandhaven', 'Collford', 'Brenton', 'Maresk', 'Oldport'];

function drawSentence(random: Random): string {
  const person = random.pick(PEOPLE);
  return random.pick([
    `${person} was born in ${random.pick(TOWNS)}.`,
    `${random.pick(TOWNS)} lies in ${random.pick(TOWNS)}.`,
    `${person} founded ${random.pick(TOWNS)}.`,
    `${random.pick(TOWNS)} was founded by ${person}.`,
    `${person} married ${random.pick(PEOPLE)}.`,
    'The weather was maybe fair.',
  ]);
}

function makeDocument(uri: string, paragraphs: readonly string[], title = uri): Document {
  const blocks = paragraphs.map((text) => ({ kind: 'paragraph' as const, text, headings: [] }));
  return {
    id: documentId({ uri, blocks }),
    uri,
    title,
    language: 'en',
    license: 'CC0-1.0',
    mediaType: 'text/plain',
    source: { hash: 'a'.repeat(64), extractor: 'test@1' },
    blocks,
  };
}

const drawDocument = (uri: string, random: Random): Document =>
  makeDocument(
    uri,
    Array.from({ length: 1 + random.integer(3) }, () =>
      Array.from({ length: 2 + random.integer(5) }, () => drawSentence(random)).join(' '),
    ),
  );

async function* each(documents: readonly Document[]): AsyncGenerator<Document> {
  yield* documents;
}

async function build(
  documents: readonly Document[],
  {
    memo = createMemo(),
    extractors = [plainExtractor()] as Extractor[],
    store = createMemoryStore(),
    options = {},
    signal = new AbortController().signal,
    ontology = ONTOLOGY as Ontology | null,
  } = {},
) {
  const skipped: string[] = [];
  const built = await buildGraph(each(documents), PrepareOptions.parse(options), {
    store,
    memo,
    extractors,
    ontology,
    signal,
    progress: () => {},
    skip: ({ uri, reason }) => skipped.push(`${uri}: ${reason}`),
  });
  const bytes = Buffer.from(await store.blob(built.manifest.snapshot)).toString();
  return { ...built, bytes, store, skipped };
}

const factsOf = ({ graph }: { graph: Awaited<ReturnType<typeof build>>['graph'] }): string[] =>
  graph.facts.map(
    ({ subject, predicate, object }) =>
      `${graph.entities[subject]!.id} ${graph.predicates[predicate]!.id} ${graph.entities[object]!.id}`,
  );

/** Passages that an extractor is asked for: equal ones once. */
const passagesOf = (docs: readonly Document[]) =>
  new Set(docs.flatMap(({ title, blocks }) => blocks.map(({ text }) => `${title} ${text}`)));

const sentencesOf = (sents: string[][]) =>
  sents.map((tokens) => tokens.join(' ').replace(/ (?=[.,;:)])|(?<=\() /g, ''));

describe('buildGraph', () => {
  it('builds after edits and deletions what it builds from nothing, and extracts changed passages only', async () => {
    const random = createRandom('incremental');
    const memo = createMemo();
    let documents = Array.from({ length: 200 }, (_, index) =>
      drawDocument(`page-${index}.md`, random),
    );
    const first = plainExtractor();
    const whole = await build(documents, { memo, extractors: [first] });
    expect(first.calls).toBe(passagesOf(documents).size);
    expect(whole.graph.facts.length).toBeGreaterThan(500);

    const before = passagesOf(documents);
    const edited = random.shuffle([...documents.keys()]).slice(0, 30);
    documents = documents.map((document, index) => {
      if (!edited.includes(index)) return document;
      const texts = document.blocks.map(({ text }) => text);
      texts[random.integer(texts.length)] += ` ${drawSentence(random)}`;
      return makeDocument(document.uri, texts);
    });
    const deleted = new Set(random.shuffle([...documents.keys()]).slice(0, 20));
    documents = random.shuffle(documents.filter((_, index) => !deleted.has(index)));

    const second = plainExtractor();
    const after = await build(documents, { memo, extractors: [second] });
    const changed = [...passagesOf(documents)].filter((passage) => !before.has(passage));
    expect(second.calls).toBe(changed.length);
    expect(after.work.extracted).toBe(changed.length);

    const scratch = await build(random.shuffle(documents));
    expect(after.bytes).toBe(scratch.bytes);
    expect(after.manifestHash).toBe(scratch.manifestHash);
    expect(after.manifest).toEqual(scratch.manifest);
    expect(after.bytes).not.toBe(whole.bytes);
  });

  it('works nothing out again that it remembers', async () => {
    const memo = createMemo();
    const asked: string[] = [];
    const watched: Memo = {
      get: (key) => memo.get(key),
      put: async (key, value) => {
        asked.push(key);
        await memo.put(key, value);
      },
    };
    const documents = [makeDocument('a.md', ['Ada Stone was born in Norwick.'])];
    const store = createMemoryStore();
    const first = await build(documents, { memo: watched, store });
    const puts = asked.length;
    const second = await build(documents, { memo: watched, store });
    expect(puts).toBe(4);
    expect(asked.length).toBe(puts);
    expect(second.work).toEqual({ extracted: 0, remembered: 1 });
    expect(second.manifestHash).toBe(first.manifestHash);
  });

  it('stores what a proof reads back', async () => {
    const built = await build([
      makeDocument('a.md', ['Ada Stone was born in Norwick. Norwick lies in Eastmere.']),
    ]);
    const { graph, manifest } = await readGraph(built.store, built.manifestHash);
    expect(graph.edges).toEqual(built.graph.edges);
    expect(manifest.counts).toMatchObject({ documents: 1, facts: 2, edges: 2, entities: 3 });
    expect(await readCommunities(built.store, manifest.communities)).toEqual(built.communities);
    const [fact] = graph.facts;
    const source = fact!.source as { start: number; end: number; subject: number[] };
    expect(graph.entities[fact!.subject]!.name).toBe('Ada Stone');
    expect('Ada Stone was born in Norwick.'.slice(...(source.subject as [number, number]))).toBe(
      'Ada Stone',
    );
    expect(fact!.phrase).toBe('was born in');
  });

  it('turns inverse relations round and lets one direction of a symmetric one stand for both', async () => {
    const built = await build([
      makeDocument('a.md', ['Norwick was founded by Ada Stone. Ben Hill founded Eastmere.']),
      makeDocument('b.md', ['Finn Ash married Eva Reed. Eva Reed married Finn Ash.']),
    ]);
    expect(factsOf(built)).toEqual([
      'Eastmere founded-by Ben Hill',
      'Eva Reed spouse Finn Ash',
      'Eva Reed spouse Finn Ash',
      'Norwick founded-by Ada Stone',
    ]);
    expect(built.manifest.counts).toMatchObject({ facts: 4, edges: 3 });
    const turned = built.graph.facts.find(({ phrase }) => phrase === 'founded')!;
    const { subject, object } = turned.source as { subject: number[]; object: number[] };
    expect(subject[0]).toBeGreaterThan(object[0]!);
  });

  it('raises the confidence where two extractors agree on the same words', async () => {
    const built = await build([makeDocument('a.md', ['Ada Stone was born in Norwick.'])], {
      extractors: [plainExtractor('fast@1', 0.8), plainExtractor('model@1', 0.7)],
    });
    expect(built.graph.facts).toHaveLength(1);
    expect(built.graph.facts[0]).toMatchObject({
      extractors: ['fast@1', 'model@1'],
      confidence: 0.94,
    });
  });

  it('takes open predicates only where they are asked for', async () => {
    const documents = [
      makeDocument('a.md', ['Ada Stone admired Ben Hill. Ada Stone was born in Norwick.']),
    ];
    const closed = await build(documents);
    expect(closed.manifest.counts).toMatchObject({ facts: 1, 'dropped/open-predicate': 1 });
    const both = await build(documents, { options: { predicates: 'both' } });
    expect(factsOf(both)).toContain('Ada Stone admire Ben Hill');
    expect(both.graph.predicates.find(({ id }) => id === 'admire')!.statement).toBe(
      '{subject} admired {object}',
    );
    const unknown = await build(documents, { ontology: null, options: { predicates: 'both' } });
    expect(unknown.manifest.counts).toMatchObject({ 'dropped/no-predicate': 1 });
  });

  it('keeps persons of one name with different days of birth apart', async () => {
    const documents = ['1901', '1950', '1901'].map((year, index) =>
      makeDocument(`page-${index}.md`, [
        `Ada Stone began in ${year}. Ada Stone lies in Norwick${index}.`,
      ]),
    );
    const dated: Extractor = {
      ...plainExtractor(),
      async extract(input) {
        const extraction = await plainExtractor().extract(
          input,
          null,
          new AbortController().signal,
        );
        const year = /\d{4}/.exec(input.text)!;
        const at = extraction.mentions.length;
        extraction.mentions.push(
          mention('Ada Stone', 0, 'person'),
          mention(year[0], year.index, 'time'),
        );
        for (const one of extraction.mentions) if (one.text === 'Ada Stone') one.kind = 'person';
        extraction.facts.push({
          subject: at,
          relation: 'born',
          phrase: 'begin in',
          object: at + 1,
          sentence: [0, year.index + 4],
          cue: null,
          negated: false,
          time: null,
          confidence: 0.9,
        });
        return extraction;
      },
    };
    const ontology: Ontology = {
      ...ONTOLOGY,
      relations: [...ONTOLOGY.relations, { id: 'born', label: 'date of birth', functional: true }],
    };
    const built = await build(documents, { extractors: [dated], ontology });
    const people = built.graph.entities.filter(({ kind }) => kind === 'person').map(({ id }) => id);
    expect(people).toEqual(['Ada Stone', 'Ada Stone (2)']);
    const record = (await built.store.record(built.manifest.merges)) as {
      entities: { apart: { because: string }[] };
    };
    expect(record.entities.apart[0]!.because).toMatch(/^born: two times/);
  });

  it('notes a refused passage, and lets what is no matter of one passage through', async () => {
    const refusing = (error: Error): Extractor => ({
      ...plainExtractor(),
      async extract({ text }) {
        if (text.includes('Ben')) throw error;
        return { mentions: [], facts: [], dropped: {} };
      },
    });
    const documents = [
      makeDocument('a.md', ['Ada Stone founded Norwick.', 'Ben Hill founded Maresk.']),
    ];
    const refused = await build(documents, {
      extractors: [refusing(new ItemRejectedError('model-refusal', 'it will not'))],
    });
    expect(refused.skipped).toEqual(['a.md#block-1: model-refusal']);
    expect(refused.manifest.counts['dropped/passage-refused']).toBe(1);
    await expect(
      build(documents, { extractors: [refusing(new Error('no disk'))] }),
    ).rejects.toThrow('no disk');
    const wrong: Extractor = {
      ...plainExtractor(),
      extract: async () => ({ mentions: [mention('Ada', 90, 'person')], facts: [], dropped: {} }),
    };
    await expect(build(documents, { extractors: [wrong] })).rejects.toThrow(/outside its passage/);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(
      build([makeDocument('a.md', ['Ada Stone founded Norwick.'])], { signal: controller.signal }),
    ).rejects.toThrow('enough');
  });

  it('builds an empty graph of nothing', async () => {
    const built = await build([]);
    expect(built.manifest.counts).toMatchObject({ documents: 0, entities: 0, facts: 0, edges: 0 });
    expect((await readGraph(built.store, built.manifestHash)).graph.facts).toEqual([]);
  });

  const data = '../shared/data/text/redocred-dev.json';
  it.skipIf(!existsSync(data))(
    `builds real documents with the fast extractor as from nothing (skipped where ${data} is absent)`,
    { timeout: 60_000 },
    async () => {
      const gold = JSON.parse(readFileSync(data, 'utf8')) as { title: string; sents: string[][] }[];
      let documents = gold
        .slice(0, 60)
        .map(({ title, sents }) => makeDocument(title, [sentencesOf(sents).join(' ')], title));
      const ontology = await loadOntology('encyclopedia');
      const memo = createMemo();
      const whole = await build(documents, { memo, ontology, extractors: [createFastExtractor()] });
      expect(whole.graph.facts.length).toBeGreaterThan(100);
      documents = documents.slice(10).map((document, index) => {
        if (index % 10 !== 0) return document;
        const sentences = sentencesOf(gold[index + 10]!.sents).slice(1);
        return makeDocument(document.uri, [sentences.join(' ')], document.title);
      });
      const after = await build(documents, { memo, ontology, extractors: [createFastExtractor()] });
      expect(after.work.extracted).toBeLessThan(40);
      const scratch = await build(documents, { ontology, extractors: [createFastExtractor()] });
      expect(after.bytes).toBe(scratch.bytes);
      expect(after.manifestHash).toBe(scratch.manifestHash);
    },
  );
});
