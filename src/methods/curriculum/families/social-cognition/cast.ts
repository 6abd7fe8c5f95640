import { namesOf } from '../people.ts';
import { type Pool, words } from '../family.ts';

/** What the stories are about: single plain words, none of them a form or a part of another. */
export const CONTAINERS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('box basket drawer cupboard bag bucket chest jar crate barrel'),
  exam: words('bowl sack suitcase pot trunk tub purse pan'),
};
export const THINGS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('ball key ring doll book apple cake coin hat spoon shoe toy map whistle candle'),
  exam: words('lamp brush kite mitten fork pencil drum comb'),
};
export const ROOMS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('kitchen hall garage attic cellar office bedroom'),
  exam: words('classroom library school barn'),
};

/** What may be inside a closed thing. */
export const CONTENTS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('nuts rocks beads buttons crayons shells marbles eggs'),
  exam: words('pins corks feathers nails seeds grapes'),
};

export const EVERY_NAME = [...namesOf('training'), ...namesOf('exam')];
export const EVERY_CONTAINER = [...CONTAINERS.training, ...CONTAINERS.exam];
export const EVERY_CONTENT = [...CONTENTS.training, ...CONTENTS.exam];
