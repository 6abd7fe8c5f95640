import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import { SourceError } from '../../../core/errors/index.ts';
import { sha256 } from '../../../core/hash.ts';
import { indexGraph } from '../index-graph.ts';
import type { Ontology } from '../extract/ontology.ts';
import type { GraphContent } from '../knowledge-graph.ts';
import { ImportOptions } from '../prepare/options.ts';
import { encodeGraph } from '../store/encode-graph.ts';
import { writeTriples } from '../export/write-triples.ts';
import { importTriples, type TripleFile } from './import-triples.ts';
import { joinGraphs } from './join-graphs.ts';

const file = (uri: string, content: string | Uint8Array, chunk = 7): TripleFile => ({
  uri,
  license: null,
  async *bytes() {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  },
});

async function read(
  files: TripleFile[],
  options: Partial<ImportOptions> = {},
  ontology: Ontology | null = null,
) {
  const skipped: string[] = [];
  const store = createMemoryStore();
  const { content, dropped } = await importTriples(files, ImportOptions.parse(options), {
    store,
    ontology,
    signal: new AbortController().signal,
    progress: () => {},
    skip: ({ uri, reason, message }) => skipped.push(`${uri} ${reason}: ${message}`),
  });
  return { content, dropped, skipped, store };
}

const triplesOf = (content: GraphContent): string[] =>
  content.facts.map(({ subject, predicate, object, source }) => {
    const names = [
      content.entities[subject]!.id,
      content.predicates[predicate]!.id,
      content.entities[object]!.id,
    ];
    return `${names.join(' | ')} @${'line' in source ? source.line : ''}`;
  });

const bytesOf = async (some: TripleFile[]) => Buffer.from(encodeGraph((await read(some)).content));

const edgesOf = (one: GraphContent) =>
  one.facts
    .map(({ subject, predicate, object }) =>
      [
        one.entities[subject]!.name,
        one.predicates[predicate]!.label,
        one.entities[object]!.name,
      ].join(' | '),
    )
    .toSorted();

const RDFS = 'http://www.w3.org/2000/01/rdf-schema#label';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const XSD = 'http://www.w3.org/2001/XMLSchema#';

