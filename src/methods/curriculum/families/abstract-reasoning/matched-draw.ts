/**
 * Draws a problem whose answer nothing on its surface gives away. A problem with the rarest answer comes first; then
 * one of every other answer is sought among its variations, which share its surface; only then chance chooses among
 * them. So every surface stands with each answer equally often.
 */
export function drawMatched<Problem, Answer>(
  {
    draw,
    vary,
    answerOf,
  }: {
    draw: () => Problem;
    /** A problem with the same surface. */
    vary: (problem: Problem, found: ReadonlyMap<Answer, Problem>) => Problem;
    /** Undefined where the problem is not well made, or does not go with those found. */
    answerOf: (problem: Problem, found: ReadonlyMap<Answer, Problem>) => Answer | undefined;
  },
  answers: readonly [rarest: Answer, ...others: Answer[]],
  choose: (problems: readonly Problem[]) => Problem,
): Problem {
  for (let attempt = 0; attempt < LIMITS.attempts; attempt++) {
    const first = draw();
    const found = new Map<Answer, Problem>();
    if (answerOf(first, found) !== answers[0]) continue;
    found.set(answers[0], first);
    for (let tries = 0; tries < LIMITS.variations && found.size < answers.length; tries++) {
      const problem = vary(first, found);
      const answer = answerOf(problem, found);
      if (answer !== undefined && answers.includes(answer) && !found.has(answer)) {
        found.set(answer, problem);
      }
    }
    if (found.size === answers.length) return choose([...found.values()]);
  }
  throw new Error(`no matched problems in ${LIMITS.attempts} draws`);
}

const LIMITS = { attempts: 100_000, variations: 60 };
