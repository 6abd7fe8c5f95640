import type { Hash } from '../../../core/hash.ts';
import type { Sample } from '../../../core/records/index.ts';
import type { AssignOptions } from '../assign/options.ts';
import type { QueryForm } from '../assign/query.ts';
import type { WriteOptions } from '../write/options.ts';
import { CHECKS } from './checks.ts';
import { hasBridge } from './answer-matches.ts';
import { KINDS } from './read-claim.ts';

/** Options that say what samples a part can make. */
export type ProvedOptions = Pick<AssignOptions, 'forms' | 'leastConfidence' | 'mostAnswers'> &
  Pick<WriteOptions, 'voice' | 'closedBook' | 'necessity' | 'passages' | 'statements'> & {
    /** Whether the shipped weights test for shortcuts. Default: said by nothing. */
    gnn?: 'zero-shot' | 'off';
  };

/** What of a sample cannot come from a part with these options over this graph, or undefined. */
export function contradictionOf(
  { kind, tags, voice, context, evidence, checks }: Sample,
  options: ProvedOptions,
  material: Hash,
): string | undefined {
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
  // Gold passages are all shown, however many there are.
  const near = context?.filter(({ gold }) => !gold).length ?? 0;
  if (near > 0 && context!.length > options.passages) {
    return `it shows ${context!.length} passages, and its part ${options.passages}`;
  }
  return faultOfTests(kind, String(form), checks, options);
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
