import type { Entity, KnowledgeGraph } from '../knowledge-graph.ts';

/** What a question may name, by the words of names. Case, accents, punctuation and spacing do not count. */
export interface NameRules {
  /** Whether no other entity has this one's name for a name or an alias: a question may then name it. */
  isUnambiguous(entity: number): boolean;
  /** Whether two entities share a name or an alias. */
  shareName(a: number, b: number): boolean;
  /** Whether a name or an alias of `hidden` stands in one of `shown`'s names or aliases, as whole words. */
  isNamedBy(hidden: number, shown: number): boolean;
  /** Whether it stands in the phrases of a predicate. */
  isSaidBy(hidden: number, predicate: number): boolean;
}

/** What a query goes through, by index. */
export interface NamedThings {
  anchors: readonly number[];
  predicates: readonly number[];
  bridges: readonly number[];
  answers: readonly number[];
  /** Whether the answer is one of the anchors, and so may be named. */
  isComparison: boolean;
}

/** The bridge or answer that the names of an anchor or the phrases of a predicate give away, or (a bridge) an answer's. */
export function findGivenAway(
  names: NameRules,
  { anchors, predicates, bridges, answers, isComparison }: NamedThings,
): number | undefined {
  const told = isComparison ? [] : answers;
  return (
    [...bridges, ...told].find(
      (thing) =>
        anchors.some((anchor) => names.isNamedBy(thing, anchor)) ||
        predicates.some((predicate) => names.isSaidBy(thing, predicate)),
    ) ?? bridges.find((bridge) => answers.some((answer) => names.isNamedBy(bridge, answer)))
  );
}

const known = new WeakMap<KnowledgeGraph, NameRules>();

export function nameRulesOf(graph: KnowledgeGraph): NameRules {
  let rules = known.get(graph);
  if (rules === undefined) {
    rules = readNames(graph);
    known.set(graph, rules);
  }
  return rules;
}

/** Written without spaces between words: a name may then stand anywhere. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function readNames({ entities, predicates }: KnowledgeGraph): NameRules {
  const names = entities.map(namesOf);
  const phrases = predicates.map(({ label, statement, forward, backward }) =>
    [label, statement, forward, backward]
      .map((phrase) => toWords(phrase.replaceAll(/\{\w+\}/g, ' | ')))
      .join('\n'),
  );
  /** The only entity of a name, or -1. */
  const bearer = new Map<string, number>();
  for (const [entity, own] of names.entries()) {
    for (const name of own) {
      const other = bearer.get(name);
      bearer.set(name, other === undefined || other === entity ? entity : -1);
    }
  }
  return {
    isUnambiguous: (entity) => bearer.get(names[entity]![0]!) === entity,
    shareName: (a, b) => names[a]!.some((name) => names[b]!.includes(name)),
    isNamedBy: (hidden, shown) =>
      names[hidden]!.some((name) => names[shown]!.some((text) => stands(name, text))),
    isSaidBy: (hidden, predicate) =>
      names[hidden]!.some((name) => stands(name, phrases[predicate]!)),
  };
}

const stands = (name: string, text: string): boolean =>
  text.includes(UNSPACED.test(name) ? name.trim() : name);

/** The name first. */
function namesOf({ name, aliases }: Entity): string[] {
  return [...new Set([name, ...aliases].map(toWords))];
}

/** Words in one form, a space before each and after the last. A text of signs alone stays as it is. */
export function toWords(text: string): string {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return ` ${words === '' ? text.trim() : words} `;
}
