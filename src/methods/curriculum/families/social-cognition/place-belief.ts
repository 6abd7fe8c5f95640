import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import type { FamilySpec } from '../family.ts';
import { type Knobs, knobsAt } from '../ladder.ts';
import { EVERY_CONTAINER } from './cast.ts';
import { judgeChoice } from './choice-answer.ts';
import { counterBalanced, type Counterweight, DEFAULTS, type Shortcut } from './counter-balance.ts';
import { type Cast, drawCast, drawStory, type StoryPlan } from './draw-story.ts';
import { type Chain, openMinds, replayStory, Story, type StoryEvent } from './event-world.ts';
import { askedChain, askedTopic, readStory, viewOf } from './story-reader.ts';
import { namelessEvents } from './nameless-events.ts';
import { eventText, storyText } from './story-text.ts';

/** A story, and whose idea of the place of a thing is asked: the chain's outer mind first. */
export const PlaceScene = z.strictObject({
  story: Story,
  what: z.string(),
  chain: z.array(z.string()).min(1).max(3),
});
export type PlaceScene = z.infer<typeof PlaceScene>;

/** Guesses that need no mind: where the thing was put, where it is, what the text names last, and what leaving suggests. */
export const PLACE_SHORTCUTS: Readonly<Record<string, Shortcut<PlaceScene>>> = {
  'first place': ({ story, what }) => placesOf(story.events, what)[0],
  'last place': truth,
  'last said or done': ({ story, what }) => placesOf(story.events, what).at(-1),
  'someone left ? first place : last place': (scene) =>
    scene.story.events.some((event) => event.do === 'leave')
      ? placesOf(scene.story.events, scene.what)[0]
      : truth(scene),
  'the asked one is out ? first place : last place': (scene) => {
    const trip = scene.story.events.findLast(
      (event) => (event.do === 'leave' || event.do === 'enter') && event.who === scene.chain.at(-1),
    );
    return trip?.do === 'leave' ? placesOf(scene.story.events, scene.what)[0] : truth(scene);
  },
  'place when the asked one last left': ({ story, what, chain }) => {
    const left = story.events.findLastIndex(
      (event) => event.do === 'leave' && event.who === chain.at(-1),
    );
    return placesOf(left < 0 ? story.events : story.events.slice(0, left), what).at(-1);
  },
  'place when anybody first left': ({ story, what }) => {
    const left = story.events.findIndex((event) => event.do === 'leave');
    return placesOf(left < 0 ? story.events : story.events.slice(0, left), what).at(-1);
  },
  'the place before the last': ({ story, what }) => placesOf(story.events, what).at(-2),
  'the place named most': ({ story, what }) => {
    const counts = new Map<string, number>();
    for (const place of placesOf(story.events, what)) {
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
  },
};

/** Answering for a shorter chain: what the inner mind thinks, or what the outer one thinks itself. */
export const NESTED_SHORTCUTS: Readonly<Record<string, Shortcut<PlaceScene>>> = {
  'what the innermost thinks': ({ story, what, chain }) =>
    chain.length === 1
      ? undefined
      : replayStory(story, [chain.slice(-1)]).believed(chain.slice(-1), what),
  'what the outermost thinks': ({ story, what, chain }) =>
    chain.length === 1
      ? undefined
      : replayStory(story, [chain.slice(0, 1)]).believed(chain.slice(0, 1), what),
};

/** What the families about the place of a thing share; each adds its name, levels, questions and rule. */
export function placeBelief(declared: {
  /** Eight levels and one for transfer. */
  levels: readonly (StoryPlan & { order: number } & Knobs)[];
  /** Whether messages may be lies. */
  lies?: boolean;
  shortcuts: Readonly<Record<string, Shortcut<PlaceScene>>>;
  rule: string;
  /** By the length of the chain that is asked about: weights of tempting guesses, fitted so that none pays. */
  weights: Readonly<Record<number, readonly Counterweight<PlaceScene>[]>>;
  /** Whether a scene has what the family is about. */
  wanted(scene: PlaceScene): boolean;
  pivot: readonly string[];
}): Pick<
  FamilySpec<PlaceScene>,
  | 'levels'
  | 'transfer'
  | 'shortcuts'
  | 'scene'
  | 'draw'
  | 'render'
  | 'solve'
  | 'solvePrompt'
  | 'explain'
  | 'mistakes'
  | 'verify'
  | 'structure'
  | 'vocabulary'
> {
  const { levels, lies = false, shortcuts, rule, weights, wanted, pivot } = declared;
  return {
    levels: levels.slice(0, 8),
    transfer: levels[8]!,
    shortcuts,
    scene: PlaceScene,
    draw(random, level, pool) {
      const plan = { ...knobsAt(levels, level), lies };
      const cast = drawCast(random, plan, pool);
      const attempt = (): PlaceScene | undefined => drawScene(random, plan, cast, wanted);
      return counterBalanced(random, attempt, answerOf, weights[plan.order]!, {
        ...DEFAULTS,
        candidates: CANDIDATES[plan.order]!,
      });
    },
    render: ({ story }) => `${storyText(story)}\n${rule}`,
    solve: (scene) => [answerOf(scene)].filter((place) => place !== ''),
    solvePrompt(prompt) {
      const story = readStory(prompt);
      const topic = story && askedTopic(story);
      if (story === undefined || topic === undefined) return [];
      const place = viewOf(story, askedChain(story), topic);
      return place === undefined ? [] : [place];
    },
    explain: explainPlaces,
    mistakes: (scene) => {
      const right = answerOf(scene);
      const likely = weights[scene.chain.length]!.flatMap(({ shortcut }) => shortcut(scene) ?? []);
      return [...new Set([...likely, ...scene.story.containers])].filter(
        (place) => place !== right,
      );
    },
    verify: (response, scene) => judgeChoice(response, answerOf(scene), EVERY_CONTAINER),
    structure: namelessScene,
    vocabulary: ({ what, chain }) => ({
      allowed: [...chain.flatMap(spellings), what, ...pivot, ...ALLOWED],
      required: [...chain.map(spellings), [what], [...pivot]],
      odd: pivot,
      even: [],
      inOrder: chain.map((person) => person.toLowerCase()),
    }),
  };
}

/** Scenes to choose among, by the length of the chain: with two people the tempting guesses go together most. */
const CANDIDATES: Readonly<Record<number, number>> = { 1: 12, 2: 18, 3: 12 };

const ALLOWED = [
  'place',
  'container',
  'tell',
  'name',
  'say',
  'story',
  'first',
  'inside',
  'mind',
  'now',
  'end',
  'read',
];

function spellings(person: string): string[] {
  return [person.toLowerCase(), `${person.toLowerCase()}'s`];
}

function answerOf({ story, what, chain }: PlaceScene): string {
  return replayStory(story, [chain]).believed(chain, what) ?? '';
}

function truth({ story, what }: PlaceScene): string | undefined {
  const last = story.events.findLast(
    (event) => (event.do === 'put' || event.do === 'move') && event.what === what,
  );
  return last !== undefined && 'where' in last ? last.where : undefined;
}

/** The places that the story names for a thing, in order. */
function placesOf(events: readonly StoryEvent[], what: string): string[] {
  return events.flatMap((event) =>
    'what' in event && event.what === what && 'where' in event ? event.where : [],
  );
}

function drawScene(
  random: Random,
  plan: StoryPlan & { order: number },
  cast: Cast,
  wanted: (scene: PlaceScene) => boolean,
): PlaceScene | undefined {
  const story = drawStory(random, plan, cast);
  const chain = random.shuffle(cast.people.slice(0, plan.watched)).slice(0, plan.order);
  const scene = { story, what: cast.things[0]!, chain };
  return answerOf(scene) !== '' && wanted(scene) ? scene : undefined;
}

/** Each event that concerns the thing, and whether the chain took it up. */
function explainPlaces({ story, what, chain }: PlaceScene): string[] {
  const minds = openMinds(story, [chain]);
  const whose = mindText(chain);
  const steps: string[] = [];
  for (const event of story.events) {
    const before = minds.believed(chain, what);
    minds.happen(event);
    if (!('what' in event) || event.what !== what) continue;
    const after = minds.believed(chain, what);
    const told = eventText(event, story.room);
    steps.push(
      before === after
        ? `${told} ${whose}, nothing changes.`
        : `${told} ${whose}, the ${what} is now in the ${after}.`,
    );
  }
  return [
    ...steps,
    `At the end, ${whose.replace('For', 'for')}, the ${what} is in the ${minds.believed(chain, what)}.`,
  ];
}

/** “For Anna”, or “For Anna's idea of Ben's idea”. */
function mindText([outer, ...inner]: Chain): string {
  if (inner.length === 0) return `For ${outer}`;
  return `For ${[outer, ...inner].map((person) => `${person}'s idea`).join(' of ')}`;
}

/** The scene with its people, containers and things numbered in the order of the story. */
function namelessScene({ story, what, chain }: PlaceScene): unknown {
  return {
    events: namelessEvents(story.events, [what, ...chain]),
    order: chain.length,
    people: story.inside.length,
    containers: story.containers.length,
  };
}
