import type { RoleCaller } from '../../core/run/method.ts';
import { createPrompt, loadPrompts } from '../../core/run/prompts.ts';
import type { CommunityReport } from '../../methods/graph/communities/report-communities.ts';
import { writeReport } from '../../methods/graph/communities/write-report.ts';
import type { KnowledgeGraph } from '../../methods/graph/knowledge-graph.ts';
import { readWords } from '../../methods/graph/retrieve/read-words.ts';

/** Has a model write reports from their template claims, one after another. */
export async function writeReports(
  reports: readonly CommunityReport[],
  { entities }: KnowledgeGraph,
  caller: RoleCaller,
): Promise<CommunityReport[]> {
  const prompts = loadPrompts(new URL('../../methods/graph/communities/prompts/', import.meta.url));
  const { version, text } = prompts['report']!;
  const prompt = createPrompt(`report@${version}`, text);
  const words = new Set(entities.flatMap(({ name }) => readWords(name).map((word) => word.text)));
  const written: CommunityReport[] = [];
  for (const report of reports) {
    written.push(
      await writeReport(report, { caller, prompt, isNameWord: (word) => words.has(word) }),
    );
  }
  return written;
}
