import type { Hash } from '../../../core/hash.ts';
import type { Document } from '../../../core/records/index.ts';
import type { Store } from '../../../core/run/method.ts';
import type { GraphDocument } from '../knowledge-graph.ts';
import { byText } from '../store/order-graph.ts';
import type { PassageOptions } from './options.ts';
import { type Passage, splitPassages } from './split-passages.ts';

/** A stored document with its passages. */
export interface ReadDocument extends GraphDocument {
  language: string;
  passages: (Passage & { headings: string[] })[];
}

/**
 * Stores documents and cuts them, in order of their ids whatever order they come in. A document that comes twice counts
 * once; where its title or licence differ, the record with the smaller hash stands.
 */
export async function readDocuments(
  documents: AsyncIterable<Document>,
  options: PassageOptions,
  ports: {
    store: Pick<Store, 'putRecord'>;
    signal: AbortSignal;
    progress(done: number, total: number | null, what: string): void;
  },
): Promise<ReadDocument[]> {
  const byId = new Map<Hash, ReadDocument>();
  let read = 0;
  for await (const document of documents) {
    ports.signal.throwIfAborted();
    ports.progress(++read, null, 'documents read');
    const record = await ports.store.putRecord(document);
    const known = byId.get(document.id);
    if (known !== undefined && known.record <= record) continue;
    const { id, uri, title, license, language, blocks } = document;
    const passages = splitPassages(document, options).map((passage) => ({
      ...passage,
      headings: blocks[passage.block]!.headings,
    }));
    byId.set(id, { record, id, uri, title, license, language, passages });
  }
  return [...byId.values()].toSorted((a, b) => byText(a.id, b.id));
}
