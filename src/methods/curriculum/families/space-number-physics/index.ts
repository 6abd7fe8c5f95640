import type { Family } from '../family.ts';
import { balanceBeam } from './balance-beam.ts';
import { collisionOrder } from './collision-order.ts';
import { conservation } from './conservation.ts';
import { eventTimes } from './event-times.ts';
import { floatOrSink } from './float-or-sink.ts';
import { followPath } from './follow-path.ts';
import { jugPouring } from './jug-pouring.ts';
import { nestedContainment } from './nested-containment.ts';
import { perspective } from './perspective.ts';
import { pileEnds } from './pile-ends.ts';
import { relativePosition } from './relative-position.ts';
import { shortestRoute } from './shortest-route.ts';

/** Task families of the third stage: space, number and physics. */
export const SPACE_NUMBER_PHYSICS = [
  balanceBeam,
  shortestRoute,
  followPath,
  nestedContainment,
  conservation,
  collisionOrder,
  jugPouring,
  perspective,
  floatOrSink,
  eventTimes,
  relativePosition,
  pileEnds,
] as unknown as readonly Family[];
