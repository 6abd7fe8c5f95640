import type { Plan, Reader } from '../kinds/plan.ts';
import type { PersonaList } from '../list-personas.ts';
import type { PersonasOptions } from '../options.ts';
import type { SamplePayload } from './assign-samples.ts';

const MOST_RIVALS = 7;

/** How many others are held beside who asks, in a part of so many personas. */
export const rivalsAmong = (personas: number): number => Math.min(MOST_RIVALS, personas - 1);

/** The whole plan of an assignment: its payload, and what the part's options say of everyone. */
export function planOf(
  payload: SamplePayload,
  personas: PersonaList,
  { voice, answers, sentences }: Pick<PersonasOptions, 'voice' | 'answers' | 'sentences'>,
): Plan {
  const { persona, moves, ...rest } = payload;
  return {
    ...rest,
    reader: readerAt(personas, persona),
    rivals: rivalsOf(personas, persona),
    voice,
    answers,
    size: sentences,
    moves: moves as Plan['moves'],
  };
}

/** Up to seven others of the part, evenly apart: a function of the list, so that verify finds the same. */
export function rivalsOf(personas: PersonaList, index: number): Reader[] {
  const count = rivalsAmong(personas.length);
  const step = Math.max(1, Math.floor(personas.length / (count + 1)));
  return Array.from({ length: count }, (_, at) =>
    readerAt(personas, (index + (at + 1) * step) % personas.length),
  );
}

function readerAt(personas: PersonaList, index: number): Reader {
  const { name, description } = personas.at(index);
  return { name, description };
}
