/** The six stages, in the order of their ages. Parallel tracks of levels, joined by the prerequisites of skills. */
export const STAGES = [
  'perception',
  'objects-and-categories',
  'space-number-physics',
  'language',
  'social-cognition',
  'abstract-reasoning',
] as const;
export type Stage = (typeof STAGES)[number];
