import { STAGES } from '../../stages/stages.ts';
import type { Entry } from '../lexicon/entry.ts';
import { LEXICON } from '../lexicon/lexicon.ts';
import { LANGUAGE_LIMITS } from '../limits.ts';
import type { Norm, Norms } from './norm.ts';

/** How the bands of our lexicon stand to norms. */
export interface Calibration {
  /** Words of the lexicon, and how many of them the norms know. */
  words: number;
  compared: number;
  /** Spearman's rank correlation of band and norm; undefined for norms that the table lacks or fewer than 3 words. */
  correlations: { kupermanAge?: number; concreteness?: number; cdiMonths?: number };
  /** Words whose Kuperman age lies above that of their band's stage, the furthest first. */
  above: { word: string; band: number; kupermanAge: number; allowed: number }[];
}

/** Content words only: ratings of function words say little. */
const CONTENT = new Set<Entry['pos']>(['noun', 'verb', 'adjective', 'adverb']);

export function calibrate(norms: Norms): Calibration {
  const bands = new Map<string, number>();
  for (const { word, pos, band } of LEXICON) {
    const key = word.toLowerCase();
    if (CONTENT.has(pos)) bands.set(key, Math.min(bands.get(key) ?? 6, band));
  }
  const known = [...bands].flatMap(([word, band]) => {
    const norm = norms.get(word);
    return norm === undefined ? [] : [{ word, band, norm }];
  });
  const correlations: Calibration['correlations'] = {};
  for (const field of [
    'kupermanAge',
    'concreteness',
    'cdiMonths',
  ] as const satisfies (keyof Norm)[]) {
    const pairs = known.flatMap(({ band, norm }) =>
      norm[field] === undefined ? [] : [[band, norm[field]] as const],
    );
    const rho = pairs.length < 3 ? undefined : spearman(pairs);
    if (rho !== undefined) correlations[field] = rho;
  }
  const above = known.flatMap(({ word, band, norm }) => {
    const allowed = LANGUAGE_LIMITS[STAGES[band - 1]!].kupermanAge;
    const age = norm.kupermanAge;
    return age !== undefined && age > allowed ? [{ word, band, kupermanAge: age, allowed }] : [];
  });
  above.sort((a, b) => b.kupermanAge - b.allowed - (a.kupermanAge - a.allowed));
  return { words: bands.size, compared: known.length, correlations, above };
}

/** Pearson's correlation of the ranks, ties sharing their mean rank; undefined where one side does not vary. */
export function spearman(pairs: readonly (readonly [number, number])[]): number | undefined {
  const x = ranks(pairs.map(([first]) => first));
  const y = ranks(pairs.map(([, second]) => second));
  const middle = (pairs.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let index = 0; index < pairs.length; index++) {
    const [dx, dy] = [x[index]! - middle, y[index]! - middle];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx === 0 || yy === 0 ? undefined : xy / Math.sqrt(xx * yy);
}

function ranks(values: readonly number[]): Float64Array {
  const order = values.map((_, index) => index).toSorted((a, b) => values[a]! - values[b]!);
  const found = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++;
    for (let at = from; at <= to; at++) found[order[at]!] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return found;
}
