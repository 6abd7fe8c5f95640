import { describe, expect, it } from 'vitest';
import type { Document } from '../../../core/records/index.ts';
import type { PageLink, ReadPage } from '../../../sources/web/page.ts';
import { readTogether } from './read-together.ts';
import { ReadersFile } from './readers-file.ts';

const link = (url: string, anchor: string, from = 'https://seed.org/'): PageLink => ({
  url,
  anchor,
  context: '',
  heading: '',
  region: 'main',
  rel: [],
  from,
  depth: 1,
});

function page(url: string, text: string, links: PageLink[] = []): ReadPage {
  const document = {
    id: '',
    uri: url,
    title: '',
    language: 'en',
    license: null,
    mediaType: 'text/html',
    source: { hash: '', extractor: 'test@1' },
    blocks: [{ kind: 'paragraph', text, headings: [] }],
  } as Document;
  return { url, document, links, depth: 1, from: null, duplicateOf: null };
}

/** A page about a subject that shares no three words in a row with another of its kind. */
const about = (subject: string, at: number): string =>
  Array.from({ length: 60 }, (_, i) => `${subject} x${at}y${i} `.replace(/\d/g, digit)).join('');
const digit = (sign: string): string => 'abcdefghij'[Number(sign)]!;

const BEES = { name: 'Ada', words: ['keeping bees'] };
const BOATS = { name: 'Ben', words: ['wooden boats'] };

describe('readTogether', () => {
  it('lets a page that was fetched for one be read by all, each with its own interest', () => {
    const together = readTogether([BEES, BOATS]);
    const { worth, because } = together.read(
      page('https://a.org/1', `${about('bees', 1)} ${about('boats', 2)}`),
    );
    expect(worth).toBeGreaterThan(0.5);
    expect(because.filter((line) => /^(?:Ada|Ben): about/.test(line))).toHaveLength(2);
    const [ada, ben] = together.snapshot().readers;
    expect(ada!.worthOfAll).toBeGreaterThan(0.3);
    expect(ben!.worthOfAll).toBeGreaterThan(0.3);
    expect(
      together
        .snapshot()
        .readers.map(({ pages }) => pages)
        .toSorted(),
    ).toEqual([0, 1]);
  });

  it('scores a link by its best reader, and gives whoever got little lately its turn', () => {
    const together = readTogether([BEES, BOATS]);
    const [bees, boats] = [
      link('https://b.org/bees', 'bees'),
      link('https://b.org/boats', 'boats'),
    ];
    expect(together.score(bees)).toBeCloseTo(together.score(boats));
    expect(together.score(bees)).toBeGreaterThan(together.score(link('https://b.org/x', 'cars')));
    for (let at = 0; at < 5; at++) together.read(page(`https://a.org/${at}`, about('bees', at)));
    expect(together.score(boats)).toBeGreaterThan(together.score(bees));
    expect(together.score(boats)).toBeLessThanOrEqual(1);
  });

  it('asks no more for a reader whose pages are spent, and has enough when all are', () => {
    const together = readTogether([BEES, BOATS], { pagesPerReader: 2 });
    for (let at = 0; at < 2; at++) together.read(page(`https://a.org/${at}`, about('bees', at)));
    expect(together.enough()).toBeUndefined();
    expect(together.snapshot().readers[0]!.done).toContain('2 pages');
    expect(together.score(link('https://b.org/bees', 'bees'))).toBeLessThan(
      together.score(link('https://b.org/boats', 'boats')),
    );
    for (let at = 0; at < 2; at++) together.read(page(`https://b.org/${at}`, about('boats', at)));
    expect(together.enough()).toMatch(/Ada: 2 pages.*Ben: 2 pages/);
  });

  it('is sated by pages that it asked for, not by those of another', () => {
    const together = readTogether([BEES, BOATS]);
    const seed = [
      ...Array.from({ length: 80 }, (_, at) => link(`https://b.org/bees/${at}`, 'bees')),
      ...Array.from({ length: 80 }, (_, at) => link(`https://c.org/boats/${at}`, 'boats')),
    ];
    together.read(page('https://seed.org/', about('start', 1), seed));
    for (let at = 0; at < 20; at++)
      together.read(page(`https://b.org/bees/${at}`, about('bees', at)));
    for (let at = 0; at < 80; at++)
      together.read(page(`https://c.org/boats/${at}`, about('boats', at)));
    expect(together.snapshot().readers.map(({ done }) => done)).toEqual([null, null]);
    const isSated = (): boolean => together.snapshot().readers[0]!.done !== null;
    for (let at = 20; at < 80 && !isSated(); at++)
      together.read(page(`https://b.org/bees/${at}`, about('dust', at)));
    const [ada, ben] = together.snapshot().readers;
    expect(ada!.done).toMatch(/worth/);
    expect(ben!.done).toBeNull();
  });

  it('stands where it stood once it has read the same pages in their order', () => {
    const pages = Array.from({ length: 60 }, (_, at) =>
      page(`https://a.org/${at}`, about(at % 3 === 0 ? 'bees' : 'boats', at), [
        link(`https://a.org/${at + 1}`, at % 2 === 0 ? 'bees' : 'boats', `https://a.org/${at}`),
      ]),
    );
    const [one, other] = [readTogether([BEES, BOATS]), readTogether([BEES, BOATS])];
    const probe = link('https://a.org/61', 'boats and bees');
    for (const each of pages) {
      one.read(each);
      for (const waiting of each.links) one.score(waiting);
    }
    for (const each of pages) other.read(each);
    expect(other.snapshot()).toEqual(one.snapshot());
    expect(other.score(probe)).toBe(one.score(probe));
    expect(ReadersFile.parse(JSON.parse(JSON.stringify(one.snapshot())))).toEqual(one.snapshot());
    expect(one.snapshot().readers[0]!.drift.map(({ pages: at }) => at)).toEqual(
      Array.from({ length: 61 }, (_, at) => at),
    );
  });

  it('keeps few pictures of many pages', () => {
    const together = readTogether([BEES]);
    for (let at = 0; at < 3_000; at++) together.read(page(`https://a.org/${at}`, `bees ${at}`));
    const { drift } = together.snapshot().readers[0]!;
    expect(drift.length).toBeLessThanOrEqual(121);
    expect(drift.at(-1)!.pages).toBeGreaterThan(2_900);
  });

  it('hurries to what feeds suddenly speak of', () => {
    const trend = { weight: 4, startMs: 0, endMs: 1, entries: 6, isGoingOn: true };
    const trends = [
      { ...trend, term: 'swarm season' },
      { ...trend, term: 'winter', isGoingOn: false },
    ];
    const together = readTogether([BEES], { trends });
    const score = (anchor: string): number => together.score(link('https://b.org/1', anchor));
    expect(score('Swarm season of bees')).toBeGreaterThan(score('Season, swarm: bees'));
    expect(score('winter bees')).toBe(score('summer bees'));
    expect(together.snapshot().trends).toEqual([{ term: 'swarm season', entries: 6 }]);
  });

  it('needs a reader', () => {
    expect(() => readTogether([])).toThrow(RangeError);
  });
});
