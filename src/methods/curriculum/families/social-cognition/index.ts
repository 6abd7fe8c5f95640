import type { Family } from '../family.ts';
import { changedLocation } from './changed-location.ts';
import { nestedBelief } from './nested-belief.ts';
import { privateMessages } from './private-messages.ts';
import { beliefEmotion } from './belief-emotion.ts';
import { unexpectedContents } from './unexpected-contents.ts';
import { diverseDesires } from './diverse-desires.ts';
import { trustedInformant } from './trusted-informant.ts';
import { fairShare } from './fair-share.ts';
import { lieOrMistake } from './lie-or-mistake.ts';
import { seeingKnowing } from './seeing-knowing.ts';
import { secretWatching } from './secret-watching.ts';

/** Task families of the fifth stage: what others see, know and think. */
export const SOCIAL_COGNITION = [
  changedLocation,
  nestedBelief,
  privateMessages,
  secretWatching,
  diverseDesires,
  seeingKnowing,
  unexpectedContents,
  beliefEmotion,
  lieOrMistake,
  trustedInformant,
  fairShare,
] as unknown as readonly Family[];
