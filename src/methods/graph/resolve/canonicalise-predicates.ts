import { z } from 'zod';
import type { Ontology, OntologyRelation } from '../extract/ontology.ts';
import type { Predicate } from '../knowledge-graph.ts';
import { byText } from '../store/order-graph.ts';
import { phraseLabel, phraseOpenPredicate, type PredicatePhrases } from './phrase-predicate.ts';
import { isSymmetric, readPredicate, type OpenPredicate } from './read-predicate.ts';

/** A kind of claim, with how often it is made: equal ones are told once. */
export interface PredicateUse {
  relation: string | null;
  phrase: string;
  subjectKind: string;
  objectKind: string;
  /** What the object is compared in, null for things: open predicates of different ones are different predicates. */
  dimension: string | null;
  count: number;
}

/** How a use is known in the graph. */
export interface PredicateChoice {
  predicate: string;
  /** Whether subject and object change places. */
  reversed: boolean;
}

/** What became of phrases that are not the predicate's own. */
export const PredicateLog = z.array(
  z.strictObject({
    phrase: z.string(),
    predicate: z.string(),
    reversed: z.boolean(),
    rules: z.array(z.enum(['passive', 'possession', 'synonym', 'inverse', 'object-kind'])),
    count: z.number(),
  }),
);
export type PredicateLog = z.infer<typeof PredicateLog>;

export interface CanonicalPredicates {
  /** Sorted by id; each has a use. */
  predicates: Predicate[];
  /** Of each use; null where it is no predicate: an unknown relation, a phrase without words. */
  choices: (PredicateChoice | null)[];
  log: PredicateLog;
}

/** Share of facts whose kind is the predicate's; below it the kind is mixed. */
const MAJORITY = 0.7;

interface Draft {
  relation: OntologyRelation | null;
  open: OpenPredicate | null;
  dimension: string | null;
  subjects: Map<string, number>;
  objects: Map<string, number>;
}

/**
 * Gives every claim its predicate. Relations of the ontology keep their ids; of two inverse ones the functional one stays,
 * else the one that the ontology names first, and facts of the other are turned round. Open phrases are known by their
 * normal form ({@link readPredicate}), apart for things, times and numbers of each unit. Depends on the set of uses alone.
 */
export function canonicalisePredicates(
  uses: readonly PredicateUse[],
  ontology: Ontology | null,
): CanonicalPredicates {
  const relations = new Map((ontology?.relations ?? []).map((relation) => [relation.id, relation]));
  const labels = new Map((ontology?.kinds ?? []).map(({ id, label }) => [id, label]));
  const kept = keepOfInverses(ontology);
  const drafts = new Map<string, Draft>();
  const log: PredicateLog = [];
  const choices = uses.map((use): PredicateChoice | null => {
    const chosen =
      use.relation === null
        ? chooseOpen(use, relations)
        : chooseRelation(use.relation, relations, kept);
    if (chosen === null) return null;
    const { predicate, reversed, rules } = chosen;
    let draft = drafts.get(predicate);
    if (draft === undefined) {
      const { relation, open, dimension } = chosen;
      draft = { relation, open, dimension, subjects: new Map(), objects: new Map() };
      drafts.set(predicate, draft);
    }
    const [subject, object] = reversed
      ? [use.objectKind, use.subjectKind]
      : [use.subjectKind, use.objectKind];
    draft.subjects.set(subject, (draft.subjects.get(subject) ?? 0) + use.count);
    draft.objects.set(object, (draft.objects.get(object) ?? 0) + use.count);
    if (rules.length > 0)
      log.push({
        phrase: use.relation ?? use.phrase,
        predicate,
        reversed,
        rules,
        count: use.count,
      });
    return { predicate, reversed };
  });
  const predicates = [...drafts]
    .toSorted(([a], [b]) => byText(a, b))
    .map(([id, draft]) => describePredicate(id, draft, labels));
  return { predicates, choices, log: foldLog(log) };
}

