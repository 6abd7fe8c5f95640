import type { ProofRequirement } from '../../../core/proof/index.ts';
import type { Random } from '../../../core/random.ts';
import type { Answer, Candidate, Tool } from '../../../core/records/index.ts';
import type { OpenPage } from '../prepare/open-page.ts';
import type { UsableSentence } from '../prepare/usable-sentences.ts';
import type { Move } from './moves.ts';
import type { PersonaKindName, Plan } from './plan.ts';
import type { Frames } from './words/frames.ts';

/** A message as programs write it: `lead`, `body` and `tail`, of which a model may put the body in its own words. */
export interface Turn {
  role: 'user' | 'assistant';
  move: Move | 'request' | 'reply';
  lead: string;
  body: string;
  tail: string;
  /**
   * How a model may put the body. `question`: a question about a sentence of the passage. `statement`: what is said here, in
   * other words. Null: not at all.
   */
  slot: { as: 'question'; about: number } | { as: 'statement'; says: string } | null;
  /** Which sentences of what is shown the message quotes, in order. */
  cited: number[];
}

/** The program-made whole of a sample, in plain words, before any model gives it voice. */
export interface PersonaDraft {
  /** The sentences of the page that it is made of, in their order. */
  shown: UsableSentence[];
  turns: Turn[];
  /** Of a preference pair. */
  chosen?: string;
  rejected?: string;
  tools?: Tool[];
  reasoning?: string;
  answer?: Answer;
  tags: Candidate['tags'];
}

/** What a plan is carried out over. */
export interface Scene {
  plan: Plan;
  page: OpenPage;
  near: OpenPage | null;
  /** The plan's passage. */
  passage: UsableSentence[];
  frames: Frames;
  random: Random;
}

export interface PersonaKind {
  name: PersonaKindName;
  /** Whether the page can carry the kind at all. */
  suits(page: OpenPage): boolean;
  /**
   * Carries a plan out: a pure function of the plan and stored pages, so that verify does it again and compares. Raises
   * ItemRejectedError where the passage cannot carry it.
   */
  draft(scene: Scene): PersonaDraft;
  /** Null: grounded in the page, and nothing claimed of an answer. */
  requires: ProofRequirement['evidence'] | null;
}

/** A message that no model touches. */
export function fixed(
  role: Turn['role'],
  move: Turn['move'],
  body: string,
  cited: number[] = [],
): Turn {
  return { role, move, lead: '', body, tail: '', slot: null, cited };
}
