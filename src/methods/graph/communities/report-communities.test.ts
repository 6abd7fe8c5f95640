import { describe, expect, it } from 'vitest';
import { scriptedModels } from '../../../../test/fixtures/scripted-models.ts';
import { smallGraph, type SmallFact } from '../../../../test/fixtures/small-graph.ts';
import { ModelRefusalError } from '../../../core/errors/model-refusal-error.ts';
import { createRandom } from '../../../core/random.ts';
import { createPrompt, loadPrompts } from '../../../core/run/prompts.ts';
import { sayTriple } from '../report/say-fact.ts';
import { detectCommunities } from './detect-communities.ts';
import { findForeign } from './find-foreign.ts';
import { reportCommunities } from './report-communities.ts';
import { writeReport } from './write-report.ts';

const random = createRandom('reports');
const VILLAGES: SmallFact[] = Array.from({ length: 400 }, () => {
  const village = random.integer(6);
  const near = random.next() < 0.9 ? village : random.integer(6);
  return {
    subject: `P${village}x${random.integer(9)}`,
    predicate: random.pick(['knows', 'taught']),
    object: `P${near}x${random.integer(9)}`,
    confidence: 0.5 + random.next() / 2,
  };
});

describe('reportCommunities', () => {
  const { graph } = smallGraph(VILLAGES);
  const communities = detectCommunities(graph, { maxSize: 6 });
  const reports = reportCommunities(graph, communities);

  it('makes no claim without facts that say it, all within the community', () => {
    expect(reports.length).toBeGreaterThan(6);
    for (const { community, claims, central, entities } of reports) {
      const members = new Set(communities.list[community]!.entities);
      expect(entities).toBe(members.size);
      expect(claims.length).toBeGreaterThan(0);
      expect(central.every((entity) => members.has(entity))).toBe(true);
      for (const { text, cites } of claims) {
        expect(cites.length).toBeGreaterThan(0);
        for (const { fact, source } of cites) {
          const { subject, object } = graph.facts[fact]!;
          expect(text).toBe(`${sayTriple(graph, graph.facts[fact]!)}.`);
          expect(source).toBe(graph.facts[fact]!.source);
          expect(members.has(subject) && members.has(object)).toBe(true);
        }
      }
    }
  });

  it('lets a parent say what its children say, or what lies between them', () => {
    const claimsOf = new Map(
      reports.map(({ community, claims }) => [community, claims.map(({ text }) => text)]),
    );
    const parents = reports.filter(
      ({ community }) => communities.list[community]!.children.length > 0,
    );
    expect(parents.length).toBeGreaterThan(0);
    for (const { community, claims } of parents) {
      const { children } = communities.list[community]!;
      const below = new Set(children.flatMap((child) => claimsOf.get(child) ?? []));
      const childOf = (entity: number): number | undefined =>
        children.find((child) => communities.list[child]!.entities.includes(entity));
      for (const { text, cites } of claims) {
        const { subject, object } = graph.facts[cites[0]!.fact]!;
        expect(below.has(text) || childOf(subject) !== childOf(object)).toBe(true);
      }
    }
  });

  it('speaks of more than its hub, and not of what is denied', () => {
    const star = Array.from({ length: 20 }, (_, i): SmallFact => {
      return { subject: 'Hub', predicate: 'knows', object: `Spoke ${i}`, negated: i === 7 };
    });
    const { graph: hub } = smallGraph([
      ...star,
      { subject: 'Spoke 1', predicate: 'knows', object: 'Spoke 2' },
    ]);
    const said = reportCommunities(hub, detectCommunities(hub), { maxOfSubject: 3 }).map(
      ({ claims }) => claims.map(({ text }) => text),
    );
    for (const claims of said) {
      expect(claims.filter((text) => text.startsWith('Hub')).length).toBeLessThanOrEqual(3);
    }
    expect(said.flat()).toContain('Spoke 1 knows Spoke 2.');
    expect(said.flat().join()).not.toContain('Spoke 7');
  });
});

