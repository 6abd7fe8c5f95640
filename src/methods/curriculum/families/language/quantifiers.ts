import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { verifyNumbered } from './choice-claims.ts';

const COLOURS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('red blue green yellow'),
  exam: words('black white brown pink'),
};
const NOUNS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('balls boxes cups hats bags books drums kites'),
  exam: words('plates shoes lamps rocks shells spoons cakes eggs'),
};
const NUMBERS = words('no one two three four five six seven');
/** What the words say of how many of how many. */
const QUANTIFIERS = {
  all: (count: number, of: number) => count === of,
  some: (count: number) => count > 0,
  no: (count: number) => count === 0,
  'not all': (count: number, of: number) => count < of,
  most: (count: number, of: number) => 2 * count > of,
  exactly: (count: number, _of: number, number: number) => count === number,
  'at least': (count: number, _of: number, number: number) => count >= number,
  'at most': (count: number, _of: number, number: number) => count <= number,
} as const;
type Quantifier = keyof typeof QUANTIFIERS;
const NAMES = Object.keys(QUANTIFIERS) as Quantifier[];

const Claim = z.strictObject({
  quantifier: z.enum(NAMES),
  number: z.int().min(2).max(6),
  noun: z.string(),
  colour: z.string(),
});
const Scene = z.strictObject({
  /** What is there, each line of one noun and one colour. */
  groups: z
    .array(z.strictObject({ noun: z.string(), colour: z.string(), count: z.int().positive() }))
    .min(2),
  claims: z.array(Claim).min(2),
});
type Scene = z.infer<typeof Scene>;
type Claim = z.infer<typeof Claim>;

const LEVELS = [
  { nouns: 2, colours: 2, most: 3, claims: 2, quantifiers: 3 },
  { nouns: 2, colours: 2, most: 4, claims: 3, quantifiers: 3 },
  { nouns: 2, colours: 3, most: 4, claims: 3, quantifiers: 4 },
  { nouns: 2, colours: 3, most: 5, claims: 3, quantifiers: 5 },
  { nouns: 3, colours: 3, most: 5, claims: 4, quantifiers: 5 },
  { nouns: 3, colours: 3, most: 6, claims: 4, quantifiers: 6 },
  { nouns: 3, colours: 4, most: 6, claims: 4, quantifiers: 7 },
  { nouns: 4, colours: 4, most: 7, claims: 5, quantifiers: 8 },
  { nouns: 5, colours: 4, most: 7, claims: 6, quantifiers: 8 },
] as const;

/**
 * Which of several sentences with "all", "some", "no", "most", "exactly two" is true of what is there. One is; every
 * kind of sentence is as often the true one as it is there. "Some" is one or more, as logic has it, and the task says so.
 */
export const quantifiers = defineFamily<Scene>({
  name: 'quantifiers',
  version: 1,
  stage: 'language',
  skill: 'quantifiers',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ groups, claims }) =>
    [
      'This is all there is:',
      ...groups.map(
        ({ noun, colour, count }) =>
          `- ${count} ${colour} ${count === 1 ? SINGULAR.get(noun) : noun}`,
      ),
      'Some means one or more. Most means more than half.',
      'The sentences:',
      ...claims.map((claim, at) => `${at + 1}. ${textOf(claim)}`),
    ].join('\n'),
  questions: () => [
    'Just one sentence is true. Which one?',
    'Which sentence is true?',
    'Find the true sentence. There is only one.',
    'Only one sentence is right. Which is it?',
    'Which of the sentences is right?',
    'What is the number of the true sentence?',
  ],
  examQuestions: () => [
    'Tell me which sentence is true.',
    'All sentences but one are wrong. Which is right?',
    'Give the number of the one true sentence.',
  ],
  solve: (scene) =>
    scene.claims.flatMap((claim, at) => (isTrue(scene, claim) ? [String(at + 1)] : [])),
  solvePrompt,
  say: (answer) => `Sentence ${answer}.`,
  explain(scene) {
    return [
      ...scene.claims.map((claim, at) => {
        const [count, of] = countsOf(scene, claim);
        return `Sentence ${at + 1}: ${count} of ${of} ${claim.noun} are ${claim.colour}, so it is ${isTrue(scene, claim) ? 'true' : 'false'}.`;
      }),
      `The true one is sentence ${this.solve(scene)[0]}.`,
    ];
  },
  mistakes(scene) {
    const [right] = this.solve(scene);
    return scene.claims.map((_, at) => String(at + 1)).filter((number) => number !== right);
  },
  shortcuts: {
    'the first with "some"': ({ claims }) =>
      numberOf(claims.findIndex(({ quantifier }) => quantifier === 'some')),
    'what is there at all': ({ groups, claims }) =>
      numberOf(
        claims.findIndex(({ noun, colour }) =>
          groups.some((group) => group.noun === noun && group.colour === colour),
        ),
      ),
    'the commonest colour': ({ groups, claims }) => {
      const many = (claim: Claim): number =>
        groups.find(({ noun, colour }) => noun === claim.noun && colour === claim.colour)?.count ??
        0;
      return numberOf(claims.indexOf(claims.toSorted((a, b) => many(b) - many(a))[0]!));
    },
  },
  verify(response, scene) {
    return verifyNumbered(response, Number(this.solve(scene)[0]), scene.claims.map(textOf));
  },
  structure: ({ groups, claims }) => {
    // The same with other colours, things and order.
    const seen = new Map<string, number>();
    const code = (word: string): number => {
      if (!seen.has(word)) seen.set(word, seen.size);
      return seen.get(word)!;
    };
    const said = claims.map(({ quantifier, number, noun, colour }) =>
      [quantifier, number, code(noun), code(colour)].join(' '),
    );
    return {
      said,
      there: groups
        .map(({ noun, colour, count }) => [code(noun), code(colour), count].join(' '))
        .toSorted(),
    };
  },
  vocabulary: () => ({
    allowed: words('sentence sentences true right find number one only which tell'),
    required: [words('sentence sentences')],
    odd: words('true right'),
    even: words('false wrong'),
  }),
});

