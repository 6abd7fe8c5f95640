import { describe, expect, it } from 'vitest';
import { smallGraph, type SmallFact } from '../../../../test/fixtures/small-graph.ts';
import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { detectCommunities } from '../communities/detect-communities.ts';
import { indexGraph } from '../index-graph.ts';
import { openRetriever } from './open-retriever.ts';
import type { RetrievalMaterial } from './retrieval-indexes.ts';
import { RETRIEVAL_MODES, type RetrievalMode, type Retriever } from './retriever.ts';
import { tableOf } from './vector-index.ts';

const FACTS: SmallFact[] = [
  { subject: 'The Silver Tide', predicate: 'directed-by', object: 'Ada Lind', document: 0 },
  { subject: 'Ada Lind', predicate: 'born-in', object: 'Norhaven', document: 1 },
  { subject: 'Norhaven', predicate: 'located-in', object: 'Veyland', document: 2 },
  { subject: 'The Iron Gate', predicate: 'directed-by', object: 'Olaf Brandt', document: 3 },
  { subject: 'Olaf Brandt', predicate: 'born-in', object: 'Kessel', document: 4 },
  { subject: 'Kessel', predicate: 'located-in', object: 'Veyland', document: 5 },
  { subject: 'Ada Lind', predicate: 'married', object: 'Per Holm', document: 6 },
  { subject: 'Per Holm', predicate: 'works-for', object: 'Norhaven Shipyard', document: 7 },
  { subject: 'Norhaven Shipyard', predicate: 'built', object: 'M.V. (Star) [2]', document: 8 },
];

/** A space of two meanings: matters of birth and all else. */
const embed = async (texts: string[]): Promise<Float32Array[]> =>
  texts.map((text) => Float32Array.of(/born|native|cradle/.test(text) ? 1 : 0, 0.1));

async function open(
  facts: readonly SmallFact[] = FACTS,
  more: Partial<RetrievalMaterial> = {},
): Promise<Retriever & { named(entity: number): string; material: RetrievalMaterial }> {
  const { graph, passageText } = smallGraph(facts);
  const material = { graph, communities: detectCommunities(graph), passageText, ...more };
  const retriever = await openRetriever(material);
  return { ...retriever, material, named: (entity) => graph.entities[entity]!.name };
}

