import { z } from 'zod';

/**
 * A room where people come and go, see, tell, watch in secret and miss things, and what each of them then thinks that
 * others think. The rule is one: a chain of people (A thinks that B thinks that C thinks) takes an event up when A
 * truly perceives it and B and C openly seem to. Nobody notices who watches in secret or who daydreams.
 */
export const StoryEvent = z.discriminatedUnion('do', [
  /** The thing `what` goes to `where`; or, of a container `what`, its contents become `where`. */
  z.strictObject({
    do: z.enum(['put', 'move', 'fill']),
    who: z.string(),
    what: z.string(),
    where: z.string(),
  }),
  z.strictObject({
    do: z.enum(['enter', 'leave', 'watch', 'unwatch', 'dream', 'wake']),
    who: z.string(),
  }),
  /** Opens the container `what`: sees its contents. */
  z.strictObject({ do: z.literal('open'), who: z.string(), what: z.string() }),
  /** Handles the container `what` and learns nothing. */
  z.strictObject({ do: z.enum(['touch', 'shake', 'lift']), who: z.string(), what: z.string() }),
  /** A message that nobody else knows of. It may be a lie: the hearer believes it, the speaker does not. */
  z.strictObject({
    do: z.literal('tell'),
    who: z.string(),
    to: z.string(),
    what: z.string(),
    where: z.string(),
  }),
  /** A call that everybody in the room hears. */
  z.strictObject({
    do: z.literal('announce'),
    who: z.string(),
    what: z.string(),
    where: z.string(),
  }),
]);
export type StoryEvent = z.infer<typeof StoryEvent>;

export const Story = z.strictObject({
  room: z.string(),
  /** Who is in the room when the story begins, and who is outside. */
  inside: z.array(z.string()),
  outside: z.array(z.string()),
  containers: z.array(z.string()).min(1),
  events: z.array(StoryEvent),
});
export type Story = z.infer<typeof Story>;

/** People from the outer mind to the inner one; the empty chain is the truth. */
export type Chain = readonly string[];

interface Mind {
  chain: Chain;
  beliefs: Map<string, string>;
  /** The mind one person out: what it holds is what this chain sees when its last person looks. */
  outer: Mind | undefined;
}

export interface Minds {
  happen(event: StoryEvent): void;
  /** Where the chain has `what`; undefined where it has no idea. Throws RangeError on a chain that is not followed. */
  believed(chain: Chain, what: string): string | undefined;
  /** In the room and not daydreaming. */
  attends(who: string): boolean;
  isInside(who: string): boolean;
  isDreaming(who: string): boolean;
  isWatching(who: string): boolean;
}

function keyOf(chain: Chain): string {
  return chain.length === 1 ? chain[0]! : chain.join('>');
}

/** Follows the given chains, those they contain from the outside, and the truth. `priors` is what all assume at first, `facts` what is true. */
export function openMinds(
  story: Pick<Story, 'inside'>,
  chains: readonly Chain[],
  priors: Readonly<Record<string, string>> = {},
  facts: Readonly<Record<string, string>> = priors,
): Minds {
  const minds = new Map<string, Mind>();
  const follow = (chain: Chain): Mind => {
    const known = minds.get(keyOf(chain));
    if (known !== undefined) return known;
    const outer = chain.length === 0 ? undefined : follow(chain.slice(0, -1));
    const assumed = chain.length === 0 ? facts : priors;
    const mind: Mind = { chain, beliefs: new Map(Object.entries(assumed)), outer };
    minds.set(keyOf(chain), mind);
    return mind;
  };
  const truth = follow([]);
  for (const chain of chains) follow(chain);
  const inside = new Set(story.inside);
  const dreaming = new Set<string>();
  const watching = new Set<string>();

  const attends = (who: string): boolean => inside.has(who) && !dreaming.has(who);
  const sees = ({ chain }: Mind): boolean =>
    chain.every((who, place) =>
      place === 0 ? attends(who) || watching.has(who) : inside.has(who),
    );
  const hears = ({ chain }: Mind): boolean =>
    chain.every((who, place) => (place === 0 ? attends(who) : inside.has(who)));
  const say = (
    what: string,
    where: string,
    who: string,
    reached: (mind: Mind) => boolean,
  ): void => {
    for (const mind of minds.values()) {
      const speaker = mind.chain.length === 1 && mind.chain[0] === who;
      if (mind !== truth && !speaker && reached(mind)) mind.beliefs.set(what, where);
    }
  };
  return {
    happen(event) {
      switch (event.do) {
        case 'put':
        case 'move':
        case 'fill':
          for (const mind of minds.values())
            if (sees(mind)) mind.beliefs.set(event.what, event.where);
          break;
        case 'enter':
          inside.add(event.who);
          break;
        case 'leave':
          inside.delete(event.who);
          break;
        case 'watch':
          watching.add(event.who);
          break;
        case 'unwatch':
          watching.delete(event.who);
          break;
        case 'dream':
          dreaming.add(event.who);
          break;
        case 'wake':
          dreaming.delete(event.who);
          break;
        case 'open':
          for (const mind of minds.values()) {
            if (mind.chain.at(-1) !== event.who || !sees(mind)) continue;
            const where = mind.outer?.beliefs.get(event.what);
            if (where !== undefined) mind.beliefs.set(event.what, where);
          }
          break;
        case 'tell':
          say(event.what, event.where, event.who, ({ chain }) =>
            chain.every((who) => who === event.who || who === event.to),
          );
          break;
        case 'announce':
          say(event.what, event.where, event.who, hears);
          break;
        default:
          break;
      }
    },
    believed(chain, what) {
      const mind = minds.get(keyOf(chain));
      if (mind === undefined)
        throw new RangeError(`the chain ${chain.join(' > ')} is not followed`);
      return mind.beliefs.get(what);
    },
    attends,
    isInside: (who) => inside.has(who),
    isDreaming: (who) => dreaming.has(who),
    isWatching: (who) => watching.has(who),
  };
}

/** The minds after the whole story. */
export function replayStory(
  story: Story,
  chains: readonly Chain[],
  priors?: Readonly<Record<string, string>>,
  facts?: Readonly<Record<string, string>>,
): Minds {
  const minds = openMinds(story, chains, priors, facts);
  for (const event of story.events) minds.happen(event);
  return minds;
}

/** Whether a message or call says what its speaker does not believe, as the minds stand before it. */
export function isLie(
  event: Extract<StoryEvent, { do: 'tell' | 'announce' }>,
  minds: Minds,
): boolean {
  return minds.believed([event.who], event.what) !== event.where;
}
