import { z } from 'zod';
import { ItemRejectedError } from '../../../core/errors/item-rejected-error.ts';
import { oneLine, promptMessages } from '../../../core/run/prompts.ts';
import type { CitedClaim, CommunityReport } from '../communities/report-communities.ts';
import { readPointedSentence } from '../communities/write-report.ts';
import type { Answer } from './answer.ts';
import type { AnswerPorts } from './answer-by-model.ts';
import type { AnswerMaterial } from './answer-by-template.ts';
import { quoteSource } from './quote-source.ts';
import type { Retrieved } from './retriever.ts';

const Points = z.strictObject({
  points: z.array(
    z.strictObject({ text: z.string(), facts: z.array(z.number()), helps: z.number() }),
  ),
});

const Overview = z.strictObject({
  sentences: z.array(z.strictObject({ text: z.string(), points: z.array(z.number()) })),
});

const MAX_OUTPUT_TOKENS = 1000;
/** Points put before the model that sums up. */
const MOST_POINTS = 30;
const MOST_QUOTATIONS = 5;

interface Point {
  claim: CitedClaim;
  helps: number;
}

/**
 * Answers a broad question over reports of communities, as GraphRAG's global search does (Edge et al. 2024, arXiv
 * 2404.16130): of each report the model takes points that bear on it, and of the best points it makes an answer. Every
 * point cites facts and every sentence points; what does not, or brings a name or number of its own, is dropped and counted.
 */
export async function answerOverReports(
  question: string,
  retrieved: Retrieved,
  reports: readonly CommunityReport[],
  material: AnswerMaterial,
  ports: AnswerPorts,
): Promise<Answer> {
  const dropped: Record<string, number> = {};
  const drop = (reason: string): void => void (dropped[reason] = (dropped[reason] ?? 0) + 1);
  const byCommunity = new Map(reports.map((report) => [report.community, report]));
  const found = await Promise.all(
    retrieved.reports.map(({ community }) =>
      takePoints(question, byCommunity.get(community)!, ports, drop),
    ),
  );
  const points = found
    .flat()
    .toSorted((a, b) => b.helps - a.helps)
    .slice(0, MOST_POINTS);
  const claims = points.length === 0 ? [] : await sumUp(question, points, ports, drop);
  const statements = await Promise.all(
    claims.map(async ({ text, cites }) => ({
      text,
      quotations: await Promise.all(
        cites
          .slice(0, MOST_QUOTATIONS)
          .map(({ source }) => quoteSource(source, material.graph, material.passageText)),
      ),
    })),
  );
  return {
    mode: retrieved.mode,
    voice: 'model',
    isFound: statements.length > 0,
    text: statements.length > 0 ? statements.map(({ text }) => text).join(' ') : null,
    statements,
    dropped,
  };
}

async function takePoints(
  question: string,
  report: CommunityReport,
  { caller, prompt, isNameWord }: AnswerPorts,
  drop: (reason: string) => void,
): Promise<Point[]> {
  const asked = prompt('points');
  const facts = report.claims.map(({ text }, i) => `${i + 1}. ${oneLine(text)}`).join('\n');
  try {
    const { value } = await caller.object({
      step: `points/${report.community}`,
      messages: promptMessages(
        asked.render({ title: oneLine(report.title), facts, question: oneLine(question) }),
      ),
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      temperature: 0,
      prompt: asked,
      schema: Points,
      schemaName: 'points',
    });
    return value.points.flatMap(({ helps, ...sentence }) => {
      if (!(helps > 0)) return [];
      const claim = readPointedSentence(sentence, report.claims, isNameWord);
      if (typeof claim !== 'string') return [{ claim, helps }];
      drop(claim);
      return [];
    });
  } catch (error) {
    if (!(error instanceof ItemRejectedError)) throw error;
    drop(error.reason);
    return [];
  }
}

async function sumUp(
  question: string,
  points: readonly Point[],
  { caller, prompt, isNameWord }: AnswerPorts,
  drop: (reason: string) => void,
): Promise<CitedClaim[]> {
  const asked = prompt('overview');
  const lines = points.map(({ claim }, i) => `${i + 1}. ${claim.text}`).join('\n');
  const claims = points.map(({ claim }) => claim);
  try {
    const { value } = await caller.object({
      step: 'overview',
      messages: promptMessages(asked.render({ points: lines, question: oneLine(question) })),
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      temperature: 0,
      prompt: asked,
      schema: Overview,
      schemaName: 'overview',
    });
    return value.sentences.flatMap(({ text, points: facts }) => {
      const claim = readPointedSentence({ text, facts }, claims, isNameWord);
      if (typeof claim !== 'string') return [claim];
      drop(claim);
      return [];
    });
  } catch (error) {
    if (!(error instanceof ItemRejectedError)) throw error;
    drop(error.reason);
    return [];
  }
}
