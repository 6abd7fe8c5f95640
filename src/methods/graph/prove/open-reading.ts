import type { ProofMaterial } from '../../../core/proof/index.ts';
import { createRandom } from '../../../core/random.ts';
import type { Sample } from '../../../core/records/index.ts';
import { readGraph } from '../store/read-graph.ts';
import { readClaim, type Reading } from './read-claim.ts';

const opened = new WeakMap<object, WeakMap<ProofMaterial, Promise<Reading | { fault: string }>>>();

/** A sample read with its stored graph, once for all its provers and checks. Lets material errors through. */
export function openReading(
  sample: Sample,
  material: ProofMaterial,
): Promise<Reading | { fault: string }> {
  let byMaterial = opened.get(sample);
  if (byMaterial === undefined) opened.set(sample, (byMaterial = new WeakMap()));
  let reading = byMaterial.get(material);
  if (reading === undefined) {
    reading = read(sample, material);
    byMaterial.set(material, reading);
  }
  return reading;
}

async function read(sample: Sample, material: ProofMaterial): Promise<Reading | { fault: string }> {
  const proof = sample.evidence.find((one) => one.kind === 'path');
  if (proof === undefined) return { fault: 'it rests on no path' };
  const { manifest, graph } = await readGraph(material, proof.graph);
  if (manifest.snapshot !== proof.snapshot) {
    return { fault: 'its graph is another than its manifest names' };
  }
  const random = createRandom(sample.lineage.seed);
  return readClaim({ ...sample, random: (label) => random.fork(label) }, graph);
}
