import type { Entity, KnowledgeGraph } from '../../src/methods/graph/knowledge-graph.ts';
import { isImported } from '../../src/methods/graph/knowledge-graph.ts';
import type { GraphQuery } from '../../src/methods/graph/assign/query.ts';
import { makeReference, type Reference } from './reference.ts';

export interface Rules {
  leastConfidence: number;
  mostBridgeDegree: number;
  mostCounted: number;
}

/**
 * Whether a query may be asked, by the rules as they are written down and nothing else: slow, for small graphs. Of the
 * rules of names only ambiguity is looked at, so names must not stand in one another.
 */
export function makeAskable(graph: KnowledgeGraph, rules: Rules): (query: GraphQuery) => boolean {
  const reference = makeReference(graph);
  const { follow, entity, distance, neighbours } = reference;
  const triples = graph.facts.map((fact) => ({
    fact,
    s: graph.entities[fact.subject]!.id,
    p: graph.predicates[fact.predicate]!.id,
    o: graph.entities[fact.object]!.id,
  }));
  const isBothWays = (p: string): boolean =>
    graph.predicates.some(({ id, inverse }) => id === p && inverse === p);
  /** Facts that say a step from one thing to another. */
  const saying = (from: string, step: string, to: string) => {
    const p = step.replace('^', '');
    const isBack = step !== p;
    return triples.filter(
      (one) =>
        one.p === p &&
        (((!isBack || isBothWays(p)) && one.s === from && one.o === to) ||
          ((isBack || isBothWays(p)) && one.s === to && one.o === from)),
    );
  };
  const isGold = (from: string, step: string, to: string): boolean =>
    saying(from, step, to).some(({ fact }) => fact.confidence >= rules.leastConfidence);
  const isContested = (from: string, step: string): boolean =>
    graph.entities.some(({ id }) => {
      const all = saying(from, step, id);
      return all.some(
        (one) =>
          !one.fact.negated &&
          all.some((other) => other.fact.negated && other.s === one.s && other.o === one.o),
      );
    });
  const isValue = (id: string): boolean => entity(id).range !== null;
  const mayAnchor = (id: string): boolean =>
    !isValue(id) &&
    graph.entities.every((other) => other.id === id || !namesOf(other).includes(entity(id).name));
  const mayBridge = (id: string): boolean =>
    !isValue(id) && neighbours(id).size <= rules.mostBridgeDegree;
  /** What a step reaches alone, by gold. */
  const only = (from: string, step: string): string | undefined => {
    const [to, ...more] = follow(from, step);
    if (to === undefined || more.length > 0 || isContested(from, step)) return undefined;
    return isGold(from, step, to) ? to : undefined;
  };
  const isClue = (anchor: string, step: string, to: string): boolean =>
    mayAnchor(anchor) && isSpread(anchor, step, to);
  const isSpread = (from: string, step: string, to: string): boolean =>
    from !== to &&
    follow(from, step).length > 1 &&
    !isContested(from, step) &&
    isGold(from, step, to);
  const isClosed = (anchor: string, step: string): boolean => {
    const things = follow(anchor, step);
    const documents = things.map((thing) =>
      saying(anchor, step, thing).map(({ fact }) =>
        isImported(fact.source) ? -1 : graph.passages[fact.source.passage]!.document,
      ),
    );
    return (
      things.length > 1 &&
      things.length <= rules.mostCounted &&
      !isContested(anchor, step) &&
      things.every(
        (thing) =>
          !isValue(thing) &&
          // Where a predicate goes both ways, each of the two edges must be gold.
          saying(anchor, step, thing).every(({ s, p, o }) => isGold(s, p, o)) &&
          entity(thing).kind === entity(things[0]!).kind,
      ) &&
      things.every((a) =>
        things.every(
          (b) => a === b || !namesOf(entity(a)).some((n) => namesOf(entity(b)).includes(n)),
        ),
      ) &&
      documents[0]!.some((document) => documents.every((own) => own.includes(document)))
    );
  };
  /** Whether a question about the anchors tells what is hidden: the fixtures' names are whole or not there at all. */
  const isTold = (shown: readonly string[], hidden: readonly string[]): boolean =>
    hidden.some((one) =>
      shown.some(
        (other) =>
          one !== other &&
          namesOf(entity(one)).some((name) => namesOf(entity(other)).includes(name)),
      ),
    );
  const isReturn = (p: string, q: string): boolean =>
    p === q ? isBothWays(p) : p.replace('^', '') === q.replace('^', '');

  return (query) => {
    const { form, anchors, predicates } = query;
    const [a, b] = anchors as [string, string];
    const [p, q, r] = predicates as [string, string, string];
    if (predicates.some((step) => step.startsWith('^') && isBothWays(step.slice(1)))) return false;
    if (!anchors.every(mayAnchor) || new Set(anchors).size < anchors.length) return false;
    const answers = reference.answers(query);
    if (answers.length !== 1) return false;
    const answer = answers[0]!;
    if (graph.entityById.has(answer) && form !== 'more' && form !== 'less') {
      if (isTold(anchors, [answer])) return false;
    }
    switch (form) {
      case '2i':
      case '3i':
        return (
          !isValue(answer) &&
          anchors.every((anchor, at) => isClue(anchor, predicates[at]!, answer)) &&
          anchors.every((_, without) => isMore(reference, query, without))
        );
      case 'pi': {
        const bridge = only(a, p);
        return (
          bridge !== undefined &&
          mayBridge(bridge) &&
          ![a, b, answer].includes(bridge) &&
          !isValue(answer) &&
          answer !== a &&
          !isReturn(p, q) &&
          !isTold([a, b, answer], [bridge]) &&
          isSpread(bridge, q, answer) &&
          isClue(b, r, answer) &&
          distance(a, answer, 2) === 2
        );
      }
      case 'ip': {
        const bridges = follow(a, p).filter((one) => follow(b, q).includes(one));
        const bridge = bridges[0];
        return (
          bridges.length === 1 &&
          mayBridge(bridge!) &&
          isClue(a, p, bridge!) &&
          isClue(b, q, bridge!) &&
          only(bridge!, r) === answer &&
          ![a, b, bridge].includes(answer) &&
          !isTold([a, b, answer], [bridge!]) &&
          distance(a, answer, 2) === 2 &&
          distance(b, answer, 2) === 2
        );
      }
      case 'count':
        return isClosed(a, p) && !isTold([a], follow(a, p));
      case 'more':
      case 'less':
        return (
          !p.startsWith('^') &&
          anchors.every((anchor) => only(anchor, p) !== undefined) &&
          entity(a).kind === entity(b).kind
        );
      case 'most':
      case 'least':
        return (
          !q.startsWith('^') &&
          follow(a, p).length > 2 &&
          isClosed(a, p) &&
          answer !== a &&
          !isTold([a, answer], follow(a, p)) &&
          follow(a, p).every((thing) => only(thing, q) !== undefined)
        );
      default: {
        let at: string | undefined = a;
        for (const [hop, step] of predicates.entries()) {
          const next = only(at, step);
          if (next === undefined) return false;
          const isBridge = hop + 1 < predicates.length;
          if (isBridge && (!mayBridge(next) || isTold([a, answer], [next]))) return false;
          at = next;
        }
        return distance(a, answer, predicates.length) === predicates.length;
      }
    }
  };
}

const namesOf = ({ name, aliases }: Entity): string[] => [name, ...aliases];

/** Whether there are more answers without one clue. */
function isMore(reference: Reference, query: GraphQuery, without: number): boolean {
  const anchors = query.anchors.toSpliced(without, 1);
  const predicates = query.predicates.toSpliced(without, 1);
  const form = anchors.length === 1 ? '1p' : '2i';
  return reference.answers({ form, anchors, predicates }).length > 1;
}
