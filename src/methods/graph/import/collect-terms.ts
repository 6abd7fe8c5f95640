import type { Fact } from '../knowledge-graph.ts';
import { cleanWords } from '../resolve/clean-name.ts';
import type { Kinds } from '../resolve/kinds.ts';
import { readValue } from '../resolve/read-value.ts';
import { byText } from '../store/order-graph.ts';
import { isIri, kindOfClass, nameIri, rankOfLabel, TYPE } from './name-iri.ts';
import { readLiteral } from './read-literal.ts';
import type { Term, TripleLine } from './triple-line.ts';

/** A thing or value of the files, before it has an id. */
export interface ImportedTerm {
  /** Equal for equal things, and no other: what orders namesakes. */
  key: string;
  /** As the files write it. */
  text: string;
  name: string;
  kind: string;
  range: [number, number] | null;
  labels: { rank: number; language: string; text: string }[];
}

/** Gathers the things of all files and gives facts by their numbers. */
export interface TermCollector {
  terms: ImportedTerm[];
  predicates: string[];
  /** Labels of predicates, by predicate. */
  labelsOf(text: string): ImportedTerm['labels'];
  /** The fact of a line; null for a label, which names, and for what names nothing. */
  add(line: TripleLine, file: string): Omit<Fact, 'source'> | null;
  drop(reason: string, count: number): void;
  dropped: Record<string, number>;
}

/** Labels of one thing that are kept: translations and synonyms may be hundreds. */
const MOST_LABELS = 50;
const EXTRACTORS = ['import@1'];

export function collectTerms(kinds: Kinds): TermCollector {
  const terms: ImportedTerm[] = [];
  const byKey = new Map<string, number>();
  const predicates: string[] = [];
  const predicateByText = new Map<string, number>();
  const labels = new Map<string, ImportedTerm['labels']>();
  const dropped: Record<string, number> = {};
  const drop = (reason: string, count = 1): null => {
    if (count > 0) dropped[reason] = (dropped[reason] ?? 0) + count;
    return null;
  };

  const make = (term: Term, kind: string | undefined, file: string): number | null => {
    const { text } = term;
    const quickKey = term.type === 'name' && kind === undefined ? `name ${text}` : null;
    const known = quickKey === null ? undefined : byKey.get(quickKey);
    if (known !== undefined) return known;
    const made = makeTerm(term, kind, file, kinds);
    if (made === null) return drop('name-unusable');
    let index = byKey.get(made.key);
    if (index === undefined) {
      index = terms.length;
      byKey.set(made.key, index);
      terms.push(made);
    } else if (kind !== undefined) setKind(terms[index]!, kind);
    return index;
  };
  const setKind = (term: ImportedTerm, kind: string): void => {
    // Of several kinds the first in the alphabet stands, so that the order of lines says nothing.
    if (term.range === null && (term.kind === 'other' || kind < term.kind)) term.kind = kind;
  };

  return {
    terms,
    predicates,
    dropped,
    drop: (reason, count) => void drop(reason, count),
    labelsOf: (text) => labels.get(text) ?? [],
    add({ subject, predicate, object, subjectKind, objectKind }, file) {
      const rank = rankOfLabel(predicate);
      if (rank !== undefined && subject.type === 'name') {
        const text = cleanWords(object.text);
        if (text === null) return drop('name-unusable');
        let known = labels.get(subject.text);
        if (known === undefined) labels.set(subject.text, (known = []));
        const language = object.type === 'literal' ? object.language.toLowerCase() : '';
        if (known.length < MOST_LABELS) known.push({ rank, language, text });
        else drop('label-too-many');
        return null;
      }
      const from = make(subject, subjectKind, file);
      const to = make(object, objectKind, file);
      if (from === null || to === null) return null;
      if (from === to) return drop('of-itself');
      if (predicate === TYPE) {
        const kind = kindOfClass(object.text);
        if (kind !== undefined) setKind(terms[from]!, kind);
      }
      let number = predicateByText.get(predicate);
      if (number === undefined) {
        number = predicates.length;
        predicateByText.set(predicate, number);
        predicates.push(predicate);
      }
      return {
        subject: from,
        predicate: number,
        object: to,
        phrase: predicates[number]!,
        negated: false,
        time: null,
        extractors: EXTRACTORS,
        confidence: 1,
      };
    },
  };
}

function makeTerm(
  term: Term,
  kind: string | undefined,
  file: string,
  kinds: Kinds,
): ImportedTerm | null {
  const { text } = term;
  const plain = { text, range: null, labels: [] };
  if (term.type === 'blank')
    return { ...plain, key: `blank ${file} ${text}`, name: text, kind: 'other' };
  if (term.type === 'literal') {
    const literal = readLiteral(text, term.datatype, kinds);
    const name = cleanWords(literal.name);
    return name === null ? null : { ...plain, ...literal, name };
  }
  const name = cleanWords(isIri(text) ? nameIri(text) : text);
  if (name === null) return null;
  if (kind !== undefined && kinds.isValue(kind)) {
    const { key, range } = readValue(name, kind, kinds);
    return { ...plain, key, name, kind, range };
  }
  return { ...plain, key: `name ${text}`, name, kind: kind ?? 'other' };
}

/** The best label and the others: preferred ones first, then English, then without a language, then by language. */
export function rankLabels(labels: ImportedTerm['labels']): string[] {
  const ranked = labels.toSorted(
    (a, b) =>
      Math.floor(a.rank / 2) - Math.floor(b.rank / 2) ||
      weighLanguage(a.language) - weighLanguage(b.language) ||
      a.rank - b.rank ||
      byText(a.language, b.language) ||
      byText(a.text, b.text),
  );
  return [...new Set(ranked.map(({ text }) => text))];
}

function weighLanguage(language: string): number {
  if (language === 'en') return 0;
  return language.startsWith('en-') ? 1 : language === '' ? 2 : 3;
}
