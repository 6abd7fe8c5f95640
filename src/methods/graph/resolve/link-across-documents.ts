import type { Kinds } from './kinds.ts';
import type { NameClusters, NameNode } from './name-clusters.ts';
import { firmTokens, isGeneric, stripHonorifics } from './name-words.ts';
import { findKnownPlace } from './place-names.ts';

/** Things of one name that were kept apart, and what spoke against one thing. */
export interface KeptApart {
  a: number;
  b: number;
  because: string;
}

/** Things of one name that a further mention is compared with; a name that more share says nothing. */
const MOST_NAMESAKES = 16;
/** A name in more documents than these is no sign of a common context. */
const MOST_CONTEXT_DOCUMENTS = 50;
/** Documents of a thing whose names are compared with those of a mention's. */
const MOST_COMPARED_DOCUMENTS = 20;

/**
 * Puts the things of all documents together by their full names: those that stand for no longer name in their document.
 * Nothing is put together against evidence (title additions, functional dates, countries). Where several things have the
 * name, a mention joins the one whose title is the plain name, else the one whose documents share most other names with
 * its own, else none. A name that proves little by itself (a single word for a person or a work; a name whose only titles have an
 * addition in brackets) joins only where the documents share another name.
 */
export function linkAcrossDocuments(clusters: NameClusters, kinds: Kinds): KeptApart[] {
  const { nodes } = clusters;
  const apart: KeptApart[] = [];
  const context = createContext(nodes, kinds);
  const byKey = new Map<string, number[]>();
  const add = (key: string, node: number): void => {
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [node]);
    else if (known.at(-1) !== node) known.push(node);
  };
  const byPlace = new Map<string, number[]>();
  for (const [node, { key, kind, name, derived, tokens }] of nodes.entries()) {
    if (derived || kinds.isValue(kind)) continue;
    const place = kinds.isA(kind, 'place') ? findKnownPlace(key) : undefined;
    if (place !== undefined) {
      const known = byPlace.get(place.name);
      if (known === undefined) byPlace.set(place.name, [node]);
      else known.push(node);
      continue;
    }
    if (isGeneric(tokens) && /^\p{Lu}/u.test(name)) continue;
    add(key, node);
    const form = fullForm(nodes[node]!, kinds);
    if (form !== null && form !== key) add(form, node);
  }
  for (const [place, group] of [...byPlace].toSorted(byFirst)) linkPlace(clusters, place, group);
  for (const [key, group] of [...byKey].toSorted(byFirst)) {
    linkNamesakes(clusters, key, group, kinds, context, apart);
  }
  linkKnownAcronyms(clusters);
  return apart;
}

const byFirst = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** A person's name without honorifics, a firm's without its legal form; null where nothing of either is there. */
function fullForm({ kind, name }: NameNode, kinds: Kinds): string | null {
  if (kinds.isA(kind, 'person')) {
    const tokens = stripHonorifics(name);
    return tokens.length > 1 ? tokens.join(' ') : null;
  }
  if (!kinds.isA(kind, 'organization')) return null;
  const tokens = firmTokens(name);
  return isGeneric(tokens) ? null : tokens.join(' ');
}

/** Names and demonyms of one country or continent. */
function linkPlace(clusters: NameClusters, place: string, group: readonly number[]): void {
  const head = group.find((node) => clusters.nodes[node]!.name === place) ?? group[0]!;
  for (const node of group) {
    const { name, key } = clusters.nodes[node]!;
    const same = key === clusters.nodes[head]!.key;
    const rule = same
      ? name === clusters.nodes[head]!.name
        ? 'same-name'
        : 'spelling'
      : findKnownPlace(key)!.rule;
    clusters.link(node, head, rule, same ? '' : `${name}: ${place}`);
  }
}

function linkNamesakes(
  clusters: NameClusters,
  key: string,
  group: readonly number[],
  kinds: Kinds,
  context: Context,
  apart: KeptApart[],
): void {
  if (group.length < 2) return;
  const weight = (node: number): number => {
    const { titles, times, areas } = clusters.evidenceOf(clusters.find(node));
    const kind = clusters.nodes[node]!.kind === 'other' ? 0 : 1;
    return (titles.has(key) ? 8 : 0) + (times.size > 0 ? 4 : 0) + (areas.length > 0 ? 2 : 0) + kind;
  };
  const ordered = group
    .map((node) => ({ node, weight: weight(node) }))
    .toSorted((a, b) => b.weight - a.weight || a.node - b.node);
  const things: { node: number; documents: number[] }[] = [];
  for (const { node } of ordered) {
    const root = clusters.find(node);
    const { document } = clusters.nodes[node]!;
    const known = things.find((thing) => clusters.find(thing.node) === root);
    if (known !== undefined) {
      known.documents.push(document);
      continue;
    }
    const fitting = things.filter((thing) => clusters.conflict(thing.node, node) === undefined);
    const chosen = chooseThing(clusters, key, node, fitting, kinds, context);
    const rule =
      chosen === undefined || clusters.nodes[chosen.node]!.name === clusters.nodes[node]!.name
        ? 'same-name'
        : clusters.nodes[chosen.node]!.key === clusters.nodes[node]!.key
          ? 'spelling'
          : kinds.isA(clusters.nodes[node]!.kind, 'person')
            ? 'honorific'
            : 'legal-form';
    if (chosen !== undefined && clusters.link(node, chosen.node, rule)) {
      chosen.documents.push(document);
      continue;
    }
    const rival = things[0];
    if (rival !== undefined) {
      const because = clusters.conflict(rival.node, node) ?? 'nothing says that they are one';
      apart.push({ a: rival.node, b: node, because });
    }
    if (things.length < MOST_NAMESAKES) things.push({ node, documents: [document] });
  }
}

