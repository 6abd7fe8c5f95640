import { hashRecord } from '../../../core/hash.ts';
import { fallsOf } from '../prepare/smooth-levels.ts';
import type { SkillGraph } from '../stages/read-skills.ts';
import { difficultyOf, estimateAbility, ABILITY_DEFAULTS, type ScoredItem } from './ability.ts';
import type { Certificate, SkillRecord } from './certificate.ts';
import type { ExamOptions, Mark, SkillResult } from './exam.ts';
import { forgettingSince } from './forgetting.ts';
import { calibrationOf, passHatK } from './reliability.ts';
import { correctForChance, wilsonInterval } from './wilson.ts';

export const CERTIFY_DEFAULTS = {
  /** Least accuracy, corrected for chance, of the skills that a mastered one needs. */
  needs: 0.85,
  transfer: 0.8,
  /** Least pass^4. */
  reliability: 0.8,
  reliabilityOf: 4,
};

export interface ExamRecord {
  pupil: Certificate['pupil'];
  /** ISO 8601, of the end of the exam. */
  examinedAt: string;
  options: ExamOptions;
  results: readonly SkillResult[];
  notExamined: readonly string[];
  earlier?: Certificate;
}

/** The certificate of an exam: a pure function of what was answered. */
export function certify(exam: ExamRecord, graph: SkillGraph): Certificate {
  const { results, options } = exam;
  const marks = results.flatMap((result) => result.marks);
  const skills = results.map((result) => skillRecord(result, results, graph, options));
  const stageNames = [...new Set(results.map(({ stage }) => stage))];
  const confident = marks.flatMap(({ confidence, correct, draw }) =>
    confidence === null || draw > 0 ? [] : [{ confidence, correct }],
  );
  return {
    type: 'curriculum-certificate',
    version: 1,
    pupil: exam.pupil,
    examinedAt: exam.examinedAt,
    exam: {
      seed: options.seed,
      threshold: options.decision.threshold,
      families: results.map(({ family }) => family),
      answersHash: hashRecord(marks),
    },
    answers: marks.length,
    notExamined: [...exam.notExamined],
    overall: {
      mastered: skills.filter(({ status }) => status === 'mastered').length,
      partly: skills.filter(({ status }) => status === 'partly').length,
      skills: skills.length,
      ability: abilityOf(marks),
    },
    stages: stageNames.map((stage) => {
      const own = skills.filter((skill) => skill.stage === stage);
      const ownMarks = results.filter((result) => result.stage === stage).flatMap((r) => r.marks);
      const first = ownMarks.filter(({ draw }) => draw === 0);
      const accuracy =
        first.length === 0 ? null : meanOf(first.map(({ correct }) => (correct ? 1 : 0)));
      const chance = meanOf(first.map((mark) => mark.chance));
      return {
        stage,
        skills: own.length,
        mastered: own.filter(({ status }) => status === 'mastered').length,
        partly: own.filter(({ status }) => status === 'partly').length,
        meanLevel: meanOf(own.map(({ highestMastered }) => highestMastered)),
        accuracy,
        beyondChance: accuracy === null ? null : correctForChance(accuracy, chance),
        ability: abilityOf(ownMarks),
      };
    }),
    skills,
    calibration: calibrationOf(confident) ?? null,
    forgetting: exam.earlier === undefined ? null : forgettingSince(exam.earlier, skills),
  };
}

