import { MaterialAlteredError } from '../../../core/errors/index.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import type { StoredVectors } from '../material.ts';
import type { VectorTable } from '../retrieve/vector-index.ts';

/** Little-endian floats of 32 bits, vector after vector. */
export function encodeVectors({ values }: VectorTable): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  for (const [at, value] of values.entries()) bytes.setFloat32(4 * at, value, true);
  return new Uint8Array(bytes.buffer);
}

/** The stored vectors of `count` passages. Raises MaterialAlteredError where the bytes are not so many of that width. */
export async function readVectors(
  material: ProofMaterial,
  count: number,
  { blob, width }: StoredVectors,
): Promise<VectorTable> {
  const bytes = await material.blob(blob);
  if (bytes.byteLength !== 4 * count * width) {
    throw new MaterialAlteredError(
      `${bytes.byteLength} bytes are not the vectors of ${count} passages of ${width} numbers`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = Float32Array.from({ length: count * width }, (_, at) =>
    view.getFloat32(4 * at, true),
  );
  return { width, values };
}
