import type { Ontology } from './ontology.ts';

/** A passage put before an extractor, with what stands around it. */
export interface ExtractionInput {
  text: string;
  /** The document's title; a document that is about something is mostly named after it. */
  title: string;
  /** Titles of the headings above, outermost first. */
  headings: string[];
  language: string;
}

/** Words that name a thing or a value. Offsets in code points of the input's text. */
export interface Mention {
  start: number;
  end: number;
  text: string;
  kind: string;
  /** Index of the mention that a pronoun, a description (`the band`) or a shortened name (`Curie`) stands for. */
  refersTo?: number;
  /** The name of what is meant where the words are none: `Germany` for `German`, the title for `he` in a later passage. */
  name?: string;
  /** Of times (days since 1970-01-01, end excluded) and numbers: the range that the words allow. */
  range?: [number, number];
}

/** What an extractor claims. Mentions by their index in the extraction. */
export interface ExtractedFact {
  subject: number;
  /** The relation of the ontology, or null for an open predicate. */
  relation: string | null;
  /** The words of the predicate, lemmatised: `be born in`; what open predicates are known by. */
  phrase: string;
  object: number;
  /** The sentence or sentences, and the words that say the relation, in code points of the input's text. */
  sentence: [number, number];
  cue: [number, number] | null;
  negated: boolean;
  time: string | null;
  confidence: number;
}

export interface Extraction {
  mentions: Mention[];
  facts: ExtractedFact[];
  /** Claims that the extractor dropped, by reason: counted, never silent. */
  dropped: Record<string, number>;
}

/** Takes facts from one passage. The result depends on the input, the ontology and the extractor's identity alone. */
export interface Extractor {
  /** `fast@1`, `model@1`: what facts name. */
  name: string;
  /** Everything else that shapes its claims (model, revision, prompt, options), for the memo's key. */
  identity: unknown;
  extract(
    input: ExtractionInput,
    ontology: Ontology | null,
    signal: AbortSignal,
  ): Promise<Extraction>;
}
