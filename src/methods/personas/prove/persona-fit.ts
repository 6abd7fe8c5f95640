import { contentWords, matchScores } from '../../../core/text/content-words.ts';
import type { Plan } from '../kinds/plan.ts';

export const LIMITS = { leastMargin: -0.5, leastRivalWords: 2 };

export interface Fit {
  /** From −1 (all words are another's) to 1 (all are the asker's own); null where no description has any of the words. */
  margin: number | null;
  /** Who fits best of the others. */
  rival: string | null;
}

/**
 * Whether words fit who asks and not another: content words that they share with each description, weighed by rarity among the
 * descriptions (inverse document frequency). Most questions say nothing of who asks: that is unknown, not a fit.
 */
export function fitOf(words: string, { reader, rivals }: Pick<Plan, 'reader' | 'rivals'>): Fit {
  const asked = contentWords(words, 'en');
  const descriptions = [reader, ...rivals].map(({ description }) =>
    contentWords(description, 'en'),
  );
  const [own = 0, ...others] = matchScores(asked, descriptions);
  const best = Math.max(0, ...others);
  if (own === 0 && best === 0) return { margin: null, rival: null };
  const rival = best === 0 ? null : rivals[others.indexOf(best)]!.name;
  return { margin: Math.round((1000 * (own - best)) / (own + best)) / 1000, rival };
}

/** Why another would have asked this, or undefined: only where another fits clearly better. */
export function faultOfFit(
  words: string,
  plan: Pick<Plan, 'reader' | 'rivals'>,
): string | undefined {
  const { margin, rival } = fitOf(words, plan);
  if (margin === null || margin > LIMITS.leastMargin) return undefined;
  const other = plan.rivals.find(({ name }) => name === rival)!;
  const asked = contentWords(words, 'en');
  const shared = [...contentWords(other.description, 'en')].filter((word) => asked.has(word));
  return shared.length < LIMITS.leastRivalWords
    ? undefined
    : `fits ${other.name} better than ${plan.reader.name}: ${shared.join(', ')}`;
}
