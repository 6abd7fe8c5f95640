import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { Candidate, Check, Message } from '../../../core/records/index.ts';
import type { Assignment, WriteContext } from '../../../core/run/method.ts';
import type { QueryPayload } from '../assign/query.ts';
import { findEdge } from '../assign/unanswerable.ts';
import { labelsOf, licensesOf } from '../prove/answer-matches.ts';
import { CHECKS } from '../prove/checks.ts';
import { faultOfPathEvidence } from '../prove/path.ts';
import { countCommunities } from '../prove/places.ts';
import { faultOfQueryEvidence } from '../prove/query.ts';
import {
  type Claim,
  kindOf,
  KINDS,
  readClaim,
  type Reading,
  sayStatementOf,
} from '../prove/read-claim.ts';
import { faultOfCheck, requirementOf } from '../prove/replayers.ts';
import { checkOfRanks, type Ranks } from '../prove/shortcut.ts';
import { isSaidIn, templateLines, traceOf } from '../prove/trace-cited.ts';
import { keptTexts, type ThoughtGraph } from '../thought/thought-graph.ts';
import { composeEvidence } from './compose-evidence.ts';
import { layOut, putQuestion, showPassage } from './compose-prompt.ts';
import { type Draft, quoteFrom } from './draft-scene.ts';
import { isAnswerOf } from './is-answer.ts';
import type { GraphWriting } from './material-port.ts';
import { NODES } from './plan-thoughts.ts';
import { testNecessity } from './test-necessity.ts';

/** A draft with its thoughts, to be put together with what is shown or without. */
export interface Written extends Draft {
  thoughts: ThoughtGraph;
  thought: string;
  ranks: Ranks | undefined;
  isOpen: boolean;
}

/** Puts a candidate together, and records the verdict of every check that verify will replay. */
export async function composeCandidate(
  written: Written,
  assignment: Assignment<QueryPayload>,
  material: GraphWriting,
  context: WriteContext,
): Promise<Candidate> {
  const { scene, payload, gathered, isOpen, path, texts } = written;
  const { graph, manifestHash, snapshot } = material;
  const { query, withheld, answers } = payload;
  const passages = isOpen ? gathered.passages : null;
  const toldEdges = scene.told.map(({ edge }) => findEdge(graph, edge)!);
  const evidence = composeEvidence(
    graph,
    { graph: manifestHash, snapshot },
    {
      query,
      answers,
      path: path.map((edge) => idsOf(material, edge)),
      told: scene.told.map(({ edge }) => edge),
      shown: scene.shown,
      passages,
    },
    (span) => quoteFrom(texts, material, span),
  );
  const claim: Claim = {
    kind: kindOf(query, isOpen, withheld),
    messages: composeMessages(written, material),
    ...(passages !== null && {
      context: passages.map((at) => {
        const { document, block, start, end } = graph.passages[at]!;
        const gold = toldEdges.some((edge) => isSaidIn(scene, at, edge));
        const { record } = graph.documents[document]!;
        return { document: record, block, start, end, text: texts.get(at)!, gold };
      }),
    }),
    answer: { value: scene.final, basis: 'program' },
    evidence,
    checks: draftChecks(written, material),
    voice: voiceOf(written),
    tags: {},
    licenses: [],
    random: (label) => context.random.fork(label),
  };
  const reading = readClaim(claim, graph);
  if ('fault' in reading) throw new TypeError(`what was written cannot be read: ${reading.fault}`);
  await judge(reading, written, assignment, material, context);
  const { random: _random, ...candidate } = claim;
  return candidate;
}

