import { hashRecord } from '../../../core/hash.ts';
import { isAcronymAndWord } from './initials.ts';
import type { Kinds } from './kinds.ts';
import type { MergeRule, ResolveOptions } from './resolve-options.ts';
import { createUnionFind } from './union-find.ts';

/** A name as one document has it, or the title of a document. */
export interface NameNode {
  document: number;
  name: string;
  key: string;
  tokens: string[];
  kind: string;
  /** How often the document mentions it; 0 for a title that it does not repeat. */
  count: number;
  /** Place among the document's mentions; -1 of a title. */
  first: number;
  isTitle: boolean;
  /** It stands for a longer name of its document, so it says nothing about other documents. */
  derived: boolean;
  /** Words that stand for it without being its name: `German` where `Germany` is meant. */
  also: Set<string>;
}

/** What tells things of one name apart. */
export interface Evidence {
  /** Of titles, by key, what stands in brackets behind: `mythology`, or nothing. */
  titles: Map<string, string>;
  /** By functional relation, the days that its one value can lie in. */
  times: Map<string, readonly [number, number]>;
  /** Countries and regions that it lies in, as `Paris, Texas` says. */
  areas: { area: string; country: string }[];
}

export interface Merge {
  rule: MergeRule;
  a: number;
  b: number;
  /** What the text says, for people. */
  evidence: string;
}

/** Nodes that are put together as long as nothing speaks against it. */
export interface NameClusters {
  nodes: readonly NameNode[];
  merges: readonly Merge[];
  find(node: number): number;
  kindOf(root: number): string;
  evidenceOf(root: number): Readonly<Evidence>;
  addEvidence(node: number, evidence: Partial<Evidence>): void;
  /** What speaks against putting two clusters together, or undefined. */
  conflict(a: number, b: number): string | undefined;
  /** Puts two nodes' clusters together, unless something speaks against it or the user split them. True where they are one now. */
  link(a: number, b: number, rule: MergeRule, evidence?: string): boolean;
  /** Splits of the options that undid something. */
  usedSplits: ReadonlySet<string>;
}

/** The id of a merge of two names: the same in every state of the graph, whatever documents and rules it happens by. */
export function mergeId(a: string, b: string): string {
  return hashRecord([a, b].toSorted()).slice(0, 12);
}

export function createNameClusters(
  nodes: readonly NameNode[],
  kinds: Kinds,
  options: ResolveOptions,
): NameClusters {
  const sets = createUnionFind(nodes.length);
  const kindOfRoot = nodes.map(({ kind }) => kind);
  const evidence = new Map<number, Evidence>();
  const merges: Merge[] = [];
  const splits = new Set(options.splits);
  const usedSplits = new Set<string>();
  const off = new Set<MergeRule>(options.withoutRules);
  const none: Evidence = { titles: new Map(), times: new Map(), areas: [] };
  const evidenceOf = (root: number): Evidence => evidence.get(root) ?? none;

  const conflict = (a: number, b: number): string | undefined => {
    const [x, y] = [sets.find(a), sets.find(b)];
    if (x === y) return undefined;
    if (!kinds.fit(kindOfRoot[x]!, kindOfRoot[y]!)) {
      return `kinds ${[kindOfRoot[x]!, kindOfRoot[y]!].toSorted().join(' and ')}`;
    }
    return faultBetween(evidenceOf(x), evidenceOf(y));
  };

  return {
    nodes,
    merges,
    usedSplits,
    find: sets.find,
    kindOf: (root) => kindOfRoot[root]!,
    evidenceOf,
    conflict,
    addEvidence(node, added) {
      const root = sets.find(node);
      evidence.set(root, mergeEvidence(evidenceOf(root), { ...none, ...added }));
    },
    link(a, b, rule, because = '') {
      const [x, y] = [sets.find(a), sets.find(b)];
      if (x === y) return true;
      if (off.has(rule)) return false;
      if (rule === 'spelling' && isAcronymAndWord(nodes[a]!.name, nodes[b]!.name)) return false;
      if (splits.size > 0) {
        const id = mergeId(nodes[a]!.name, nodes[b]!.name);
        if (splits.has(id)) {
          usedSplits.add(id);
          return false;
        }
      }
      if (rule !== 'user' && conflict(x, y) !== undefined) return false;
      const kind = kinds.narrower(kindOfRoot[x]!, kindOfRoot[y]!);
      const both = mergeEvidence(evidenceOf(x), evidenceOf(y));
      const root = sets.union(x, y);
      kindOfRoot[root] = kind;
      if (both !== none) evidence.set(root, both);
      merges.push({ rule, a, b, evidence: because });
      return true;
    },
  };

  function mergeEvidence(a: Evidence, b: Evidence): Evidence {
    if (a === none) return b;
    if (b === none) return a;
    return {
      titles: new Map([...a.titles, ...b.titles]),
      times: narrow(a.times, b.times),
      areas: [
        ...a.areas,
        ...b.areas.filter((one) => !a.areas.some(({ area }) => area === one.area)),
      ],
    };
  }
}

/** What two bodies of evidence say against each other, or undefined. */
function faultBetween(a: Evidence, b: Evidence): string | undefined {
  for (const [key, qualifier] of a.titles) {
    const other = b.titles.get(key);
    if (other !== undefined && other !== qualifier) {
      return `titles: ${[qualifier, other]
        .toSorted()
        .map((one) => one || 'no addition')
        .join(' / ')}`;
    }
  }
  for (const [relation, [start, end]] of a.times) {
    const other = b.times.get(relation);
    if (other !== undefined && (other[0] >= end || other[1] <= start)) {
      return `${relation}: two times that exclude each other`;
    }
  }
  if (a.areas.length > 0 && b.areas.length > 0) {
    const apart = a.areas.every((one) => b.areas.every((other) => !overlap(one, other)));
    if (apart) {
      return `places: ${[a.areas[0]!.area, b.areas[0]!.area].toSorted().join(' / ')}`;
    }
  }
  return undefined;
}

function overlap(a: Evidence['areas'][number], b: Evidence['areas'][number]): boolean {
  return a.area === b.area || a.area === b.country || b.area === a.country;
}

function narrow(a: Evidence['times'], b: Evidence['times']): Evidence['times'] {
  const both = new Map(a);
  for (const [relation, range] of b) {
    const known = both.get(relation);
    both.set(
      relation,
      known === undefined ? range : [Math.max(known[0], range[0]), Math.min(known[1], range[1])],
    );
  }
  return both;
}
