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
  /** The fast extractor says the same: so much of what its confidence lacks of 1. A model may agree by habit, so it is little. */
  agreed: 0.15,
  /** The same where a second look kept it. */
  agreedTwice: 0.3,
  /** Added to what nobody else says where a second look kept it. */
  secondLook: 0.01,
};

export interface Weights {
  hasCue: boolean;
  kindsFit: boolean;
  /** Confidence of the fast extractor's same fact, or null. */
  agreed: number | null;
  wasSeenTwice: boolean;
}

export function weighClaim({ hasCue, kindsFit, agreed, wasSeenTwice }: Weights): number {
  if (agreed !== null) {
    const share = wasSeenTwice ? MODEL_CONFIDENCE.agreedTwice : MODEL_CONFIDENCE.agreed;
    return Math.round((agreed + (1 - agreed) * share) * 1000) / 1000;
  }
  const base = hasCue
    ? kindsFit
      ? MODEL_CONFIDENCE.cueAndKinds
      : MODEL_CONFIDENCE.cue
    : kindsFit
      ? MODEL_CONFIDENCE.kinds
      : MODEL_CONFIDENCE.bare;
  return Math.round((base + (wasSeenTwice ? MODEL_CONFIDENCE.secondLook : 0)) * 1000) / 1000;
}
