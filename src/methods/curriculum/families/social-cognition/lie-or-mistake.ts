import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, words } from '../family.ts';
import { type Knobs, knobsAt } from '../ladder.ts';
import { judgeWho } from './choice-answer.ts';
import { counterBalanced, type Shortcut, weigh } from './counter-balance.ts';
import { drawCast, drawStory, type StoryPlan } from './draw-story.ts';
import { replayStory, Story } from './event-world.ts';
import { namelessEvents } from './nameless-events.ts';
import { readStory, viewOf } from './story-reader.ts';
import { storyText } from './story-text.ts';

const KINDS = ['lie', 'mistake', 'truth'] as const;
type Kind = (typeof KINDS)[number];

const SpeechScene = z.strictObject({
  story: Story,
  what: z.string(),
  /** What each says at the end, alone. */
  said: z.array(z.strictObject({ who: z.string(), where: z.string() })).min(2),
  asked: z.enum(KINDS),
});
type SpeechScene = z.infer<typeof SpeechScene>;

// oxfmt-ignore
const LEVELS = [
  { people: 3, containers: 3, things: 1, moves: 2, trips: 3, watched: 2 },
  { people: 3, containers: 3, things: 1, moves: 3, trips: 4, watched: 2 },
  { people: 3, containers: 4, things: 1, moves: 4, trips: 5, watched: 2 },
  { people: 4, containers: 4, things: 1, moves: 4, trips: 6, watched: 3 },
  { people: 4, containers: 4, things: 2, moves: 5, trips: 6, watched: 3 },
  { people: 5, containers: 4, things: 2, moves: 6, trips: 7, watched: 4 },
  { people: 5, containers: 5, things: 2, moves: 7, trips: 8, watched: 4 },
  { people: 6, containers: 5, things: 3, moves: 8, trips: 9, watched: 5 },
  { people: 7, containers: 6, things: 3, moves: 10, trips: 12, watched: 6 },
] as const satisfies readonly (StoryPlan & Knobs)[];

const RULE =
  'People in the room see all that happens there. People outside see nothing of it. ' +
  'Everything stays closed. ' +
  'To lie is to say what you do not think. It is a lie even if it is true by luck. ' +
  'To say what you think and be wrong is a mistake. ' +
  'To say what you think and be right is the truth.';

const placeOf = ({ story, what }: SpeechScene): string =>
  replayStory(story, []).believed([], what)!;

const SHORTCUTS: Readonly<Record<string, Shortcut<SpeechScene>>> = {
  'the first whose words are false, or true': (scene) => {
    const place = placeOf(scene);
    return scene.said.find(({ where }) => (where === place) === (scene.asked === 'truth'))?.who;
  },
  'the last whose words are false, or true': (scene) => {
    const place = placeOf(scene);
    return scene.said.findLast(({ where }) => (where === place) === (scene.asked === 'truth'))?.who;
  },
  'the last to leave': ({ story }) => story.events.findLast((event) => event.do === 'leave')?.who,
  'the last to move it': ({ story, what }) =>
    story.events.findLast((event) => 'what' in event && event.what === what)?.who,
  'the first to put it': ({ story, what }) =>
    story.events.find((event) => 'what' in event && event.what === what)?.who,
  'who says what nobody else says': ({ said }) =>
    said.find(({ where }) => said.filter((other) => other.where === where).length === 1)?.who,
  'the first to speak': ({ said }) => said[0]!.who,
  'the last to speak': ({ said }) => said.at(-1)!.who,
};

/** Fitted so that no shortcut pays at any level. */
const WEIGHTS = weigh(SHORTCUTS, {
  'the first whose words are false, or true': 3.6,
  'the last whose words are false, or true': 3.9,
  'the last to leave': 1.7,
  'the first to put it': 0.5,
  'who says what nobody else says': 0.7,
});

const CANDIDATES = { candidates: 10, draws: 5_000 };

