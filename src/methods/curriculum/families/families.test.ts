import { describe, expect, it } from 'vitest';
import { FAMILIES } from './registry.ts';

/** Items a family, spread over its levels. */
const ITEMS = 10_000;

describe.each(FAMILIES.map((family) => [family.id, family] as const))('%s', (_, family) => {
  const levels = family.levels.length;
  const items = Array.from({ length: ITEMS }, (_unused, index) =>
    family.generate(`test-${index}`, 1 + (index % levels)),
  );

  it('has eight levels, at least two knobs, and no knob that falls', () => {
    expect(levels).toBe(8);
    const knobs = Object.keys(family.levels[0]!);
    const rising = knobs.filter((knob) => family.levels[0]![knob] !== family.levels[7]![knob]);
    expect(rising.length).toBeGreaterThanOrEqual(2);
    for (let level = 1; level < levels; level++) {
      const harder = knobs.map(
        (knob) => family.levels[level]![knob]! - family.levels[level - 1]![knob]!,
      );
      expect(Math.min(...harder)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...harder)).toBeGreaterThan(0);
    }
  });

  it('has exactly one answer in every item, on which both solvers agree', () => {
    for (const item of items) {
      expect(family.solve(item.world.scene)).toEqual([item.answer]);
      expect(family.solvePrompt(item.prompt)).toEqual([item.answer]);
    }
  });

  it('takes its own answers and refuses every likely mistake', () => {
    for (const { world, answer } of items.slice(0, 2_000)) {
      const { scene } = world;
      expect(family.verify(family.say(answer, scene), scene)).toEqual({ correct: true });
      expect(family.verify(answer, scene)).toEqual({ correct: true });
      const mistakes = family.mistakes(scene);
      expect(mistakes.length).toBeGreaterThan(0);
      for (const mistake of mistakes) {
        expect(family.verify(family.say(mistake, scene), scene).correct).toBe(false);
      }
    }
  });

  it('ends its trace with the answer in sight', () => {
    for (const { trace, answer } of items.slice(0, 500)) {
      expect(trace.join('\n').toLowerCase()).toContain(answer.toLowerCase());
    }
  });

  it('gives the same item for the same seed, and stores scenes that fit its schema', () => {
    for (const [index, item] of items.slice(0, 200).entries()) {
      expect(family.generate(`test-${index}`, 1 + (index % levels))).toEqual(item);
      expect(family.scene.parse(JSON.parse(JSON.stringify(item.world.scene)))).toEqual(
        item.world.scene,
      );
    }
  });

  it('asks about one structure through one template only', () => {
    const templates = new Map<string, string>();
    for (const { world, template } of items) {
      const structure = JSON.stringify(family.structure(world.scene));
      expect(templates.get(structure) ?? template.id).toBe(template.id);
      templates.set(structure, template.id);
    }
    expect(new Set(templates.values()).size).toBe(12);
  });

  it('yields to no shallow reader by more than ten points over chance', () => {
    for (let level = 1; level <= levels; level++) {
      const here = items.filter(({ world }) => world.level === level);
      const chance = mean(here.map(({ world }) => 1 / (family.mistakes(world.scene).length + 1)));
      const frequency = new Map<string, number>();
      for (const { answer } of here) frequency.set(answer, (frequency.get(answer) ?? 0) + 1);
      const majority = [...frequency].toSorted((a, b) => b[1] - a[1])[0]![0];
      for (const guess of [firstMentioned, lastMentioned, () => majority]) {
        const right = mean(
          here.map((item) => {
            const options = [item.answer, ...family.mistakes(item.world.scene)];
            return guess(item.prompt, options) === item.answer ? 1 : 0;
          }),
        );
        expect(right).toBeLessThanOrEqual(chance + 0.1);
      }
    }
  });

  it('refuses a level that it does not have', () => {
    expect(() => family.generate('x', 9)).toThrow(RangeError);
    expect(() => family.generate('x', 0)).toThrow(RangeError);
  });
});

/** Of the possible answers, the one that the prompt names first; where it names none, the first in order. */
function firstMentioned(prompt: string, options: readonly string[]): string {
  return ordered(options, (option) => mentions(prompt, option)[0])[0]!;
}

/** The one that it names last; where it names none, the last in order. */
function lastMentioned(prompt: string, options: readonly string[]): string {
  return ordered(options, (option) => mentions(prompt, option).at(-1)).at(-1)!;
}

function mentions(prompt: string, option: string): number[] {
  return [...prompt.matchAll(new RegExp(`\\ban? ${option}\\b`, 'g'))].map(({ index }) => index);
}

function ordered(options: readonly string[], at: (option: string) => number | undefined): string[] {
  return options.toSorted(
    (a, b) => (at(a) ?? 0) - (at(b) ?? 0) || a.localeCompare(b, 'en', { numeric: true }),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
