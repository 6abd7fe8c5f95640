import type { Random } from '../../../../core/random.ts';

/** A way to guess that reads a scene no deeper than a hurried reader; undefined where it has no guess. */
export type Shortcut<Scene> = (scene: Scene) => string | undefined;

/** A shortcut and how strongly scenes are rejected in which it happens to be right. */
export interface Counterweight<Scene> {
  shortcut: Shortcut<Scene>;
  weight: number;
}

export const DEFAULTS = {
  /** Scenes among which one is chosen. */
  candidates: 10,
  /** Draws before giving up: scenes that break a rule of their family do not count. */
  draws: 5_000,
};

/**
 * One of several drawn scenes, each as likely as the exponential of the negated weights of the shortcuts that are
 * right in it (the Gumbel-max way to draw): the mildest change of the draws that takes a shortcut its advantage.
 * Throws Error where `draw` yields no scene.
 */
export function counterBalanced<Scene>(
  random: Random,
  draw: () => Scene | undefined,
  answerOf: (scene: Scene) => string,
  weights: readonly Counterweight<Scene>[],
  { candidates, draws } = DEFAULTS,
): Scene {
  let best: Scene | undefined;
  let highest = Number.NEGATIVE_INFINITY;
  let seen = 0;
  for (let turn = 0; turn < draws && seen < candidates; turn++) {
    const scene = draw();
    if (scene === undefined) continue;
    seen++;
    const answer = answerOf(scene);
    let score = -Math.log(-Math.log(random.next() || Number.MIN_VALUE));
    for (const { shortcut, weight } of weights) if (shortcut(scene) === answer) score -= weight;
    if (score > highest) [best, highest] = [scene, score];
  }
  if (best === undefined) throw new Error(`no scene in ${draws} draws`);
  return best;
}

/** The weights of some of a family's shortcuts, by their names. */
export function weigh<Scene>(
  shortcuts: Readonly<Record<string, Shortcut<Scene>>>,
  weights: Readonly<Record<string, number>>,
): Counterweight<Scene>[] {
  return Object.entries(weights).map(([name, weight]) => {
    const shortcut = shortcuts[name];
    if (shortcut === undefined) throw new TypeError(`no shortcut is named ${name}`);
    return { shortcut, weight };
  });
}
