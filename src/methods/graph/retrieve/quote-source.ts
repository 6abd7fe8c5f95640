import { sliceCodePoints } from '../../../core/text/code-points.ts';
import { isImported, type Fact, type KnowledgeGraph } from '../knowledge-graph.ts';

/** Where something is said: the sentence of a document, or the line of an imported file. */
export type Quotation =
  | {
      quote: string;
      title: string;
      uri: string;
      passage: number;
      /** The block of the document, and code points of it. */
      block: number;
      start: number;
      end: number;
    }
  | { uri: string; line: number };

/** Takes a quotation out of a passage's text, never out of anything that a model wrote. */
export async function quoteSource(
  source: Fact['source'],
  { documents, passages, files }: KnowledgeGraph,
  passageText: (index: number) => string | Promise<string>,
): Promise<Quotation> {
  if (isImported(source)) return { uri: files[source.file]!.uri, line: source.line };
  const passage = passages[source.passage]!;
  const text = await passageText(source.passage);
  const { title, uri } = documents[passage.document]!;
  const [start, end] = [Math.max(source.start, passage.start), Math.min(source.end, passage.end)];
  return {
    quote: sliceCodePoints(text, start - passage.start, end - passage.start),
    title,
    uri,
    passage: source.passage,
    block: passage.block,
    start,
    end,
  };
}
