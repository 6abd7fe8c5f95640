import type { StoryEvent } from './event-world.ts';

/** Events with every name numbered: first those given, then the others in order of appearance. */
export function namelessEvents(
  events: readonly StoryEvent[],
  first: readonly string[] = [],
): unknown[] {
  const numbers = new Map<string, number>();
  const number = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
  for (const name of first) number(name);
  return events.map((event) =>
    Object.entries(event).map(([key, value]) => (key === 'do' ? value : number(value))),
  );
}
