import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import type { Pool } from '../family.ts';
import { CONTENTS } from './cast.ts';
import { drawCast } from './draw-story.ts';
import {
  type Chain,
  type Minds,
  openMinds,
  replayStory,
  Story,
  type StoryEvent,
} from './event-world.ts';
import { namelessEvents } from './nameless-events.ts';
import { ofContents, storyText } from './story-text.ts';

/** A story about what is inside closed things: what their labels say (all trust them), and what is really inside. */
export const ContentsStory = z.strictObject({
  story: Story,
  labels: z.record(z.string(), z.string()),
  facts: z.record(z.string(), z.string()),
});
export type ContentsStory = z.infer<typeof ContentsStory>;

/** What happens in such a story, by how often. */
export interface ContentsPlan {
  people: number;
  containers: number;
  /** Different contents in the world. */
  contents: number;
  /** Somebody opens a container and looks in; touches, shakes or lifts one; empties and fills one. */
  opens: number;
  handles: number;
  fills: number;
  trips: number;
  /** True letters between two, as far as the writer knows. */
  tells: number;
}

export interface ContentsCast {
  room: string;
  people: string[];
  containers: string[];
  contents: string[];
}

export function drawContentsCast(random: Random, plan: ContentsPlan, pool: Pool): ContentsCast {
  return {
    ...drawCast(random, { ...plan, things: 0 }, pool),
    contents: random.shuffle(CONTENTS[pool]).slice(0, plan.contents),
  };
}

/** A story after a plan, with labels or without. What is impossible when its turn comes is left out. */
export function drawContents(
  random: Random,
  plan: ContentsPlan,
  cast: ContentsCast,
  labelled: boolean,
): ContentsStory {
  const { people, containers, contents } = cast;
  const facts: Record<string, string> = {};
  const labels: Record<string, string> = {};
  for (const container of containers) {
    facts[container] = random.pick(contents);
    if (labelled) labels[container] = random.pick(contents);
  }
  const story: Story = {
    room: cast.room,
    inside: random.shuffle(people),
    outside: [],
    containers,
    events: [],
  };
  const minds = openMinds(
    story,
    people.map((person) => [person]),
    labels,
    facts,
  );
  // What was in a container never comes back into it: nobody is right by luck.
  const past = new Map(containers.map((container) => [container, new Set([facts[container]!])]));
  const turns = random.shuffle([
    ...Array<'open'>(plan.opens).fill('open'),
    ...Array<'handle'>(plan.handles).fill('handle'),
    ...Array<'fill'>(plan.fills).fill('fill'),
    ...Array<'trip'>(plan.trips).fill('trip'),
    ...Array<'tell'>(plan.tells).fill('tell'),
  ]);
  for (const turn of turns) {
    const what = random.integer(3) < 2 ? containers[0]! : random.pick(containers);
    const event = next(random, turn, what, cast, minds, past.get(what)!);
    if (event === undefined) continue;
    minds.happen(event);
    story.events.push(event);
  }
  return { story, labels, facts };
}

function next(
  random: Random,
  turn: 'open' | 'handle' | 'fill' | 'trip' | 'tell',
  what: string,
  { people, contents }: ContentsCast,
  minds: Minds,
  past: Set<string>,
): StoryEvent | undefined {
  const who = random.pick(people);
  if (turn === 'trip') {
    const away = people.find((person) => !minds.isInside(person));
    const mover = away !== undefined && random.integer(2) === 0 ? away : who;
    return { do: minds.isInside(mover) ? 'leave' : 'enter', who: mover };
  }
  if (turn === 'tell') {
    const to = random.pick(people);
    const where = minds.believed([who], what);
    return to === who || where === undefined ? undefined : { do: 'tell', who, to, what, where };
  }
  if (!minds.isInside(who)) return undefined;
  if (turn === 'open') return { do: 'open', who, what };
  if (turn === 'handle') {
    return { do: random.pick(['touch', 'shake', 'lift'] as const), who, what };
  }
  const fresh = contents.filter((content) => !past.has(content));
  if (fresh.length === 0) return undefined;
  const where = random.pick(fresh);
  past.add(where);
  return { do: 'fill', who, what, where };
}

/** The story as text: labels, what is really inside, what happens. */
export function contentsText({ story, labels, facts }: ContentsStory): string {
  const notes = [
    ...Object.entries(labels).map(([what, said]) => `The label of the ${what} says “${said}.”`),
    ...Object.entries(facts).map(([what, held]) => `The ${what} has ${held} in it.`),
    'Nobody has seen inside yet.',
  ];
  return storyText(story, notes, ofContents);
}

/** The minds at the end. */
export function mindsOf({ story, labels, facts }: ContentsStory, chains: readonly Chain[]): Minds {
  return replayStory(story, chains, labels, facts);
}

/** All contents that the text names, in order of mention. */
export function namedContents({ story, labels, facts }: ContentsStory): string[] {
  const filled = story.events.flatMap((event) => (event.do === 'fill' ? event.where : []));
  return [...new Set([...Object.values(labels), ...Object.values(facts), ...filled])];
}

/** Without names. */
export function namelessContents(scene: ContentsStory, first: readonly string[]): unknown {
  const { story, labels, facts } = scene;
  const contents = namedContents(scene);
  const nameless = story.containers.toSorted(
    (a, b) => first.indexOf(b) - first.indexOf(a) || mentionOf(scene, a) - mentionOf(scene, b),
  );
  return {
    events: namelessEvents(story.events, [...first, ...contents]),
    inside: nameless.map((what) => [
      contents.indexOf(labels[what] ?? ''),
      contents.indexOf(facts[what]!),
    ]),
    people: story.inside.length,
  };
}

function mentionOf({ story }: ContentsStory, container: string): number {
  return story.events.findIndex((event) => 'what' in event && event.what === container);
}
