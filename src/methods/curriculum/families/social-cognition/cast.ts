import { words } from '../family.ts';

/** Who and what the stories are about: single plain words, none of them a form or a part of another. */
export const NAMES = words(
  'Anna Ben Cara Dan Eva Finn Gina Hugo Ida Jack Kate Leo Mia Noah Olga Paul Rosa Sam Tara Uma Vera Zoe Max Nina Omar Lily Tom Ella Oscar Ruth',
);
export const CONTAINERS = words(
  'box basket drawer cupboard bag bucket chest jar crate barrel trunk bowl sack suitcase',
);
export const THINGS = words(
  'ball key ring doll book apple cake coin watch spoon shoe toy map letter whistle candle',
);
export const ROOMS = words(
  'kitchen hall garage attic cellar office bedroom classroom workshop library',
);
