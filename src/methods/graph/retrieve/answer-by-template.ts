import type { CommunityReport } from '../communities/report-communities.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { sayTriple } from '../report/say-fact.ts';
import type { Answer, AnswerStatement } from './answer.ts';
import { quoteSource } from './quote-source.ts';
import type { Retrieved, Retriever } from './retriever.ts';

export interface AnswerMaterial {
  graph: KnowledgeGraph;
  passageText(index: number): string | Promise<string>;
}

const MOST_QUOTATIONS = 3;
const CLAIMS_OF_REPORT = 3;

/**
 * Answers with what the graph has: the facts that were found, best first, each with the sentence or line that says it; of
 * `global`, reports with their claims. Nothing is concluded from them.
 */
export async function answerByTemplate(
  retrieved: Retrieved,
  retriever: Retriever,
  material: AnswerMaterial,
): Promise<Answer> {
  const statements =
    retrieved.mode === 'global'
      ? await stateReports(retrieved, retriever.reports(), material)
      : await stateFacts(retrieved, material);
  return {
    mode: retrieved.mode,
    voice: 'template',
    isFound: statements.length > 0,
    text: null,
    statements,
    dropped: {},
  };
}

async function stateFacts(
  { facts }: Retrieved,
  { graph, passageText }: AnswerMaterial,
): Promise<AnswerStatement[]> {
  const statements: AnswerStatement[] = [];
  for (const { fact } of facts) {
    const { source, ...triple } = graph.facts[fact]!;
    statements.push({
      text: `${sayTriple(graph, triple)}.`,
      quotations: [await quoteSource(source, graph, passageText)],
    });
  }
  return statements;
}

async function stateReports(
  { reports }: Retrieved,
  list: readonly CommunityReport[],
  { graph, passageText }: AnswerMaterial,
): Promise<AnswerStatement[]> {
  const byCommunity = new Map(list.map((report) => [report.community, report]));
  const statements: AnswerStatement[] = [];
  for (const { community } of reports) {
    const { title, entities, edges, claims } = byCommunity.get(community)!;
    const cites = claims.slice(0, CLAIMS_OF_REPORT).flatMap((claim) => claim.cites.slice(0, 1));
    const said = claims.slice(0, CLAIMS_OF_REPORT).map(({ text }) => text);
    statements.push({
      text: `${title} (${entities} entities, ${edges} facts): ${said.join(' ')}`,
      quotations: await Promise.all(
        cites
          .slice(0, MOST_QUOTATIONS)
          .map(({ source }) => quoteSource(source, graph, passageText)),
      ),
    });
  }
  return statements;
}
