import { canonicalJson } from '../../../core/hash.ts';
import type { Candidate } from '../../../core/records/index.ts';
import { composeRefusal } from '../write/compose-trace.ts';
import { factsOf, spansOf } from '../write/gold-edges.ts';
import { CHECKS } from './checks.ts';
import { templateLines, traceOf } from './trace-cited.ts';
import { kindOf, KINDS, type Reading } from './read-claim.ts';
import { isImported } from '../knowledge-graph.ts';

/** What is said at the end: the answer, or that the shown material does not give it. */
export function finalAnswer({
  withheld,
  value,
  shown,
  random,
}: Pick<Reading, 'withheld' | 'value' | 'shown' | 'random'>): string {
  return withheld === null ? value : composeRefusal(shown, random('refusal'));
}

/** Whether answer, kind and labels are what a program makes of the query and what is shown. */
export function faultOfAnswer(reading: Reading): string | undefined {
  const { claim, query, isOpen, withheld } = reading;
  const value = finalAnswer(reading);
  if (claim.messages.at(-1)!.content !== value) return `the answer given is not "${value}"`;
  if (claim.answer?.value !== value || claim.answer.basis !== 'program') {
    return `the answer is not "${value}" on the basis of a program`;
  }
  const kind = kindOf(query, isOpen, withheld);
  if (claim.kind !== kind) return `it is called ${claim.kind}, and is ${kind}`;
  if (claim.tools !== undefined || claim.chosen !== undefined || claim.rejected !== undefined) {
    return 'a question over a graph has no tools and no pair';
  }
  const isOurs =
    reading.question === reading.template &&
    claim.messages.at(-1)!.reasoning === traceOf(templateLines(reading), reading);
  if (claim.voice !== (isOurs ? 'template' : 'model')) {
    return `it is said to be in the voice of a ${claim.voice}, and is not`;
  }
  const measured = faultOfMetrics(reading);
  if (measured !== undefined) return measured;
  if (canonicalJson(claim.licenses) !== canonicalJson(licensesOf(reading))) {
    return 'the licences are not those of what it is made of';
  }
  const { communities: _unread, ...tags } = claim.tags;
  return canonicalJson(tags) === canonicalJson(labelsOf(reading))
    ? undefined
    : `the tags are not those of the query: ${canonicalJson(labelsOf(reading))}`;
}

/**
 * The one metric is the share of told edges that retrieval found by itself, where passages are shown: that it is one of the
 * shares that there can be. What retrieval found in fact is a statement.
 */
function faultOfMetrics({ claim, isOpen, shown, told }: Reading): string | undefined {
  const { retrievedGold, ...others } = claim.metrics ?? {};
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) return `a question over a graph has no metric "${unknown}"`;
  const isMeasured = isOpen && shown === 'passages' && told.length > 0;
  if (!isMeasured) {
    return retrievedGold === undefined ? undefined : 'no passages were retrieved for it';
  }
  const shares = Array.from({ length: told.length + 1 }, (_, missed) => 1 - missed / told.length);
  return retrievedGold !== undefined && shares.includes(retrievedGold)
    ? undefined
    : `retrievedGold is ${retrievedGold ?? 'absent'}, and is no share of ${told.length} facts`;
}

/** Tags that the graph alone decides; `communities` is held to the stored communities by query@1. */
export function labelsOf(reading: Reading): Candidate['tags'] {
  const { query, hops, answers, isOpen, shown, path, graph } = reading;
  return {
    form: query.form,
    hops: hops.length,
    answers: query.form === 'count' ? 1 : answers.length,
    documents: documentsOf(reading).size,
    shown: isOpen ? shown : 'nothing',
    confidence:
      Math.round(1000 * Math.min(...path.map((edge) => graph.edges.confidence[edge]!))) / 1000,
    shortcut: shortcutLabel(reading),
  };
}

/** Forms of which a bridge can be hidden: chains of two and more, alone or met by one more. */
export const hasBridge = (form: string): boolean => ['2p', '3p', '4p', 'pi'].includes(form);

function shortcutLabel({ claim, query }: Reading): string {
  if (!hasBridge(query.form) || claim.kind === KINDS.unanswerable) return 'not-applicable';
  const names: string[] = [CHECKS.shortcut, CHECKS.shortcutTrained];
  return claim.checks.some(({ name }) => names.includes(name)) ? 'tested' : 'not-tested';
}

/** Documents of the surest span of each edge of the path. */
function documentsOf({ graph, path }: Pick<Reading, 'graph' | 'path'>): Set<number> {
  return new Set(
    path
      .flatMap((edge) => spansOf(graph, edge).slice(0, 1))
      .map(({ passage }) => graph.passages[passage]!.document),
  );
}

/** Licences of all that is shown or proved by, sorted, the unknown last. */
export function licensesOf({
  graph,
  path,
  passages,
  statements,
  shown,
}: Pick<Reading, 'graph' | 'path' | 'passages' | 'statements' | 'shown'>): (string | null)[] {
  const found = new Set<string | null>();
  if (shown === 'passages') {
    const places = [
      ...(passages ?? []),
      ...path.flatMap((edge) => spansOf(graph, edge).map(({ passage }) => passage)),
    ];
    for (const passage of places)
      found.add(graph.documents[graph.passages[passage]!.document]!.license);
  } else {
    for (const edge of [...statements, ...path]) {
      for (const fact of factsOf(graph, edge)) {
        const { source } = graph.facts[fact]!;
        if (isImported(source)) found.add(graph.files[source.file]!.license);
      }
    }
  }
  const known = [...found].filter((license) => license !== null).toSorted();
  return found.has(null) ? [...known, null] : known;
}