const SINGULAR = new Map(
  Object.values(NOUNS).flatMap((list) =>
    list.map((noun) => [noun, noun === 'boxes' ? 'box' : noun.slice(0, -1)]),
  ),
);

function numberOf(at: number): string | undefined {
  return at < 0 ? undefined : String(at + 1);
}

function textOf({ quantifier, number, noun, colour }: Claim): string {
  const counted = ['exactly', 'at least', 'at most'].includes(quantifier)
    ? ` ${NUMBERS[number]}`
    : '';
  const text = `${quantifier}${counted} ${noun} are ${colour}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function countsOf({ groups }: Pick<Scene, 'groups'>, { noun, colour }: Claim): [number, number] {
  const same = groups.filter((group) => group.noun === noun);
  const count = same.find((group) => group.colour === colour)?.count ?? 0;
  return [count, same.reduce((sum, group) => sum + group.count, 0)];
}

function isTrue(scene: Pick<Scene, 'groups'>, claim: Claim): boolean {
  const [count, of] = countsOf(scene, claim);
  return QUANTIFIERS[claim.quantifier](count, of, claim.number);
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { nouns, colours, most, claims: said, quantifiers: kinds } = knobsAt(LEVELS, level);
  for (;;) {
    const things = random.shuffle(NOUNS[pool]).slice(0, nouns);
    const paints = random.shuffle(COLOURS[pool]).slice(0, colours);
    const groups = random.shuffle(
      things.flatMap((noun) => {
        const here = random.shuffle(paints).slice(0, 1 + random.integer(colours));
        return here.map((colour) => ({ noun, colour, count: 1 + random.integer(most) }));
      }),
    );
    // "Most balls" of one ball would be odd.
    const several = things.every(
      (noun) =>
        groups.filter((group) => group.noun === noun).reduce((sum, { count }) => sum + count, 0) >
        1,
    );
    if (groups.length < 3 || !several) continue;
    // Kinds first and content after, so that no kind is more often true than another.
    const wanted = Array.from({ length: said }, (_, at) => ({
      quantifier: NAMES[random.integer(kinds)]!,
      right: at === 0,
    }));
    const claims: Claim[] = [];
    for (const { quantifier, right } of wanted) {
      const fits = things
        .flatMap((noun) =>
          paints.map((colour) => ({
            quantifier,
            number: 2 + random.integer(Math.min(3, most - 1)),
            noun,
            colour,
          })),
        )
        .filter((claim) => isTrue({ groups }, claim) === right);
      const fresh = fits.filter(
        (claim) => !claims.some((other) => textOf(other) === textOf(claim)),
      );
      if (fresh.length === 0) break;
      claims.push(random.pick(fresh));
    }
    if (claims.length < said) continue;
    const scene = { groups, claims: random.shuffle(claims) };
    // What there is most of is more often spoken of truly: every other such world is left out.
    const lucky =
      said > 2 &&
      quantifiers.shortcuts!['the commonest colour']!(scene) === quantifiers.solve(scene)[0];
    if (!lucky || random.integer(2) === 0) return scene;
  }
}

/** Lays out every single thing by its colour, and then tests each sentence thing by thing. */
function solvePrompt(prompt: string): string[] {
  const there: { noun: string; colour: string }[] = [];
  for (const [, count, colour, name] of prompt.matchAll(/^- (\d+) (\w+) (\w+)$/gm)) {
    const noun = count === '1' ? (name === 'box' ? 'boxes' : `${name}s`) : name!;
    for (let at = 0; at < Number(count); at++) there.push({ noun, colour: colour! });
  }
  const found: string[] = [];
  const pattern =
    /^(\d+)\. (All|Some|No|Most|Not all|Exactly|At least|At most)(?: (two|three|four|five|six|seven))? (\w+) are (\w+)\.$/gm;
  for (const [, number, kind, word, noun, colour] of prompt.matchAll(pattern)) {
    const those = there.filter((thing) => thing.noun === noun);
    const fits = those.filter((thing) => thing.colour === colour);
    const amount = word === undefined ? 0 : NUMBERS.indexOf(word);
    const holds =
      (kind === 'All' && those.every((thing) => thing.colour === colour)) ||
      (kind === 'Some' && fits.length >= 1) ||
      (kind === 'No' && fits.length === 0) ||
      (kind === 'Most' && fits.length > those.length - fits.length) ||
      (kind === 'Not all' && those.some((thing) => thing.colour !== colour)) ||
      (kind === 'Exactly' && fits.length === amount) ||
      (kind === 'At least' && fits.length >= amount) ||
      (kind === 'At most' && fits.length <= amount);
    if (holds) found.push(number!);
  }
  return found;
}
