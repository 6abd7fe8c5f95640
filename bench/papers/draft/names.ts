import type { Random } from '../../../src/core/random.ts';

const FIRST = [
  'Ta',
  'Be',
  'Or',
  'Kel',
  'Mi',
  'Su',
  'Ha',
  'Vo',
  'Li',
  'Dra',
  'Ö',
  'Çe',
  'Ru',
  'Fen',
  'Jas',
  'Wi',
  'Ny',
  'Pa',
  'Gro',
  'É',
];
const MIDDLE = [
  'rvo',
  'lin',
  'ska',
  'mé',
  'dri',
  'ffa',
  'lto',
  'nü',
  'ssa',
  'ber',
  'qui',
  'ndo',
  'rø',
  'va',
  'the',
];
const LAST = [
  'nek',
  'sar',
  'vik',
  'lund',
  'tik',
  'mar',
  'ñez',
  'dahl',
  'reth',
  'ko',
  'wen',
  'šič',
  'quist',
  'tavo',
  'gren',
];
const GIVEN = [
  'Abriel',
  'Corvin',
  'Dessa',
  'Elowin',
  'Faro',
  'Giselin',
  'Hedrik',
  'Ilsabet',
  'Jorun',
  'Kaspen',
  'Lioba',
  'Marek',
  'Nadira',
  'Oswin',
  'Perla',
  'Quillan',
  'Runa',
  'Søren',
  'Tomas',
  'Ulvar',
  'Vesna',
  'Ylva',
];
const TOWNS = [
  'Halvik',
  'Tesmere',
  'Brenwick',
  'Odarra',
  'Fenmark',
  'Norrby',
  'Calder Bay',
  'Aldmoor',
  'Skarn',
  'Lorne',
  'Sankt Elmar',
  'Vellby',
];
const KINDS = [
  'University of T',
  'Technical University of T',
  'T Institute of Technology',
  'T Research Centre',
  'Institute for Field Methods, T',
  'T Polytechnic',
];

/** An invented surname: syllables drawn at random, so that it names nobody. */
export function drawSurname(random: Random): string {
  const middle =
    random.integer(3) === 0 ? random.pick(MIDDLE) + random.pick(MIDDLE) : random.pick(MIDDLE);
  return random.pick(FIRST) + middle + random.pick(LAST);
}

export const drawGiven = (random: Random): string => random.pick(GIVEN);
export const drawInstitute = (random: Random): string =>
  random.pick(KINDS).replace(/\bT\b/, random.pick(TOWNS));
