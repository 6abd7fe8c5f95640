import type { ProofMaterial, ProofRequirement } from '../../../core/proof/index.ts';
import type { Random } from '../../../core/random.ts';
import type { Answer, Candidate, Evidence, Passage } from '../../../core/records/index.ts';
import type { PapersMaterial } from '../material.ts';
import type { PaperKindName } from '../options.ts';

/** What the asker is shown before the question. Pictures carry their bytes: whoever writes stores them, whoever replays hashes them. */
export type Shown =
  | { type: 'text'; text: string }
  | { type: 'image'; bytes: Uint8Array; mediaType: string };

/** The program-made core of a sample, in plain words, before any model may reword it. */
export interface PaperDraft {
  shown: Shown[];
  question: string;
  /** Steps to the answer, each a sentence; may be empty. */
  reasoning: string[];
  /** The reply in a sentence or more; holds `answer.value`. */
  reply: string;
  answer: Answer;
  /** What a rewording must keep as it stands: numbers with their units, names, labels, quotations; `inOrder`: what of the question must not change places. */
  keep: { question: string[]; reply: string[]; inOrder?: string[] };
  context: Passage[];
  evidence: Evidence[];
  tags: Candidate['tags'];
}

/** As much of the material as one sample needs: verify has no more. */
export type PapersAtHand = Pick<PapersMaterial, 'open'> & {
  options: Pick<PapersMaterial['options'], 'pictureScale'>;
};

/** One kind of question over papers. `Payload` is what its assignments carry: small plain JSON that names documents by hash. */
export interface PaperKind<Payload = unknown> {
  name: PaperKindName;
  /**
   * All places where it can be asked, each once, lazily, in an order that `random` draws: the same material and seed give the
   * same order. Whatever would make a question unsound (a tie, two answers, a missing cell) is found here, before it is
   * assigned.
   */
  draw(material: PapersMaterial, random: Random): AsyncIterable<Payload>;
  /**
   * Whether `draw` could give a payload, whatever chance draws: verify asks it of plans that it does not trust. May raise where the
   * payload has not the form of one.
   */
  isAskable(payload: Payload, papers: PapersAtHand): Promise<boolean>;
  /** Hashes of the document records that it reads, each once. */
  documents(payload: Payload): string[];
  /**
   * Composes the sample's core: a pure function of the payload and stored material, so that verify composes it again and
   * compares. Raises ItemRejectedError where the material cannot carry it.
   */
  draft(payload: Payload, papers: PapersAtHand, stored: ProofMaterial): Promise<PaperDraft>;
  requires: ProofRequirement['evidence'];
}
