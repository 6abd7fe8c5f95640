import { codePointLength } from '../../../core/text/code-points.ts';
import type { Mention } from '../extract/extraction.ts';
import { cleanName } from './clean-name.ts';
import type { Kinds } from './kinds.ts';
import type { DocumentNames, Neighbours } from './link-within-document.ts';
import type { NameNode } from './name-clusters.ts';
import { nameKey, nameTokens } from './name-key.ts';
import { readValue, type Value } from './read-value.ts';

/** A passage with its mentions, a list an extractor. */
export interface MentionedPassage {
  text: string;
  lists: readonly (readonly Mention[])[];
}

/** What is known of a document when its names are resolved. */
export interface MentionedDocument {
  id: string;
  title: string;
  passages: readonly MentionedPassage[];
  /** Times that only one thing can have: the passage, list and mention of the subject, the relation, the days. */
  times: readonly {
    passage: number;
    list: number;
    mention: number;
    relation: string;
    range: readonly [number, number];
  }[];
}

/** A value of any document: equal ones are one. */
export interface ValueNode extends Value {
  kind: string;
  /** How often each of its names is mentioned. */
  names: Map<string, number>;
}

export interface CollectedNames {
  nodes: NameNode[];
  values: ValueNode[];
  documents: DocumentNames[];
  /** Of each document, passage, list and mention: node n as n, value v as -2 - v, nothing as -1. */
  of: Int32Array[][][];
  /** Mentions that name nothing, by reason. */
  dropped: Record<string, number>;
}

/** What stands between two mentions when they may be of one thing, in code units; more is another statement. */
const MOST_BETWEEN = 40;

/** Pronouns and descriptions, which name nothing. */
const REFERENCE =
  /^(?:he|she|it|they|him|her|them|his|its|their|this|that|these|those|the|a|an|who|whose|which|we|our|i|my)\b/i;

/** Turns mentions into names, each once a document and kind, and values, each once. */
export function collectNames(
  documents: readonly MentionedDocument[],
  kinds: Kinds,
): CollectedNames {
  const nodes: NameNode[] = [];
  const values: ValueNode[] = [];
  const valueByKey = new Map<string, number>();
  const dropped: Record<string, number> = {};
  const drop = (reason: string): number => {
    dropped[reason] = (dropped[reason] ?? 0) + 1;
    return -1;
  };
  const collected: DocumentNames[] = [];
  const of = documents.map(({ title, passages }, document) => {
    const names: DocumentNames = { nodes: [], title: null, neighbours: [] };
    collected.push(names);
    const byName = new Map<string, number>();
    let order = 0;
    const nodeOf = (name: string, kind: string, isTitle: boolean): number => {
      const tokens = nameTokens(name);
      if (tokens.length === 0) return -1;
      const known = byName.get(`${kind} ${name}`);
      if (known !== undefined) return known;
      const index = nodes.length;
      byName.set(`${kind} ${name}`, index);
      const first = isTitle ? -1 : order;
      const key = tokens.join(' ');
      nodes.push({
        document, name, key, tokens, kind, count: 0, first, isTitle, derived: false,
        also: new Set(),
      }); // prettier-ignore
      names.nodes.push(index);
      return index;
    };
    const titleName = cleanName(splitTitle(title).name);
    const titleNode = titleName === null ? -1 : nodeOf(titleName, 'other', true);
    if (titleNode !== -1) names.title = titleNode;

    const nameMention = ({ text, name: given, kind, range }: Mention): number => {
      const name = cleanName(given ?? text);
      if (name === null) return drop(codePointLength(text) > 300 ? 'name-too-long' : 'no-name');
      if (!kinds.isValue(kind)) {
        const node = nodeOf(name, kind, false);
        if (node === -1) return drop('no-name');
        nodes[node]!.count++;
        const said = given === undefined ? null : cleanName(text);
        if (said !== null && said !== name && /^\p{Lu}/u.test(said) && !REFERENCE.test(said)) {
          nodes[node]!.also.add(said);
        }
        order++;
        return node;
      }
      const value = readValue(name, kind, kinds, range);
      let index = valueByKey.get(value.key);
      if (index === undefined) {
        index = values.length;
        valueByKey.set(value.key, index);
        values.push({ ...value, kind, names: new Map() });
      }
      const { names: called } = values[index]!;
      called.set(name, (called.get(name) ?? 0) + 1);
      return -2 - index;
    };
    return passages.map(({ text, lists }) => {
      const found = lists.map((mentions) => {
        const nodeOfMention = new Int32Array(mentions.length).fill(-1);
        // In the order of the text, whatever order the extractor gives them in.
        const inOrder = Array.from(mentions.keys()).toSorted(
          (a, b) => mentions[a]!.start - mentions[b]!.start || a - b,
        );
        for (const index of inOrder) {
          const mention = mentions[index]!;
          if (mention.refersTo === undefined) nodeOfMention[index] = nameMention(mention);
        }
        for (const index of mentions.keys()) {
          const antecedent = followReference(mentions, index);
          if (antecedent === index) continue;
          nodeOfMention[index] =
            antecedent === -1 ? drop('reference-unresolved') : nodeOfMention[antecedent]!;
        }
        return nodeOfMention;
      });
      for (const [list, mentions] of lists.entries()) {
        names.neighbours.push(...neighboursOf(text, mentions, found[list]!));
      }
      return found;
    });
  });
  return { nodes, values, documents: collected, of, dropped };
}

/** `Paris (mythology)` is named `Paris`, with the addition `mythology`. */
export function splitTitle(title: string): { name: string; addition: string } {
  const found = /^(.+?) \(([^()]+)\)$/.exec(title.trim().slice(0, 1000));
  return found === null
    ? { name: title.slice(0, 1000), addition: '' }
    : { name: found[1]!, addition: nameKey(found[2]!) };
}

/** The mention that a reference stands for in the end; -1 where it goes in a circle or nowhere. */
function followReference(mentions: readonly Mention[], index: number): number {
  let at = index;
  for (let steps = 0; steps <= mentions.length; steps++) {
    const next = mentions[at]?.refersTo;
    if (mentions[at] === undefined) return -1;
    if (next === undefined) return at;
    at = next;
  }
  return -1;
}

function neighboursOf(text: string, mentions: readonly Mention[], nodes: Int32Array): Neighbours[] {
  const points = /[\uD800-\uDFFF]/.test(text) ? [...text] : text;
  const slice = (start: number, end: number): string => {
    const part = points.slice(start, end);
    return typeof part === 'string' ? part : part.join('');
  };
  const named = Array.from(mentions.keys())
    .filter((index) => nodes[index]! >= 0 && mentions[index]!.refersTo === undefined)
    .toSorted((a, b) => mentions[a]!.start - mentions[b]!.start || a - b);
  const found: Neighbours[] = [];
  for (let at = 1; at < named.length; at++) {
    const [before, after] = [mentions[named[at - 1]!]!, mentions[named[at]!]!];
    if (after.start < before.end || after.start - before.end > MOST_BETWEEN) continue;
    found.push({
      a: nodes[named[at - 1]!]!,
      b: nodes[named[at]!]!,
      between: slice(before.end, after.start),
      behind: slice(after.end, after.end + 2),
    });
  }
  return found;
}
