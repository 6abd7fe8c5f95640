import { describe, expect, it } from 'vitest';
import type { Document } from '../../../core/records/index.ts';
import type { PageLink } from '../../../sources/web/page.ts';
import { openInterest } from './interest.ts';
import { openNovelty } from './novelty.ts';
import { termsOf } from './page-terms.ts';
import { watchSaturation } from './saturation.ts';
import { readAs } from './score-links.ts';

const link = (url: string, anchor: string, more: Partial<PageLink> = {}): PageLink => ({
  url,
  anchor,
  context: '',
  heading: '',
  region: 'main',
  rel: [],
  from: 'https://seed.org/',
  depth: 1,
  ...more,
});
const page = (url: string, text: string) => ({
  url,
  document: {
    id: '',
    uri: url,
    title: '',
    language: 'en',
    license: null,
    mediaType: 'text/html',
    source: { hash: '', extractor: 'test@1' },
    blocks: [{ kind: 'paragraph', text, headings: [] }],
  } as Document,
  links: [],
  depth: 1,
  from: null,
  duplicateOf: null,
});
const BEES = `Beekeepers open the hives in spring. Honey bees gather nectar and pollen, and the queen lays her eggs in the brood comb. ${'A beekeeper looks after the hive, the comb and the bees with smoke and patience. '.repeat(6)}`;
const CARS = `The new engine of the racing car gives more power on the straight, and the tyres hold in the bends. ${'Drivers change tyres and fuel the car in the pit lane while the engine runs. '.repeat(6)}`;

describe('termsOf', () => {
  it('folds plurals and forms, and leaves out what says nothing', () => {
    expect([...termsOf('The boats and the boat, knitting berries').keys()]).toEqual([
      'boat',
      'knit',
      'berry',
    ]);
  });
});

describe('interest', () => {
  it('is drawn to what the persona cares for, drifts with what it reads, and says why', () => {
    const interest = openInterest({ words: ['keeping bees', 'honey'] });
    expect(interest.fit('a story about bees and honey')).toBeGreaterThan(0.6);
    expect(interest.fit('engines of racing cars')).toBe(0);
    for (let at = 0; at < 10; at++)
      interest.read({
        url: `https://a.org/${at}`,
        terms: termsOf('orchard blossom orchard pollination'),
        worth: 0.8,
      });
    expect(interest.fit('an orchard in blossom')).toBeGreaterThan(0.4);
    const orchard = interest.terms(20).find(({ term }) => term === 'orchard')!;
    expect(orchard.because.at(-1)).toBe('https://a.org/9');
    expect(orchard.because.length).toBeLessThanOrEqual(5);
  });

  it('fades without food, but never below the character', () => {
    const interest = openInterest({ words: ['bees'] });
    interest.read({ url: 'u', terms: new Map([['orchard', 3]]), worth: 1 });
    for (let at = 0; at < 300; at++) interest.read({ url: 'v', terms: new Map(), worth: 0 });
    const weight = (term: string): number =>
      interest.terms(9).find((one) => one.term === term)?.weight ?? 0;
    expect(weight('bee')).toBeCloseTo(0.35);
    expect(weight('orchard')).toBeLessThan(0.01);
    const again = openInterest({ snapshot: interest.snapshot() });
    expect(again.terms(9)).toEqual(interest.terms(9));
  });
});

describe('novelty', () => {
  it('knows what was read, also in part', () => {
    const novelty = openNovelty();
    expect(novelty.read(BEES)).toBeGreaterThan(0.1);
    expect(novelty.of(BEES)).toBe(0);
    expect(novelty.of(CARS)).toBeGreaterThan(0.3);
    const mixed = novelty.of(
      `Honey bees gather nectar and pollen. ${'wholly other words stand here now '.repeat(1)}`,
    );
    expect(mixed).toBeGreaterThan(0.2);
    expect(mixed).toBeLessThan(0.9);
  });
});

describe('readAs', () => {
  it('prefers links that fit, from pages and hosts that were good, in the text rather than the footer', () => {
    const reader = readAs({
      interest: openInterest({ words: ['keeping bees'] }),
      novelty: openNovelty(),
    });
    expect(reader.score(link('https://x.org/a', 'Bees in winter'))).toBeGreaterThan(
      reader.score(link('https://x.org/b', 'Imprint')),
    );
    expect(reader.score(link('https://x.org/a', 'Bees'))).toBeGreaterThan(
      reader.score(link('https://x.org/a', 'Bees', { region: 'footer' })),
    );
    expect(reader.read(page('https://good.org/1', BEES)).worth).toBeGreaterThan(0.3);
    expect(reader.read(page('https://bad.org/1', CARS)).worth).toBeLessThan(0.1);
    expect(
      reader.score(link('https://good.org/2', 'more', { from: 'https://good.org/1' })),
    ).toBeGreaterThan(
      reader.score(link('https://bad.org/2', 'more', { from: 'https://bad.org/1' })),
    );
    expect(reader.history.map(({ url }) => url)).toEqual([
      'https://good.org/1',
      'https://bad.org/1',
    ]);
    expect(reader.history[0]!.because[0]).toContain('bee');
  });

  it('finds nothing in what it has read before', () => {
    const reader = readAs({
      interest: openInterest({ words: ['keeping bees'] }),
      novelty: openNovelty(),
    });
    reader.read(page('https://a.org/1', BEES));
    expect(reader.read(page('https://b.org/copy', BEES)).worth).toBe(0);
  });
});

describe('saturation', () => {
  it('goes on while it pays, and stops when it does not', () => {
    const watch = watchSaturation();
    for (let at = 0; at < 40; at++) watch.read(0.5);
    expect(watch.reason()).toBeUndefined();
    for (let at = 0; at < 40; at++) watch.read(0);
    expect(watch.reason()).toMatch(/worth/);
  });
});
