import type { Random } from '../../../../core/random.ts';
import type { Pool } from '../family.ts';
import { namesOf } from '../people.ts';
import { CONTAINERS, ROOMS, THINGS } from './cast.ts';
import { openMinds, type Minds, type Story, type StoryEvent } from './event-world.ts';

/** What happens in a story besides the placing of its things, by how often. */
export interface Happenings {
  /** A thing goes to another container. */
  moves: number;
  /** Somebody comes or goes. */
  trips: number;
  /** Somebody starts or stops watching in secret, or daydreaming. */
  spells?: number;
  /** Messages between two people. */
  tells?: number;
  /** Calls to the whole room. */
  calls?: number;
}

export interface StoryPlan extends Happenings {
  people: number;
  containers: number;
  things: number;
  /** How many of the people, from the first on, come and go, watch and daydream more often than the others. */
  watched: number;
  /** Whether messages may say what the speaker does not believe. */
  lies?: boolean;
}

/** Who and what a story is about. */
export interface Cast {
  room: string;
  people: string[];
  containers: string[];
  things: string[];
}

/** The people and things of a pool that a plan needs. */
export function drawCast(
  random: Random,
  plan: Pick<StoryPlan, 'people' | 'containers' | 'things'>,
  pool: Pool,
): Cast {
  return {
    room: random.pick(ROOMS[pool]),
    people: random.shuffle(namesOf(pool)).slice(0, plan.people),
    containers: random.shuffle(CONTAINERS[pool]).slice(0, plan.containers),
    things: random.shuffle(THINGS[pool]).slice(0, plan.things),
  };
}

/** A story after a plan. What is impossible when its turn comes (nobody is there to move the ball) is left out. */
export function drawStory(random: Random, plan: StoryPlan, cast: Cast): Story {
  const { people, containers, things } = cast;
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
  );
  const happen = (event: StoryEvent): void => {
    minds.happen(event);
    story.events.push(event);
  };
  for (const what of things) {
    happen({ do: 'put', who: random.pick(people), what, where: random.pick(containers) });
  }
  const turns = random.shuffle([
    ...Array<'move'>(plan.moves).fill('move'),
    ...Array<'trip'>(plan.trips).fill('trip'),
    ...Array<'spell'>(plan.spells ?? 0).fill('spell'),
    ...Array<'tell'>(plan.tells ?? 0).fill('tell'),
    ...Array<'call'>(plan.calls ?? 0).fill('call'),
  ]);
  for (const turn of turns) {
    const event = next(random, turn, { people, things, containers, plan, minds });
    if (event !== undefined) happen(event);
  }
  return story;
}

function next(
  random: Random,
  turn: 'move' | 'trip' | 'spell' | 'tell' | 'call',
  scene: {
    people: readonly string[];
    things: readonly string[];
    containers: readonly string[];
    plan: StoryPlan;
    minds: Minds;
  },
): StoryEvent | undefined {
  const { people, things, containers, plan, minds } = scene;
  // The first thing is the one that is asked about.
  const what = random.integer(3) < 2 ? things[0]! : random.pick(things);
  let restless =
    random.integer(3) < 2 ? people[random.integer(plan.watched)]! : random.pick(people);
  // Who is away or absent-minded mostly comes back before others go, so that people share much of the story.
  const away = people.find((who) =>
    turn === 'trip' ? !minds.isInside(who) : minds.isDreaming(who) || minds.isWatching(who),
  );
  if (away !== undefined && random.integer(2) === 0) restless = away;
  switch (turn) {
    case 'move': {
      const others = containers.filter((place) => place !== minds.believed([], what));
      // Who moves a thing knows where it is, having had it in hand or seen it go there.
      const able = people.filter(
        (who) => minds.attends(who) && minds.believed([who], what) === minds.believed([], what),
      );
      if (able.length === 0) return undefined;
      return { do: 'move', who: random.pick(able), what, where: random.pick(others) };
    }
    case 'trip':
      if (minds.isDreaming(restless) || minds.isWatching(restless)) return undefined;
      return { do: minds.isInside(restless) ? 'leave' : 'enter', who: restless };
    case 'spell':
      if (minds.isInside(restless)) {
        return { do: minds.isDreaming(restless) ? 'wake' : 'dream', who: restless };
      }
      return { do: minds.isWatching(restless) ? 'unwatch' : 'watch', who: restless };
    case 'tell': {
      const [who, to] = random.shuffle(people) as [string, string];
      const where = minds.believed([who], what);
      if (where === undefined) return undefined;
      const lying = plan.lies === true && random.integer(2) === 0;
      const said = lying ? random.pick(containers.filter((place) => place !== where)) : where;
      return { do: 'tell', who, to, what, where: said };
    }
    case 'call': {
      const there = people.filter((person) => minds.attends(person));
      if (there.length === 0) return undefined;
      const who = random.pick(there);
      const where = minds.believed([who], what);
      return where === undefined ? undefined : { do: 'announce', who, what, where };
    }
  }
}