interface Chosen extends PredicateChoice {
  rules: PredicateLog[number]['rules'];
  relation: OntologyRelation | null;
  open: OpenPredicate | null;
  dimension: string | null;
}

function chooseRelation(
  id: string,
  relations: ReadonlyMap<string, OntologyRelation>,
  kept: ReadonlyMap<string, string>,
): Chosen | null {
  if (!relations.has(id)) return null;
  const predicate = kept.get(id) ?? id;
  const reversed = predicate !== id;
  return {
    predicate,
    reversed,
    rules: reversed ? ['inverse'] : [],
    relation: relations.get(predicate)!,
    open: null,
    dimension: null,
  };
}

function chooseOpen(
  use: PredicateUse,
  relations: ReadonlyMap<string, OntologyRelation>,
): Chosen | null {
  const read = readPredicate(use.phrase);
  if (read === null) return null;
  // A number or a time in the subject's place is the same predicate all the same: only objects are compared.
  const dimension = read.reversed ? null : use.dimension;
  const plain = relations.has(read.id) ? `${read.id} (open)` : read.id;
  return {
    predicate: dimension === null ? plain : `${plain} (${dimension})`,
    reversed: read.reversed,
    rules: dimension === null ? read.rules : [...read.rules, 'object-kind'],
    relation: null,
    open: read.predicate,
    dimension,
  };
}

/** Of each relation that gives way to its inverse, that inverse. */
function keepOfInverses(ontology: Ontology | null): Map<string, string> {
  const kept = new Map<string, string>();
  const relations = ontology?.relations ?? [];
  const byId = new Map(relations.map((relation, place) => [relation.id, { relation, place }]));
  for (const [place, relation] of relations.entries()) {
    const other = relation.inverse === undefined ? undefined : byId.get(relation.inverse);
    if (other === undefined || other.relation.id === relation.id) continue;
    const [mine, theirs] = [relation.functional === true, other.relation.functional === true];
    const givesWay = mine === theirs ? other.place < place : theirs;
    kept.set(
      givesWay ? relation.id : other.relation.id,
      givesWay ? other.relation.id : relation.id,
    );
  }
  return kept;
}

function describePredicate(
  id: string,
  { relation, open, dimension, subjects, objects }: Draft,
  labels: ReadonlyMap<string, string>,
): Predicate {
  const subjectKind = majority(subjects);
  const objectKind = majority(objects);
  let phrases: PredicatePhrases;
  let label = id;
  let inverse: string | null = null;
  if (relation !== null) {
    const made = phraseLabel(relation.label, subjectKind, objectKind, labels);
    phrases = {
      statement: relation.statement ?? made.statement,
      forward: relation.forward ?? made.forward,
      backward: relation.backward ?? made.backward,
    };
    label = relation.label;
    inverse = relation.inverse ?? null;
  } else {
    phrases = phraseOpenPredicate(open!, subjectKind, objectKind, labels);
    label = dimension === null ? id : id.slice(0, id.lastIndexOf(' ('));
    if (dimension === null && isSymmetric(id)) inverse = id;
  }
  return { id, label, ...phrases, inverse, subjectKind, objectKind };
}

function majority(counts: ReadonlyMap<string, number>): string | null {
  let [best, most, all] = ['', 0, 0];
  for (const [kind, count] of counts) {
    all += count;
    if (count > most || (count === most && kind < best)) [best, most] = [kind, count];
  }
  return most >= all * MAJORITY ? best : null;
}

function foldLog(log: PredicateLog): PredicateLog {
  const folded = new Map<string, PredicateLog[number]>();
  for (const entry of log) {
    const key = JSON.stringify([entry.phrase, entry.predicate, entry.reversed]);
    const known = folded.get(key);
    if (known === undefined) folded.set(key, { ...entry });
    else known.count += entry.count;
  }
  return [...folded].toSorted(([a], [b]) => byText(a, b)).map(([, entry]) => entry);
}
