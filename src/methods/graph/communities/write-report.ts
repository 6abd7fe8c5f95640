import { z } from 'zod';
import { ItemRejectedError } from '../../../core/errors/item-rejected-error.ts';
import type { Prompt, RoleCaller } from '../../../core/run/method.ts';
import { oneLine, promptMessages } from '../../../core/run/prompts.ts';
import { findForeign } from './find-foreign.ts';
import type { CitedClaim, CommunityReport } from './report-communities.ts';

const WrittenReport = z.strictObject({
  title: z.string(),
  sentences: z.array(z.strictObject({ text: z.string(), facts: z.array(z.number()) })),
});

export interface WriteReportPorts {
  caller: RoleCaller;
  /** `prompts/report.md`, or a file in its place; it may use `{{title}}` and `{{facts}}`. */
  prompt: Prompt;
  /** Whether a word, folded, is part of any name of the graph. */
  isNameWord(word: string): boolean;
  maxOutputTokens?: number;
}

const MAX_OUTPUT_TOKENS = 1200;

/**
 * Has a model write a community's report from the claims of its template report, which it points at by number. A sentence
 * that points at none, or that brings a name or a number which its facts do not have, is dropped and counted. Where none is
 * left, or the reply cannot be used, the template's claims stand, and `dropped` tells why.
 */
export async function writeReport(
  report: CommunityReport,
  { caller, prompt, isNameWord, maxOutputTokens = MAX_OUTPUT_TOKENS }: WriteReportPorts,
): Promise<CommunityReport> {
  const { claims } = report;
  const dropped: Record<string, number> = { ...report.dropped };
  const drop = (reason: string): void => void (dropped[reason] = (dropped[reason] ?? 0) + 1);
  const facts = claims.map(({ text }, i) => `${i + 1}. ${oneLine(text)}`).join('\n');
  let written: z.infer<typeof WrittenReport>;
  try {
    ({ value: written } = await caller.object({
      step: `report/${report.community}`,
      messages: promptMessages(prompt.render({ title: oneLine(report.title), facts })),
      maxOutputTokens,
      prompt,
      schema: WrittenReport,
      schemaName: 'report',
    }));
  } catch (error) {
    if (!(error instanceof ItemRejectedError)) throw error;
    drop(error.reason);
    return { ...report, dropped };
  }
  const kept: CitedClaim[] = [];
  for (const sentence of written.sentences) {
    const read = readPointedSentence(sentence, claims, isNameWord);
    if (typeof read === 'string') drop(read);
    else kept.push(read);
  }
  if (kept.length === 0) return { ...report, dropped };
  const sources = [report.title, ...claims.map(({ text }) => text)];
  const title = oneLine(written.title);
  const isForeign = title === '' || findForeign(title, sources, isNameWord) !== undefined;
  if (isForeign) drop('title');
  return {
    ...report,
    title: isForeign ? report.title : title,
    claims: kept,
    voice: 'model',
    dropped,
  };
}

/** A sentence with what it points at (from 1), or the reason for which it cannot stand. */
export function readPointedSentence(
  { text, facts }: { text: string; facts: readonly number[] },
  claims: readonly CitedClaim[],
  isNameWord: (word: string) => boolean,
): CitedClaim | string {
  const said = oneLine(text);
  if (said === '') return 'empty';
  const pointed = [...new Set(facts)].flatMap((number) => claims[number - 1] ?? []);
  if (pointed.length === 0) return 'no-pointer';
  const foreign = findForeign(
    said,
    pointed.map((claim) => claim.text),
    isNameWord,
  );
  if (foreign !== undefined) return foreign.kind;
  const cites = new Map(
    pointed.flatMap((claim) => claim.cites.map((cite) => [cite.fact, cite] as const)),
  );
  return { text: said, cites: [...cites.values()] };
}
