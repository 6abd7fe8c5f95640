import type { Draft, FormSpace } from './form-space.ts';
import { type GoldIndex, documentsOf } from './gold-index.ts';
import { fractionOf, joinWords } from './hash-ids.ts';
import { createSpentKeys, SPENT } from './spent-keys.ts';

/** What a draw should be like, where it can: true is across, false is within, null is either. */
export interface Wish {
  documents: boolean;
  communities: boolean | null;
}

export const DEFAULTS = {
  /** Choices refused or queries found wanting before a visit gives up. */
  triesPerVisit: 16,
  /** Fruitless tries in a row after which an owner is given up, so that a form that a graph does not have ends soon. */
  triesPerOwner: 512,
};

/** What a visit gave: a query that `accepts` took, nothing this time, or nothing ever again. */
export type Drawn<Accepted> = { accepted: Accepted } | 'missed' | 'spent';

export interface QueryDraw {
  /** Draws the next query of an owner. Every query of its tree is offered to `accepts` once at most. */
  visit<Accepted>(
    owner: number,
    wish: Wish,
    accepts: (draft: Draft) => Accepted | undefined,
  ): Drawn<Accepted>;
}

/**
 * Draws queries from a form's trees without replacement. At every level the choice is the one that meets the wish best,
 * then the one that was taken least often, then the first in an order of hashed ids in which rare things tend to come
 * early (each has an exponential clock with the rate 1 / commonness; Efraimidis and Spirakis, 2006). The order is fixed
 * for an owner, and nothing that happens elsewhere in the graph changes it.
 */
export function drawQueries(
  space: FormSpace,
  index: GoldIndex,
  seed: readonly [number, number],
  limits = DEFAULTS,
): QueryDraw {
  const keys = createSpentKeys();
  const fruitless = new Uint16Array(index.graph.entities.length);
  const lists = Array.from({ length: space.levels }, (): number[] => []);
  const first = new Uint32Array(space.levels + 1);
  const second = new Uint32Array(space.levels + 1);
  const chosen: number[] = [];
  const { words } = index;

  const join = (level: number, choice: number): void => {
    first[level + 1] = joinWords(first[level]!, space.word(choice, level, 0));
    second[level + 1] = joinWords(second[level]!, space.word(choice, level, 1));
  };

  /** The best choice that is not spent; undefined where all are. */
  const choose = (owner: number, level: number, wish: Wish): number | undefined => {
    const shared = level === 0 ? undefined : sharedBy(space, index, chosen);
    const hasLeft = hasLeftCommunity(space, index, owner, chosen);
    let best: number | undefined;
    let [bestMet, bestTaken, bestClock] = [-1, 0, 0];
    for (const choice of lists[level]!) {
      join(level, choice);
      const taken = keys.get(first[level + 1]!, second[level + 1]!);
      if (taken === SPENT) continue;
      const met = meets(space, index, owner, choice, level, wish, shared, hasLeft);
      if (met < bestMet || (met === bestMet && taken > bestTaken)) continue;
      const clock = -Math.log(fractionOf(first[level + 1]!)) * space.commonness(choice, level);
      if (met > bestMet || taken < bestTaken || clock < bestClock) {
        best = choice;
        [bestMet, bestTaken, bestClock] = [met, taken, clock];
      }
    }
    if (best !== undefined) join(level, best);
    return best;
  };

  return {
    visit(owner, wish, accepts) {
      first[0] = joinWords(seed[0], words.entities.first[owner]!);
      second[0] = joinWords(seed[1], words.entities.second[owner]!);
      for (let tries = 0; tries < limits.triesPerVisit; tries++) {
        if (keys.get(first[0], second[0]) === SPENT) return 'spent';
        if (fruitless[owner]! >= limits.triesPerOwner) {
          keys.spend(first[0], second[0]);
          return 'spent';
        }
        chosen.length = 0;
        let draft: Draft | undefined;
        for (let level = 0; level < space.levels; level++) {
          const list = lists[level]!;
          list.length = 0;
          space.list(owner, chosen, list);
          let choice = choose(owner, level, wish);
          while (choice !== undefined && !space.admits(owner, chosen, choice)) {
            keys.spend(first[level + 1]!, second[level + 1]!);
            choice = choose(owner, level, wish);
          }
          if (choice === undefined) {
            keys.spend(first[level]!, second[level]!);
            break;
          }
          chosen.push(choice);
          if (level + 1 < space.levels) continue;
          keys.spend(first[level + 1]!, second[level + 1]!);
          draft = space.finish(owner, chosen);
        }
        const accepted = draft === undefined ? undefined : accepts(draft);
        if (accepted !== undefined) {
          fruitless[owner] = 0;
          for (let level = 1; level < space.levels; level++)
            keys.count(first[level]!, second[level]!);
          return { accepted };
        }
        fruitless[owner]!++;
      }
      return 'missed';
    },
  };
}

/** Documents that say all edges chosen so far. */
function sharedBy(space: FormSpace, index: GoldIndex, chosen: readonly number[]): number[] {
  let shared: number[] | undefined;
  for (const [level, choice] of chosen.entries()) {
    const edge = space.edge(choice, level);
    if (edge < 0) continue;
    const own = documentsOf(index, edge);
    shared = shared === undefined ? [...own] : shared.filter((document) => own.includes(document));
  }
  return shared ?? [];
}

function hasLeftCommunity(
  space: FormSpace,
  index: GoldIndex,
  owner: number,
  chosen: readonly number[],
): boolean {
  const { top } = index.communities;
  return chosen.some((choice, level) => {
    const thing = space.thing(choice, level);
    return thing >= 0 && index.isValue[thing] === 0 && top[thing] !== top[owner];
  });
}

/** How many of the two wishes a choice meets. */
function meets(
  space: FormSpace,
  index: GoldIndex,
  owner: number,
  choice: number,
  level: number,
  wish: Wish,
  shared: readonly number[] | undefined,
  hasLeft: boolean,
): number {
  const edge = space.edge(choice, level);
  const thing = space.thing(choice, level);
  let met = 0;
  if (edge < 0 || shared === undefined) met++;
  else {
    const own = documentsOf(index, edge);
    const staysWithin = shared.some((document) => own.includes(document));
    if (staysWithin !== wish.documents) met++;
  }
  if (wish.communities === null || thing < 0 || index.isValue[thing] === 1) met++;
  else {
    const { top } = index.communities;
    if ((hasLeft || top[thing] !== top[owner]) === wish.communities) met++;
  }
  return met;
}
