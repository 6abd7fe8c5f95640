import { splitWords } from '../../../core/text/sentences.ts';
import type { TermBurst } from '../../../sources/web/feeds/trending-terms.ts';

/**
 * How lively a text's subject is now, 0 to 1: the weight of its liveliest term among those whose burst goes on, against
 * the weightiest of them.
 */
export function livelinessOf(trends: readonly TermBurst[]): (text: string) => number {
  const going = trends.filter(({ isGoingOn, weight }) => isGoingOn && weight > 0);
  const most = going.reduce((best, { weight }) => Math.max(best, weight), 0);
  const shares = new Map(going.map(({ term, weight }) => [term, weight / most]));
  if (shares.size === 0) return () => 0;
  return (text) => {
    const words = splitWords(text.normalize('NFKC').toLowerCase());
    let share = 0;
    for (const [at, word] of words.entries())
      share = Math.max(share, shares.get(word) ?? 0, shares.get(`${word} ${words[at + 1]}`) ?? 0);
    return share;
  };
}
