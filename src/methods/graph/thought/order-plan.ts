import type { Operation } from './operations.ts';

/** A static graph of operations by name. */
export type Plan = Readonly<Record<string, Operation>>;

/** A plan's names in an order in which each comes after all that it waits for, and the wave in which it can run at the earliest. */
export interface OrderedPlan {
  order: string[];
  waves: ReadonlyMap<string, number>;
}

/** Throws TypeError on a name that is not there and on a circle, naming it. */
export function orderPlan(plan: Plan): OrderedPlan {
  const waves = new Map<string, number>();
  const order: string[] = [];
  const visit = (id: string, waiting: readonly string[]): number => {
    const known = waves.get(id);
    if (known !== undefined) return known;
    const circle = waiting.indexOf(id);
    if (circle >= 0) {
      const names = [...waiting.slice(circle), id].join('" waits for "');
      throw new TypeError(`the thought plan goes in a circle: "${names}"`);
    }
    const operation = Object.hasOwn(plan, id) ? plan[id] : undefined;
    if (operation === undefined) {
      throw new TypeError(
        `the thought plan has no node "${id}", for which "${waiting.at(-1)}" waits; it has: ${Object.keys(plan).join(', ')}`,
      );
    }
    const before = operation.after.map((name) => visit(name, [...waiting, id]));
    const wave = 1 + Math.max(0, ...before);
    waves.set(id, wave);
    order.push(id);
    return wave;
  };
  for (const id of Object.keys(plan)) visit(id, []);
  return { order, waves };
}