function chooseThing(
  clusters: NameClusters,
  key: string,
  node: number,
  fitting: { node: number; documents: number[] }[],
  kinds: Kinds,
  context: Context,
): { node: number; documents: number[] } | undefined {
  const { document, kind, tokens } = clusters.nodes[node]!;
  const additions = (thing: number): string | undefined =>
    clusters.evidenceOf(clusters.find(thing)).titles.get(key);
  const own = additions(node);
  const shared = (thing: { documents: number[] }): number =>
    context.shared(document, thing.documents, key);
  if (fitting.length === 1) {
    const only = fitting[0]!;
    const proves = tokens.length > 1 || !['person', 'work'].some((one) => kinds.isA(kind, one));
    const isPlain = own !== undefined || (additions(only.node) ?? '') === '';
    return (proves && isPlain) || shared(only) > 0 ? only : undefined;
  }
  const titled = fitting.filter((thing) => additions(thing.node) === (own ?? ''));
  if (titled.length === 1) return titled[0];
  const ranked = fitting
    .map((thing) => ({ thing, shared: shared(thing) }))
    .toSorted((a, b) => b.shared - a.shared);
  const [best, next] = ranked;
  return best !== undefined && best.shared > (next?.shared ?? 0) ? best.thing : undefined;
}

/** Acronyms that no document spells out but one or more others do, all in the same way. */
function linkKnownAcronyms(clusters: NameClusters): void {
  const expansions = new Map<string, Set<number>>();
  for (const { rule, a } of clusters.merges) {
    if (rule !== 'acronym') continue;
    const { key } = clusters.nodes[a]!;
    const known = expansions.get(key);
    if (known === undefined) expansions.set(key, new Set([a]));
    else known.add(a);
  }
  for (const [node, { key, derived, tokens, name }] of clusters.nodes.entries()) {
    if (derived || tokens.length > 1 || !/\p{Lu}.*\p{Lu}/u.test(name)) continue;
    const spelled = [...(expansions.get(key) ?? [])];
    const roots = new Set(spelled.map(clusters.find));
    if (roots.size === 1 && clusters.link(node, spelled[0]!, 'known-acronym')) {
      clusters.nodes[node]!.derived = true;
    }
  }
}

interface Context {
  /** How many other names a document has in common with some others. */
  shared(document: number, others: readonly number[], key: string): number;
}

/** Names by document; those of countries, values and what many documents name are no sign of anything. */
function createContext(nodes: readonly NameNode[], kinds: Kinds): Context {
  let names: Map<number, Set<string>> | undefined;
  const read = (): Map<number, Set<string>> => {
    const documentsOf = new Map<string, Set<number>>();
    for (const { document, key, kind, name } of nodes) {
      if (kinds.isValue(kind) || !/\p{Lu}/u.test(name) || findKnownPlace(key) !== undefined)
        continue;
      const known = documentsOf.get(key);
      if (known === undefined) documentsOf.set(key, new Set([document]));
      else known.add(document);
    }
    const byDocument = new Map<number, Set<string>>();
    for (const [key, documents] of documentsOf) {
      if (documents.size < 2 || documents.size > MOST_CONTEXT_DOCUMENTS) continue;
      for (const document of documents) {
        const known = byDocument.get(document);
        if (known === undefined) byDocument.set(document, new Set([key]));
        else known.add(key);
      }
    }
    return byDocument;
  };
  return {
    shared(document, others, key) {
      names ??= read();
      const own = names.get(document);
      if (own === undefined) return 0;
      const found = new Set<string>();
      for (const other of others.slice(0, MOST_COMPARED_DOCUMENTS)) {
        for (const name of names.get(other) ?? [])
          if (name !== key && own.has(name)) found.add(name);
      }
      return found.size;
    },
  };
}