describe('writeReport', () => {
  const { graph } = smallGraph([
    { subject: 'Ada Lind', predicate: 'founded', object: 'Tide Works' },
    { subject: 'Tide Works', predicate: 'employs', object: '40', document: 0 },
  ]);
  const [report] = reportCommunities(graph, detectCommunities(graph));
  const { version, text } = loadPrompts(new URL('./prompts/', import.meta.url))['report']!;
  const write = (reply: () => string) => {
    const models = scriptedModels(['writer'], reply);
    const ports = {
      caller: models.role('writer'),
      prompt: createPrompt(`report@${version}`, text),
      isNameWord: (word: string) => ['ada', 'lind', 'tide', 'works'].includes(word),
    };
    return writeReport(report!, ports).then((written) => ({ written, calls: models.calls }));
  };
  const founded = report!.claims.findIndex((claim) => claim.text.includes('founded')) + 1;
  const employs = report!.claims.findIndex((claim) => claim.text.includes('employs')) + 1;

  it('keeps sentences that point at facts, and drops and counts the rest', async () => {
    const { written, calls } = await write(() =>
      JSON.stringify({
        title: 'Tide Works and Ada Lind',
        sentences: [
          { text: 'Tide Works goes back to Ada Lind.', facts: [founded] },
          { text: 'It employs 40.', facts: [employs, founded, 99] },
          { text: 'It is well known.', facts: [] },
          { text: 'It is well known.', facts: [99, -1, 0.5] },
          { text: 'Ada Lind founded it in Oslo.', facts: [founded] },
          { text: 'It employs forty.', facts: [employs] },
          { text: 'Ada employs 40.', facts: [employs] },
          { text: '   ', facts: [founded] },
        ],
      }),
    );
    expect(calls[0]!.messages.at(-1)!.content).toContain('1. ');
    expect(written).toMatchObject({
      voice: 'model',
      title: 'Tide Works and Ada Lind',
      dropped: { 'no-pointer': 2, 'foreign-name': 2, 'foreign-number': 1, empty: 1 },
    });
    expect(written.claims.map((claim) => [claim.text, claim.cites.length])).toEqual([
      ['Tide Works goes back to Ada Lind.', 1],
      ['It employs 40.', 2],
    ]);
  });

  it('keeps the template where nothing holds, and says why', async () => {
    const { written } = await write(() =>
      JSON.stringify({ title: 'T', sentences: [{ text: 'Oslo is large.', facts: [founded] }] }),
    );
    expect(written).toEqual({ ...report, dropped: { 'foreign-name': 1 } });
    const broken = await write(() => 'I would rather not.');
    expect(broken.written.voice).toBe('template');
    expect(Object.values(broken.written.dropped)).toEqual([1]);
    const refused = await write(() => {
      throw new ModelRefusalError('no');
    });
    expect(refused.written.claims).toEqual(report!.claims);
    expect(Object.values(refused.written.dropped)).toEqual([1]);
    await expect(
      write(() => {
        throw new Error('the socket closed');
      }),
    ).rejects.toThrow('the socket closed');
  });
});

const isNameWord = (word: string): boolean => word === 'kessel';

describe('findForeign', () => {
  const sources = ['Ada Lind founded Tide Works in 1903.'];
  it.each([
    ['Founded in 1903, Tide Works is the work of Ada Lind.', undefined],
    ['The firm was founded by her in 1903. Together they stand.', undefined],
    ['It was founded in 1904.', 'foreign-number'],
    ['It has three founders.', 'foreign-number'],
    ['In Oslo it was founded.', 'foreign-name'],
    ['Kessel saw it founded.', 'foreign-name'],
    ['Oslo is large.', 'foreign-name'],
    ['Originally founded by her, it stands.', undefined],
    ['Tides founded it.', undefined],
    ['Originally Holm founded it.', 'foreign-name'],
    ['Per Holm founded it.', 'foreign-name'],
    ['She, Ada Lind, founded it.', undefined],
  ])('%s', (sentence, kind) => {
    expect(findForeign(sentence, sources, isNameWord)?.kind).toBe(kind);
  });
});
