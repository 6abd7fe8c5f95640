import { z } from 'zod';
import { MaterialAlteredError } from '../../../core/errors/index.ts';
import type { Hash } from '../../../core/hash.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import type { Communities } from '../communities.ts';

const index = z.int().nonnegative();

const CommunitiesRecord = z.strictObject({
  type: z.literal('graph-communities'),
  list: z.array(
    z.strictObject({
      id: index,
      level: index,
      parent: index.nullable(),
      children: z.array(index),
      entities: z.array(index),
      title: z.string(),
    }),
  ),
  top: z.array(index),
  leaf: z.array(index),
  modularity: z.number(),
});
type CommunitiesRecord = z.infer<typeof CommunitiesRecord>;

/** Communities as a record of the store. A modularity that is no number, as of a graph without edges, is 0. */
export function encodeCommunities({ list, top, leaf, modularity }: Communities): CommunitiesRecord {
  return {
    type: 'graph-communities',
    list,
    top: [...top],
    leaf: [...leaf],
    modularity: Number.isFinite(modularity) ? modularity : 0,
  };
}

/** Communities of a stored record. Raises MaterialAlteredError where it is none. */
export function decodeCommunities(record: unknown): Communities {
  const parsed = CommunitiesRecord.safeParse(record);
  if (!parsed.success) throw new MaterialAlteredError('a stored record of communities is damaged');
  const { list, top, leaf, modularity } = parsed.data;
  const isKnown = (id: number): boolean => id < list.length;
  if (!top.every(isKnown) || !leaf.every(isKnown) || top.length !== leaf.length) {
    throw new MaterialAlteredError('a stored record of communities names one that it has not');
  }
  return { list, top: Int32Array.from(top), leaf: Int32Array.from(leaf), modularity };
}

export async function readCommunities(material: ProofMaterial, hash: Hash): Promise<Communities> {
  return decodeCommunities(await material.record(hash));
}