describe('openRetriever', () => {
  it('finds by words what has them, and over the graph what has them not', async () => {
    const retriever = await open();
    const question = 'Where was the person born who directed The Silver Tide?';
    const lexical = await retriever.retrieve(question, { mode: 'lexical', limit: 2 });
    expect(lexical.passages[0]!.index).toBe(0);
    const walked = await retriever.retrieve(question, { limit: 2 });
    expect(walked.passages.map(({ index }) => index)).toEqual([0, 1]);
    expect(walked.facts.slice(0, 2).map(({ fact }) => fact)).toEqual([0, 1]);
    expect(retriever.named(walked.entities[0]!.entity)).toBe('The Silver Tide');
    expect(walked.entities[0]!.because).toBe('named as "The Silver Tide"');
    expect(walked.passages[1]!.because[0]).toBe(
      'names Ada Lind: The Silver Tide directed by Ada Lind (The Silver Tide is named as "The Silver Tide")',
    );
  });

  it('goes from a name to another that holds it, where resolution left them two', async () => {
    const retriever = await open([
      { subject: 'Halcyon', predicate: 'written-by', object: 'Veen' },
      { subject: 'Greta Holm', predicate: 'born-in', object: 'Skarrow' },
      { subject: 'Marta Veen', predicate: 'born-in', object: 'Tollen' },
    ]);
    const found = await retriever.retrieve('Where was the one born by whom Halcyon was written?');
    expect(found.passages.slice(0, 2).map(({ index }) => index)).toEqual([0, 2]);
  });

  it('prefers what the question says over what else lies near', async () => {
    const retriever = await open();
    const born = await retriever.retrieve('Where was Ada Lind born?', { mode: 'local', limit: 1 });
    expect(born.passages[0]).toMatchObject({
      index: 1,
      because: ['says that Ada Lind born in Norhaven'],
    });
    const married = await retriever.retrieve('Who married Ada Lind?', { limit: 1 });
    expect(married.facts[0]!.fact).toBe(6);
  });

  it.each(RETRIEVAL_MODES.filter((mode) => mode !== 'vector'))(
    'gives the same twice, whatever was asked between: %s',
    async (mode) => {
      const retriever = await open();
      const ask = () => retriever.retrieve('What is located in Veyland?', { mode });
      const first = await ask();
      await retriever.retrieve('Who built the Star of Norhaven Shipyard?', { mode: 'multi-hop' });
      expect(await ask()).toEqual(first);
      expect(await (await open()).retrieve('What is located in Veyland?', { mode })).toEqual(first);
    },
  );

  it('answers questions asked at once as if one by one', async () => {
    const retriever = await open();
    const questions = FACTS.map(({ subject }) => `What about ${subject}?`);
    const together = await Promise.all(questions.map((one) => retriever.retrieve(one)));
    for (const [i, one] of questions.entries()) {
      expect(together[i]).toEqual(await retriever.retrieve(one));
    }
  });

  it('finds names that are spelled otherwise, in part, or given', async () => {
    const retriever = await open();
    const first = async (question: string) => {
      const { entities } = await retriever.retrieve(question, { mode: 'local' });
      return `${retriever.named(entities[0]!.entity)}: ${entities[0]!.because}`;
    };
    expect(await first('Where was Olaf Brant born?')).toBe(
      'Olaf Brandt: "Olaf Brant", other spelling',
    );
    expect(await first('where was ada lind born?')).toBe('Ada Lind: named as "ada lind"');
    expect(await first('Where was Brandt born?')).toBe('Olaf Brandt: "Brandt", part of the name');
    const anchor = retriever.material.graph.entityById.get('Kessel')!;
    const given = await retriever.retrieve('Which land is it?', { anchors: [anchor], limit: 1 });
    expect(given.entities[0]!.entity).toBe(anchor);
    expect([4, 5]).toContain(given.passages[0]!.index);
  });

  it('takes operators, patterns and marks for words', async () => {
    const retriever = await open();
    for (const question of [
      'M.V. (Star) [2]',
      '"Ada Lind" AND NOT born:* OR (Norhaven^2) ~3',
      '.*+?^${}()|[]\\ Kessel',
      '{subject} {object} $& Kessel',
      '\u202eKessel\u0000',
    ]) {
      expect((await retriever.retrieve(question)).entities.length).toBeGreaterThan(0);
    }
    const star = await retriever.retrieve('Who built M.V. (Star) [2]?', {
      mode: 'local',
      limit: 1,
    });
    expect(star.passages[0]!.index).toBe(8);
  });

  it('finds nothing where nothing is meant', async () => {
    const retriever = await open();
    for (const question of ['?!', '🜁', 'Qui xyzzy frobnicates plugh?', 'what is it?']) {
      for (const mode of ['multi-hop', 'local', 'lexical'] as const) {
        expect(await retriever.retrieve(question, { mode })).toMatchObject({
          entities: [],
          facts: [],
          passages: [],
        });
      }
    }
  });

  it('refuses empty and endless questions, and limits that are none', async () => {
    const retriever = await open();
    await expect(retriever.retrieve('  \n ')).rejects.toThrow(RecipeError);
    await expect(retriever.retrieve('a b '.repeat(262_144))).rejects.toThrow(
      /1,048,576 characters/,
    );
    await expect(retriever.retrieve('Kessel', { limit: 0 })).rejects.toThrow(RecipeError);
    const long = await retriever.retrieve(`Kessel ${'lorem ipsum '.repeat(800)}`);
    expect(retriever.named(long.entities[0]!.entity)).toBe('Kessel');
  });

  it('takes a graph without passages, without edges, and without anything', async () => {
    const imported = await open(FACTS.map((fact, i) => ({ ...fact, line: i + 1 })));
    const found = await imported.retrieve('Where was the director of The Silver Tide born?');
    expect(found.passages).toEqual([]);
    expect(
      found.facts
        .slice(0, 2)
        .map(({ fact }) => fact)
        .toSorted(),
    ).toEqual([0, 1]);
    const denied = await open([
      { subject: 'Ann', predicate: 'built', object: 'Bell', negated: true },
    ]);
    const still = await denied.retrieve('What did Ann build?');
    expect(still.facts).toEqual([]);
    expect(still.passages.map(({ index }) => index)).toEqual([0]);
    const graph = indexGraph({
      documents: [],
      files: [],
      passages: [],
      entities: [],
      predicates: [],
      facts: [],
    });
    const empty = await openRetriever({
      graph,
      communities: detectCommunities(graph),
      passageText: () => '',
    });
    for (const mode of RETRIEVAL_MODES.filter((one) => one !== 'vector')) {
      expect(await empty.retrieve('Is anything here?', { mode })).toMatchObject({ passages: [] });
    }
  });

  it('finds by meaning with an embedder, and says what is missing without', async () => {
    const plain = await open();
    await expect(plain.retrieve('Kessel', { mode: 'vector' })).rejects.toThrow(/needs an embedder/);
    const retriever = await open(FACTS, { embed });
    const found = await retriever.retrieve('whose cradle stood there?', {
      mode: 'vector',
      limit: 2,
    });
    expect(found.passages.map(({ index }) => index)).toEqual([1, 4]);
    const linked = await retriever.retrieve('What is Ada Lind native to?', {
      mode: 'local',
      limit: 1,
    });
    expect(linked.facts[0]!.fact).toBe(1);
  });

  it('joins to each way what stored vectors hold for near the question', async () => {
    const { graph } = smallGraph(FACTS);
    const meanings = graph.passages.map((_, at) => Float32Array.of(at === 8 ? 1 : 0, 0.1));
    const retriever = await open(FACTS, { vectors: tableOf(meanings) });
    const question = 'Where was Ada Lind born?';
    const vector = Float32Array.of(1, 0.1);
    const first = async (mode: RetrievalMode, asked: string, more: object = {}) =>
      (await retriever.retrieve(asked, { mode, limit: 9, ...more })).passages;
    for (const mode of ['local', 'lexical'] as const) {
      const found = await first(mode, question);
      expect(found.map(({ index }) => index)).not.toContain(8);
      const joined = await first(mode, question, { vector });
      // After what both hold for good, before all that is merely less far.
      const near = joined[found.length]!;
      expect(near.index).toBe(8);
      expect(near.because.at(-1)).toBe('cosine 1.000 with the question');
      expect(await first(mode, question, { vector })).toEqual(joined);
    }
    // A walk starts there too, and keeps its order; what it can link to nothing is found by meaning alone.
    expect((await first('multi-hop', question, { vector }))[0]!.index).toBe(1);
    expect(await first('multi-hop', 'Qui xyzzy frobnicates plugh?')).toEqual([]);
    const alike = await first('multi-hop', 'Qui xyzzy frobnicates plugh?', { vector });
    expect(alike[0]).toMatchObject({ index: 8, because: ['cosine 1.000 with the question'] });
    const alone = await retriever.retrieve(question, { mode: 'vector', limit: 1, vector });
    expect(alone.passages[0]!.index).toBe(8);
    const wider = { mode: 'vector', vector: Float32Array.of(1, 2, 3) } as const;
    await expect(retriever.retrieve(question, wider)).rejects.toThrow(/3 numbers, not 2/);
  });

  it('tells an embedder that gives too few or broken vectors', async () => {
    for (const broken of [
      async () => [],
      async (texts: string[]) => texts.map((_, i) => new Float32Array(i + 1)),
      async (texts: string[]) => texts.map(() => Float32Array.of(Number.NaN)),
    ]) {
      const retriever = await open(FACTS, { embed: broken });
      await expect(retriever.retrieve('Kessel', { mode: 'vector' })).rejects.toThrow(RecipeError);
    }
  });

  it('orders entities anew by a model of links, which is asked for no entity that is named', async () => {
    const asked: { starts: number[]; candidates: number[] }[] = [];
    const { graph } = smallGraph(FACTS);
    const wanted = graph.entityById.get('Per Holm')!;
    const retriever = await open(FACTS, {
      rerank: async (starts, candidates) => {
        asked.push({ starts, candidates });
        return Float32Array.from(candidates, (entity) => (entity === wanted ? 1 : 0));
      },
    });
    const found = await retriever.retrieve('Who directed The Silver Tide?');
    const start = graph.entityById.get('The Silver Tide')!;
    expect(asked[0]!.starts).toContain(start);
    expect(asked[0]!.candidates).not.toContain(start);
    const place = (entities: { entity: number }[]) =>
      entities.findIndex(({ entity }) => entity === wanted);
    const before = await (await open()).retrieve('Who directed The Silver Tide?');
    expect(place(found.entities)).toBeLessThan(place(before.entities));
  });

  it('takes of a model of links that holds all for impossible the order of the walk', async () => {
    const question = 'Who directed The Silver Tide?';
    const plain = await (await open()).retrieve(question);
    const silent = await open(FACTS, {
      rerank: async (_, candidates) => new Float32Array(candidates.length),
    });
    const found = await silent.retrieve(question);
    expect(found.passages[0]!.index).toBe(plain.passages[0]!.index);
    expect(found.entities.map(({ entity }) => entity)).toEqual(
      plain.entities.map(({ entity }) => entity),
    );
    const short = await open(FACTS, { rerank: async () => new Float32Array(1) });
    await expect(short.retrieve(question)).rejects.toThrow(/rerank gave 1 scores/);
  });

  it('answers broad questions by reports, the largest where no word meets', async () => {
    const retriever = await open();
    const about = await retriever.retrieve('Tell me of the shipyard', { mode: 'global' });
    const titles = about.reports.map(
      ({ community }) => retriever.material.communities.list[community]!.title,
    );
    expect(titles.join()).toContain('Norhaven Shipyard');
    const broad = await retriever.retrieve('What is this about?', { mode: 'global' });
    expect(broad.reports.length).toBeGreaterThan(0);
    for (const { community } of broad.reports) {
      expect(retriever.material.communities.list[community]!.level).toBe(0);
    }
  });
});
