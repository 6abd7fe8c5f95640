import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RecipeError } from '../../../core/errors/index.ts';
import { Certificate } from '../mastery/certificate.ts';
import type { SkillGraph } from '../stages/read-skills.ts';
import type { Outcome, StrategyCell } from '../strategies/strategy.ts';

/** What a strategy is told of the cells and of the learner, beside how far the course is. */
export interface Course {
  cells: StrategyCell[];
  history?: Outcome[][];
}

/** One skill at one level, by name. */
export interface NamedCell {
  skill: string;
  level: number;
}

/** Reads the certificate that an option names. Raises RecipeError where it is not there or not one. */
export async function readCertificate(path: string, baseDir: string): Promise<Certificate> {
  const hint = '`wellspring curriculum evaluate --model … --out DIR` writes DIR/certificate.json';
  let text: string;
  try {
    text = await readFile(resolve(baseDir, path), 'utf8');
  } catch (cause) {
    throw new RecipeError(`the certificate ${path} cannot be read: ${(cause as Error).message}`, {
      hint,
      cause,
    });
  }
  try {
    return Certificate.parse(JSON.parse(text));
  } catch (cause) {
    throw new RecipeError(`${path} is not a certificate`, { hint, cause });
  }
}

/** The course over some cells; with a certificate, as its learner stands. */
export function courseOf(
  cells: readonly NamedCell[],
  graph: SkillGraph,
  certificate?: Certificate,
): Course {
  const skills = [...new Set(cells.map(({ skill }) => skill))];
  const entries = new Map(graph.skills.map((entry) => [entry.name, entry]));
  const records = new Map(certificate?.skills.map((record) => [record.skill, record]));
  const isKnown = (skill: string): boolean => (records.get(skill)?.highestMastered ?? 0) > 0;
  const strategyCells = cells.map(({ skill, level }) => {
    const needs = entries.get(skill)?.needs ?? [];
    return {
      skill: skills.indexOf(skill),
      level,
      depth: entries.get(skill)?.depth ?? 0,
      needsMastered: certificate === undefined ? needs.length === 0 : needs.every(isKnown),
    };
  });
  if (certificate === undefined) return { cells: strategyCells };
  return {
    cells: strategyCells,
    history: cells.map(({ skill, level }) => {
      const record = records.get(skill);
      const measured = record?.cells.find((cell) => cell.level === level);
      // A level below a mastered one was not asked: it stands as the mastered one does.
      const implied = record?.cells.find(
        (cell) => cell.level > level && cell.level <= record.highestMastered,
      );
      const cell = measured ?? implied;
      return cell === undefined ? [] : [{ correct: cell.right, total: cell.trials }];
    }),
  };
}
