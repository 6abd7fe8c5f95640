import { MaterialAlteredError } from '../../../core/errors/index.ts';
import type { Hash } from '../../../core/hash.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import { indexGraph } from '../index-graph.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { GraphManifest } from '../material.ts';
import { decodeGraph } from './decode-graph.ts';

export interface StoredGraph {
  manifest: GraphManifest;
  graph: KnowledgeGraph;
}

/** Graphs kept in memory for each material: a dataset has few, and each may take gigabytes. */
const MOST_KEPT = 4;

const opened = new WeakMap<ProofMaterial, Map<Hash, Promise<StoredGraph>>>();

/**
 * The graph that a stored manifest names, with its indices; read and parsed once for all samples of one material. Lets
 * material errors through, and raises MaterialAlteredError where a record or the blob is no graph.
 */
export function readGraph(material: ProofMaterial, manifest: Hash): Promise<StoredGraph> {
  let kept = opened.get(material);
  if (kept === undefined) opened.set(material, (kept = new Map()));
  const known = kept.get(manifest);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  const reading = read(material, manifest);
  kept.set(manifest, reading);
  reading.catch(() => kept.delete(manifest));
  return reading;
}

async function read(material: ProofMaterial, hash: Hash): Promise<StoredGraph> {
  const parsed = GraphManifest.safeParse(await material.record(hash));
  if (!parsed.success) {
    throw new MaterialAlteredError(`record ${hash.slice(0, 12)} is not the manifest of a graph`);
  }
  const manifest = parsed.data;
  const content = decodeGraph(await material.blob(manifest.snapshot));
  try {
    return { manifest, graph: indexGraph(content) };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new MaterialAlteredError(`the stored graph is damaged: ${cause.message}`, { cause });
  }
}
