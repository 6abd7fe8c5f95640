import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import { MaterialAbsentError, MaterialAlteredError } from '../../../core/errors/index.ts';
import { createRandom } from '../../../core/random.ts';
import { indexGraph } from '../index-graph.ts';
import type { Fact, GraphContent } from '../knowledge-graph.ts';
import { decodeCommunities, encodeCommunities } from './encode-communities.ts';
import { decodeGraph } from './decode-graph.ts';
import { encodeGraph } from './encode-graph.ts';
import { orderGraph } from './order-graph.ts';
import { readGraph } from './read-graph.ts';

const hash = (letter: string): string => letter.repeat(64);

const NAMES = [
  'plain',
  'tab\there',
  'line\nbreak',
  'quote"',
  '𝒮 astral',
  '\u202Eright to left',
  '<b>',
  'a\u0000b',
  '[1,2]',
];

function drawContent(seed: string): GraphContent {
  const random = createRandom(seed);
  const entities = NAMES.map((name, index) => ({
    id: `${name} ${index}`,
    name,
    kind: 'other',
    aliases: index % 2 === 0 ? [] : ['one', 'two'],
    range: index % 3 === 0 ? ([-1.5, 2 ** 40] as [number, number]) : null,
  }));
  const passages = Array.from({ length: 4 }, (_, index) => ({
    document: index % 2,
    block: index,
    start: index * 10,
    end: index * 10 + 9,
  }));
  const facts = Array.from({ length: 40 }, (): Fact => {
    const start = random.integer(5);
    return {
      subject: random.integer(entities.length),
      predicate: random.integer(2),
      object: random.integer(entities.length),
      phrase: random.pick(['was', 'ist "es"', '']),
      negated: random.integer(4) === 0,
      time: random.pick([null, '1963', '']),
      extractors: random.pick([['fast@1'], ['fast@1', 'model@1'], ['import@1']]),
      confidence: random.integer(1_000_001) / 1e6,
      source:
        random.integer(2) === 0
          ? { file: random.integer(2), line: 1 + random.integer(9) }
          : {
              passage: random.integer(passages.length),
              start,
              end: start + 4,
              subject: [start, start + 1],
              object: [start + 2, start + 3],
              cue: random.pick([null, [start + 1, start + 2]]),
            },
    };
  });
  const predicate = { label: 'l', statement: 's', forward: 'f', backward: 'b' };
  return {
    documents: ['b', 'a'].map((letter) => ({
      record: hash(letter),
      id: hash(letter),
      uri: `${letter}.md`,
      title: letter,
      license: null,
    })),
    files: ['d', 'c'].map((letter) => ({ hash: hash(letter), uri: letter, license: 'MIT' })),
    passages,
    entities,
    predicates: ['q', 'p'].map((id) => ({
      id,
      ...predicate,
      inverse: id === 'p' ? 'p' : null,
      subjectKind: null,
      objectKind: 'time',
    })),
    facts,
  };
}

/** What a graph says, without indices. */
const sayings = (content: GraphContent): string[] =>
  content.facts
    .map(({ subject, predicate, object, source, ...rest }) =>
      JSON.stringify([
        content.entities[subject],
        content.predicates[predicate],
        content.entities[object],
        rest,
        'file' in source
          ? [content.files[source.file], source.line]
          : [
              content.passages[source.passage]!.block,
              content.documents[content.passages[source.passage]!.document],
              source.start,
            ],
      ]),
    )
    .toSorted();

describe('orderGraph and encodeGraph', () => {
  it('come back as they were, for thirty drawn graphs', () => {
    for (let seed = 0; seed < 30; seed++) {
      const drawn = drawContent(`round-${seed}`);
      const content = orderGraph(drawn);
      expect(sayings(content)).toEqual(sayings(drawn));
      const bytes = encodeGraph(content);
      const back = decodeGraph(bytes);
      expect(back).toEqual(content);
      expect(Buffer.from(encodeGraph(back)).equals(Buffer.from(bytes))).toBe(true);
      expect(indexGraph(back).edges).toEqual(indexGraph(content).edges);
    }
  });

  it('give the same bytes whatever order the lists had', () => {
    const random = createRandom('shuffle');
    const drawn = drawContent('order');
    const bytes = Buffer.from(encodeGraph(orderGraph(drawn)));
    const moved = random.shuffle([...drawn.entities.keys()]);
    const entities = moved.map((index) => drawn.entities[index]!);
    const shuffled: GraphContent = {
      ...drawn,
      entities,
      facts: random.shuffle(drawn.facts).map((fact) => ({
        ...fact,
        subject: moved.indexOf(fact.subject),
        object: moved.indexOf(fact.object),
      })),
    };
    expect(Buffer.from(encodeGraph(orderGraph(shuffled))).equals(bytes)).toBe(true);
  });

  it('refuses lists out of order, and two things with one id', () => {
    expect(() => encodeGraph(drawContent('x'))).toThrow(/canonical order: document 1/);
    const content = orderGraph(drawContent('x'));
    const twice = { ...content, entities: [content.entities[0]!, ...content.entities] };
    expect(() => encodeGraph(twice)).toThrow(/entity 1 is entity 0 again/);
  });

  it('take an empty graph', () => {
    const empty: GraphContent = {
      documents: [],
      files: [],
      passages: [],
      entities: [],
      predicates: [],
      facts: [],
    };
    expect(decodeGraph(encodeGraph(empty))).toEqual(empty);
  });
});