describe('importTriples of TSV', () => {
  it('reads lines with a byte order mark, carriage returns and blank lines, and knows where each is', async () => {
    const { content, store } = await read([
      file(
        'a.tsv',
        '\uFEFFAda\tborn_in\tNorwick\r\n\r\nNorwick\tlocatedIn\tWales\r\nAda\tborn_in\tNorwick',
      ),
    ]);
    expect(triplesOf(content)).toEqual([
      'Ada | born_in | Norwick @1',
      'Ada | born_in | Norwick @4',
      'Norwick | locatedIn | Wales @3',
    ]);
    expect(content.predicates.map(({ label, statement }) => [label, statement])).toEqual([
      ['born in', '{subject} was born in {object}'],
      ['located In'.toLowerCase(), '{subject} is located in {object}'],
    ]);
    expect(content.facts[0]).toMatchObject({
      extractors: ['import@1'],
      confidence: 1,
      phrase: 'born_in',
    });
    expect(content.files[0]!.hash).toBe(sha256(await store.blob(content.files[0]!.hash)));
    expect(indexGraph(content).edges.subject).toHaveLength(2);
  });

  it('takes columns by their names, with kinds and values', async () => {
    const { content } = await read([
      file(
        'a.tsv',
        'relation\tsubject\tobject\tobject_kind\nborn\tAda\t13 March 1963\ttime\nmass\tAda\t70 kg\tnumber\nborn\tBen\tMarch 13, 1963\ttime',
      ),
    ]);
    expect(content.entities.map(({ name, kind, range }) => [name, kind, range])).toEqual([
      ['13 March 1963', 'time', [-2486, -2485]],
      ['70 kg', 'number', [70, 70]],
      ['Ada', 'other', null],
      ['Ben', 'other', null],
    ]);
  });

  it('tells names apart that only look alike, and cleans what is unseen', async () => {
    const { content } = await read([
      file('a.tsv', 'a  b\tp\tx\na b\tp\tx\n\u202Ea b\tp\t<script>\nc\u0000d\tp\tx'),
    ]);
    expect(content.entities.map(({ id }) => id)).toEqual([
      '<script>',
      'a b',
      'a b (2)',
      'a b (3)',
      'cd',
      'x',
    ]);
  });

  it.each<[string, string, RegExp]>([
    ['two cells', 'a\tp\tb\na\tp', /^Line 2 of a\.tsv is no triple: it has 2 cells/],
    ['four cells', 'a\tp\tb\tc', /Line 1 .* it has 4 cells/],
    ['an empty cell', 'a\tp\tb\n\tp\tb', /Line 2 .* one of its cells is empty/],
    ['commas', 'a,p,b', /Line 1 .* it has 1 cells/],
    [
      'a kind that is none',
      'head\trelation\ttail\thead_kind\na\tp\tb\tA Person',
      /Line 2 .* is no kind/,
    ],
    [
      'a line that is too long',
      `a\tp\tb\n${'x'.repeat(300)}\tp\tb`,
      /Line 2 .* longer than 200 bytes/,
    ],
  ])('names the line of %s', async (_, text, message) => {
    const reading = read([file('a.tsv', text)], { maxLineBytes: 200 });
    await expect(reading).rejects.toThrow(SourceError);
    await expect(reading).rejects.toThrow(message);
  });

  it('reads so many triples of a file and no more, and says which file it is about', async () => {
    const three = 'a\tp\tb\nb\tp\tc\n\nc\tp\td\n';
    expect((await read([file('a.tsv', three)], { maxTriples: 3 })).content.facts).toHaveLength(3);
    await expect(read([file('a.tsv', three)], { maxTriples: 2 })).rejects.toMatchObject({
      reason: 'too-large',
      message: 'a.tsv holds more than 2 triples.',
      hint: expect.stringContaining('maxTriples'),
    });
    const wide = Buffer.from('\ufeffa\tp\tb\n', 'utf16le');
    await expect(read([file('a.tsv', three), file('wide.tsv', wide)])).rejects.toMatchObject({
      reason: 'undecodable',
      message: 'wide.tsv: It is UTF-16.',
      hint: 'Save it as UTF-8.',
    });
  });

  it('skips bad lines where it is told to, naming the first and counting the others', async () => {
    const bad = Array.from({ length: 30 }, (_, index) => `bad ${index}`).join('\n');
    const latin = Buffer.from('caf\xe9\tp\tb\n', 'latin1');
    const { content, dropped, skipped } = await read(
      [file('a.tsv', Buffer.concat([Buffer.from(`a\tp\tb\n${bad}\n`), latin]))],
      { badLines: 'skip' },
    );
    expect(triplesOf(content)).toEqual(['a | p | b @1']);
    expect(dropped).toEqual({ 'malformed-line': 31 });
    expect(skipped).toHaveLength(21);
    expect(skipped[0]).toMatch(/^a\.tsv#2 malformed-line: it has 1 cells/);
    expect(skipped.at(-1)).toMatch(/11 further lines/);
  });

  it('drops names that are none and what says something of itself', async () => {
    const { content, dropped } = await read(
      [file('a.tsv', `${'x'.repeat(10_000_000)}\tp\tb\n--\tp\tb\na\tp\ta\na\tp\tb`, 1 << 20)],
      { maxLineBytes: 2 ** 24 },
    );
    expect(triplesOf(content)).toEqual(['a | p | b @4']);
    expect(dropped).toEqual({ 'name-unusable': 2, 'of-itself': 1 });
  });

  it('takes the phrases of an ontology, and turns nothing round', async () => {
    const ontology: Ontology = {
      name: 'test',
      kinds: [],
      relations: [
        { id: 'P26', label: 'spouse', inverse: 'P26' },
        { id: 'P40', label: 'child', inverse: 'P22', forward: 'the child of {x}' },
        { id: 'P22', label: 'father', inverse: 'P40' },
      ],
    };
    const { content } = await read([file('a.txt', 'a\tP22\tb\nc\tP26\td\ne\tP9\tf')], {}, ontology);
    expect(triplesOf(content)).toEqual(['a | P22 | b @1', 'c | P26 | d @2', 'e | P9 | f @3']);
    expect(content.predicates.map(({ label, inverse }) => [label, inverse])).toEqual([
      ['father', null],
      ['spouse', 'P26'],
      ['P9', null],
    ]);
  });
});

describe('importTriples of N-Triples', () => {
  const lines = [
    '# people',
    '<http://x.org/Ada_L%C3%B6w> <http://x.org/birthPlace> <http://x.org/place/N1> .',
    `<http://x.org/place/N1> <${RDFS}> "Norwich"@de .`,
    `<http://x.org/place/N1> <${RDFS}> "Norwick"@en .`,
    `<http://x.org/birthPlace> <${RDFS}> "place of birth" .`,
    `<http://x.org/place/N1> <${TYPE}> <http://schema.org/City> .`,
    `<http://x.org/Ada_L%C3%B6w> <http://x.org/born> "1963-03-13"^^<${XSD}date> .`,
    `<http://x.org/Ada_L%C3%B6w> <http://x.org/children> "3"^^<${XSD}integer> .`,
    `<http://x.org/Ada_L%C3%B6w> <http://x.org/era> "-0043"^^<${XSD}gYear> .`,
    '_:b1 <http://x.org/knows> <http://x.org/Ada_L%C3%B6w> .',
    '<http://x.org/Ada_L%C3%B6w> <http://x.org/motto> "caf\\u00E9 \\"late\\""@fr .',
  ];

  it('names IRIs by their labels or their last part, and reads literals', async () => {
    const { content } = await read([file('a.nt', `${lines.join('\r\n')}\n`)]);
    expect(triplesOf(content)).toEqual(
      [
        `Ada Löw | http://x.org/birthPlace | Norwick @2`,
        'Ada Löw | http://x.org/born | 1963-03-13 @7',
        'Ada Löw | http://x.org/children | 3 @8',
        'Ada Löw | http://x.org/era | 44 BC @9',
        'Ada Löw | http://x.org/motto | café "late" @11',
        `Norwick | ${TYPE} | City @6`,
        '_:b1 | http://x.org/knows | Ada Löw @10',
      ].toSorted((a, b) => (a < b ? -1 : 1)),
    );
    const of = new Map(content.entities.map((entity) => [entity.id, entity]));
    expect(of.get('Norwick')).toMatchObject({
      kind: 'place',
      aliases: ['N1', 'Norwich', 'http://x.org/place/N1'],
    });
    expect(of.get('1963-03-13')).toMatchObject({ kind: 'time', range: [-2486, -2485] });
    expect(of.get('3')).toMatchObject({ kind: 'number', range: [3, 3] });
    expect(of.get('44 BC')!.range).not.toBeNull();
    expect(content.predicates.find(({ id }) => id.endsWith('birthPlace'))!.label).toBe(
      'place of birth',
    );
  });

  it('keeps blank nodes of two files and literals of IRIs apart', async () => {
    const { content } = await read([
      file('a.nt', '_:b1 <http://x.org/p> "Ada" .\n'),
      file('b.nt', '_:b1 <http://x.org/p> <http://x.org/Ada> .\n'),
    ]);
    expect(content.entities.map(({ id }) => id)).toEqual(['Ada', 'Ada (2)', '_:b1', '_:b1 (2)']);
  });

  it.each<[string, string]>([
    ['a relative IRI', '<a> <http://x.org/p> <http://x.org/b> .'],
    ['no full stop', '<http://x.org/a> <http://x.org/p> <http://x.org/b>'],
    ['a literal as subject', '"a" <http://x.org/p> <http://x.org/b> .'],
    [
      'two triples',
      '<http://x.org/a> <http://x.org/p> "1" . <http://x.org/a> <http://x.org/p> "2" .',
    ],
    ['Turtle', '@prefix x: <http://x.org/> .'],
    ['a quad', '<http://x.org/a> <http://x.org/p> "1" <http://x.org/g> .'],
    ['nonsense', 'what is this'],
  ])('names the line of %s', async (_, text) => {
    const good = '<http://x.org/a> <http://x.org/p> "0" .';
    await expect(read([file('a.nt', `${good}\n${text}\n`)])).rejects.toThrow(
      /^Line 2 of a\.nt is no triple/,
    );
  });
});

describe('files', () => {
  it('may be packed, and give the same graph but for their hash', async () => {
    const text = 'a\tp\tb\nb\tp\tc\n';
    const plain = await read([file('a.tsv', text)]);
    const packed = await read([file('a.tsv.gz', gzipSync(text))]);
    expect(triplesOf(packed.content)).toEqual(triplesOf(plain.content));
  });

  it.each<[string, TripleFile, RegExp]>([
    [
      'bombs',
      file('a.tsv.gz', gzipSync(Buffer.alloc(2_000_000, 97)), 1 << 16),
      /unpacks to more than/,
    ],
    [
      'half a gzip file',
      file('a.tsv.gz', gzipSync('a\tp\tb\n'.repeat(9)).subarray(0, 25)),
      /not a whole gzip file/,
    ],
    ['what is too large', file('a.tsv', 'a\tp\tb\n'.repeat(1000), 999), /has more than 5000 bytes/],
    ['UTF-16', file('a.tsv', Buffer.from('\uFEFFa\tp\tb\n', 'utf16le')), /UTF-16/],
    ['nothing', file('a.tsv', ''), /holds no triple/],
    ['headings only', file('a.tsv', 'head\trelation\ttail\n'), /holds no triple/],
    ['other formats', file('a.ttl', ''), /format of a\.ttl is not known/],
  ])('that are %s are refused with a hint', async (_, one, message) => {
    const failed = await read([one], { maxFileBytes: 5000 }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(SourceError);
    expect((failed as SourceError).message).toMatch(message);
    expect((failed as SourceError).hint).not.toBe('');
  });

  it('may come in any order, and twice', async () => {
    const files = [
      file('a.tsv', 'a\tp\tb\n'),
      file('b.tsv', 'b\tp\tc\na\tp\tb\n'),
      file('c.nt', '_:x <http://x.org/p> "b" .\n'),
    ];
    expect(await bytesOf(files.toReversed())).toEqual(await bytesOf(files));
    expect(await bytesOf([...files, files[0]!])).toEqual(await bytesOf(files));
  });
});

describe('writeTriples', () => {
  const hostile = [
    'Tab "quote" \\ slash\tp q\tline & <b>\n',
    'Ada\tborn\t1963\n',
    'é 𝒮\tp q\t]]>\n',
  ].join('');

  it('writes N-Triples that come back as the same edges', async () => {
    const { content } = await read([file('a.tsv', hostile)]);
    const text = [...writeTriples(indexGraph(content), 'ntriples')].join('');
    const back = (await read([file('back.nt', text, 4096)])).content;
    expect(edgesOf(back)).toEqual(edgesOf(content));
    const again = [...writeTriples(indexGraph(back), 'ntriples')].join('');
    expect(again.split('\n').toSorted()).toEqual(text.split('\n').toSorted());
  });

  it('writes TSV that comes back, without denied facts', async () => {
    const { content } = await read([file('a.tsv', hostile)]);
    const denied = {
      ...content,
      facts: content.facts.map((fact, at) => ({ ...fact, negated: at === 0 })),
    };
    expect([...writeTriples(indexGraph(denied), 'tsv')]).toHaveLength(2);
    const text = [...writeTriples(indexGraph(content), 'tsv')].join('');
    expect(triplesOf((await read([file('b.tsv', text)])).content).length).toBe(3);
  });

  it('writes GraphML in which no name is markup', async () => {
    const { content } = await read([file('a.tsv', hostile)]);
    const text = [...writeTriples(indexGraph(content), 'graphml')].join('');
    expect(text).toContain('line &amp; &lt;b&gt;');
    expect(text).toContain(']]&gt;');
    expect(text.match(/<(?:node|edge) /g)).toHaveLength(6 + 3);
    expect(text.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
  });
});

describe('joinGraphs', () => {
  it('takes things of one name for one, where no other has it', async () => {
    const own = (
      await read([file('a.tsv', 'Ada Stone\tborn in\tNorwick\nPARIS\tp\tx\nParis\tp\ty\n')])
    ).content;
    const other = (
      await read([file('b.tsv', 'Norwick\tlocated in\tWales\nParis\tborn in\tWales\n')])
    ).content;
    const { content, merges } = joinGraphs(own, other);
    expect(merges.map(({ names }) => names)).toEqual([['Norwick', 'Norwick']]);
    expect(triplesOf(content).toSorted()).toEqual([
      'Ada Stone | born in | Norwick @1',
      'Norwick | located in | Wales @1',
      'PARIS | p | x @2',
      'Paris (2) | born in | Wales @2',
      'Paris | p | y @3',
    ]);
    expect(content.files).toHaveLength(2);
    expect(() => encodeGraph(content)).not.toThrow();
  });
});
