import { hashRecord } from '../../../core/hash.ts';
import type { AssignContext, Assignment } from '../../../core/run/method.ts';
import { KINDS } from '../kinds/index.ts';
import type { PapersMaterial } from '../material.ts';
import type { PaperKindName } from '../options.ts';

export interface PaperPayload {
  kind: PaperKindName;
  /** What the kind's own draw gave. */
  plan: unknown;
}

/**
 * Assignments of the kinds that the options name, each as often as its weight says, until the last has no place left. The
 * kind that is furthest behind its share comes next.
 */
export async function* assignPapers(
  material: PapersMaterial,
  { random, signal }: Pick<AssignContext, 'random' | 'signal'>,
): AsyncGenerator<Assignment<PaperPayload>> {
  const identity = new Map(material.papers.map(({ hash, id }) => [hash, id]));
  let open = Object.entries(material.options.kinds).map(([name, weight]) => {
    const kind = KINDS[name as PaperKindName];
    const places = kind.draw(material, random.fork(name))[Symbol.asyncIterator]();
    return { kind, weight, given: 0, places };
  });
  while (open.length > 0) {
    signal.throwIfAborted();
    const source = open.reduce((least, one) =>
      (one.given + 1) / one.weight < (least.given + 1) / least.weight ? one : least,
    );
    const { value: plan, done } = await source.places.next();
    if (done === true) {
      open = open.filter((one) => one !== source);
      continue;
    }
    source.given++;
    const key = `${source.kind.name}/${hashRecord(plan)}`;
    const groups = [...new Set(source.kind.documents(plan).map((hash) => identity.get(hash)!))];
    yield { key, groups, payload: { kind: source.kind.name, plan } };
  }
}
