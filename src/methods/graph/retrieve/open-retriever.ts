import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { isImported } from '../knowledge-graph.ts';
import { explainWalk, explainWords, sayEdge, sayLink } from './explain-passage.ts';
import { linkFacts } from './link-facts.ts';
import { readQuestion, type ReadQuestion } from './read-question.ts';
import {
  buildRetrievalIndexes,
  type RetrievalIndexes,
  type RetrievalMaterial,
} from './retrieval-indexes.ts';
import {
  type Found,
  RETRIEVE_DEFAULTS,
  type RankedPassage,
  type RetrievalMode,
  type Retriever,
} from './retriever.ts';
import type { Ranked } from './select-top.ts';
import { joinByMeaning, sayCosines } from './join-by-meaning.ts';
import { searchByMeaning } from './passage-vectors.ts';
import { largestReports, reportIndex } from './report-index.ts';
import { walkToPassages } from './walk-to-passages.ts';

const SEARCHES: Record<
  RetrievalMode,
  (question: ReadQuestion, indexes: RetrievalIndexes, limit: number) => Promise<Found>
> = {
  lexical: async (question, indexes, limit) => ({
    ...nothing(),
    passages: byWords(question, indexes, limit),
    facts: await linkedFacts(question, indexes, limit),
    entities: linkedEntities(question, limit),
  }),

  async vector(question, indexes, limit) {
    const passages = await searchByMeaning(question, indexes, limit);
    return {
      ...nothing(),
      passages: passages.map(({ index, score }) => ({
        index,
        score,
        because: [...sayCosines(score), ...explainWords(question, index, indexes)],
      })),
      facts: await linkedFacts(question, indexes, limit),
      entities: linkedEntities(question, limit),
    };
  },

  async local(question, indexes, limit) {
    const edges = await linkFacts(question, indexes, Math.max(limit, LOCAL_FACTS));
    return {
      ...nothing(),
      passages: passagesOfEdges(edges, indexes, limit),
      facts: factsOf(edges.slice(0, limit), indexes),
      entities: linkedEntities(question, limit),
    };
  },

  async 'multi-hop'(question, indexes, limit) {
    const walk = await walkToPassages(question, indexes, limit);
    return {
      ...nothing(),
      passages: walk.passages.map(({ index, score }) => ({
        index,
        score,
        because: [
          ...explainWalk(question, walk, index, indexes),
          ...explainWords(question, index, indexes),
          ...sayCosines(walk.cosines.get(index)),
        ],
      })),
      facts: factsOf(walk.edges, indexes),
      entities: walk.entities.map(({ index, score }) => ({
        entity: index,
        score,
        because: sayLink(index, question) ?? 'reached over the graph',
      })),
    };
  },

  async global(question, indexes, limit) {
    const { list, index } = reportIndex(indexes);
    const found = index.search(question.terms, limit);
    // A question that has no word of any report ("what is this about?") asks for the largest communities.
    const reports = found.length > 0 ? found : largestReports(indexes).slice(0, limit);
    const facts = reports.flatMap(({ index: at, score }) =>
      list[at]!.claims.map(({ cites }) => ({ fact: cites[0]!.fact, score })),
    );
    return {
      ...nothing(),
      reports: reports.map(({ index: at, score }) => ({ community: list[at]!.community, score })),
      facts: [...new Map(facts.toReversed().map((one) => [one.fact, one])).values()]
        .toSorted((a, b) => b.score - a.score || a.fact - b.fact)
        .slice(0, limit),
      entities: linkedEntities(question, limit),
    };
  },
};

const LOCAL_FACTS = 50;

/**
 * Opens retrieval on a graph: indexes of passages, facts and names, and the network that walks go over, are built once, in
 * memory. Vectors and reports of communities are made when they are first asked for. Deterministic.
 */
export async function openRetriever(material: RetrievalMaterial): Promise<Retriever> {
  const indexes = await buildRetrievalIndexes(material);
  return {
    async retrieve(question, options = {}) {
      const { mode, limit, anchors, vector } = { ...RETRIEVE_DEFAULTS, ...options };
      if (!Number.isInteger(limit) || limit < 1 || limit > MOST) {
        throw new RecipeError(`so many cannot be retrieved: ${limit}`, {
          hint: `a whole number from 1 to ${MOST}`,
        });
      }
      const asked = readQuestion(question, indexes, anchors, vector);
      const find = (most: number): Promise<Found> => SEARCHES[mode](asked, indexes, most);
      // A walk starts from what is near by meaning; its order is that of chains, which no one passage tells.
      const isJoined = vector !== null && (mode === 'lexical' || mode === 'local');
      return {
        mode,
        ...(isJoined ? await joinByMeaning(find, asked, indexes, limit) : await find(limit)),
      };
    },
    reports: () => reportIndex(indexes).list,
  };
}

const MOST = 1000;

const nothing = (): Found => ({ passages: [], facts: [], entities: [], reports: [] });

function byWords(
  question: ReadQuestion,
  indexes: RetrievalIndexes,
  limit: number,
): RankedPassage[] {
  return indexes.passages.search(question.terms, limit).map(({ index, score }) => ({
    index,
    score,
    because: explainWords(question, index, indexes),
  }));
}

async function linkedFacts(
  question: ReadQuestion,
  indexes: RetrievalIndexes,
  limit: number,
): Promise<Found['facts']> {
  return factsOf(await linkFacts(question, indexes, limit), indexes);
}

const linkedEntities = (question: ReadQuestion, limit: number): Found['entities'] =>
  question.links.slice(0, limit).map(({ entity, score }) => ({
    entity,
    score,
    because: sayLink(entity, question)!,
  }));

/** Of each edge its most trusted fact. */
function factsOf(edges: readonly Ranked[], { graph }: RetrievalIndexes): Found['facts'] {
  return edges.map(({ index, score }) => ({
    fact: graph.edges.facts[graph.edges.factStart[index]!]!,
    score,
  }));
}

/** Passages that say the edges, by the sum of what these count. */
function passagesOfEdges(
  edges: readonly Ranked[],
  indexes: RetrievalIndexes,
  limit: number,
): RankedPassage[] {
  const { graph } = indexes;
  const found = new Map<number, RankedPassage>();
  for (const { index, score } of edges) {
    const passages = new Set<number>();
    for (let at = graph.edges.factStart[index]!; at < graph.edges.factStart[index + 1]!; at++) {
      const { source } = graph.facts[graph.edges.facts[at]!]!;
      if (!isImported(source)) passages.add(source.passage);
    }
    for (const passage of passages) {
      const held = found.get(passage) ?? { index: passage, score: 0, because: [] };
      held.score += score;
      held.because.push(`says that ${sayEdge(index, indexes)}`);
      found.set(passage, held);
    }
  }
  return [...found.values()]
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, limit);
}
