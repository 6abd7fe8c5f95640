import type { Story, StoryEvent } from './event-world.ts';

/** How a message says what it is about: where a thing is, or what is in a container. */
export type Saying = (what: string, where: string) => string;

const ofPlaces: Saying = (what, where) => `The ${what} is in the ${where}.`;
export const ofContents: Saying = (what, where) => `There are ${where} in the ${what}.`;

/**
 * The story in short plain sentences, one paragraph: who is where, what stands there, the notes on it, and what
 * happens.
 */
export function storyText(
  { room, inside, outside, containers, events }: Story,
  notes: readonly string[] = [],
  saying = ofPlaces,
): string {
  return [
    ...(inside.length === 0 ? [] : [`${listed(inside)} ${are(inside)} in the ${room}.`]),
    ...(outside.length === 0 ? [] : [`${listed(outside)} ${are(outside)} outside.`]),
    ...containersText(containers, room),
    ...notes,
    ...events.map((event) => eventText(event, room, saying)),
  ].join(' ');
}

/** What stands in the room. A long list takes two sentences. */
function containersText(containers: readonly string[], room: string): string[] {
  const first = containers.length > 4 ? containers.slice(0, 3) : containers;
  const rest = containers.slice(first.length);
  return [
    `There ${are(first)} ${listed(first.map(withArticle))} in the ${room}.`,
    ...(rest.length === 0 ? [] : [`There ${are(rest)} also ${listed(rest.map(withArticle))}.`]),
  ];
}

/** One event as a sentence. */
export function eventText(event: StoryEvent, room: string, saying = ofPlaces): string {
  const { who } = event;
  switch (event.do) {
    case 'put':
      return `${who} puts the ${event.what} in the ${event.where}.`;
    case 'move':
      return `${who} moves the ${event.what} to the ${event.where}.`;
    case 'fill':
      return `${who} empties the ${event.what} and fills it with ${event.where}.`;
    case 'enter':
      return `${who} comes into the ${room}.`;
    case 'leave':
      return `${who} leaves the ${room}.`;
    case 'watch':
      return `${who} starts to watch the ${room} in secret.`;
    case 'unwatch':
      return `${who} stops watching.`;
    case 'dream':
      return `${who} starts to daydream.`;
    case 'wake':
      return `${who} stops daydreaming.`;
    case 'open':
      return `${who} opens the ${event.what} and looks inside.`;
    case 'touch':
      return `${who} touches the ${event.what}.`;
    case 'shake':
      return `${who} shakes the ${event.what}.`;
    case 'lift':
      return `${who} lifts the ${event.what}.`;
    case 'tell':
      return `${who} writes to ${event.to}: “${saying(event.what, event.where)}”`;
    case 'announce':
      return `${who} calls out: “${saying(event.what, event.where)}”`;
  }
}

/** “a”, “a and b”, “a, b and c”. */
export function listed(items: readonly string[]): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}

export function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

function are(people: readonly string[]): string {
  return people.length === 1 ? 'is' : 'are';
}
