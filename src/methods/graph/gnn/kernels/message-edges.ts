import type { MessageEdges } from './kernels.ts';

/**
 * The edges along which messages travel, both ways for every triple (head, relation, tail of each in turn), without those
 * whose number is in `without`. `integers` gives the arrays, where a kernel can read them.
 */
export function messageEdges(
  graph: { entities: number; relations: number; triples: Int32Array },
  integers: (length: number) => Int32Array,
  without?: ReadonlySet<number>,
): MessageEdges {
  const { entities: nodes, relations, triples } = graph;
  const types = 2 * relations;
  const total = triples.length / 3;
  const count = 2 * (total - (without?.size ?? 0));
  const from = new Int32Array(count);
  const type = new Int32Array(count);
  const to = new Int32Array(count);
  let edge = 0;
  for (let triple = 0; triple < total; triple++) {
    if (without?.has(triple)) continue;
    const [head, relation, tail] = [
      triples[3 * triple]!,
      triples[3 * triple + 1]!,
      triples[3 * triple + 2]!,
    ];
    from[edge] = to[edge + 1] = head;
    to[edge] = from[edge + 1] = tail;
    type[edge] = relation;
    type[edge + 1] = relation + relations;
    edge += 2;
  }
  return sortEdges({ nodes, types, from, type, to }, integers);
}

/** Edges given one by one, sorted in the three ways that kernels need. */
export function sortEdges(
  list: { nodes: number; types: number; from: Int32Array; type: Int32Array; to: Int32Array },
  integers: (length: number) => Int32Array,
): MessageEdges {
  const { nodes, types, from, type, to } = list;
  const reached = sortBy(to, nodes, integers, type, from);
  const left = sortBy(from, nodes, integers, type, to);
  const typed = sortBy(type, types, integers, from, to);
  return {
    nodes,
    types,
    starts: reached.starts,
    edgeTypes: reached.columns[0]!,
    sources: reached.columns[1]!,
    reversed: { starts: left.starts, edgeTypes: left.columns[0]!, sources: left.columns[1]! },
    byType: { starts: typed.starts, sources: typed.columns[0]!, targets: typed.columns[1]! },
  };
}

/** Columns in the order of their keys (counting sort, stable), and where each key's run starts. */
function sortBy(
  keys: Int32Array,
  length: number,
  integers: (length: number) => Int32Array,
  ...columns: Int32Array[]
): { starts: Int32Array; columns: Int32Array[] } {
  const starts = integers(length + 1);
  starts.fill(0);
  for (const key of keys) starts[key + 1]!++;
  for (let key = 0; key < length; key++) starts[key + 1]! += starts[key]!;
  const next = starts.slice();
  const place = new Int32Array(keys.length);
  for (let at = 0; at < keys.length; at++) place[at] = next[keys[at]!]!++;
  const sorted = columns.map((column) => {
    const result = integers(keys.length);
    for (let at = 0; at < keys.length; at++) result[place[at]!] = column[at]!;
    return result;
  });
  return { starts, columns: sorted };
}
