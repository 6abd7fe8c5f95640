/**
 * How far a model's claim is trusted. The model's word alone is a candidate's; a cue in the sentence and kinds that are known
 * to fit raise it; the fast extractor's reading of the same words settles it.
 */
export const MODEL_CONFIDENCE = {
  /** Neither cue nor sure kinds. */
  bare: 0.5,
  /** The relation's words stand in the sentence. */
  cue: 0.7,
  /** Subject and object are of the relation's kinds. */
  kinds: 0.6,
  cueAndKinds: 0.78,
  /** The fast extractor says the same: the greater of its confidence and this. */
  agreed: 0.95,
  /** Added where a second look kept it. */
  secondLook: 0.04,
};

export interface Weights {
  hasCue: boolean;
  kindsFit: boolean;
  /** Confidence of the fast extractor's same fact, or null. */
  agreed: number | null;
  wasSeenTwice: boolean;
}

export function weighClaim({ hasCue, kindsFit, agreed, wasSeenTwice }: Weights): number {
  if (agreed !== null) return Math.max(agreed, MODEL_CONFIDENCE.agreed);
  const base = hasCue
    ? kindsFit
      ? MODEL_CONFIDENCE.cueAndKinds
      : MODEL_CONFIDENCE.cue
    : kindsFit
      ? MODEL_CONFIDENCE.kinds
      : MODEL_CONFIDENCE.bare;
  return Math.round((base + (wasSeenTwice ? MODEL_CONFIDENCE.secondLook : 0)) * 1000) / 1000;
}
