export { openRobots, type Robots } from './open-robots.ts';
export { readDirectives, whyNofollow, whyReserved } from './page-directives.ts';
