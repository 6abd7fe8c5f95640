/** What makes a task of one level hard: whole numbers or shares, by name. */
export type Knobs = Readonly<Record<string, number>>;

/** Halvings between two levels: 3.5 is one, 3.25 and 3.75 are two. */
const DEEPEST = 3;

/**
 * The knobs of a level, counted from 1. Between two levels may lie half, quarter and eighth levels, made by `midway`: they
 * fill gaps that a learner falls into. Throws RangeError where there is no such level.
 */
export function knobsAt<K extends Knobs>(levels: readonly K[], level: number): K {
  const whole = Math.floor(level);
  let low: Knobs | undefined = levels[whole - 1];
  let fraction = level - whole;
  if (low !== undefined && fraction === 0) return low as K;
  let high: Knobs | undefined = levels[whole];
  for (let depth = 0; depth < DEEPEST && low !== undefined && high !== undefined; depth++) {
    const middle: Knobs | undefined = midway(low, high);
    fraction *= 2;
    if (middle === undefined) break;
    // Every knob of the ladder is there, with a number in its place.
    if (fraction === 1) return middle as K;
    if (fraction < 1) high = middle;
    else {
      low = middle;
      fraction -= 1;
    }
  }
  throw new RangeError(`there is no level ${level}: whole ones go from 1 to ${levels.length}`);
}

/** Whether a family has a level; where two levels differ in one knob only, nothing lies between. */
export function hasLevel({ levels }: { levels: readonly Knobs[] }, level: number): boolean {
  try {
    knobsAt(levels, level);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * The level midway between two: of the knobs that differ, the first half stand as in the harder level already. So every
 * value is one that some level has. Undefined where fewer than two differ. Throws RangeError on different knobs.
 */
export function midway(low: Knobs, high: Knobs): Knobs | undefined {
  const names = Object.keys(low);
  if (names.length !== Object.keys(high).length || !names.every((name) => name in high)) {
    throw new RangeError('the two levels have different knobs');
  }
  const differing = names.filter((name) => low[name] !== high[name]);
  if (differing.length < 2) return undefined;
  const raised = differing.slice(0, differing.length >> 1);
  return { ...low, ...Object.fromEntries(raised.map((name) => [name, high[name]!])) };
}
