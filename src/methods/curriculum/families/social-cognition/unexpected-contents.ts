import { z } from 'zod';
import { defineFamily, words } from '../family.ts';
import { type Knobs, knobsAt } from '../ladder.ts';
import { EVERY_CONTENT } from './cast.ts';
import { judgeChoice } from './choice-answer.ts';
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
import { openMinds } from './event-world.ts';
import { beliefClause } from './secret-watching.ts';
import { askedChain, askedTopic, readStory, viewOf } from './story-reader.ts';
import { eventText, ofContents } from './story-text.ts';

const LabelScene = z.strictObject({
  ...ContentsStory.shape,
  what: z.string(),
  chain: z.array(z.string()).min(1).max(3),
});
type LabelScene = z.infer<typeof LabelScene>;

// oxfmt-ignore
const LEVELS = [
  { people: 3, containers: 1, contents: 4, opens: 3, handles: 1, fills: 2, trips: 4, tells: 0, order: 1 },
  { people: 3, containers: 1, contents: 5, opens: 3, handles: 2, fills: 2, trips: 5, tells: 0, order: 1 },
  { people: 3, containers: 2, contents: 5, opens: 4, handles: 2, fills: 3, trips: 6, tells: 1, order: 1 },
  { people: 3, containers: 2, contents: 6, opens: 5, handles: 2, fills: 4, trips: 8, tells: 2, order: 2 },
  { people: 3, containers: 2, contents: 6, opens: 6, handles: 3, fills: 5, trips: 8, tells: 3, order: 2 },
  { people: 4, containers: 2, contents: 6, opens: 7, handles: 3, fills: 5, trips: 9, tells: 4, order: 2 },
  { people: 4, containers: 2, contents: 6, opens: 7, handles: 3, fills: 5, trips: 9, tells: 5, order: 3 },
  { people: 4, containers: 3, contents: 6, opens: 8, handles: 4, fills: 7, trips: 10, tells: 6, order: 3 },
  { people: 5, containers: 4, contents: 6, opens: 10, handles: 5, fills: 9, trips: 12, tells: 8, order: 3 },
] as const satisfies readonly (ContentsPlan & Knobs)[];

const RULE =
  'Everybody trusts a label until they learn more. ' +
  'People in the room see all that happens there. They see what goes into a thing. ' +
  'Only who looks in sees what was inside before. ' +
  'Everybody else thinks: that person sees what I think is in there. ' +
  'People outside see nothing. A letter reaches only the one it is written to. ' +
  'Nobody else knows of it. Everybody believes what they are told. ' +
  'They think that the one who says it believes it too.';

const think = (scene: LabelScene, chain: readonly string[]): string | undefined =>
  mindsOf(scene, [chain]).believed(chain, scene.what);

const SHORTCUTS: Readonly<Record<string, Shortcut<LabelScene>>> = {
  'what the label says': ({ labels, what }) => labels[what],
  'what is really inside': (scene) => think(scene, []),
  'what was inside at first': ({ facts, what }) => facts[what],
  'the asked one never looked in ? label : truth': (scene) =>
    scene.story.events.some(
      (event) =>
        event.do === 'open' && event.what === scene.what && event.who === scene.chain.at(-1),
    )
      ? think(scene, [])
      : scene.labels[scene.what],
  'what the innermost thinks': (scene) =>
    scene.chain.length === 1 ? undefined : think(scene, scene.chain.slice(-1)),
  'what the outermost thinks': (scene) =>
    scene.chain.length === 1 ? undefined : think(scene, scene.chain.slice(0, 1)),
};

/** By the length of the chain; fitted so that no shortcut pays at any level. */
const WEIGHTS = {
  1: weigh(SHORTCUTS, {
    'what the label says': 0.5,
    'what is really inside': 3.3,
    'the asked one never looked in ? label : truth': 1.3,
  }),
  2: weigh(SHORTCUTS, {
    'what the label says': 4.5,
    'what the innermost thinks': 6,
    'what the outermost thinks': 6,
  }),
  3: weigh(SHORTCUTS, {
    'what the label says': 1.4,
    'what the innermost thinks': 1.6,
    'what the outermost thinks': 1.5,
  }),
};

const CANDIDATES = { candidates: 18, draws: 5_000 };

