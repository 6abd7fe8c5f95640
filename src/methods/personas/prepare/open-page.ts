import type { Hash } from '../../../core/hash.ts';
import { type ProofMaterial, readStoredDocument } from '../../../core/proof/index.ts';
import type { Document } from '../../../core/records/index.ts';
import { splitPassages } from './split-passages.ts';
import { type UsableSentence, usableSentences } from './usable-sentences.ts';

/** A stored page and all of it that may be quoted: a function of the document alone, so that verify finds the same. */
export interface OpenPage {
  /** Hash of the stored document record. */
  hash: Hash;
  document: Document;
  sentences: UsableSentence[];
  /** Passages of at most `size` sentences. */
  passages(size: number): UsableSentence[][];
}

const opened = new WeakMap<
  Document,
  { sentences: UsableSentence[]; passages: Map<number, UsableSentence[][]> }
>();

export function pageOf(hash: Hash, document: Document): OpenPage {
  let known = opened.get(document);
  if (known === undefined) {
    known = { sentences: usableSentences(document), passages: new Map() };
    opened.set(document, known);
  }
  const { sentences, passages } = known;
  return {
    hash,
    document,
    sentences,
    passages(size) {
      let split = passages.get(size);
      if (split === undefined) {
        split = splitPassages(sentences, size);
        passages.set(size, split);
      }
      return split;
    },
  };
}

/** A page by its document's hash, or why it cannot be read. Lets material errors through. */
export async function openPage(
  hash: Hash,
  material: ProofMaterial,
): Promise<OpenPage | { fault: string }> {
  const stored = await readStoredDocument(hash, material);
  return 'reason' in stored ? { fault: stored.reason } : pageOf(hash, stored.document);
}

/** All text of a page, whether it may be quoted or not: what stands there the page says. */
export function textOfPage({ document }: Pick<OpenPage, 'document'>): string {
  return document.blocks.map(({ text }) => text).join('\n');
}