describe('decodeGraph', () => {
  const bytes = Buffer.from(encodeGraph(orderGraph(drawContent('damage'))));
  const lines = bytes.toString().split('\n');
  const put = (line: number, text: string): Buffer =>
    Buffer.from(lines.map((one, index) => (index === line - 1 ? text : one)).join('\n'));

  const exchanged = Buffer.from(
    `${[...lines.slice(0, -3), lines.at(-2), lines.at(-3)].join('\n')}\n`,
  );

  it.each([
    ['no bytes', Buffer.alloc(0), /ends before line 1/],
    ['another thing', Buffer.from('{"type":"other"}\n'), /line 1 has not the form/],
    ['half a file', bytes.subarray(0, bytes.length / 2), /ends before line|not JSON/],
    ['no line end', bytes.subarray(0, -1), /ends before line/],
    ['a broken line', put(9, '[1,2'), /line 9 is not JSON/],
    ['a line of another section', put(6, lines[15]!), /line 6 has not the form of its section/],
    ['bytes behind', Buffer.concat([bytes, Buffer.from('[]\n')]), /bytes follow its last line/],
    ['bytes that are no text', Buffer.concat([bytes, Buffer.from([0xff])]), /not UTF-8/],
    [
      'an index outside',
      put(lines.length - 1, lines.at(-2)!.replace(/^\[\d+/, '[900')),
      /names entity 900 of 9/,
    ],
    ['another order', exchanged, /canonical order: fact 39/],
  ])('says what is wrong with %s', (_, damaged, message) => {
    expect(() => decodeGraph(damaged)).toThrow(MaterialAlteredError);
    expect(() => decodeGraph(damaged)).toThrow(message);
  });

  it('catches any dropped, doubled or exchanged line', () => {
    const random = createRandom('lines');
    const facts = lines.slice(0, -1);
    for (let turn = 0; turn < 60; turn++) {
      const copy = [...facts];
      const at = random.integer(copy.length);
      if (turn % 2 === 0) copy.splice(at, 1);
      else copy.splice(at, 0, copy[at]!);
      expect(() => decodeGraph(Buffer.from(`${copy.join('\n')}\n`))).toThrow(MaterialAlteredError);
    }
  });
});

describe('readGraph', () => {
  const store = createMemoryStore();
  const manifestOf = async (snapshot: string) =>
    store.putRecord({
      type: 'graph-manifest',
      options: {},
      snapshot,
      communities: hash('0'),
      merges: hash('0'),
      counts: {},
    });

  it('parses once for a material', async () => {
    const manifest = await manifestOf(
      await store.putBlob(encodeGraph(orderGraph(drawContent('read')))),
    );
    const [first, second] = await Promise.all([
      readGraph(store, manifest),
      readGraph(store, manifest),
    ]);
    expect(second).toBe(first);
    expect(await readGraph({ ...store }, manifest)).not.toBe(first);
  });

  it('tells what is absent from what is no graph, and asks again after a failure', async () => {
    await expect(readGraph(store, hash('9'))).rejects.toThrow(MaterialAbsentError);
    const other = await store.putRecord({ type: 'something-else' });
    await expect(readGraph(store, other)).rejects.toThrow(/is not the manifest of a graph/);
    const bytes = encodeGraph(orderGraph(drawContent('late')));
    const late = createMemoryStore();
    const material = { record: store.record, blob: late.blob };
    const manifest = await manifestOf(await createMemoryStore().putBlob(bytes));
    await expect(readGraph(material, manifest)).rejects.toThrow(MaterialAbsentError);
    await late.putBlob(bytes);
    expect((await readGraph(material, manifest)).graph.facts).toHaveLength(40);
  });
});

describe('communities as a record', () => {
  const communities = {
    list: [{ id: 0, level: 0, parent: null, children: [], entities: [0, 1], title: 'both' }],
    top: Int32Array.from([0, 0]),
    leaf: Int32Array.from([0, 0]),
    modularity: NaN,
  };

  it('come back, with no modularity as 0', () => {
    expect(decodeCommunities(JSON.parse(JSON.stringify(encodeCommunities(communities))))).toEqual({
      ...communities,
      modularity: 0,
    });
  });

  it('refuses one that is damaged', () => {
    expect(() => decodeCommunities({ type: 'graph-communities' })).toThrow(MaterialAlteredError);
    expect(() => decodeCommunities({ ...encodeCommunities(communities), top: [0, 7] })).toThrow(
      /has not/,
    );
  });
});
