import { ABSTRACT_REASONING } from './abstract-reasoning/index.ts';
import type { Family } from './family.ts';
import { LANGUAGE } from './language/index.ts';
import { OBJECTS_AND_CATEGORIES } from './objects-and-categories/index.ts';
import { PERCEPTION } from './perception/index.ts';
import { SOCIAL_COGNITION } from './social-cognition/index.ts';
import { SPACE_NUMBER_PHYSICS } from './space-number-physics/index.ts';

/** All families, in the order of their stages. A changed family stands here beside its older versions: proofs name them. */
export const FAMILIES: readonly Family[] = [
  ...PERCEPTION,
  ...OBJECTS_AND_CATEGORIES,
  ...SPACE_NUMBER_PHYSICS,
  ...LANGUAGE,
  ...SOCIAL_COGNITION,
  ...ABSTRACT_REASONING,
];

const BY_ID = new Map(FAMILIES.map((family) => [family.id, family]));

/** The newest family of each skill. */
const BY_SKILL = new Map(FAMILIES.map((family) => [family.skill, family]));

/** The family of a `name@version`; undefined for one that this build does not have. */
export function familyById(id: string): Family | undefined {
  return BY_ID.get(id);
}

export function familyOfSkill(skill: string): Family | undefined {
  return BY_SKILL.get(skill);
}

/** Skills by name, as recipes list them. */
export const SKILLS: readonly string[] = [...BY_SKILL.keys()];
