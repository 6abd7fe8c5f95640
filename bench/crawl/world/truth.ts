import { robotsFile } from './robots-files.ts';
import type { World, WorldHost, WorldPage, WorldPersona } from './world.ts';
import { isRelevant } from './world.ts';

/** Hosts of which tdmrep.json reserves everything: one in the world. */
export const TDM_RESERVED_HOST = 'forum-3.test';

/** Whether robots.txt lets a crawler ask for an address, by what was written beside the file. */
export function mayVisit(world: World, url: string): boolean {
  const { hostname, pathname, search } = new URL(url);
  const own = world.hosts.get(hostname);
  if (own === undefined || NEVER_FORBIDDEN.has(pathname)) return true;
  const { may, reserves } = robotsFile(own.robots);
  return reserves === true || (may?.(`${pathname}${search}`) ?? false);
}

/** What a crawler reads to learn the rules. */
export const NEVER_FORBIDDEN: ReadonlySet<string> = new Set([
  '/robots.txt',
  '/rules/robots-of-this-host.txt',
  '/shared.txt',
  '/.well-known/tdmrep.json',
]);

/** Whether a whole host reserves its pages, so that they may be asked for and not used. */
export const isReserved = ({ name, robots }: WorldHost): boolean =>
  name === TDM_RESERVED_HOST || robotsFile(robots).reserves === true;

/** Whether a page can be had and may be used: its host answers, robots.txt allows, nothing is reserved. */
export function isReadable(world: World, page: WorldPage): boolean {
  return (
    mayVisit(world, page.url) &&
    !isReserved(page.host) &&
    page.host.health !== 'silent' &&
    !isBroken(page) &&
    (page.order === null || page.order === 'nofollow')
  );
}

/** Fails each time it is asked for. */
export const isBroken = (page: WorldPage): boolean =>
  page.host.health === 'broken' && page.kind !== 'home' && page.host.pages.indexOf(page) % 9 === 4;

/** What a page tells: pages that repeat another, word for word or nearly, tell what that one does. */
export function contentOf({ url, copyOf, nearCopyOf }: WorldPage): string {
  const original = copyOf ?? nearCopyOf;
  return original === null ? url : contentOf(original);
}

/** What a persona looks for and a crawler that keeps the rules can reach from its seeds. */
export function wantedOf(world: World, persona: WorldPersona): Set<string> {
  const reached = new Set(persona.seeds);
  const queue = [...reached].map((url) => world.pages.get(url)!);
  for (let page = queue.pop(); page !== undefined; page = queue.pop()) {
    if (page.order !== null) continue;
    for (const link of page.links) {
      const to =
        link.nofollow === true ? undefined : landing(world, link.url.replace(/[?#].*$/, ''));
      if (to === undefined || reached.has(to.url) || !isReadable(world, to)) continue;
      reached.add(to.url);
      queue.push(to);
    }
  }
  const pages = [...reached].map((url) => world.pages.get(url)!);
  return new Set(pages.filter((page) => isRelevant(page, persona)).map(contentOf));
}

/** Where an address leads, if every step may be asked for. */
export function landing(world: World, url: string): WorldPage | undefined {
  for (let at = url, steps = 0; steps < 10; steps++) {
    if (!mayVisit(world, at)) return undefined;
    const next = world.redirects.get(at);
    if (next === undefined) return world.pages.get(at);
    at = next;
  }
  return undefined;
}
