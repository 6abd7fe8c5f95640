import type { Answer, Candidate, Check, Evidence, Passage } from '../../../core/records/index.ts';
import type { ProofRequirement } from '../../../core/proof/index.ts';
import type { WriteContext } from '../../../core/run/method.ts';
import type { Random } from '../../../core/random.ts';
import type { PapersMaterial } from '../material.ts';
import type { PaperKindName } from '../options.ts';

/** The program-made core of a sample, in plain words, before any model may reword it. */
export interface PaperDraft {
  /** What the asker sees before the question: tables as Markdown, quoted passages; pictures by hash. */
  shown: ({ type: 'text'; text: string } | { type: 'image'; blob: string; mediaType: string })[];
  question: string;
  /** Steps to the answer, each a sentence; may be empty. */
  reasoning: string[];
  /** The reply in a sentence or more; holds `answer.value`. */
  reply: string;
  answer: Answer;
  /**
   * What a rewording of the question or reply must keep as it stands: numbers with their units, names, labels, quotations.
   */
  keep: { question: string[]; reply: string[] };
  context: Passage[];
  evidence: Evidence[];
  /** The kind's own checks, as verify will replay them. */
  checks: Check[];
  tags: Candidate['tags'];
  metrics?: Candidate['metrics'];
}

/** One kind of question over papers. `Payload` is what its assignments carry: plain JSON, small. */
export interface PaperKind<Payload = unknown> {
  name: PaperKindName;
  /**
   * All places where it can be asked, each once, lazily, in an order that `random` draws; the same material and seed give
   * the same order. Programs are executed here already where only their result tells whether the question is sound (one
   * answer, no tie, no missing cell), so that nothing is assigned that cannot be written.
   */
  draw(material: PapersMaterial, random: Random): Iterable<Payload> | AsyncIterable<Payload>;
  /** Hashes of the documents that it reads: what must not be shared across splits. */
  documents(payload: Payload): string[];
  write(payload: Payload, material: PapersMaterial, context: WriteContext): Promise<PaperDraft>;
  requires: ProofRequirement;
}