function skillRecord(
  result: SkillResult,
  all: readonly SkillResult[],
  graph: SkillGraph,
  { decision }: ExamOptions,
): SkillRecord {
  const { cells, highestMastered, transfer, repeated, marks } = result;
  const levels = 8;
  const refusals: Record<string, number> = {};
  for (const { reason } of marks)
    if (reason !== null) refusals[reason] = (refusals[reason] ?? 0) + 1;
  const passHat = repeated.length === 0 ? null : passHatOf(repeated);
  const needs = graph.skills.find(({ name }) => name === result.skill)?.needs ?? [];
  const weak = all
    .filter(({ skill }) => needs.includes(skill))
    .map((need) => ({
      skill: need.skill,
      beyond: beyondChanceOf(need),
      mastered: need.highestMastered,
    }))
    .filter(({ beyond, mastered }) => mastered === 0 && beyond < CERTIFY_DEFAULTS.needs)
    .toSorted((a, b) => a.beyond - b.beyond);

  const heldBackBy: string[] = [];
  if (highestMastered === 0) heldBackBy.push('level 1 is not mastered');
  else if (highestMastered < levels) {
    heldBackBy.push(`levels above ${highestMastered} are not mastered`);
  }
  const transferAccuracy = transfer === null ? null : transfer.right / Math.max(1, transfer.trials);
  if (transferAccuracy !== null && transferAccuracy < CERTIFY_DEFAULTS.transfer) {
    heldBackBy.push(`does not carry over to longer tasks (${percent(transferAccuracy)})`);
  }
  const reliable = passHat?.[String(CERTIFY_DEFAULTS.reliabilityOf)];
  if (reliable !== undefined && reliable < CERTIFY_DEFAULTS.reliability) {
    heldBackBy.push(`only ${percent(reliable)} of tasks are right four times of four`);
  }
  for (const { skill } of weak) heldBackBy.push(`needs ${skill}, which is not mastered`);

  const status =
    heldBackBy.length === 0 ? 'mastered' : highestMastered > 0 ? 'partly' : 'not-mastered';
  return {
    skill: result.skill,
    family: result.family,
    stage: result.stage,
    cells: cells.map((cell) => {
      const accuracy = cell.trials === 0 ? null : cell.right / cell.trials;
      return {
        ...cell,
        accuracy,
        beyondChance: accuracy === null ? null : correctForChance(accuracy, cell.chance),
        interval: wilsonInterval(cell.right, cell.trials),
      };
    }),
    highestMastered,
    ability: abilityOf(marks),
    steepest: steepestOf(cells),
    transfer:
      transfer === null || transfer.trials === 0
        ? null
        : {
            ...transfer,
            accuracy: transfer.right / transfer.trials,
            interval: wilsonInterval(transfer.right, transfer.trials),
          },
    passHat,
    status,
    heldBackBy,
    advice: adviceOf(result, weak[0]?.skill, decision.threshold),
    refusals,
  };
}

function steepestOf(cells: SkillResult['cells']): number | null {
  const falls = fallsOf(cells).map(({ fall }) => fall);
  return falls.length === 0 ? null : Math.max(0, ...falls);
}

function adviceOf(
  { skill, highestMastered, cells }: SkillResult,
  weakest: string | undefined,
  threshold: number,
): SkillRecord['advice'] {
  const failed = cells.find(({ level }) => level === highestMastered + 1);
  const high =
    failed === undefined
      ? 1
      : correctForChance(wilsonInterval(failed.right, failed.trials).high, failed.chance);
  if (highestMastered === 0 && weakest !== undefined && high < threshold) {
    return { action: 'send-back', to: weakest };
  }
  if (highestMastered === 0) return { action: 'stay', to: `${skill} level 1` };
  if (highestMastered === 8) return { action: 'promote', to: 'skills that need it' };
  return { action: 'promote', to: `${skill} level ${highestMastered + 1}` };
}

function passHatOf(repeated: readonly { right: number; draws: number }[]): Record<string, number> {
  const most = Math.min(...repeated.map(({ draws }) => draws));
  return Object.fromEntries(
    Array.from({ length: most }, (_, at) => [
      String(at + 1),
      meanOf(repeated.map(({ right, draws }) => passHatK(right, draws, at + 1))),
    ]),
  );
}

function beyondChanceOf({ cells }: SkillResult): number {
  const trials = cells.reduce((sum, cell) => sum + cell.trials, 0);
  if (trials === 0) return 0;
  const right = cells.reduce((sum, cell) => sum + cell.right, 0);
  const chance = cells.reduce((sum, cell) => sum + cell.chance * cell.trials, 0) / trials;
  return correctForChance(right / trials, chance);
}

/** First answers only: repeats of an item are not items of their own. */
function abilityOf(marks: readonly Mark[]): { theta: number; standardError: number } {
  const items: ScoredItem[] = marks
    .filter(({ draw }) => draw === 0)
    .map(({ level, correct, chance }) => ({
      difficulty: difficultyOf(level),
      discrimination: ABILITY_DEFAULTS.discrimination,
      guess: chance,
      correct,
    }));
  return estimateAbility(items);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
