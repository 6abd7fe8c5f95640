import type { Random } from '../../../../core/random.ts';

/** A way to guess that reads a scene no deeper than a hurried reader; undefined where it has no guess. */
export type Shortcut<Scene> = (scene: Scene) => string | undefined;

export const DEFAULTS = {
  /** Draws among which the best is taken. */
  draws: 16,
};

/**
 * Draws a scene in which every shortcut is right about as often as a guess among `options` answers: for each, chance
 * first decides whether it shall be right, then the scene that breaks the fewest of these wishes is taken. Scenes of
 * which `draw` makes nothing do not count; throws Error where it makes nothing at all.
 */
export function drawEven<Scene>(
  random: Random,
  {
    draw,
    answerOf,
    options,
    shortcuts,
  }: {
    draw: () => Scene | undefined;
    answerOf: (scene: Scene) => string;
    options: number;
    shortcuts: Readonly<Record<string, Shortcut<Scene>>>;
  },
  { draws } = DEFAULTS,
): Scene {
  const wishes = Object.values(shortcuts).map((rule) => ({
    rule,
    right: random.next() * options < 1,
  }));
  let best: Scene | undefined;
  let fewest = Infinity;
  for (let turn = 0, made = 0; made < draws && turn < draws * 50; turn++) {
    const scene = draw();
    if (scene === undefined) continue;
    made++;
    const answer = answerOf(scene);
    let broken = 0;
    for (const { rule, right } of wishes) if ((rule(scene) === answer) !== right) broken++;
    if (broken < fewest) [best, fewest] = [scene, broken];
    if (fewest === 0) break;
  }
  if (best === undefined) throw new Error(`no scene in ${draws * 50} draws`);
  return best;
}
