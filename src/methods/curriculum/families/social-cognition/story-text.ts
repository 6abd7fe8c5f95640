import type { Story, StoryEvent } from './event-world.ts';

/** The story in short plain sentences, one paragraph: who is where, what stands there, what happens. */
export function storyText({ room, inside, outside, containers, events }: Story): string {
  return [
    ...(inside.length === 0 ? [] : [`${listed(inside)} ${are(inside)} in the ${room}.`]),
    ...(outside.length === 0 ? [] : [`${listed(outside)} ${are(outside)} outside.`]),
    `There ${containers.length === 1 ? 'is' : 'are'} ${listed(containers.map(withArticle))} in the ${room}.`,
    ...events.map((event) => eventText(event, room)),
  ].join(' ');
}

/** One event as a sentence. */
export function eventText(event: StoryEvent, room: string): string {
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
    case 'look':
      return `${who} looks into the ${event.where}.`;
    case 'open':
      return `${who} opens the ${event.what} and looks inside.`;
    case 'touch':
      return `${who} touches the ${event.where}.`;
    case 'shake':
      return `${who} shakes the ${event.where}.`;
    case 'lift':
      return `${who} lifts the ${event.where}.`;
    case 'tell':
      return `${who} writes to ${event.to}: “The ${event.what} is in the ${event.where}.”`;
    case 'announce':
      return `${who} calls out: “The ${event.what} is in the ${event.where}.”`;
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