/** Who lies and who is mistaken: not the words but what the speaker thinks decides (Wimmer, Gruber and Perner 1984). */
export const lieOrMistake = defineFamily<SpeechScene>({
  name: 'lie-or-mistake',
  version: 1,
  stage: 'social-cognition',
  skill: 'lie-or-mistake',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  shortcuts: SHORTCUTS,
  scene: SpeechScene,
  draw(random, level, pool) {
    const plan = knobsAt(LEVELS, level);
    const cast = drawCast(random, plan, pool);
    const attempt = (): SpeechScene | undefined => {
      const story = drawStory(random, plan, cast);
      return drawSpeech(random, story, cast.things[0]!);
    };
    return counterBalanced(random, attempt, (scene) => answersOf(scene)[0]!, WEIGHTS, CANDIDATES);
  },
  render: ({ story, what, said }) => {
    const speeches = said.map(({ who, where }) => `${who} says: “The ${what} is in the ${where}.”`);
    return `${storyText(story)}\nLater, each is asked alone. ${speeches.join(' ')}\n${RULE}`;
  },
  questions: ({ asked }) =>
    ({
      lie: [
        'Who lies?',
        'Only one of them lies. Who is it?',
        'Who tells a lie?',
        'Say who lies.',
        'Which of them tells a lie?',
        'Whose words are a lie?',
      ],
      mistake: [
        'Who makes a mistake?',
        'Only one of them makes a mistake. Who is it?',
        'Whose words are a mistake?',
        'Say who makes a mistake.',
        'Which of them makes a mistake?',
        'Who makes a mistake with these words?',
      ],
      truth: [
        'Who tells the truth?',
        'Only one of them tells the truth. Who is it?',
        'Whose words are the truth?',
        'Say who tells the truth.',
        'Which of them tells the truth?',
        'Who tells the truth with these words?',
      ],
    })[asked],
  examQuestions: ({ asked }) => {
    const does = { lie: 'tells a lie', mistake: 'makes a mistake', truth: 'tells the truth' }[
      asked
    ];
    return [
      `Who is the one that ${does}?`,
      `One of them ${does}. Which one?`,
      `Name the one who ${does}.`,
    ];
  },
  solve: answersOf,
  solvePrompt(prompt) {
    const story = readStory(prompt);
    if (story === undefined) return [];
    const asked = KINDS.find((kind) => new RegExp(`\\b${kind}s?\\b`).test(story.question));
    const found: string[] = [];
    for (const [, who, what, where] of prompt.matchAll(
      /([A-Z][a-z]+) says: “The (\w+) is in the (\w+)\.”/g,
    )) {
      const honest = viewOf(story, [who!], what!) === where;
      const so = viewOf(story, [], what!) === where;
      const kind = honest ? (so ? 'truth' : 'mistake') : 'lie';
      if (kind === asked) found.push(who!);
    }
    return found;
  },
  say: (answer, { asked }) =>
    `${answer} ${{ lie: 'lies', mistake: 'makes a mistake', truth: 'tells the truth' }[asked]}.`,
  explain(scene) {
    const minds = replayStory(
      scene.story,
      scene.said.map(({ who }) => [who]),
    );
    const steps = scene.said.map(({ who, where }) => {
      const thought = minds.believed([who], scene.what);
      const kind = kindOf(where, thought, minds.believed([], scene.what));
      return `${who} thinks it is in the ${thought} and says the ${where}: ${kind}.`;
    });
    return [
      `The ${scene.what} is in the ${placeOf(scene)}.`,
      ...steps,
      this.say(answersOf(scene)[0]!, scene),
    ];
  },
  mistakes: (scene) => {
    const [right] = answersOf(scene);
    return scene.said.map(({ who }) => who).filter((who) => who !== right);
  },
  verify: (response, scene) =>
    judgeWho(response, answersOf(scene)[0]!, {
      opposite: {
        lie: /\b(?:makes|made) a mistake\b|\bmistaken\b|\b(?:tells|told|telling|speaks) the truth\b/i,
        mistake:
          /\b(?:lies|lied|is lying|a liar)\b|\b(?:tells|told|telling) (?:a lie|the truth)\b/i,
        truth:
          /\b(?:lies|lied|is lying|a liar|mistaken|(?:makes|made) a mistake|(?:tells|told) a lie)\b/i,
      }[scene.asked],
    }),
  structure: ({ story, what, said, asked }) => {
    const speeches = said.map(({ who, where }) => ({ do: 'announce' as const, who, what, where }));
    return { events: namelessEvents([...story.events, ...speeches], [what]), asked };
  },
  vocabulary: ({ asked }) => {
    const pivot = { lie: 'lie lies lying', mistake: 'mistake mistakes', truth: 'truth' }[asked];
    return {
      allowed: words('one words tells makes name say person says'),
      required: [words(pivot)],
      odd: words(pivot),
      even: [],
    };
  },
});

function kindOf(where: string, thought: string | undefined, place: string | undefined): Kind {
  if (where !== thought) return 'lie';
  return where === place ? 'truth' : 'mistake';
}

function answersOf(scene: SpeechScene): string[] {
  const { story, what, said, asked } = scene;
  const minds = replayStory(
    story,
    said.map(({ who }) => [who]),
  );
  const place = minds.believed([], what);
  return said
    .filter(({ who, where }) => kindOf(where, minds.believed([who], what), place) === asked)
    .map(({ who }) => who);
}

/** What each says, so that one alone does what is asked for; undefined where the story does not allow it. */
function drawSpeech(random: Random, story: Story, what: string): SpeechScene | undefined {
  const people = random.shuffle(story.inside);
  const minds = replayStory(
    story,
    people.map((who) => [who]),
  );
  const place = minds.believed([], what)!;
  const views = people.map((who) => minds.believed([who], what));
  if (views.includes(undefined)) return undefined;
  const asked = random.pick(KINDS);
  const honest = (at: number): Kind => (views[at] === place ? 'truth' : 'mistake');
  const able = people.map((_, at) => at).filter((at) => asked === 'lie' || honest(at) === asked);
  if (able.length === 0) return undefined;
  const one = random.pick(able);
  const said = people.map((who, at) => {
    const lies =
      at === one
        ? asked === 'lie'
        : honest(at) === asked || (asked !== 'lie' && random.integer(3) === 0);
    // A liar whose own idea is wrong may hit the truth.
    const others = story.containers.filter((container) => container !== views[at]);
    const lucky = views[at] !== place && random.integer(2) === 0;
    return { who, where: lies ? (lucky ? place : random.pick(others)) : views[at]! };
  });
  return { story, what, said, asked };
}
