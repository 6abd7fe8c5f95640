import { z } from 'zod';
import { hashRecord } from '../hash.ts';
import { Check } from './check.ts';
import { Evidence } from './evidence.ts';
import { Message, Tool } from './message.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A retrieved passage that was put before the writer. */
export const Passage = z.object({
  document: hash,
  block: z.int().nonnegative(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  text: z.string(),
  /** Whether the answer rests on it. */
  gold: z.boolean(),
});
export type Passage = z.infer<typeof Passage>;

/**
 * The answer and what it rests on. `program`: recomputed. `quotation`: the source says so; that it answers is not shown.
 * `model`: a recorded opinion.
 */
export const Answer = z.object({
  value: z.string(),
  basis: z.enum(['program', 'quotation', 'model']),
});
export type Answer = z.infer<typeof Answer>;

/** One paid (or journaled) model call that a sample came from. */
export const CallRecord = z.object({
  step: z.string(),
  role: z.string(),
  model: z.string(),
  revision: z.string().nullable(),
  parameters: z.record(z.string(), z.json()),
  /** `name@version` of a shipped prompt, or `sha256:…` of the user's file. */
  prompt: z.string().nullable(),
  journalKey: hash,
});
export type CallRecord = z.infer<typeof CallRecord>;

export const Lineage = z.object({
  /** Fingerprint of the recipe: everything that shapes samples, without target, limits, concurrency, executor. */
  recipe: hash,
  part: z.string(),
  assignment: hash,
  /** Which candidate of the assignment, from 0. */
  candidate: z.int().nonnegative(),
  seed: z.string(),
  /** `name@version` of the method that wrote it. */
  method: z.string(),
  calls: z.array(CallRecord),
});
export type Lineage = z.infer<typeof Lineage>;

export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

export const METHOD_NAMES = ['personas', 'graph', 'papers', 'curriculum', 'rows'] as const;
export type MethodName = (typeof METHOD_NAMES)[number];

/** What a method writes: a claim, until the gates have passed it. */
export const Candidate = z.object({
  kind: z.string(),
  messages: z.array(Message).min(1),
  tools: z.array(Tool).optional(),
  /** A preference pair shares `messages` as its prompt. */
  chosen: z.array(Message).optional(),
  rejected: z.array(Message).optional(),
  context: z.array(Passage).optional(),
  answer: Answer.optional(),
  evidence: z.array(Evidence),
  /** The method's own checks, in order. */
  checks: z.array(Check),
  /** `template`; `model` where a language model wrote or reworded any of it; `source` for rows that were there before. */
  voice: z.enum(['template', 'model', 'source']),
  tags: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  metrics: z.record(z.string(), z.number()).optional(),
  /** SPDX identifiers (or the sources' own words) of the material it contains; null where unknown. */
  licenses: z.array(z.string().nullable()),
});
export type Candidate = z.infer<typeof Candidate>;

export const Sample = Candidate.extend({
  /** First 32 hex digits of the hash of (recipe, assignment, candidate). */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** {@link sampleHash}. */
  hash,
  method: z.enum(METHOD_NAMES),
  split: z.enum(SPLITS),
  /** What must not be shared across splits: documents, worlds, templates. */
  groups: z.array(z.string()),
  lineage: Lineage,
});
export type Sample = z.infer<typeof Sample>;

/** The seal of a sample: the hash of everything in it but the seal itself. */
export function sampleHash(sample: Omit<Sample, 'hash'> & { hash?: string }): string {
  const { hash: _seal, ...content } = sample;
  return hashRecord(content);
}

/** A sample's name: the same for the same recipe, seed and material, whatever the target or the limits. */
export function sampleId(lineage: Pick<Lineage, 'recipe' | 'assignment' | 'candidate'>): string {
  const { recipe, assignment, candidate } = lineage;
  return hashRecord({ recipe, assignment, candidate }).slice(0, 32);
}
