import type { Edges, Fact, GraphContent, KnowledgeGraph } from './knowledge-graph.ts';

/**
 * Computes a graph's edges and adjacency. A triple that any fact denies is no edge. Throws RangeError on an index that
 * lies outside its list and on two entities or predicates with one id.
 */
export function indexGraph(content: GraphContent): KnowledgeGraph {
  const entityById = numberIds(content.entities, 'entity');
  const predicateById = numberIds(content.predicates, 'predicate');
  checkFacts(content);
  const edges = collectEdges(content.facts);
  const count = edges.subject.length;
  const outStart = offsetsOf(edges.subject, content.entities.length);
  const inStart = offsetsOf(edges.object, content.entities.length);
  const inEdges = new Int32Array(count);
  const next = inStart.slice();
  for (let edge = 0; edge < count; edge++) inEdges[next[edges.object[edge]!]!++] = edge;
  return { ...content, edges, outStart, inStart, inEdges, entityById, predicateById };
}

function numberIds(items: readonly { id: string }[], what: string): Map<string, number> {
  const numbers = new Map(items.map(({ id }, index) => [id, index]));
  if (numbers.size === items.length) return numbers;
  const twice = items.find(({ id }, index) => numbers.get(id) !== index)!;
  throw new RangeError(`two of the graph's ${what} records have the id "${twice.id}"`);
}

function checkFacts({ facts, entities, predicates, passages, files }: GraphContent): void {
  for (const [index, { subject, predicate, object, source }] of facts.entries()) {
    const isWithin =
      isIndex(subject, entities.length) &&
      isIndex(object, entities.length) &&
      isIndex(predicate, predicates.length) &&
      ('file' in source
        ? isIndex(source.file, files.length)
        : isIndex(source.passage, passages.length));
    if (!isWithin) throw new RangeError(`fact ${index} names something that the graph has not`);
  }
}

const isIndex = (value: number, length: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < length;

function collectEdges(facts: readonly Fact[]): Edges {
  const order = Int32Array.from(facts.keys()).toSorted((a, b) => {
    const [x, y] = [facts[a]!, facts[b]!];
    return (
      x.subject - y.subject ||
      x.predicate - y.predicate ||
      x.object - y.object ||
      y.confidence - x.confidence ||
      a - b
    );
  });
  const starts: number[] = [];
  const kept: number[] = [];
  const factStart: number[] = [];
  for (let from = 0; from < order.length;) {
    const first = facts[order[from]!]!;
    let to = from;
    let denied = false;
    for (; to < order.length; to++) {
      const fact = facts[order[to]!]!;
      if (
        fact.subject !== first.subject ||
        fact.predicate !== first.predicate ||
        fact.object !== first.object
      ) {
        break;
      }
      denied ||= fact.negated;
    }
    if (!denied) {
      starts.push(order[from]!);
      factStart.push(kept.length);
      for (let at = from; at < to; at++) kept.push(order[at]!);
    }
    from = to;
  }
  return {
    subject: Int32Array.from(starts, (fact) => facts[fact]!.subject),
    predicate: Int32Array.from(starts, (fact) => facts[fact]!.predicate),
    object: Int32Array.from(starts, (fact) => facts[fact]!.object),
    confidence: Float32Array.from(starts, (fact) => facts[fact]!.confidence),
    factStart: Int32Array.from([...factStart, kept.length]),
    facts: Int32Array.from(kept),
  };
}

/** Where each key's run begins, were the keys sorted: `length + 1` offsets. */
function offsetsOf(keys: Int32Array, length: number): Int32Array {
  const offsets = new Int32Array(length + 1);
  for (const key of keys) offsets[key + 1]!++;
  for (let key = 0; key < length; key++) offsets[key + 1]! += offsets[key]!;
  return offsets;
}
