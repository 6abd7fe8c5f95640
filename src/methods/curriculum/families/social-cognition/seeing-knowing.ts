import { z } from 'zod';
import { defineFamily, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { judgeWho } from './choice-answer.ts';
import {
  type ContentsPlan,
  ContentsStory,
  contentsText,
  drawContents,
  drawContentsCast,
  mindsOf,
  namelessContents,
} from './contents-story.ts';
import { counterBalanced, type Shortcut, weigh } from './counter-balance.ts';
import { openMinds } from './event-world.ts';
import { askedTopic, readStory, viewOf } from './story-reader.ts';
import { eventText, ofContents } from './story-text.ts';

const KnowingScene = z.strictObject({
  ...ContentsStory.shape,
  what: z.string(),
  /** Who does not know is asked for. */
  not: z.boolean(),
});
type KnowingScene = z.infer<typeof KnowingScene>;

// oxfmt-ignore
const LEVELS = [
  { people: 3, containers: 1, contents: 3, opens: 3, handles: 2, fills: 0, trips: 1, tells: 0 },
  { people: 3, containers: 2, contents: 4, opens: 4, handles: 2, fills: 0, trips: 1, tells: 0 },
  { people: 3, containers: 2, contents: 4, opens: 4, handles: 3, fills: 1, trips: 2, tells: 0 },
  { people: 4, containers: 2, contents: 4, opens: 4, handles: 3, fills: 1, trips: 3, tells: 1 },
  { people: 4, containers: 2, contents: 4, opens: 4, handles: 4, fills: 2, trips: 4, tells: 2 },
  { people: 5, containers: 3, contents: 5, opens: 5, handles: 4, fills: 2, trips: 5, tells: 2 },
  { people: 5, containers: 3, contents: 5, opens: 6, handles: 4, fills: 3, trips: 6, tells: 3 },
  { people: 6, containers: 4, contents: 5, opens: 7, handles: 5, fills: 4, trips: 7, tells: 4 },
  { people: 7, containers: 5, contents: 6, opens: 9, handles: 6, fills: 5, trips: 9, tells: 5 },
] as const satisfies readonly ContentsPlan[];

const RULE =
  'People in the room see all that happens there. They see what goes into a thing. ' +
  'They do not see what was inside before. Only who looks in sees that. ' +
  'People outside see nothing. A letter reaches only the one it is written to. ' +
  'Everybody believes what they are told. Who is wrong does not know.';

const about = ({ story, what }: KnowingScene, ...kinds: string[]): string[] =>
  story.events.flatMap((event) =>
    kinds.includes(event.do) && 'what' in event && event.what === what ? event.who : [],
  );

const SHORTCUTS: Readonly<Record<string, Shortcut<KnowingScene>>> = {
  'the last to look in': (scene) => about(scene, 'open').at(-1),
  'the first to look in': (scene) => about(scene, 'open')[0],
  'the last to do something with it': (scene) =>
    about(scene, 'open', 'fill', 'touch', 'shake', 'lift').at(-1),
  'the last to handle it': (scene) => about(scene, 'touch', 'shake', 'lift').at(-1),
  'the last to leave': ({ story }) => story.events.findLast((event) => event.do === 'leave')?.who,
  'not ? the first who never handled it : the last who did': (scene) => {
    const handled = about(scene, 'open', 'fill', 'touch', 'shake', 'lift');
    return scene.not
      ? scene.story.inside.find((person) => !handled.includes(person))
      : handled.at(-1);
  },
  'named first': ({ story }) => story.inside[0],
  'named last': ({ story }) => story.events.at(-1)?.who,
};

/** Fitted so that no shortcut pays at any level. */
const WEIGHTS = weigh(SHORTCUTS, {
  'the first to look in': 0.5,
  'the last to handle it': 1,
  'the last to leave': 1.5,
  'not ? the first who never handled it : the last who did': 2,
});

const CANDIDATES = { candidates: 6, draws: 5_000 };

/** Who knows what is inside: looking in teaches, touching does not (knowledge access; Pratt and Bryant 1990). */
export const seeingKnowing = defineFamily<KnowingScene>({
  name: 'seeing-knowing',
  version: 1,
  stage: 'social-cognition',
  skill: 'seeing-knowing',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  shortcuts: SHORTCUTS,
  scene: KnowingScene,
  draw(random, level, pool) {
    const plan = knobsAt(LEVELS, level);
    const cast = drawContentsCast(random, plan, pool);
    const attempt = (): KnowingScene | undefined => {
      const drawn = drawContents(random, plan, cast, false);
      const scene = { ...drawn, what: cast.containers[0]!, not: random.integer(2) === 0 };
      const knowing = knowersOf(scene).length;
      if (knowing === (scene.not ? plan.people - 1 : 1)) return scene;
      if (knowing === (scene.not ? 1 : plan.people - 1)) return { ...scene, not: !scene.not };
      return undefined;
    };
    return counterBalanced(random, attempt, (scene) => answersOf(scene)[0]!, WEIGHTS, CANDIDATES);
  },
  render: (scene) => `${contentsText(scene)}\n${RULE}`,
  questions: ({ what, not }) => {
    const knows = not ? 'does not know' : 'knows';
    return [
      `Who ${knows} what is in the ${what}?`,
      `Only one of them ${knows} what is in the ${what}. Who is it?`,
      `Who is the one that ${knows} what the ${what} has inside?`,
      `Name the one who ${knows} what is in the ${what}.`,
      `In the end, who ${knows} what is in the ${what}?`,
      `Say who ${knows} what is in the ${what} now.`,
    ];
  },
  examQuestions: ({ what, not }) => {
    const knows = not ? 'does not know' : 'knows';
    return [
      `Which person ${knows} what is in the ${what}?`,
      `Think of the ${what}. Who ${knows} what is in it?`,
      `There is one who ${knows} what the ${what} holds. Who?`,
    ];
  },
  solve: answersOf,
  solvePrompt(prompt) {
    const story = readStory(prompt);
    const topic = story && askedTopic(story);
    if (story === undefined || topic === undefined) return [];
    const inside = viewOf(story, [], topic);
    const not = /\bnot\b/.test(story.question);
    return story.people.filter((person) => (viewOf(story, [person], topic) === inside) !== not);
  },
  say: (answer, { not }) => `${answer} ${not ? 'does not know' : 'knows'}.`,
  explain(scene) {
    const { story, labels, facts, what, not } = scene;
    const minds = openMinds(
      story,
      story.inside.map((person) => [person]),
      labels,
      facts,
    );
    const steps: string[] = [];
    for (const event of story.events) {
      minds.happen(event);
      if (!('what' in event) || event.what !== what) continue;
      const inside = minds.believed([], what);
      const right = story.inside.filter((person) => minds.believed([person], what) === inside);
      steps.push(
        `${eventText(event, story.room, ofContents)} Right now: ${right.join(', ') || 'nobody'}.`,
      );
    }
    return [...steps, `So ${this.say(answersOf({ ...scene, not })[0]!, scene)}`];
  },
  mistakes: (scene) => {
    const [right] = answersOf(scene);
    return scene.story.inside.filter((person) => person !== right);
  },
  verify: (response, scene) =>
    judgeWho(
      response,
      answersOf(scene)[0]!,
      scene.not
        ? {
            denial: /\s+(?:does not|doesn't|did not|didn't|cannot|can't) know\b/gi,
            opposite: /\bknows\b/i,
          }
        : { opposite: /\b(?:not know|n't know|is wrong)\b/i },
    ),
  structure: (scene) => ({
    ...(namelessContents(scene, [scene.what]) as object),
    not: scene.not,
  }),
  vocabulary: ({ what, not }) => ({
    allowed: words('knows know person one inside now end name tell say contents').concat(what),
    required: [[what], words('knows know')],
    odd: not ? [] : words('knows know'),
    even: [],
  }),
});

function knowersOf(scene: KnowingScene): string[] {
  const { story, what } = scene;
  const minds = mindsOf(
    scene,
    story.inside.map((person) => [person]),
  );
  const inside = minds.believed([], what);
  return story.inside.filter((person) => minds.believed([person], what) === inside);
}

function answersOf(scene: KnowingScene): string[] {
  const knowing = knowersOf(scene);
  return scene.not ? scene.story.inside.filter((person) => !knowing.includes(person)) : knowing;
}
