import type { Family } from '../families/family.ts';
import { type Choice, SHALLOW_READERS, type ShallowReader } from './shallow-readers.ts';

export const AUDIT_DEFAULTS = {
  items: 8_000,
  /** No shallow reader may be better than chance by more. */
  margin: 0.1,
};

/** What a shallow reader reached at the level where it did best against chance. */
export interface ReaderScore {
  reader: string;
  level: number;
  accuracy: number;
  chance: number;
}

export interface FamilyAudit {
  family: string;
  stage: string;
  skill: string;
  items: number;
  /** Items on which the two solvers differ, or either differs from the answer. */
  disagreements: number;
  /** Items that have no answer or several. */
  ambiguous: number;
  /** Own canonical answers that the verifier refuses, and mistakes that it takes. */
  verifierFaults: number;
  /** Share of prompts that came before, over the levels whose space is larger than the sample. */
  duplicates: number;
  /** Mean over levels of one divided by the number of tempting answers. */
  chance: number;
  worst: ReaderScore;
  readers: ReaderScore[];
  passed: boolean;
}

/** Audits a family over all its levels: one answer, two solvers that agree, and no shortcut. Deterministic under a seed. */
export function auditFamily(family: Family, items = AUDIT_DEFAULTS.items, seed = '0'): FamilyAudit {
  const levels = family.levels.length;
  const perLevel = Math.max(2, Math.ceil(items / levels));
  let disagreements = 0;
  let ambiguous = 0;
  let verifierFaults = 0;
  const prompts = new Set<string>();
  const chances: number[] = [];
  const readers = new Map<string, ReaderScore>();

  for (let level = 1; level <= levels; level++) {
    const choices: Choice[] = [];
    for (let index = 0; index < perLevel; index++) {
      const item = family.generate(`audit/${seed}/${index}`, level);
      const { scene } = item.world;
      const byScene = family.solve(scene);
      const byPrompt = family.solvePrompt(item.prompt);
      if (byScene.length !== 1) ambiguous++;
      if (byScene[0] !== item.answer || byPrompt.length !== 1 || byPrompt[0] !== item.answer)
        disagreements++;
      const mistakes = [...new Set(family.mistakes(scene))].filter(
        (mistake) => mistake !== item.answer,
      );
      const refused = !family.verify(family.say(item.answer, scene), scene).correct;
      if (refused || mistakes.some((mistake) => family.verify(mistake, scene).correct))
        verifierFaults++;
      prompts.add(item.prompt);
      choices.push({ item, options: [item.answer, ...mistakes] });
    }
    const [seen, asked] = [
      choices.filter((_c, at) => at % 2 === 0),
      choices.filter((_c, at) => at % 2 === 1),
    ];
    const chance = asked.reduce((sum, { options }) => sum + 1 / options.length, 0) / asked.length;
    chances.push(chance);
    for (const { name, train } of [...SHALLOW_READERS, ...temptingRules(family)]) {
      const guess = train(seen);
      const right = asked.filter((choice) => guess(choice) === choice.item.answer).length;
      const score = { reader: name, level, accuracy: right / asked.length, chance };
      const before = readers.get(name);
      if (before === undefined || score.accuracy - chance > before.accuracy - before.chance)
        readers.set(name, score);
    }
  }

  const scores = [...readers.values()];
  const worst = scores.toSorted((a, b) => b.accuracy - b.chance - (a.accuracy - a.chance))[0]!;
  const total = perLevel * levels;
  return {
    family: family.id,
    stage: family.stage,
    skill: family.skill,
    items: total,
    disagreements,
    ambiguous,
    verifierFaults,
    duplicates: 1 - prompts.size / total,
    chance: chances.reduce((sum, chance) => sum + chance, 0) / levels,
    worst,
    readers: scores,
    passed:
      disagreements === 0 &&
      ambiguous === 0 &&
      verifierFaults === 0 &&
      worst.accuracy <= worst.chance + AUDIT_DEFAULTS.margin,
  };
}

/** The family's own tempting rules, as readers. */
function temptingRules(family: Family): ShallowReader[] {
  return Object.entries(family.shortcuts ?? {}).map(([name, rule]) => ({
    name,
    train:
      () =>
      ({ item }) =>
        rule(item.world.scene) ?? '',
  }));
}
