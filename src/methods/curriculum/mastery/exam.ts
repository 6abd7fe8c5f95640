import type { Family, Item } from '../families/family.ts';
import { type Decision, decide, DECISION_DEFAULTS, type DecisionOptions } from './decide.ts';
import { optionsOf, type Pupil, type Question } from './pupil.ts';

export const EXAM_DEFAULTS = {
  /** Asked at once of one skill; skills go side by side. */
  batch: 3,
  /** Items that probe lengths beyond all that is trained, once the highest level is mastered. */
  transferItems: 24,
  /** Items of the highest mastered level that are asked again, and how often. */
  reliableItems: 8,
  reliableDraws: 4,
  /** Least answers at the level that an earlier certificate calls mastered, so that forgetting would show. */
  retestItems: 50,
};

export interface ExamOptions {
  seed: string;
  decision: DecisionOptions;
  limits: typeof EXAM_DEFAULTS;
  /** Highest level mastered by an earlier certificate, by skill: asked first. */
  retest?: ReadonlyMap<string, number>;
}

/** One answer, marked. */
export interface Mark {
  skill: string;
  family: string;
  level: number;
  seed: string;
  draw: number;
  correct: boolean;
  /** The verifier's reason where it refused. */
  reason: string | null;
  confidence: number | null;
  /** Chance to guess it. */
  chance: number;
}

/** One skill at one level. */
export interface CellResult {
  level: number;
  decision: Decision;
  right: number;
  trials: number;
  chance: number;
}

export interface SkillResult {
  skill: string;
  family: string;
  stage: string;
  /** Measured levels, in their order. Levels below a mastered one are taken as mastered where not measured. */
  cells: CellResult[];
  /** 0 where not even the first is mastered. */
  highestMastered: number;
  transfer: { right: number; trials: number } | null;
  /** By item: right answers of how many draws. */
  repeated: { right: number; draws: number }[];
  marks: Mark[];
}

/**
 * Examines one skill: levels 1, 2, 4, 8 until one is not mastered, then halving between; each level until it is
 * decided. Items are of the exam pool, so that no question, entity or structure was in training.
 */
export async function examineSkill(
  family: Family,
  pupil: Pupil,
  options: ExamOptions,
  signal: AbortSignal,
): Promise<SkillResult> {
  const { limits } = options;
  const retest = options.retest?.get(family.skill);
  const marks: Mark[] = [];
  const ask = async (item: Item, draw: number): Promise<Mark> => {
    signal.throwIfAborted();
    const { level, seed } = item.world;
    const question: Question = { family, item, draw };
    const answer = await pupil.answer(question, signal);
    const verdict = family.verify(answer.text, item.world.scene);
    const mark: Mark = {
      skill: family.skill,
      family: family.id,
      level,
      seed,
      draw,
      correct: verdict.correct,
      reason: verdict.correct ? null : verdict.reason,
      confidence: answer.confidence ?? null,
      chance: 1 / optionsOf(family, item).length,
    };
    return mark;
  };
  const askMany = async (items: readonly Item[], draw = 0): Promise<Mark[]> => {
    const asked: Mark[] = [];
    for (let at = 0; at < items.length; at += limits.batch) {
      const batch = items.slice(at, at + limits.batch);
      // In the order of asking, whoever answers first, so that the same answers give the same certificate.
      asked.push(...(await Promise.all(batch.map((item) => ask(item, draw)))));
    }
    marks.push(...asked);
    return asked;
  };

  const cells = new Map<number, CellResult & { items: Item[] }>();
  const measure = async (level: number): Promise<Decision> => {
    const items = distinctItems(family, level, options.seed);
    const used: Item[] = [];
    let [right, trials, chances] = [0, 0, 0];
    let decision: Decision = 'undecided';
    while (decision === 'undecided') {
      const batch = take(items, limits.batch);
      if (batch.length === 0) break;
      used.push(...batch);
      // Marks count one by one, so that a batch decides as single answers would.
      for (const mark of await askMany(batch)) {
        if (decision !== 'undecided') break;
        trials++;
        right += mark.correct ? 1 : 0;
        chances += mark.chance;
        if (level === retest && trials < limits.retestItems) continue;
        decision = decide({ right, trials, chance: chances / trials }, options.decision);
      }
    }
    const chance = trials === 0 ? 0 : chances / trials;
    cells.set(level, { level, decision, right, trials, chance, items: used });
    return decision;
  };

  const highestMastered = await climb(family.levels.length, measure, retest);
  let transfer: SkillResult['transfer'] = null;
  const repeated: SkillResult['repeated'] = [];
  if (highestMastered > 0) {
    const again = cells.get(highestMastered)!.items.slice(0, limits.reliableItems);
    const counts = new Map(again.map(({ world }) => [world.seed, 0]));
    for (let draw = 0; draw < limits.reliableDraws; draw++) {
      const known = marks.filter((mark) => mark.level === highestMastered && mark.draw === draw);
      const asked = draw === 0 ? known : await askMany(again, draw);
      for (const { seed, correct } of asked) {
        if (correct && counts.has(seed)) counts.set(seed, counts.get(seed)! + 1);
      }
    }
    repeated.push(...[...counts.values()].map((right) => ({ right, draws: limits.reliableDraws })));
  }
  if (highestMastered === family.levels.length && family.transfer !== undefined) {
    const level = family.levels.length + 1;
    const asked = await askMany(
      take(distinctItems(family, level, options.seed), limits.transferItems),
    );
    transfer = { right: asked.filter(({ correct }) => correct).length, trials: asked.length };
  }
  return {
    skill: family.skill,
    family: family.id,
    stage: family.stage,
    cells: [...cells.values()]
      .toSorted((a, b) => a.level - b.level)
      .map(({ items: _items, ...cell }) => cell),
    highestMastered,
    transfer,
    repeated,
    marks,
  };
}

/** The highest level that `measure` finds mastered: by doubling until one is not, then by halving. 0 where none is. */
async function climb(
  levels: number,
  measure: (level: number) => Promise<Decision>,
  start = 1,
): Promise<number> {
  let known = 0;
  let failed = levels + 1;
  for (let level = start; known < levels; level = Math.min(levels, level * 2)) {
    if ((await measure(level)) === 'mastered') known = level;
    else {
      failed = level;
      break;
    }
  }
  while (failed - known > 1) {
    const middle = (known + failed) >> 1;
    if ((await measure(middle)) === 'mastered') known = middle;
    else failed = middle;
  }
  return known;
}

const MISSES_TO_EXHAUST = 50;

/** Items whose prompts differ, without end where the level has so many. */
function* distinctItems(family: Family, level: number, seed: string): Generator<Item> {
  const prompts = new Set<string>();
  for (let index = 0, misses = 0; misses < MISSES_TO_EXHAUST; index++) {
    const itemSeed = `exam/${seed}/${index}`;
    const item = family.generate(itemSeed, level, 'exam');
    if (prompts.has(item.prompt)) misses++;
    else {
      misses = 0;
      prompts.add(item.prompt);
      yield item;
    }
  }
}

function take<T>(from: Generator<T>, count: number): T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const { value, done } = from.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}

export const DEFAULT_EXAM: ExamOptions = {
  seed: '0',
  decision: DECISION_DEFAULTS,
  limits: EXAM_DEFAULTS,
};
