import type { Pool } from './family.ts';

export interface Person {
  name: string;
  /** The pronoun that our texts use for the name. */
  pronoun: 'he' | 'she';
}

/** First names of the people in all worlds. No name is a word, or a form or part of another name. */
export const PEOPLE: Readonly<Record<Pool, readonly Person[]>> = {
  training: [
    ...persons(
      'she',
      'Anna Cara Eva Gina Ida Kate Mia Olga Rosa Tara Uma Vera Zoe Nina Lily Ella Ruth Nora Sara Julia Emma Clara Alice Hanna',
    ),
    ...persons(
      'he',
      'Ben Dan Finn Hugo Jack Leo Noah Paul Sam Max Omar Tom Oscar Adam Erik Felix Henry Ivan Karl Luke Peter Simon Theo Victor',
    ),
  ],
  exam: [
    ...persons('she', 'Amina Bella Diana Fiona Greta Helen Irene Laura Maria Petra Susan Tessa'),
    ...persons('he', 'Aaron Boris David Edgar Fred George Jonas Kevin Martin Nils Robert Stefan'),
  ],
};

/** The names of a pool alone. */
export function namesOf(pool: Pool): string[] {
  return PEOPLE[pool].map(({ name }) => name);
}

function persons(pronoun: Person['pronoun'], names: string): Person[] {
  return names.split(' ').map((name) => ({ name, pronoun }));
}
