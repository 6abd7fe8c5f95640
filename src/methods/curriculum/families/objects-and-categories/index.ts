import type { Family } from '../family.ts';
import { attributeBinding } from './attribute-binding.ts';
import { conjunctiveLookup } from './conjunctive-lookup.ts';
import { everydayUse } from './everyday-use.ts';
import { invisibleDisplacement } from './invisible-displacement.ts';
import { isA } from './is-a.ts';
import { objectPermanence } from './object-permanence.ts';
import { oddCategoryOut } from './odd-category-out.ts';
import { partWhole } from './part-whole.ts';
import { propertyInheritance } from './property-inheritance.ts';
import { riddle } from './riddle.ts';
import { setRecall } from './set-recall.ts';
import { sortThenSwitch } from './sort-then-switch.ts';

/** Task families of the second stage: what things are, where they are, and what belongs together. */
export const OBJECTS_AND_CATEGORIES = [
  attributeBinding,
  conjunctiveLookup,
  sortThenSwitch,
  objectPermanence,
  invisibleDisplacement,
  setRecall,
  propertyInheritance,
  riddle,
  isA,
  oddCategoryOut,
  partWhole,
  everydayUse,
] as unknown as readonly Family[];