/** Adds labels and verdicts to the claim that was read. */
async function judge(
  reading: Reading,
  { gathered, payload, scene, ranks }: Written,
  { groups }: Assignment<QueryPayload>,
  material: GraphWriting,
  context: WriteContext,
): Promise<void> {
  const { claim, path, graph } = reading;
  const { communities, options } = material;
  if (ranks !== undefined) claim.checks.push(checkOfRanks(ranks, material.scorer!));
  claim.tags = { ...labelsOf(reading), communities: countCommunities(graph, communities, path) };
  claim.licenses = licensesOf(reading);
  if (gathered.retrievedGold !== null && reading.isOpen) {
    claim.metrics = { retrievedGold: gathered.retrievedGold };
  }
  const unproved =
    (await faultOfPathEvidence(reading, context.store)) ?? faultOfQueryEvidence(reading);
  if (unproved !== undefined) throw new ItemRejectedError('path-unproved', unproved);
  for (const [at, check] of claim.checks.entries()) {
    if (!requirementOf(claim.kind)!.checks.includes(check.name)) continue;
    const reason = await faultOfCheck(check, reading, groups, context.store);
    if (reason !== undefined) claim.checks[at] = { ...check, verdict: 'fail', detail: { reason } };
  }
  const hasFailed = claim.checks.some(({ verdict }) => verdict !== 'pass');
  if (options.necessity === undefined || claim.kind !== KINDS.multi || hasFailed) return;
  const items = itemsOf(reading);
  claim.checks.push(
    await testNecessity(
      {
        role: options.necessity,
        question: reading.question,
        gold: items.filter(({ gold }) => gold).map(({ text }) => text),
        all: items.map(({ text }) => text),
        isAnswer: (reply) => isAnswerOf(graph, payload, scene.value, reply),
      },
      context,
    ),
  );
}

function itemsOf({ graph, passages, statements, claim, toldEdges }: Reading) {
  if (passages === null) {
    return statements.map((edge) => ({
      text: sayStatementOf(graph, edge),
      gold: toldEdges.includes(edge),
    }));
  }
  return claim.context!.map(({ text, gold }, at) => ({
    text: showPassage(graph.documents[graph.passages[passages[at]!]!.document]!.title, text),
    gold,
  }));
}

function composeMessages(
  { scene, thoughts, gathered, texts, isOpen }: Written,
  { graph }: GraphWriting,
): Message[] {
  const [question] = keptTexts(thoughts, NODES.question);
  const [trace] = keptTexts(thoughts, isOpen ? NODES.trace : NODES.closedTrace);
  const items =
    gathered.passages?.map((at) =>
      showPassage(graph.documents[graph.passages[at]!.document]!.title, texts.get(at)!),
    ) ?? gathered.statements.map((edge) => sayStatementOf(graph, edge));
  const content = isOpen
    ? putQuestion(layOut(scene.shown, items, scene.random('layout')), question!)
    : question!;
  return [
    { role: 'user', content },
    { role: 'assistant', content: scene.final, reasoning: trace! },
  ];
}

/** The checks that the kind needs, as they stand if they pass. */
function draftChecks(
  { payload, gathered, thought, isOpen }: Written,
  material: GraphWriting,
): Check[] {
  const details: Record<string, Check['detail']> = {
    [CHECKS.answer]: { communities: material.communitiesHash },
    [CHECKS.thought]: { graph: thought },
    [CHECKS.unanswerable]: { withheld: { ...payload.withheld } },
    [CHECKS.context]:
      gathered.passages === null
        ? { statements: gathered.statements.map((edge) => ({ ...idsOf(material, edge) })) }
        : undefined,
  };
  const kind = kindOf(payload.query, isOpen, payload.withheld);
  return requirementOf(kind)!.checks.map((name) => ({
    name,
    basis: 'replayed',
    verdict: 'pass',
    ...(details[name] && { detail: details[name] }),
  }));
}

/** `model` where the question or a line of the trace is not our own words. */
function voiceOf({ scene, thoughts, isOpen }: Written): Candidate['voice'] {
  const said = (node: string): string => keptTexts(thoughts, node)[0]!;
  const isOurs =
    said(NODES.question) === scene.template &&
    (!isOpen || said(NODES.trace) === traceOf(templateLines(scene), scene));
  return isOurs ? 'template' : 'model';
}

function idsOf({ graph }: Pick<GraphWriting, 'graph'>, edge: number) {
  const { subject, predicate, object } = graph.edges;
  return {
    subject: graph.entities[subject[edge]!]!.id,
    predicate: graph.predicates[predicate[edge]!]!.id,
    object: graph.entities[object[edge]!]!.id,
  };
}
