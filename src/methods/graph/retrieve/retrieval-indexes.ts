import type { Communities } from '../communities.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import type { CommunityReport } from '../communities/report-communities.ts';
import { buildFactIndex, type FactIndex } from './fact-index.ts';
import { buildInvertedIndex, type InvertedIndex } from './inverted-index.ts';
import { createEntityLinker, type EntityLinker } from './link-entities.ts';
import { buildNameIndex, type NameIndex } from './name-index.ts';
import { createPageRank, type PageRank } from './page-rank.ts';
import { readWords } from './read-words.ts';
import type { ReportIndex } from './report-index.ts';
import type { RerankEntities } from './retriever.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';
import type { Embed, VectorIndex, VectorTable } from './vector-index.ts';
import { buildWalkNetwork, type WalkNetwork } from './walk-network.ts';

/** What a retriever is opened on. */
export interface RetrievalMaterial {
  graph: KnowledgeGraph;
  communities: Communities;
  /** The text of a passage of the graph. */
  passageText(index: number): string | Promise<string>;
  /** Vectors of texts; without it, everything goes by words. */
  embed?: Embed;
  /** Vectors of the passages, where they are stored; a question's own is then given with it. */
  vectors?: VectorTable;
  /** Scores entities as answers, such as a trained GNN. */
  rerank?: RerankEntities;
  /** Reports of communities, where some were written; by default they are made by template. */
  reports?: CommunityReport[];
}

/** Everything that is computed of the material once. */
export interface RetrievalIndexes {
  material: RetrievalMaterial;
  graph: KnowledgeGraph;
  vocabulary: Vocabulary;
  passages: InvertedIndex;
  facts: FactIndex;
  names: NameIndex;
  linker: EntityLinker;
  network: WalkNetwork;
  walk: PageRank;
  /** Vectors of passages, read or embedded when they are first asked for. */
  vectors?: Promise<VectorIndex>;
  /** Reports of communities with their index, made when they are first asked for. */
  reports?: ReportIndex;
}

export async function buildRetrievalIndexes(
  material: RetrievalMaterial,
): Promise<RetrievalIndexes> {
  const { graph } = material;
  const vocabulary = createVocabulary();
  const names = buildNameIndex(graph.entities);
  const terms: number[][] = [];
  const named: number[][] = [];
  for (let passage = 0; passage < graph.passages.length; passage++) {
    const { document } = graph.passages[passage]!;
    const text = await material.passageText(passage);
    const words = readWords(text);
    const title = readWords(graph.documents[document]?.title ?? '');
    terms.push(vocabulary.add(title).concat(vocabulary.add(words)));
    named.push(
      names
        .scan(words, text, true)
        .flatMap(({ entities }) => (entities.length === 1 ? entities : [])),
    );
  }
  const passages = buildInvertedIndex(terms.length, take, () => vocabulary.size);
  const facts = buildFactIndex(graph, vocabulary);
  const linker = createEntityLinker(names, vocabulary.has);
  const network = buildWalkNetwork(graph, names, named);
  const walk = createPageRank(network);
  return { material, graph, vocabulary, passages, facts, names, linker, network, walk };

  /** Terms of a passage are read once, and let go. */
  function take(passage: number): number[] {
    const own = terms[passage]!;
    terms[passage] = [];
    return own;
  }
}
