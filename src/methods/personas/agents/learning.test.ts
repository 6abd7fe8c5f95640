import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import type { PageLink } from '../../../sources/web/page.ts';
import { openForecast } from './forecast.ts';
import { openInterest } from './interest.ts';
import { openLinkTrail } from './link-trail.ts';
import { openRarity } from './rarity.ts';

const terms = (words: string): Map<string, number> =>
  new Map(words.split(' ').map((word) => [word, 1]));

const link = (url: string, anchor: string, from: string): PageLink => ({
  url,
  anchor,
  context: '',
  heading: '',
  region: 'main',
  rel: [],
  from,
  depth: 1,
});

describe('openForecast', () => {
  it('finds the weights behind the examples, whatever it began with', () => {
    const random = createRandom('forecast');
    const forecast = openForecast([1, 1, 1], 2);
    for (let at = 0; at < 400; at++) {
      const features = [1, random.next(), random.next()];
      forecast.learn(features, 0.1 + 0.7 * features[1]! - 0.2 * features[2]!);
    }
    const [base, rising, falling] = forecast.weights();
    expect(base).toBeCloseTo(0.1, 1);
    expect(rising).toBeCloseTo(0.7, 1);
    expect(falling).toBeCloseTo(-0.2, 1);
    expect(forecast.of([1, 1, 0])).toBeCloseTo(0.8, 1);
  });

  it('keeps to what it began with where nothing speaks against it', () => {
    const forecast = openForecast([0.2, 0.5]);
    for (let at = 0; at < 50; at++) forecast.learn([1, 0], 0.2);
    expect(forecast.weights()).toEqual([0.2, 0.5]);
  });
});

describe('openRarity', () => {
  it('tells what stands everywhere from what is sought', () => {
    const rarity = openRarity();
    expect(rarity.weightOf('tide')).toBe(1);
    for (let at = 0; at < 100; at++) {
      rarity.read(terms('tide year'), 0.9);
      rarity.read(terms('engine year'), 0);
    }
    expect(rarity.weightOf('tide')).toBeGreaterThan(0.9);
    expect(rarity.weightOf('year')).toBeLessThan(0.2);
    expect(rarity.weightOf('engine')).toBeLessThan(0.2);
  });
});

describe('openLinkTrail', () => {
  it('remembers the places of an address under its one spelling, each page once', () => {
    const trail = openLinkTrail();
    const one = link('https://a.org/x?utm_source=mail#top', 'one', 'https://a.org/1');
    trail.add({
      links: [one, one],
    });
    trail.add({ links: [link('https://a.org/x', 'two', 'https://a.org/2')] });
    const places = trail.placesOf({ ...one, url: 'https://a.org/x' });
    expect(places.map(({ anchor }) => anchor)).toEqual(['one', 'two']);
    expect(trail.firstTo('https://a.org/x')?.anchor).toBe('one');
    expect(trail.firstTo('https://a.org/y')).toBeUndefined();
  });
});

describe('interest', () => {
  it('is drawn away by pages that also speak of what it came with, less by others', () => {
    const near = openInterest({ words: ['tide pools'] });
    const far = openInterest({ words: ['tide pools'] });
    for (let at = 0; at < 10; at++) {
      near.read({ url: `${at}`, terms: terms('tide kelp'), worth: 0.8 });
      far.read({ url: `${at}`, terms: terms('hour kelp'), worth: 0.8 });
    }
    expect(near.fit('kelp')).toBeGreaterThan(1.5 * far.fit('kelp'));
  });

  it('judges a page by how much of it is of interest, not by its length', () => {
    const interest = openInterest({ words: ['tide pools'] });
    const filler = Array.from({ length: 200 }, (_, at) => `word${at}`).join(' ');
    expect(interest.fitPage(terms('tide pool'))).toBeGreaterThan(0.95);
    expect(interest.fitPage(terms(`tide pool ${filler}`))).toBeLessThan(0.5);
    expect(interest.fitPage(terms(filler))).toBe(0);
    expect(interest.fitPage(new Map())).toBe(0);
  });
});
