import { describe, expect, it } from 'vitest';
import type { Certificate } from '../mastery/certificate.ts';
import { parseSkills } from '../stages/read-skills.ts';
import { frontier } from '../strategies/frontier.ts';
import { courseOf } from './course.ts';

const graph = parseSkills(`
sources: { s: Somebody 1999 }
stages:
  - { name: perception, title: P, about: p, ages: [0, 2], sources: [s], skills: { low: {}, high: { needs: [low] }, top: { needs: [high] } } }
`);
const cells = ['low', 'high', 'top'].flatMap((skill) =>
  [1, 2, 3, 4].map((level) => ({ skill, level })),
);

const cell = (level: number, right: number, trials: number) => ({ level, right, trials });

function certificate(mastered: Record<string, number>): Certificate {
  return {
    skills: Object.entries(mastered).map(([skill, highestMastered]) => ({
      skill,
      highestMastered,
      cells: [
        ...(highestMastered > 0 ? [cell(highestMastered, 60, 60)] : []),
        cell(highestMastered + 1, 1, 8),
      ],
    })),
  } as unknown as Certificate;
}

describe('the course', () => {
  it('knows depths and needs without a learner', () => {
    const course = courseOf(cells, graph);
    expect(course.history).toBeUndefined();
    expect(course.cells.map(({ depth }) => depth)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    expect(course.cells.map(({ needsMastered }) => needsMastered)).toEqual([
      ...Array(4).fill(true),
      ...Array(8).fill(false),
    ]);
  });

  it('takes levels below a mastered one as mastered', () => {
    const { history } = courseOf(cells, graph, certificate({ low: 3, high: 0 }));
    expect(history!.slice(0, 4).map(([outcome]) => outcome?.correct)).toEqual([60, 60, 60, 1]);
    expect(history!.slice(8).every((outcomes) => outcomes.length === 0)).toBe(true);
  });

  it('sends the frontier to what the learner can learn next', () => {
    const course = courseOf(cells, graph, certificate({ low: 3, high: 0, top: 0 }));
    const weights = frontier.weights({ ...course, progress: 0, floor: 0.01 });
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1);
    const of = (skill: string, level: number): number =>
      weights[cells.findIndex((one) => one.skill === skill && one.level === level)]!;
    expect(of('low', 4)).toBeGreaterThan(of('low', 3));
    expect(of('high', 1)).toBeCloseTo(of('low', 4));
    expect(of('high', 2)).toBeCloseTo(of('high', 1));
    expect(of('high', 3)).toBeLessThan(of('high', 1) / 3);
    // Its need, high, is not mastered.
    expect(of('top', 1)).toBeLessThan(of('high', 1) / 3);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0.01);
  });
});