/** What others think is inside, when a label misleads (the Smarties task of Perner, Leekam and Wimmer 1987). */
export const unexpectedContents = defineFamily<LabelScene>({
  name: 'unexpected-contents',
  version: 1,
  stage: 'social-cognition',
  skill: 'unexpected-contents',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  shortcuts: SHORTCUTS,
  scene: LabelScene,
  draw(random, level, pool) {
    const plan = knobsAt(LEVELS, level);
    const cast = drawContentsCast(random, plan, pool);
    const attempt = (): LabelScene | undefined => {
      const drawn = drawContents(random, plan, cast, true);
      const chain = random.shuffle(cast.people).slice(0, plan.order);
      const scene = { ...drawn, what: cast.containers[0]!, chain };
      // One guess in three is possible at most: else what is named gives the answer away.
      return namedContents(scene).length >= 3 ? scene : undefined;
    };
    return counterBalanced(random, attempt, answerOf, WEIGHTS[plan.order], CANDIDATES);
  },
  render: (scene) => `${contentsText(scene)}\n${RULE}`,
  questions: ({ what, chain: [outer, ...inner] }) => {
    const plain = inner.map((person) => `${person} thinks `).join('');
    const [second, ...rest] = inner;
    const further = rest.map((person) => `${person} thinks `).join('');
    return [
      `So, what does ${outer} think ${plain}is in the ${what}?`,
      `This is about the ${what}. What does ${outer} think ${plain}is in it?`,
      `Think of the ${what}. What does ${outer} think ${plain}is in it?`,
      `Now, what does ${outer} think ${plain}is in the ${what}?`,
      `You see the ${what}. What does ${outer} think ${plain}is inside?`,
      second === undefined
        ? `In ${outer}'s mind, what is in the ${what}?`
        : `In ${outer}'s mind, what does ${second} think ${further}is in the ${what}?`,
    ];
  },
  examQuestions: ({ what, chain: [outer, ...inner] }) => {
    const plain = inner.map((person) => `${person} thinks `).join('');
    return [
      `Ask ${outer} what ${plain}is in the ${what}. What is the answer?`,
      `Here is the ${what}. What would ${outer} say ${plain}is in it?`,
      `By now, what does ${outer} think ${plain}is in the ${what}?`,
    ];
  },
  solve: (scene) => [answerOf(scene)],
  solvePrompt(prompt) {
    const story = readStory(prompt);
    const topic = story && askedTopic(story);
    if (story === undefined || topic === undefined) return [];
    const seen = viewOf(story, askedChain(story), topic);
    return seen === undefined ? [] : [seen];
  },
  say: (answer, { what, chain }) => `${beliefClause(chain)} there are ${answer} in the ${what}.`,
  explain(scene) {
    const { story, labels, facts, what, chain } = scene;
    const minds = openMinds(story, [chain], labels, facts);
    const steps = [`At first, everybody trusts the label of the ${what}: ${labels[what]}.`];
    for (const event of story.events) {
      const before = minds.believed(chain, what);
      minds.happen(event);
      if (!('what' in event) || event.what !== what) continue;
      const after = minds.believed(chain, what);
      const told = eventText(event, story.room, ofContents);
      steps.push(before === after ? `${told} Nothing changes.` : `${told} Now it is: ${after}.`);
    }
    return [...steps, this.say(answerOf(scene), scene)];
  },
  mistakes: (scene) => namedContents(scene).filter((content) => content !== answerOf(scene)),
  verify: (response, scene) =>
    judgeChoice(response, answerOf(scene), [...EVERY_CONTENT, ...namedContents(scene)]),
  structure: (scene) => namelessContents(scene, [scene.what, ...scene.chain]),
  vocabulary: ({ what, chain }) => ({
    allowed: [
      ...words('think thinks believes inside contents holds now end say tell mind'),
      what,
      ...chain.map((person) => person.toLowerCase()),
    ],
    required: [[what], ...chain.map((person) => [person.toLowerCase()])],
    // A question that asks "what" once and denies nothing.
    odd: words('what'),
    even: [],
    inOrder: chain.map((person) => person.toLowerCase()),
  }),
});

function answerOf(scene: LabelScene): string {
  return think(scene, scene.chain)!;
}
