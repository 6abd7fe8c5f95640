import { z } from 'zod';
import { Box } from './document.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const prover = z.string().regex(/^[a-z][a-z0-9/-]*@\d+$/);
const offset = z.int().nonnegative();

/** A quotation: code points `start` (included) to `end` (excluded) of one block of a stored document. */
export const SpanEvidence = z.object({
  kind: z.literal('span'),
  prover,
  /** Hash of the stored {@link Document} record. */
  document: hash,
  block: offset,
  start: offset,
  end: offset,
  quote: z.string().min(1),
  /** Hash of the stored PDF, and where in it the quote stands: one box a line. */
  file: hash.optional(),
  boxes: z.array(z.object({ page: z.int().positive(), box: Box })).optional(),
});
export type SpanEvidence = z.infer<typeof SpanEvidence>;

const SpanReference = SpanEvidence.omit({ kind: true, prover: true, file: true, boxes: true });

/** A chain of facts of a knowledge graph, each backed by spans or by the line of an imported file. */
export const PathEvidence = z.object({
  kind: z.literal('path'),
  prover,
  /** Hash of the record that names all that the graph is made of. */
  graph: hash,
  /** Hash of the stored graph itself. */
  snapshot: hash,
  edges: z
    .array(
      z.object({
        subject: z.string(),
        predicate: z.string(),
        object: z.string(),
        provenance: z.union([
          z.object({ spans: z.array(SpanReference).min(1) }),
          z.object({ imported: z.object({ file: hash, line: z.int().positive() }) }),
        ]),
      }),
    )
    .min(1),
});
export type PathEvidence = z.infer<typeof PathEvidence>;

/** Cells of a stored table and the program over them whose result is the answer. */
export const CellsEvidence = z.object({
  kind: z.literal('cells'),
  prover,
  document: hash,
  /** Hash of the stored PDF that the table was read from. */
  file: hash,
  /** Hash of the stored {@link TableGrid}, or of several where tables are joined. */
  tables: z.array(hash).min(1),
  cells: z.array(z.object({ table: offset, row: offset, column: offset, text: z.string() })),
  /** The SQL that is executed over the stored table, and what it gave. */
  program: z.object({ sql: z.string(), result: z.string() }),
});
export type CellsEvidence = z.infer<typeof CellsEvidence>;

/** A figure's region on a page and the numbers found in the region's own text. */
export const FigureEvidence = z.object({
  kind: z.literal('figure'),
  prover,
  document: hash,
  /** Hash of the stored PDF. */
  file: hash,
  page: z.int().positive(),
  box: Box,
  /** Hash of the picture of the region that the sample shows. */
  image: hash.nullable(),
  /** Pixels a point of that picture. */
  scale: z.number().positive(),
  numbers: z.array(z.string()),
});
export type FigureEvidence = z.infer<typeof FigureEvidence>;

/** A generated world, stored, and the answer that solving it gives. */
export const TraceEvidence = z.object({
  kind: z.literal('trace'),
  prover,
  /** Hash of the stored world. */
  world: hash,
  /** `family@version` of the program that made the world. */
  generator: z.string(),
  level: z.number().positive(),
  answer: z.string(),
});
export type TraceEvidence = z.infer<typeof TraceEvidence>;

/** A query over a graph snapshot, with its complete answer set. */
export const QueryEvidence = z.object({
  kind: z.literal('query'),
  prover,
  graph: hash,
  snapshot: hash,
  form: z.string(),
  anchors: z.array(z.string()),
  predicates: z.array(z.string()),
  answers: z.array(z.string()),
});
export type QueryEvidence = z.infer<typeof QueryEvidence>;

/** What a sample was made from. Each names the `prover@version` that replays it. */
export const Evidence = z.discriminatedUnion('kind', [
  SpanEvidence,
  PathEvidence,
  CellsEvidence,
  FigureEvidence,
  TraceEvidence,
  QueryEvidence,
]);
export type Evidence = z.infer<typeof Evidence>;

export type EvidenceKind = Evidence['kind'];
