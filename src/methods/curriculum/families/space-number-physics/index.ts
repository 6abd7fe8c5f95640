import type { Family } from '../family.ts';
import { balanceBeam } from './balance-beam.ts';
import { collisionOrder } from './collision-order.ts';
import { conservation } from './conservation.ts';
import { followPath } from './follow-path.ts';
import { jugPouring } from './jug-pouring.ts';
import { nestedContainment } from './nested-containment.ts';
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
] as unknown as readonly Family[];
