import { z } from 'zod';
import { defineFamily, words } from '../family.ts';
import { type Knobs, knobsAt } from '../ladder.ts';
import { judgeWho } from './choice-answer.ts';
import {
  type ContentsPlan,
  ContentsStory,
  contentsText,
  drawContents,
  drawContentsCast,
  mindsOf,
  namedContents,
  namelessContents,
} from './contents-story.ts';
import { counterBalanced, type Shortcut, weigh } from './counter-balance.ts';
import { askedChain, askedTopic, readStory, viewOf } from './story-reader.ts';

const EmotionScene = z.strictObject({
  ...ContentsStory.shape,
  what: z.string(),
  /** What each person likes. */
  likes: z.record(z.string(), z.string()),
  feeling: z.enum(['happy', 'sad']),
  /** In whose mind is asked, if not in truth; that person does not feel what is asked for. */
  thinker: z.string().optional(),
});
type EmotionScene = z.infer<typeof EmotionScene>;

// oxfmt-ignore
const LEVELS = [
  { people: 3, containers: 1, contents: 4, opens: 1, handles: 1, fills: 1, trips: 2, tells: 0, order: 1 },
  { people: 3, containers: 1, contents: 4, opens: 2, handles: 1, fills: 1, trips: 3, tells: 0, order: 1 },
  { people: 4, containers: 1, contents: 4, opens: 2, handles: 2, fills: 1, trips: 3, tells: 1, order: 1 },
  { people: 4, containers: 2, contents: 5, opens: 3, handles: 2, fills: 2, trips: 4, tells: 1, order: 1 },
  { people: 4, containers: 2, contents: 5, opens: 3, handles: 2, fills: 2, trips: 4, tells: 2, order: 2 },
  { people: 5, containers: 2, contents: 5, opens: 4, handles: 2, fills: 3, trips: 5, tells: 2, order: 2 },
  { people: 5, containers: 2, contents: 6, opens: 5, handles: 3, fills: 3, trips: 6, tells: 3, order: 2 },
  { people: 6, containers: 3, contents: 6, opens: 6, handles: 3, fills: 4, trips: 7, tells: 4, order: 2 },
  { people: 7, containers: 4, contents: 6, opens: 8, handles: 4, fills: 5, trips: 9, tells: 5, order: 2 },
] as const satisfies readonly (ContentsPlan & Knobs)[];

const RULE =
  'Everybody trusts a label until they learn more. ' +
  'People in the room see all that happens there. They see what goes into a thing. ' +
  'Only who looks in sees what was inside before. ' +
  'Everybody else thinks: that person sees what I think is in there. ' +
  'People outside see nothing. A letter reaches only the one it is written to. ' +
  'Nobody else knows of it. Everybody believes what they are told. ' +
  'They think that the one who says it believes it too. ' +
  'Who thinks they get what they like is happy. Who does not is sad.';

const askable = ({ story, thinker }: EmotionScene): string[] =>
  story.inside.filter((person) => person !== thinker);

