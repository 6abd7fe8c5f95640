import type { Kinds } from './kinds.ts';
import { linkOnly } from './link-only.ts';
import type { NameClusters } from './name-clusters.ts';
import { nameKey } from './name-key.ts';
import { isParticle, nicknameForms, personTokens, stripHonorifics } from './name-words.ts';
import { findKnownPlace } from './place-names.ts';

/** Most words of a surname: `van der Waals`. */
const SURNAME_WORDS = 3;

/** Finds which names of one document are of one person: honorifics, nicknames, middle names, surnames, given names. */
export function linkPersons(
  clusters: NameClusters,
  nodes: readonly number[],
  title: number | null,
  kinds: Kinds,
): void {
  const isPerson = (node: number): boolean =>
    kinds.isA(clusters.kindOf(clusters.find(node)), 'person');
  const tokensOf = new Map(nodes.map((node) => [node, personTokens(clusters.nodes[node]!.name)]));
  const persons = nodes.filter((node) => isPerson(node));
  const full = persons.filter((node) => tokensOf.get(node)!.length > 1);
  linkForms(clusters, full);
  linkMiddleNames(clusters, full, tokensOf, title);

  const bySurname = new Map<string, number[]>();
  for (const node of full) {
    const tokens = tokensOf.get(node)!;
    // `French Resistance` is no person, whatever it was taken for.
    if (findKnownPlace(tokens[0]!) !== undefined) continue;
    for (let cut = 1; cut < tokens.length; cut++) {
      const isSurname = cut === tokens.length - 1 || isParticle(tokens[cut]!);
      if (!isSurname || tokens.length - cut > SURNAME_WORDS) continue;
      const surname = tokens.slice(cut).join(' ');
      if (bySurname.has(surname)) bySurname.get(surname)!.push(node);
      else bySurname.set(surname, [node]);
    }
  }
  const shorter = nodes
    .filter((node) => isPerson(node) || clusters.nodes[node]!.kind === 'other')
    .toSorted((a, b) => tokensOf.get(b)!.length - tokensOf.get(a)!.length);
  for (const node of shorter) {
    const { first, name, derived } = clusters.nodes[node]!;
    const tokens = tokensOf.get(node)!;
    // `Americans` are no family, and `Swingle II` is a full name of somebody.
    const isSurname = stripHonorifics(name).length === tokens.length && !findKnownPlace(tokens[0]!);
    if (derived || !isSurname || !/^\p{Lu}|\s\p{Lu}/u.test(name)) continue;
    const before = (bySurname.get(tokens.join(' ')) ?? []).filter(
      (other) => clusters.nodes[other]!.first < first,
    );
    linkOnly(clusters, node, before, 'surname');
    if (clusters.nodes[node]!.derived || tokens.length > 1 || title === null || !isPerson(node))
      continue;
    const named = full.filter(
      (other) => tokensOf.get(other)![0] === tokens[0] && clusters.nodes[other]!.first < first,
    );
    if (named.some((other) => clusters.find(other) === clusters.find(title)))
      linkOnly(clusters, node, named, 'given-name');
  }
}

/** Equal but for honorifics and nicknames. */
function linkForms(clusters: NameClusters, full: readonly number[]): void {
  const byForm = new Map<string, number>();
  const add = (form: string, node: number, rule: 'honorific' | 'nickname'): void => {
    const known = byForm.get(form);
    if (known === undefined) byForm.set(form, node);
    else clusters.link(node, known, rule);
  };
  for (const node of full)
    add(stripHonorifics(clusters.nodes[node]!.name).join(' '), node, 'honorific');
  for (const node of full) {
    for (const form of nicknameForms(clusters.nodes[node]!.name))
      add(nameKey(form), node, 'nickname');
  }
}

/** `John F. Kennedy` and `John Kennedy`, `J. K. Rowling` and `Joanne Rowling`, where only one longer name fits. */
function linkMiddleNames(
  clusters: NameClusters,
  full: readonly number[],
  tokensOf: ReadonlyMap<number, string[]>,
  title: number | null,
): void {
  const about = title === null ? -1 : clusters.find(title);
  const generationOf = (node: number): string =>
    stripHonorifics(clusters.nodes[node]!.name).slice(tokensOf.get(node)!.length).join(' ');
  const bySurname = Map.groupBy(full, (node) => tokensOf.get(node)!.at(-1)!);
  for (const group of bySurname.values()) {
    if (group.length < 2 || group.length > 200) continue;
    for (const node of group) {
      const tokens = tokensOf.get(node)!;
      const longer = group.filter((other) => {
        if (other === node || !isShorterForm(tokens, tokensOf.get(other)!)) return false;
        if (generationOf(node) !== generationOf(other)) return false;
        // A missing word may make another name, unless it is the one that the document is about.
        const isAbout = clusters.find(node) === about || clusters.find(other) === about;
        return isAbout || spell(tokens.slice(0, -1)).some((word) => word.length === 1);
      });
      const roots = new Set(longer.map(clusters.find));
      if (roots.size === 1) clusters.link(node, longer[0]!, 'middle-name');
    }
  }
}

/** Whether a name says the same given names with fewer words or letters: `j rowling` of `joanne rowling`. */
function isShorterForm(short: readonly string[], long: readonly string[]): boolean {
  const [given, longer] = [spell(short.slice(0, -1)), spell(long.slice(0, -1))];
  if (given.length > longer.length || given.join(' ') === longer.join(' ')) return false;
  if (!fits(given[0]!, longer[0]!)) return false;
  let at = 1;
  for (const name of given.slice(1)) {
    while (at < longer.length && !fits(name, longer[at]!)) at++;
    if (at++ >= longer.length) return false;
  }
  return true;
}

/** Joined initials apart again: `jk` is `j k`. */
const spell = (tokens: readonly string[]): string[] =>
  tokens.flatMap((token) => (/^[bcdfghjklmnpqrstvwxz]{2,3}$/.test(token) ? [...token] : [token]));

const fits = (short: string, long: string): boolean =>
  short === long || (short.length === 1 && long.startsWith(short));
