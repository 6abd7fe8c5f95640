import type { Random } from '../../../../core/random.ts';

/** One step from a person to a relative: "x is a `link` of y". */
export type Link = 'parent' | 'child' | 'sibling' | 'spouse';

export const INVERSE: Readonly<Record<Link, Link>> = {
  parent: 'child',
  child: 'parent',
  sibling: 'sibling',
  spouse: 'spouse',
};

/** Everybody's place in the family: the couple born of, and the couple made by marriage, as numbers of their own. */
export interface Relative {
  born: number;
  made: number;
  /** The persons that this one is one step from, and as what. */
  ties: readonly { to: number; link: Link }[];
}

/**
 * A family of four generations: two couples with seven children each, of whom two marry each other. One leaves a couple
 * and its children only through one person, so that long walks between near relatives need many brothers and sisters.
 */
export const FAMILY: readonly Relative[] = makeFamily();

/** Whether each person of the family is a woman: one of every couple is. */
export function drawSexes(random: Random): boolean[] {
  const female: boolean[] = [];
  for (const { ties } of FAMILY) {
    const spouse = ties.find(({ link }) => link === 'spouse')?.to;
    const other = spouse === undefined ? undefined : female[spouse];
    female.push(other === undefined ? random.integer(2) === 0 : !other);
  }
  return female;
}

function makeFamily(): Relative[] {
  const people: { born: number; made: number; ties: { to: number; link: Link }[] }[] = [];
  const add = (): number =>
    people.push({ born: people.length * 2, made: people.length * 2 + 1, ties: [] }) - 1;
  const tie = (from: number, link: Link, to: number): void => {
    people[from]!.ties.push({ to, link });
    people[to]!.ties.push({ to: from, link: INVERSE[link] });
  };
  const marry = (one: number, other = add()): [number, number] => {
    tie(one, 'spouse', other);
    people[other]!.made = people[one]!.made;
    return [one, other];
  };
  const raise = (couple: readonly [number, number], count: number): number[] => {
    const children = Array.from({ length: count }, add);
    for (const [index, child] of children.entries()) {
      people[child]!.born = people[couple[0]]!.made;
      for (const parent of couple) tie(parent, 'parent', child);
      for (const older of children.slice(0, index)) tie(older, 'sibling', child);
    }
    return children;
  };
  const [first, ...firsts] = raise(marry(add()), 7);
  const [second, ...seconds] = raise(marry(add()), 7);
  const couples = [
    marry(first!, second!),
    ...[...firsts, ...seconds].slice(4, 8).map((one) => marry(one)),
  ];
  for (const couple of couples) {
    const [eldest, next] = raise(couple, 7);
    raise(marry(eldest!), 3);
    marry(next!);
  }
  return people;
}
