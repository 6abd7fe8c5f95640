import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { OpenPage } from '../prepare/open-page.ts';
import { KINDS } from './index.ts';
import type { PersonaDraft, Scene } from './persona-kind.ts';
import { type Plan, randomOf } from './plan.ts';
import { framesOf } from './words/frames.ts';

/** What a plan is carried out over. Raises ItemRejectedError where the page has no such passage, or no words for its language. */
export function sceneOf(plan: Plan, page: OpenPage, near: OpenPage | null): Scene {
  const passage = page.passages(plan.size)[plan.passage];
  const frames = framesOf(page.document.language);
  if (frames === undefined)
    throw new ItemRejectedError(
      'no-frames',
      `programs here have no words in “${page.document.language}”`,
    );
  if (passage?.[plan.focus]?.askable !== true)
    throw new ItemRejectedError(
      'no-passage',
      `${page.document.uri} has no sentence ${plan.focus} to ask about in passage ${plan.passage}`,
    );
  return { plan, page, near, passage, frames, random: randomOf(plan) };
}

export function draftOf(scene: Scene): PersonaDraft {
  return KINDS[scene.plan.kind].draft(scene);
}
