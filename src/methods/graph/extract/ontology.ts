import { z } from 'zod';

const kind = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** A relation of an ontology, with the words that say it. */
export const OntologyRelation = z.strictObject({
  /** `place-of-birth`, `P19`, `director`. */
  id: z.string().min(1),
  label: z.string().min(1),
  /** Kinds of subject and object; absent: any. */
  subject: z.array(kind).optional(),
  object: z.array(kind).optional(),
  /** `{subject} was born in {object}`; by default made of the label. */
  statement: z.string().optional(),
  /** `the place where {x} was born`. */
  forward: z.string().optional(),
  /** `the person who was born in {x}`. */
  backward: z.string().optional(),
  /** The id of the relation that says the same the other way round. */
  inverse: z.string().optional(),
  /** Whether a subject has one object at most. */
  functional: z.boolean().optional(),
  /** Other names of the relation and phrases that say it, lemmatised or not: `born in`, `birthplace`. */
  phrases: z.array(z.string()).optional(),
});
export type OntologyRelation = z.infer<typeof OntologyRelation>;

/** Kinds and relations that extraction is held to: what does not fit is dropped and counted. */
export const Ontology = z.strictObject({
  name: z.string().min(1),
  kinds: z.array(z.strictObject({ id: kind, label: z.string(), parent: kind.optional() })),
  relations: z.array(OntologyRelation),
});
export type Ontology = z.infer<typeof Ontology>;