/** The one person whose liking for the contents fits the feeling; undefined where there are more or none. */
function onlyFor(
  scene: EmotionScene,
  contentsFor: (person: string) => string | undefined,
): string | undefined {
  const found = askable(scene).filter(
    (person) => (scene.likes[person] === contentsFor(person)) === (scene.feeling === 'happy'),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** As onlyFor, but guesses the first of several. */
function firstFor(scene: EmotionScene, contents: string | undefined): string | undefined {
  return askable(scene).find(
    (person) => (scene.likes[person] === contents) === (scene.feeling === 'happy'),
  );
}

const SHORTCUTS: Readonly<Record<string, Shortcut<EmotionScene>>> = {
  'who likes what is really inside': (scene) =>
    firstFor(scene, mindsOf(scene, []).believed([], scene.what)),
  'who likes what the label says': (scene) => firstFor(scene, scene.labels[scene.what]),
  'who likes what was inside at first': (scene) => firstFor(scene, scene.facts[scene.what]),
  'who likes what they themselves think is inside': (scene) =>
    scene.thinker === undefined ? undefined : onlyFor(scene, viewIn(scene, [])),
  'who likes what the thinker thinks is inside': (scene) =>
    scene.thinker === undefined
      ? undefined
      : firstFor(scene, mindsOf(scene, [[scene.thinker]]).believed([scene.thinker], scene.what)),
  'named first': (scene) => askable(scene)[0],
  'the last to look in': ({ story, what }) =>
    story.events.findLast((event) => event.do === 'open' && event.what === what)?.who,
};

/** Fitted so that no shortcut pays at any level. */
const WEIGHTS = weigh(SHORTCUTS, {
  'who likes what is really inside': 2.8,
  'who likes what the label says': 2.9,
  'who likes what they themselves think is inside': 5.3,
  'who likes what the thinker thinks is inside': 3.4,
  'the last to look in': 0.2,
});

const CANDIDATES = { candidates: 10, draws: 5_000 };

/** Who is happy or sad by what they think they get (Harris and others 1989; Wellman and Liu's belief-emotion task). */
export const beliefEmotion = defineFamily<EmotionScene>({
  name: 'belief-emotion',
  version: 1,
  stage: 'social-cognition',
  skill: 'belief-emotion',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  shortcuts: SHORTCUTS,
  scene: EmotionScene,
  draw(random, level, pool) {
    const plan = knobsAt(LEVELS, level);
    const cast = drawContentsCast(random, plan, pool);
    const attempt = (): EmotionScene | undefined => {
      const drawn = drawContents(random, plan, cast, true);
      const scene: EmotionScene = {
        ...drawn,
        what: cast.containers[0]!,
        likes: {},
        feeling: random.pick(['happy', 'sad'] as const),
        ...(plan.order === 2 ? { thinker: cast.people[0]! } : {}),
      };
      // One person feels what is asked for, and the others do not.
      const named = namedContents(drawn);
      if (named.length < 2) return undefined;
      const one = random.pick(askable(scene));
      const view = viewIn(scene, scene.thinker === undefined ? [] : [scene.thinker]);
      for (const person of cast.people) {
        const own = view(person);
        const pleased = (person === one) === (scene.feeling === 'happy') && own !== undefined;
        const others = named.filter((content) => content !== own);
        scene.likes[person] = pleased ? own : random.pick(others);
      }
      return scene;
    };
    return counterBalanced(random, attempt, (scene) => answersOf(scene)[0]!, WEIGHTS, CANDIDATES);
  },
  render: (scene) => {
    const likes = Object.entries(scene.likes).map(([who, what]) => `${who} likes only ${what}.`);
    return `${contentsText(scene)}\nAll know what everybody likes. ${likes.join(' ')}\n${RULE}`;
  },
  questions({ what, feeling, thinker }) {
    const is = thinker === undefined ? 'is' : `does ${thinker} think is`;
    return [
      `All of them will get what is in the ${what}. Who ${is} ${feeling}?`,
      `Soon the ${what} is for all of them. Who ${is} ${feeling} about it?`,
      `They hear that they will share the ${what}. Who ${is} ${feeling} now?`,
      `Everybody gets some of what the ${what} holds. Who ${is} ${feeling}?`,
      `They will soon open the ${what} and share. Before that, who ${is} ${feeling}?`,
      `Each gets a part of what is in the ${what}. Who ${is} ${feeling} before that?`,
    ];
  },
  examQuestions({ what, feeling, thinker }) {
    const is = thinker === undefined ? 'is' : `does ${thinker} think is`;
    return [
      `The ${what} is a present for all of them. Who ${is} ${feeling}?`,
      `What is in the ${what} will be theirs. Who ${is} ${feeling} about that?`,
      `Who ${is} ${feeling} to hear that they get the ${what}?`,
    ];
  },
  solve: answersOf,
  solvePrompt(prompt) {
    const story = readStory(prompt);
    const topic = story && askedTopic(story);
    if (story === undefined || topic === undefined) return [];
    const [thinker] = askedChain(story);
    const happy = /\bhappy\b/.test(story.question);
    const likes = new Map(
      [...prompt.matchAll(/([A-Z][a-z]+) likes only (\w+)\./g)].map(([, who, liked]) => [
        who,
        liked,
      ]),
    );
    return story.people.filter((person) => {
      const chain = [...new Set(thinker === undefined ? [person] : [thinker, person])];
      return (viewOf(story, chain, topic) === likes.get(person)) === happy;
    });
  },
  say: (answer, { feeling, thinker }) =>
    thinker === undefined ? `${answer} is ${feeling}.` : `It is ${answer}.`,
  explain(scene) {
    const { thinker, likes, what } = scene;
    const view = viewIn(scene, thinker === undefined ? [] : [thinker]);
    const lead = thinker === undefined ? '' : `In ${thinker}'s mind: `;
    const steps = askable(scene).map((person) => {
      const mood = view(person) === likes[person] ? 'happy' : 'sad';
      return `${lead}${person} thinks there are ${view(person)} in the ${what}, likes ${likes[person]}, and is ${mood}.`;
    });
    return [...steps, `So the answer is ${answersOf(scene)[0]}.`];
  },
  mistakes: (scene) => {
    const [right] = answersOf(scene);
    return askable(scene).filter((person) => person !== right);
  },
  verify: (response, scene) =>
    judgeWho(withoutThinker(response, scene.thinker), answersOf(scene)[0]!, {
      opposite: scene.feeling === 'happy' ? /\b(?:sad|unhappy)\b/i : /\bhappy\b/i,
    }),
  structure: (scene) => {
    const people = Object.keys(scene.likes);
    const first = [scene.what, ...(scene.thinker === undefined ? [] : [scene.thinker])];
    return {
      ...(namelessContents(scene, [...first, ...people]) as object),
      likes: people.map((person) => namedContents(scene).indexOf(scene.likes[person]!)),
      feeling: scene.feeling,
      nested: scene.thinker !== undefined,
    };
  },
  vocabulary: ({ what, feeling, thinker }) => ({
    allowed: [...words('all them everybody gets share soon before now'), what, feeling],
    required: [[what], ...(thinker === undefined ? [] : [[thinker.toLowerCase()]])],
    odd: [feeling],
    even: [],
  }),
});

/** What each person has in mind, in the minds given. */
function viewIn(
  scene: EmotionScene,
  outer: readonly string[],
): (person: string) => string | undefined {
  // What somebody thinks of themselves is what they think.
  const chainTo = (person: string): string[] => [...new Set([...outer, person])];
  const minds = mindsOf(scene, scene.story.inside.map(chainTo));
  return (person) => minds.believed(chainTo(person), scene.what);
}

function answersOf(scene: EmotionScene): string[] {
  const view = viewIn(scene, scene.thinker === undefined ? [] : [scene.thinker]);
  return scene.story.inside.filter(
    (person) => (scene.likes[person] === view(person)) === (scene.feeling === 'happy'),
  );
}

/** "Anna thinks Ben is happy" names Ben. */
function withoutThinker(response: string, thinker: string | undefined): string {
  if (thinker === undefined) return response;
  const lead = `\\b(?:${thinker} (?:thinks|believes)(?: that)?|in ${thinker}['\u2019]s (?:mind|view|eyes)|according to ${thinker})\\b`;
  return response.replace(new RegExp(lead, 'gi'), '');
}
