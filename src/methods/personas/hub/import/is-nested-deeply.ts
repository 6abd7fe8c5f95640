const MOST_LEVELS = 64;

/** Whether a value of JSON is nested so deeply that programs which call themselves would run out of stack. */
export function isNestedDeeply(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MOST_LEVELS; depth++) {
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
