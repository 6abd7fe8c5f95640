import type { Random } from '../../../core/random.ts';
import type { OpenPaper, PapersMaterial } from '../material.ts';

/**
 * What each paper gives to be asked, one of each in turn, papers in an order that chance decides. A paper is read when its
 * turn first comes; only the plans that it gave are kept, not the paper.
 */
export async function* eachPaper<Payload>(
  material: PapersMaterial,
  random: Random,
  plan: (paper: OpenPaper, random: Random) => Payload[],
): AsyncGenerator<Payload> {
  const first: { plans: Payload[]; next: number }[] = [];
  for (const { hash } of random.shuffle(material.papers)) {
    const plans = plan(await material.open(hash), random.fork(hash));
    if (plans.length === 0) continue;
    yield plans[0]!;
    if (plans.length > 1) first.push({ plans, next: 1 });
  }
  let open = first;
  while (open.length > 0) {
    for (const source of open) yield source.plans[source.next++]!;
    open = open.filter(({ plans, next }) => next < plans.length);
  }
}
