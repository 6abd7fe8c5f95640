import type { Random } from '../../../../../core/random.ts';
import type { TripleSet } from '../../triples.ts';

export const DEFAULTS = {
  /** Share of the triples that are hidden, drawn evenly between the two. */
  leastHidden: 0.05,
  mostHidden: 0.25,
  /** Queries asked at once. */
  maxHeads: 8,
  /** A smaller graph teaches nothing. */
  minTriples: 60,
};

/** A graph of which some triples are hidden, and shall be found again. */
export interface Exercise {
  facts: TripleSet;
  hidden: Int32Array;
  /** All true tails of a query, hidden or not, in both directions. */
  tailsOf(head: number, relation: number): readonly number[];
}

/** Queries of one relation; `tails[i]` are hidden answers of `heads[i]`. */
export interface Question {
  relation: number;
  heads: Int32Array;
  tails: readonly (readonly number[])[];
}

/** Hides a share of the triples, none of which is left in `facts`; undefined where the graph is too small for that. */
export function drawExercise(
  graph: TripleSet,
  random: Random,
  options: Partial<typeof DEFAULTS> = {},
): Exercise | undefined {
  const { leastHidden, mostHidden, minTriples } = { ...DEFAULTS, ...options };
  const { relations, triples } = graph;
  if (triples.length / 3 < minTriples) return undefined;
  const share = leastHidden + (mostHidden - leastHidden) * random.next();
  const [shown, hidden]: [number[], number[]] = [[], []];
  const answers = new Map<number, number[]>();
  const learn = (head: number, relation: number, tail: number): void => {
    const key = head * 2 * relations + relation;
    const known = answers.get(key);
    if (known) known.push(tail);
    else answers.set(key, [tail]);
  };
  for (let i = 0; i < triples.length; i += 3) {
    const [head, relation, tail] = [triples[i]!, triples[i + 1]!, triples[i + 2]!];
    (random.next() < share ? hidden : shown).push(head, relation, tail);
    learn(head, relation, tail);
    learn(tail, relation + relations, head);
  }
  if (hidden.length === 0 || shown.length === 0) return undefined;
  return {
    facts: { ...graph, triples: Int32Array.from(shown) },
    hidden: Int32Array.from(hidden),
    tailsOf: (head, relation) => answers.get(head * 2 * relations + relation) ?? [],
  };
}

/** Draws a hidden triple and a direction, and asks for all hidden answers of that relation, from at most `maxHeads` entities. */
export function drawQuestion(
  { facts, hidden }: Exercise,
  random: Random,
  { maxHeads } = DEFAULTS,
): Question {
  const drawn = hidden[3 * random.integer(hidden.length / 3) + 1]!;
  const isInverse = random.next() < 0.5;
  const answers = new Map<number, number[]>();
  for (let i = 0; i < hidden.length; i += 3) {
    if (hidden[i + 1] !== drawn) continue;
    const [head, tail] = isInverse ? [hidden[i + 2]!, hidden[i]!] : [hidden[i]!, hidden[i + 2]!];
    const tails = answers.get(head);
    if (tails) tails.push(tail);
    else answers.set(head, [tail]);
  }
  const heads = random.shuffle([...answers.keys()]).slice(0, maxHeads);
  return {
    relation: isInverse ? drawn + facts.relations : drawn,
    heads: Int32Array.from(heads),
    tails: heads.map((head) => answers.get(head)!),
  };
}
