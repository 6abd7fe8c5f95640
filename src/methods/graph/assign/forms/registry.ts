import type { FormSpace } from '../form-space.ts';
import type { GoldIndex } from '../gold-index.ts';
import type { QueryForm } from '../query.ts';
import { chainSpace } from './chain.ts';
import { compareSpace } from './compare.ts';
import { countSpace } from './count.ts';
import { extremeSpace } from './extreme.ts';
import { meetPathSpace } from './meet-path.ts';
import { meetSpace } from './meet.ts';
import { pathMeetSpace } from './path-meet.ts';

/** The space of each form over a graph. */
export const FORM_SPACES: Record<QueryForm, (index: GoldIndex) => FormSpace> = {
  '1p': (index) => chainSpace(index, 1),
  '2p': (index) => chainSpace(index, 2),
  '3p': (index) => chainSpace(index, 3),
  '4p': (index) => chainSpace(index, 4),
  '2i': (index) => meetSpace(index, 2),
  '3i': (index) => meetSpace(index, 3),
  pi: pathMeetSpace,
  ip: meetPathSpace,
  count: countSpace,
  more: (index) => compareSpace(index, 'more'),
  less: (index) => compareSpace(index, 'less'),
  most: (index) => extremeSpace(index, 'most'),
  least: (index) => extremeSpace(index, 'least'),
};
