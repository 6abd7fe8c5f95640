import type { Entity } from '../knowledge-graph.ts';
import { byText } from '../store/order-graph.ts';
import type { MentionedDocument, ValueNode } from './collect-names.ts';
import type { NameClusters } from './name-clusters.ts';
import { findKnownPlace } from './place-names.ts';

export interface NamedEntities {
  entities: Entity[];
  dimensions: (string | null)[];
  ofRoot: Map<number, number>;
  ofValue: number[];
}

/** Other names that an entity keeps, most used first: a hub of the news may have thousands. */
const MOST_ALIASES = 100;

interface Draft {
  name: string;
  kind: string;
  aliases: string[];
  range: [number, number] | null;
  dimension: string | null;
  /** What tells namesakes apart, the same whatever other documents are there: the first document by id. */
  rank: string;
  root: number;
  value: number;
}

/** Gives every thing and value its name, its other names, its kind and an id that no other has. */
export function nameEntities(
  clusters: NameClusters,
  values: readonly ValueNode[],
  documents: readonly MentionedDocument[],
): NamedEntities {
  const members = Map.groupBy(clusters.nodes.keys(), (node) => clusters.find(node));
  const drafts: Draft[] = [];
  for (const [root, nodes] of members) {
    if (nodes.some((node) => clusters.nodes[node]!.count > 0))
      drafts.push(draftThing(clusters, root, nodes, documents));
  }
  for (const [index, value] of values.entries()) drafts.push(draftValue(value, index));
  drafts.sort(
    (a, b) =>
      byText(a.name, b.name) || byText(a.rank, b.rank) || byText(a.kind, b.kind) || a.root - b.root,
  );
  const ids = giveIds(drafts);
  const order = Array.from(drafts.keys()).toSorted((a, b) => byText(ids[a]!, ids[b]!));
  const ofRoot = new Map<number, number>();
  const ofValue: number[] = [];
  for (const [place, at] of order.entries()) {
    const { root, value } = drafts[at]!;
    if (value >= 0) ofValue[value] = place;
    else ofRoot.set(root, place);
  }
  return {
    entities: order.map((at) => {
      const { name, kind, aliases, range } = drafts[at]!;
      return { id: ids[at]!, name, kind, aliases, range };
    }),
    dimensions: order.map((at) => drafts[at]!.dimension),
    ofRoot,
    ofValue,
  };
}

/** The name, with a number behind it for all but the first that has it. */
export function giveIds(drafts: readonly { name: string }[]): string[] {
  const names = new Set(drafts.map(({ name }) => name));
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return drafts.map(({ name }) => {
    let id = name;
    // `Paris (2)` may be a name itself.
    while (taken.has(id) || (id !== name && names.has(id))) {
      const number = next.get(name) ?? 2;
      next.set(name, number + 1);
      id = `${name} (${number})`;
    }
    taken.add(id);
    return id;
  });
}

function draftThing(
  clusters: NameClusters,
  root: number,
  nodes: readonly number[],
  documents: readonly MentionedDocument[],
): Draft {
  const weights = new Map<string, number>();
  for (const index of nodes) {
    const { name, count, derived, isTitle, also } = clusters.nodes[index]!;
    for (const other of also) weights.set(other, weights.get(other) ?? 0);
    if (count === 0 && !isTitle) continue;
    // A title weighs most, and full names more than those that stand for them.
    const weight = (isTitle ? 1e9 : derived ? 0 : 1e4) + count;
    weights.set(name, (weights.get(name) ?? 0) + weight);
  }
  const ranked = [...weights].toSorted(
    ([a, x], [b, y]) => y - x || b.length - a.length || byText(a, b),
  );
  const kind = clusters.kindOf(root);
  const places =
    kind === 'place'
      ? nodes.flatMap((node) => findKnownPlace(clusters.nodes[node]!.key)?.name ?? [])
      : [];
  const name = places[0] ?? ranked[0]![0];
  const aliases = ranked
    .map(([alias]) => alias)
    .filter((alias) => alias !== name)
    .slice(0, MOST_ALIASES);
  const first = Math.min(...nodes.slice(0, 1000).map((node) => clusters.nodes[node]!.document));
  return {
    name,
    kind,
    aliases: aliases.toSorted(byText),
    range: null,
    dimension: null,
    rank: documents[first]!.id,
    root,
    value: -1,
  };
}

function draftValue({ names, kind, range, dimension }: ValueNode, value: number): Draft {
  const ranked = [...names].toSorted(
    ([a, x], [b, y]) => y - x || b.length - a.length || byText(a, b),
  );
  return {
    name: ranked[0]![0],
    kind,
    aliases: ranked
      .slice(1, MOST_ALIASES + 1)
      .map(([name]) => name)
      .toSorted(byText),
    range,
    dimension,
    rank: '',
    root: -1,
    value,
  };
}
