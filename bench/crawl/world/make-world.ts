import { createRandom, type Random } from '../../../src/core/random.ts';
import { linkPages } from './link-pages.ts';
import { makeHosts } from './make-hosts.ts';
import { makePages } from './make-pages.ts';
import { TOPICS } from './topics.ts';
import type { HostKind, World, WorldPersona } from './world.ts';

/** A web of some 65 hosts and 6,000 pages: the same seed, the same bytes. */
export function makeWorld(seed: string): World {
  const random = createRandom(`crawl-world/${seed}`);
  const world: World = {
    seed,
    nowMs: Date.UTC(2026, 10, 1),
    hosts: new Map(),
    pages: new Map(),
    redirects: new Map(),
    personas: [],
    burst: { topic: random.integer(TOPICS.length), subtopic: random.integer(4) },
  };
  for (const host of makeHosts(random.fork('hosts'))) world.hosts.set(host.name, host);
  makePages(random.fork('pages'), world);
  linkPages(random.fork('links'), world);
  redirectSome(random.fork('redirects'), world);
  world.personas = drawPersonas(random.fork('personas'), world);
  return world;
}

/** Some links lead over an address that sends on: in one step or three, on the same host or another, or in a circle. */
function redirectSome(random: Random, world: World): void {
  let number = 0;
  const step = (host: string, to: string): string => {
    const url = `http://${host}/${random.next() < 0.3 ? 'go' : 'moved'}/${number++}`;
    world.redirects.set(url, to);
    return url;
  };
  const names = [...world.hosts.keys()];
  for (const page of world.pages.values()) {
    for (const link of page.links) {
      if (link.place === 'navigation' || random.next() > 0.02) continue;
      const { host } = new URL(link.url);
      const to = link.url.replace(/[?#].*$/, '');
      const drawn = random.next();
      if (drawn < 0.6) link.url = step(host, to);
      else if (drawn < 0.75) link.url = step(host, step(host, step(host, to)));
      else if (drawn < 0.9) link.url = step(random.pick(names), to);
      else {
        const there = step(host, 'http://loop.test/');
        world.redirects.set(there, step(host, there));
        link.url = there;
      }
    }
  }
}

/** A reader for each topic, who cares for two of its subjects and names them with two words of each; it begins at a magazine and a directory. */
function drawPersonas(random: Random, world: World): WorldPersona[] {
  const homes = (kind: HostKind): string[] =>
    [...world.hosts.values()]
      .filter((host) => host.kind === kind && host.health === 'well')
      .map(({ name }) => `http://${name}/`);
  return TOPICS.map(({ name, subtopics }, topic) => {
    const chosen = random
      .shuffle(subtopics.map((_, at) => at))
      .slice(0, 2)
      .toSorted((a, b) => a - b);
    const named = chosen.flatMap((at) => [
      subtopics[at]!.name,
      ...random.shuffle(subtopics[at]!.words).slice(0, 2),
    ]);
    return {
      name: `${name}: ${chosen.map((at) => subtopics[at]!.name).join(' and ')}`,
      words: [name, ...named],
      topic,
      subtopics: chosen,
      seeds: [random.pick(homes('magazine')), random.pick(homes('directory'))],
    };
  });
}
