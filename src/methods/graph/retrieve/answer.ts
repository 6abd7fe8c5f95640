import type { Quotation } from './quote-source.ts';
import type { RetrievalMode } from './retriever.ts';

/** A sentence of an answer, and what says so. */
export interface AnswerStatement {
  text: string;
  quotations: Quotation[];
}

/** What is answered to a question about a graph. */
export interface Answer {
  mode: RetrievalMode;
  /** `template`: facts and reports as the graph has them. `model`: a model chose the sentences, and worded `text`. */
  voice: 'template' | 'model';
  /** False where nothing in the graph bears on the question. */
  isFound: boolean;
  /** A model's wording, held to the names and numbers of what it points at; null by template. */
  text: string | null;
  statements: AnswerStatement[];
  /** What a model wrote and was dropped, by reason. */
  dropped: Record<string, number>;
}
