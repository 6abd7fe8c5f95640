/** Categorical statements over terms 0 to n - 1, and what follows from them in every model. */
export type Mood = 'all' | 'no' | 'some' | 'some-not';
export interface Statement {
  mood: Mood;
  a: number;
  b: number;
}

export const MOODS: readonly Mood[] = ['all', 'no', 'some', 'some-not'];

/**
 * Whether the conclusion holds in every model of the premises; undefined where they have no model. A model says which
 * of the 2^n regions of a Venn diagram have members, and every one that fits the universal premises is tried, so `terms` is at most 4.
 * With `inhabited`, only models in which every term has members count.
 */
export function followsByEnumeration(
  premises: readonly Statement[],
  conclusion: Statement,
  terms: number,
  inhabited: boolean,
): boolean | undefined {
  if (terms > 4) throw new RangeError(`2^(2^${terms}) models are too many to try`);
  let empty = 0;
  const inhabitedRegions: number[] = [];
  for (const premise of premises) {
    const test = testOf(premise, terms);
    if (test.empty) empty |= test.regions;
    else inhabitedRegions.push(test.regions);
  }
  if (inhabited) {
    for (let term = 0; term < terms; term++) inhabitedRegions.push(inside(term, terms));
  }
  const goal = testOf(conclusion, terms);
  // Every model that leaves the emptied regions empty: all subsets of the others, the largest first.
  const open = ~empty & (2 ** (2 ** terms) - 1);
  let models = 0;
  for (let model = open; ; model = (model - 1) & open) {
    if (inhabitedRegions.every((regions) => (model & regions) !== 0)) {
      if (((model & goal.regions) === 0) !== goal.empty) return false;
      models++;
    }
    if (model === 0) break;
  }
  return models === 0 ? undefined : true;
}

/** A statement says that some regions together are empty, or that they are not. */
function testOf({ mood, a, b }: Statement, terms: number): { regions: number; empty: boolean } {
  const both = inside(a, terms) & inside(b, terms);
  const onlyA = inside(a, terms) & ~inside(b, terms);
  return {
    regions: mood === 'all' || mood === 'some-not' ? onlyA : both,
    empty: mood === 'all' || mood === 'no',
  };
}

/** The regions inside a term, one bit each; region r lies inside term t where bit t of r is set. */
function inside(term: number, terms: number): number {
  let regions = 0;
  for (let region = 0; region < 2 ** terms; region++) {
    if ((region >> term) & 1) regions |= 1 << region;
  }
  return regions;
}

/** Something assumed to exist: which terms it has (true) and lacks (false). */
export type Individual = Map<number, boolean>;

/** One use of a rule on an individual: it has, or lacks, a further term. */
export interface Inference {
  rule: Statement;
  term: number;
  has: boolean;
}

/**
 * All that the universal statements say about an individual, in order; `clash` is the inference that contradicts what
 * is known of it. Complete: every clause denies a term, so that what stays open can be lacked without a clash.
 */
export function propagate(
  start: Individual,
  rules: readonly Statement[],
): { known: Individual; steps: Inference[]; clash?: Inference } {
  const known = new Map(start);
  const steps: Inference[] = [];
  for (let grown = true; grown;) {
    grown = false;
    for (const rule of rules) {
      for (const inference of applied(rule, known)) {
        const before = known.get(inference.term);
        if (before === inference.has) continue;
        if (before !== undefined) return { known, steps, clash: inference };
        known.set(inference.term, inference.has);
        steps.push(inference);
        grown = true;
      }
    }
  }
  return { known, steps };
}

function applied(rule: Statement, known: Individual): Inference[] {
  const { mood, a, b } = rule;
  const found: Inference[] = [];
  if (mood === 'all') {
    if (known.get(a) === true) found.push({ rule, term: b, has: true });
    if (known.get(b) === false) found.push({ rule, term: a, has: false });
  } else if (mood === 'no') {
    if (known.get(a) === true) found.push({ rule, term: b, has: false });
    if (known.get(b) === true) found.push({ rule, term: a, has: false });
  }
  return found;
}

const OPPOSITE: Record<Mood, Mood> = { all: 'some-not', 'some-not': 'all', no: 'some', some: 'no' };

/** The statement that is true exactly where this one is false. */
export function denialOf({ mood, a, b }: Statement): Statement {
  return { mood: OPPOSITE[mood], a, b };
}

/** Individuals that a list of statements demands; with `inhabited`, also one of each term. */
export function witnessesOf(
  statements: readonly Statement[],
  terms: number,
  inhabited: boolean,
): { start: Individual; from: Statement | undefined }[] {
  const witnesses: { start: Individual; from: Statement | undefined }[] = [];
  for (const statement of statements) {
    const { mood, a, b } = statement;
    if (mood === 'some' || mood === 'some-not') {
      witnesses.push({
        start: new Map([
          [a, true],
          [b, mood === 'some'],
        ]),
        from: statement,
      });
    }
  }
  if (inhabited) {
    for (let term = 0; term < terms; term++) {
      witnesses.push({ start: new Map([[term, true]]), from: undefined });
    }
  }
  return witnesses;
}

/** Whether the statements can all be true together: whether none of the demanded individuals clashes with the rules. */
export function isConsistent(
  statements: readonly Statement[],
  terms: number,
  inhabited: boolean,
): boolean {
  return witnessesOf(statements, terms, inhabited).every(
    ({ start }) => propagate(start, statements).clash === undefined,
  );
}
