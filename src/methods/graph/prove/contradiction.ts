import type { Hash } from '../../../core/hash.ts';
import type { Sample } from '../../../core/records/index.ts';
import type { AssignOptions } from '../assign/options.ts';
import { assignmentKey, drawTwin } from '../assign/name-assignment.ts';
import type { GraphQuery, QueryForm } from '../assign/query.ts';
import type { WriteOptions } from '../write/options.ts';
import { CHECKS } from './checks.ts';
import { hasBridge } from './answer-matches.ts';
import { KINDS } from './read-claim.ts';

/** Options that say what samples a part can make. */
export type ProvedOptions = Pick<
  AssignOptions,
  'forms' | 'leastConfidence' | 'mostAnswers' | 'mostCounted' | 'unanswerable'
> &
  Pick<
    WriteOptions,
    'voice' | 'closedBook' | 'necessity' | 'passages' | 'statements' | 'addMissingGold'
  > & {
    /** Whether the shipped weights test for shortcuts. Default: said by nothing. */
    gnn?: 'zero-shot' | 'off';
  };

/** What of a sample cannot come from a part with these options and this seed over this graph, or undefined. */
export function contradictionOf(
  sample: Sample,
  options: ProvedOptions,
  material: Hash,
  seed: string,
): string | undefined {
  const { kind, tags, voice, evidence, checks } = sample;
  for (const one of evidence) {
    if ((one.kind === 'path' || one.kind === 'query') && one.graph !== material) {
      return `its ${one.kind} is of the graph ${one.graph.slice(0, 12)}, and its part's is ${material.slice(0, 12)}`;
    }
  }
  const { form, confidence, answers } = tags;
  const weight = Object.hasOwn(options.forms, String(form))
    ? options.forms[form as QueryForm]
    : undefined;
  if (weight === undefined || weight === 0)
    return `its part asks no questions of the form ${String(form)}`;
  if (typeof confidence !== 'number' || confidence < round(options.leastConfidence)) {
    return `an edge has the confidence ${String(confidence)}, and its part takes ${options.leastConfidence} and more`;
  }
  if (typeof answers !== 'number' || answers > options.mostAnswers) {
    return `it has ${String(answers)} answers, and its part allows ${options.mostAnswers}`;
  }
  if (kind === KINDS.closed && !options.closedBook)
    return 'its part asks no questions without passages';
  if (voice === 'model' && options.voice !== 'model')
    return 'its part writes in the voice of templates';
  return (
    faultOfShown(sample, options) ??
    faultOfDraw(sample, options, seed) ??
    faultOfTests(kind, String(form), checks, options)
  );
}

/** No more is shown than the options let, and gold alone where that is more. */
function faultOfShown(
  { context, checks, evidence, metrics }: Sample,
  { passages, statements, addMissingGold }: ProvedOptions,
): string | undefined {
  const near = context?.filter(({ gold }) => !gold).length ?? 0;
  if (near > 0 && context!.length > passages) {
    return `it shows ${context!.length} passages, and its part ${passages}`;
  }
  const stated = checks.find(({ name }) => name === CHECKS.context)?.detail?.['statements'];
  const told = evidence.flatMap((one) => (one.kind === 'path' ? one.edges : [])).length;
  if (Array.isArray(stated) && stated.length > Math.max(statements, told)) {
    return `it shows ${stated.length} statements, and its part ${statements}`;
  }
  const found = metrics?.['retrievedGold'] ?? 1;
  return !addMissingGold && found !== 1
    ? 'its part adds no passage that retrieval missed, and retrieval found only a part of it'
    : undefined;
}

/** Its chance is that of its query, which it answers once, and its query one that the part draws. */
function faultOfDraw(
  { kind, lineage, evidence, tags }: Sample,
  { mostCounted, unanswerable }: ProvedOptions,
  seed: string,
): string | undefined {
  const query = evidence.find((one) => one.kind === 'query');
  if (query === undefined) return 'it carries no query';
  const asked = query as unknown as GraphQuery;
  const isTwin = kind === KINDS.unanswerable;
  const key = assignmentKey(asked, isTwin);
  if (lineage.seed !== `${seed}/${key}`) {
    return `its seed is not that of its query: ${seed}/${key}`;
  }
  const place = kind === KINDS.closed ? 1 : 0;
  if (lineage.candidate !== place) {
    return `it is candidate ${lineage.candidate} of its query, and a ${kind} question is ${place}`;
  }
  if (isTwin && !drawTwin(seed, asked, unanswerable).isDrawn) {
    return 'its part draws no unanswerable twin of its question';
  }
  const counted = tags['form'] === 'count' ? Number(query.answers[0]) : 0;
  return counted > mostCounted
    ? `it counts ${counted} things, and its part ${mostCounted} at the most`
    : undefined;
}

/** Tests that the options ask for, and only these, have been made. */
function faultOfTests(
  kind: string,
  form: string,
  checks: Sample['checks'],
  { necessity, gnn }: ProvedOptions,
): string | undefined {
  const isOfPath = kind === KINDS.multi || kind === KINDS.closed;
  const wanted: [name: string, isWanted: boolean][] = [
    [CHECKS.necessity, necessity !== undefined && kind === KINDS.multi],
  ];
  if (gnn !== undefined) {
    wanted.push([CHECKS.shortcut, gnn === 'zero-shot' && isOfPath && hasBridge(form)]);
    // No part trains a model for it.
    wanted.push([CHECKS.shortcutTrained, false]);
  }
  for (const [name, isWanted] of wanted) {
    const isThere = checks.some((check) => check.name === name);
    if (isThere !== isWanted) {
      return `it ${isThere ? 'has' : 'lacks'} ${name}, and its part ${isWanted ? 'makes' : 'does not make'} this test of a ${kind} question`;
    }
  }
  return undefined;
}

const round = (confidence: number): number => Math.round(1000 * confidence) / 1000;
