import { canonicalJson, type Hash } from '../../../core/hash.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import { groupsOf } from '../assign/groups.ts';
import type { Communities } from '../communities.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { readCommunities } from '../store/encode-communities.ts';
import { GraphManifest } from '../material.ts';
import type { Reading } from './read-claim.ts';

/** How many of the largest communities a path's things lie in; values lie in none. */
export function countCommunities(
  graph: KnowledgeGraph,
  { top }: Communities,
  path: readonly number[],
): number {
  const ends = path.flatMap((edge) => [graph.edges.subject[edge]!, graph.edges.object[edge]!]);
  const things = ends.filter((end) => graph.entities[end]!.range === null);
  return new Set(things.map((thing) => top[thing])).size;
}

const groupers = new WeakMap<KnowledgeGraph, ReturnType<typeof groupsOf>>();

/** Whether the labels that hang on the graph's communities, and the groups, are those of the path. */
export async function faultOfPlaces(
  { graph, path, stored, claim }: Reading,
  groups: readonly string[],
  recorded: Hash,
  material: ProofMaterial,
): Promise<string | undefined> {
  const manifest = GraphManifest.parse(await material.record(stored.graph));
  if (manifest.communities !== recorded) return 'its communities are not those of its graph';
  const communities = await communitiesOf(material, manifest.communities);
  if (communities.top.length !== graph.entities.length)
    return 'the communities are of another graph';
  const count = countCommunities(graph, communities, path);
  if (claim.tags['communities'] !== count) return `its path lies in ${count} communities`;
  let group = groupers.get(graph);
  if (group === undefined) groupers.set(graph, (group = groupsOf(graph, communities)));
  return canonicalJson(groups) === canonicalJson(group(path))
    ? undefined
    : 'its groups are not those of its path';
}

const read = new WeakMap<ProofMaterial, { hash: string; communities: Promise<Communities> }>();

/** Communities of a stored record, kept for the next sample. */
function communitiesOf(material: ProofMaterial, hash: string): Promise<Communities> {
  const known = read.get(material);
  if (known?.hash === hash) return known.communities;
  const communities = readCommunities(material, hash);
  read.set(material, { hash, communities });
  return communities;
}
