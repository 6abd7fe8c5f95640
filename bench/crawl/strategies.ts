import { openInterest } from '../../src/methods/personas/agents/interest.ts';
import { readTogether } from '../../src/methods/personas/agents/read-together.ts';
import type { LinkScorer } from '../../src/sources/web/page.ts';
import { pageAt } from './visit-world.ts';
import { isRelevant, type World, type WorldPersona } from './world/world.ts';

const unmoved: LinkScorer['read'] = ({ duplicateOf }) => ({
  worth: 0,
  fresh: duplicateOf === null ? 1 : 0,
  because: [],
});

/** Ways to choose the next link. All run in the same crawl, with the same frontier, rules and watch for traps. */
export const STRATEGIES = {
  /** In the order in which addresses were found. */
  'breadth-first'(): LinkScorer {
    const order = new Map<string, number>();
    return {
      score({ url }) {
        if (!order.has(url)) order.set(url, order.size + 1);
        return 1 / (1 + order.get(url)!);
      },
      read: unmoved,
    };
  },
  /** By how well the anchor fits the words that the persona came with; the earlier found first among equals. */
  'best-first on anchors'(_world: World, { words }: WorldPersona): LinkScorer {
    const interest = openInterest({ words });
    const order = new Map<string, number>();
    return {
      score({ url, anchor }) {
        if (!order.has(url)) order.set(url, order.size + 1);
        return 0.999 * interest.fit(anchor) + 0.001 / order.get(url)!;
      },
      read: unmoved,
    };
  },
  /** What `web crawl --persona` does. */
  persona: (_world: World, { name, words }: WorldPersona): LinkScorer =>
    readTogether([{ name, words }]),
  /** Knows of each link whether it leads to what counts: what nobody can do, and a crawl still has to find the links. */
  'knows the answer': (world: World, persona: WorldPersona): LinkScorer => ({
    score({ url, depth }) {
      const page = pageAt(world, url);
      return page !== undefined && isRelevant(page, persona) ? 1 : 0.5 / (1 + depth);
    },
    read: unmoved,
  }),
} as const satisfies Record<string, (world: World, persona: WorldPersona) => LinkScorer>;

export type Strategy = keyof typeof STRATEGIES;
