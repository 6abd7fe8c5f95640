import type { ProofMaterial } from '../../../core/proof/index.ts';
import { Document } from '../../../core/records/index.ts';
import { sliceCodePoints } from '../../../core/text/code-points.ts';
import type { GraphPassage, KnowledgeGraph } from '../knowledge-graph.ts';

/** Documents kept parsed at once. */
const MOST_OPEN = 256;

/** Reads the text of a graph's passages from their stored documents. Lets material errors through. */
export interface PassageReader {
  text(passage: number): Promise<string>;
  /** Code points `start` to `end` of the passage's block. */
  quote(passage: number, start: number, end: number): Promise<string>;
  document(passage: number): Promise<Document>;
}

export function createPassageReader(graph: KnowledgeGraph, material: ProofMaterial): PassageReader {
  const opened = new Map<number, Promise<Document>>();
  const passageAt = (index: number): GraphPassage => {
    const passage = graph.passages[index];
    if (passage === undefined) throw new RangeError(`the graph has no passage ${index}`);
    return passage;
  };
  const open = (document: number): Promise<Document> => {
    let found = opened.get(document);
    if (found === undefined) {
      found = material
        .record(graph.documents[document]!.record)
        .then((record) => Document.parse(record));
      found.catch(() => opened.delete(document));
      if (opened.size >= MOST_OPEN) opened.delete(opened.keys().next().value!);
      opened.set(document, found);
    }
    return found;
  };
  const quote = async (index: number, start: number, end: number): Promise<string> => {
    const passage = passageAt(index);
    const { blocks } = await open(passage.document);
    return sliceCodePoints(blocks[passage.block]!.text, start, end);
  };
  return {
    quote,
    document: (index) => open(passageAt(index).document),
    text(index) {
      const { start, end } = passageAt(index);
      return quote(index, start, end);
    },
  };
}
