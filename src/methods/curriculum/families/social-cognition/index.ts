import type { Family } from '../family.ts';
import { changedLocation } from './changed-location.ts';
import { nestedBelief } from './nested-belief.ts';
import { privateMessages } from './private-messages.ts';
import { secretWatching } from './secret-watching.ts';

/** Task families of the fifth stage: what others see, know and think. */
export const SOCIAL_COGNITION = [
  changedLocation,
  nestedBelief,
  privateMessages,
  secretWatching,
] as unknown as readonly Family[];
