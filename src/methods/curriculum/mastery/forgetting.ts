import type { Certificate, SkillRecord } from './certificate.ts';
import { differenceInterval } from './wilson.ts';

export const FORGETTING_DEFAULTS = {
  /** A drop is forgetting when its whole interval lies below this. */
  alarm: -0.03,
};

/** What was mastered in an earlier certificate and how it stands now, at the highest level that both exams measured. */
export function forgettingSince(
  earlier: Certificate,
  now: readonly SkillRecord[],
): NonNullable<Certificate['forgetting']> {
  const before = new Map(earlier.skills.map((skill) => [skill.skill, skill]));
  const skills = now.flatMap((skill) => {
    const then = before.get(skill.skill);
    if (then === undefined || then.highestMastered === 0) return [];
    const shared = then.cells
      .filter(({ level, trials }) => level <= then.highestMastered && trials > 0)
      .map((cell) => ({ cell, again: skill.cells.find(({ level }) => level === cell.level) }))
      .findLast(({ again }) => again !== undefined && again.trials > 0);
    if (shared?.again === undefined) return [];
    const { cell, again } = shared;
    const difference = differenceInterval(cell, again);
    return [
      {
        skill: skill.skill,
        level: cell.level,
        before: cell.right / cell.trials,
        now: again.right / again.trials,
        difference,
        forgotten: difference.high < FORGETTING_DEFAULTS.alarm,
      },
    ];
  });
  const wasMastered = (name: string): boolean => before.get(name)?.status === 'mastered';
  return {
    since: earlier.examinedAt,
    skills,
    promoted: now
      .filter(({ skill, highestMastered }) => {
        const then = before.get(skill);
        return then !== undefined && highestMastered > then.highestMastered;
      })
      .map(({ skill }) => skill),
    lost: now
      .filter(({ skill, status }) => wasMastered(skill) && status !== 'mastered')
      .map(({ skill }) => skill),
  };
}
