import type { Kinds } from './kinds.ts';
import type { NameClusters } from './name-clusters.ts';
import { nameKey } from './name-key.ts';
import { linkOnly } from './link-only.ts';
import { linkPersons } from './link-persons.ts';
import { acronymLetters, initialsOf, isAcronymOf } from './initials.ts';
import { firmTokens, isDesignation, isGeneric, personTokens } from './name-words.ts';

/** Two mentions that follow one another, with the words between and the sign behind. */
export interface Neighbours {
  a: number;
  b: number;
  between: string;
  behind: string;
}

export interface DocumentNames {
  /** Nodes of the document, in order of first mention; the title first where it has one. */
  nodes: number[];
  title: number | null;
  neighbours: Neighbours[];
}

const STATED =
  /^,? ?\(?(?:who is |which is |was |is |or |then |originally )?(?:(?:also|better|formerly|commonly|sometimes|often|simply|professionally|previously|originally|now|best) )?(?:known|called|named|referred to|abbreviated|stylized|stylised|nicknamed)(?: simply)?(?: as| to)?(?: the)? ?["“'‘]?$/i;

/**
 * Finds which names of one document are of one thing. Each rule needs a reason in the text, not mere likeness, and takes a
 * shorter name for a longer one only where the document has a single longer name that it fits.
 */
export function linkWithinDocument(
  clusters: NameClusters,
  { nodes, title, neighbours }: DocumentNames,
  kinds: Kinds,
): void {
  linkSpellings(clusters, nodes);
  if (title !== null) linkTitle(clusters, nodes, title, kinds);
  linkNeighbours(clusters, neighbours);
  linkFirms(clusters, nodes, kinds);
  linkInitials(clusters, nodes, kinds);
  linkPersons(clusters, nodes, title, kinds);
  linkShortNames(clusters, nodes, kinds);
}

/** Equal keys. What has a kind comes before what has none, so that `other` never bridges two kinds. */
function linkSpellings(clusters: NameClusters, nodes: readonly number[]): void {
  const byKey = Map.groupBy(nodes, (node) => clusters.nodes[node]!.key);
  for (const group of byKey.values()) {
    const typed = group.filter((node) => clusters.nodes[node]!.kind !== 'other');
    const untyped = group.filter((node) => clusters.nodes[node]!.kind === 'other');
    for (const [place, node] of typed.entries()) {
      for (const earlier of typed.slice(0, place)) if (linkSame(clusters, node, earlier)) break;
    }
    const kinds = new Set(typed.map((node) => clusters.find(node)));
    for (const node of untyped) {
      if (kinds.size === 1) linkSame(clusters, node, typed[0]!);
      else if (node !== untyped[0]) linkSame(clusters, node, untyped[0]!);
    }
  }
}

function linkSame(clusters: NameClusters, a: number, b: number): boolean {
  const same = clusters.nodes[a]!.name === clusters.nodes[b]!.name;
  return clusters.link(a, b, same ? 'same-name' : 'spelling');
}

/**
 * A document opens with what it is about, which is the title's thing under a longer or shorter name: a person with all
 * words of the other name and the first or the last in common, a place without the area that its title adds.
 */
function linkTitle(
  clusters: NameClusters,
  nodes: readonly number[],
  title: number,
  kinds: Kinds,
): void {
  const root = clusters.find(title);
  const isLinked = nodes.some((node) => node !== title && clusters.find(node) === root);
  const opening = nodes.find((node) => node !== title);
  if (isLinked || opening === undefined || clusters.nodes[opening]!.first > 0) return;
  const { kind, name } = clusters.nodes[opening]!;
  const titleName = clusters.nodes[title]!.name;
  const isSame = kinds.isA(kind, 'place')
    ? titleName.includes(',') && nameKey(titleName.split(',')[0]!) === nameKey(name)
    : kinds.isA(kind, 'person') && isLongerForm(personTokens(titleName), personTokens(name));
  if (isSame) clusters.link(opening, title, 'title', 'first name of the document');
}

function isLongerForm(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 2 || (short[0] !== long[0] && short.at(-1) !== long.at(-1))) return false;
  let at = 0;
  for (const token of short) {
    while (at < long.length && long[at] !== token) at++;
    if (at++ >= long.length) return false;
  }
  return true;
}

/** `World Health Organization (WHO)`, and names that the text says are of one thing. */
function linkNeighbours(clusters: NameClusters, neighbours: readonly Neighbours[]): void {
  for (const { a, b, between, behind } of neighbours) {
    const [first, second] = [clusters.nodes[a]!, clusters.nodes[b]!];
    if (/^ ?\((?:the )?["“]?$/.test(between) && /^["”]?[);,]/.test(behind)) {
      const evidence = `${first.name} (${second.name})`;
      if (isAcronymOf(second.name, first.name)) {
        if (clusters.link(b, a, 'acronym', evidence)) second.derived = true;
        continue;
      }
      if (isAcronymOf(first.name, second.name)) {
        if (clusters.link(a, b, 'acronym', evidence)) first.derived = true;
        continue;
      }
    }
    if (STATED.test(between) && /^\p{Lu}/u.test(first.name) && /^\p{Lu}/u.test(second.name)) {
      clusters.link(b, a, 'stated-alias', `${first.name}${between}${second.name}`);
    }
  }
}

function linkFirms(clusters: NameClusters, nodes: readonly number[], kinds: Kinds): void {
  const byFirm = new Map<string, number>();
  for (const node of nodes) {
    const { tokens, kind, name } = clusters.nodes[node]!;
    if (kind !== 'other' && !kinds.isA(kind, 'organization')) continue;
    const short = firmTokens(name);
    if (isGeneric(short)) continue;
    const key = short.join(' ');
    const known = byFirm.get(key);
    if (known === undefined) byFirm.set(key, node);
    else if (tokens.length !== clusters.nodes[known]!.tokens.length)
      clusters.link(node, known, 'legal-form');
  }
}

/** An acronym that one other name of the document has the initials of. */
function linkInitials(clusters: NameClusters, nodes: readonly number[], kinds: Kinds): void {
  const byInitials = new Map<string, number[]>();
  for (const node of nodes) {
    for (const initials of initialsOf(clusters.nodes[node]!.name)) {
      const known = byInitials.get(initials);
      if (known === undefined) byInitials.set(initials, [node]);
      else known.push(node);
    }
  }
  for (const node of nodes) {
    const { name, kind, derived, tokens } = clusters.nodes[node]!;
    if (derived || tokens.length > 1 || kinds.isA(kind, 'person')) continue;
    const letters = acronymLetters(name);
    if (letters === null) continue;
    // Two letters prove little, unless both names are of the same kind.
    const longer = (byInitials.get(letters) ?? []).filter(
      (other) =>
        other !== node &&
        (letters.length > 2 || (kind !== 'other' && clusters.nodes[other]!.kind === kind)),
    );
    linkOnly(clusters, node, longer, 'initials');
  }
}

/**
 * A name without the words behind it that say what sort of thing it is: `Epic` after `Epic Records`. Other beginnings are
 * left alone: `Microsoft` is not `Microsoft Mobile`.
 */
function linkShortNames(clusters: NameClusters, nodes: readonly number[], kinds: Kinds): void {
  const longer = new Map<string, number[]>();
  for (const node of nodes) {
    const { tokens, kind, derived } = clusters.nodes[node]!;
    if (derived || kinds.isA(kind, 'person') || kinds.isA(kind, 'place')) continue;
    for (let end = tokens.length - 1; end > 0 && isDesignation(tokens[end]!); end--) {
      const short = tokens.slice(0, end).join(' ');
      if (longer.has(short)) longer.get(short)!.push(node);
      else longer.set(short, [node]);
    }
  }
  for (const node of nodes) {
    const { key, tokens, kind, first, derived, name } = clusters.nodes[node]!;
    if (derived || isGeneric(tokens) || !/^[\p{Lu}\p{N}]/u.test(name)) continue;
    const before = (longer.get(key) ?? []).filter(
      (other) => clusters.nodes[other]!.first < first && clusters.nodes[other]!.kind === kind,
    );
    linkOnly(clusters, node, before, 'short-name');
  }
}
