import { ItemRejectedError } from '../../../core/errors/index.ts';
import { contentWords } from '../../../core/text/content-words.ts';
import type { Move } from './moves.ts';
import type { Scene } from './persona-kind.ts';

/**
 * The sentence that a further question is about, of those that can be asked about and were not quoted yet. A follow-up goes where
 * the reader's knowledge has a gap: a sentence tied to what was told last by a word, with most words that neither the reader's
 * own description nor anything told before has. `apply` goes where the reader's own words are. Chance decides between equals.
 */
export function choosePassageSentence(
  { passage, plan, page, random }: Scene,
  move: Move,
  told: readonly number[],
): number {
  const { language } = page.document;
  const free = passage.flatMap(({ askable }, at) => (askable && !told.includes(at) ? [at] : []));
  if (free.length === 0)
    throw new ItemRejectedError(
      'no-sentence-left',
      'earlier answers quoted every sentence that a further question could be about',
    );
  const words = passage.map(({ text }) => contentWords(text, language));
  const own = contentWords(plan.reader.description, 'en');
  const known = new Set([...own, ...told.flatMap((at) => [...words[at]!])]);
  const last = words[told.at(-1)!]!;
  const scores = free.map((at) => {
    const mine = [...words[at]!];
    if (move === 'apply') return mine.filter((word) => own.has(word)).length;
    if (move !== 'follow-up') return 0;
    const isTied = mine.some((word) => last.has(word));
    return (isTied ? 100 : 0) + mine.filter((word) => !known.has(word)).length;
  });
  const best = Math.max(...scores);
  return random.pick(free.filter((_, at) => scores[at] === best));
}
