import type { Hash } from '../hash.ts';
import { Document, documentId } from '../records/index.ts';
import type { ProofMaterial } from './prover.ts';

/** Records already found whole. Many quotations stand in one document, and looking at it costs a hash of all its text. */
const whole = new WeakMap<object, Document>();

/** A stored document that has a document's form and is what its id says, or why it is not. Lets material errors through. */
export async function readStoredDocument(
  hash: Hash,
  material: ProofMaterial,
): Promise<{ document: Document } | { reason: string }> {
  const record = await material.record(hash);
  const isObject = typeof record === 'object' && record !== null;
  const known = isObject ? whole.get(record) : undefined;
  if (known !== undefined) return { document: known };
  const parsed = Document.safeParse(record);
  if (!parsed.success) return { reason: `record ${hash.slice(0, 12)} is not a document` };
  if (documentId(parsed.data) !== parsed.data.id) {
    return { reason: `document ${parsed.data.uri} does not match its own id` };
  }
  if (isObject) whole.set(record, parsed.data);
  return { document: parsed.data };
}
