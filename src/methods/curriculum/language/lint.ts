import { STAGES, type Stage } from '../stages/stages.ts';
import { LANGUAGE_LIMITS, type LanguageLimits } from './limits.ts';
import { type LanguageMeasure, measureLanguage } from './measure.ts';
import type { Norms } from './norms/norm.ts';
import { factsOf, isCoined, UNKNOWN_BAND } from './vocabulary.ts';

/** Who speaks: the prompt is heard by the pupil, the response is said by it. */
export type Register = 'heard' | 'said';

/** What breaks the language limits of a stage in a text; empty where nothing does. `coined` words may stand in it. */
export function languageFaults(
  text: string,
  stage: string,
  register: Register,
  coined: readonly string[] = [],
  norms?: Norms,
): string[] {
  const limits = limitsOf(stage);
  const measure = measureLanguage(text, coined);
  return [
    ...faultsOfWords(measure, limits, coined, norms),
    ...faultsOfLength(measure, limits, register),
    ...faultsOfBuild(measure, limits, register),
  ];
}

/** The limits of a stage; RangeError where there is no such stage. */
export function limitsOf(stage: string): LanguageLimits {
  if (!Object.hasOwn(LANGUAGE_LIMITS, stage)) {
    throw new RangeError(`no stage "${stage}"; stages: ${STAGES.join(', ')}`);
  }
  return LANGUAGE_LIMITS[stage as Stage];
}

function faultsOfWords(
  { utterances }: LanguageMeasure,
  limits: LanguageLimits,
  coined: readonly string[],
  norms?: Norms,
): string[] {
  const faults = new Set<string>();
  for (const { words } of utterances) {
    for (const word of words) {
      const { band, lemma, isContent } = factsOf(word);
      if (band > limits.band) {
        if (coined.length > 0 && isCoined(word, coined)) continue;
        const why =
          band === UNKNOWN_BAND
            ? 'is in no list'
            : `is of band ${band}, the stage allows ${limits.band}`;
        faults.add(`the word “${word}” ${why}`);
      } else if (norms !== undefined && isContent) {
        const age = norms.get(word.toLowerCase())?.kupermanAge ?? norms.get(lemma!)?.kupermanAge;
        if (age !== undefined && age > limits.kupermanAge) {
          faults.add(
            `the word “${word}” is learnt at ${age.toFixed(1)}, the stage allows ${limits.kupermanAge}`,
          );
        }
      }
    }
  }
  return [...faults];
}

function faultsOfLength(
  { utterances, mlu }: LanguageMeasure,
  limits: LanguageLimits,
  register: Register,
): string[] {
  const faults = utterances
    .filter(({ words }) => words.length > limits.sentenceWords)
    .map(
      ({ text, words }) =>
        `“${shortened(text)}” has ${words.length} words, the stage allows ${limits.sentenceWords}`,
    );
  const most = register === 'heard' ? limits.heardMlu : limits.saidMlu;
  if (mlu > most + 1e-9) {
    faults.push(`${mlu.toFixed(2)} morphemes an utterance, the stage allows ${most} ${register}`);
  }
  return faults;
}

function faultsOfBuild(
  { deepest, grade }: LanguageMeasure,
  limits: LanguageLimits,
  register: Register,
): string[] {
  const faults: string[] = [];
  if (deepest.depth > limits.clauseDepth) {
    faults.push(
      `“${shortened(deepest.text)}” nests clauses ${deepest.depth} deep, the stage allows ${limits.clauseDepth}`,
    );
  }
  if (register === 'heard' && grade !== undefined && grade > limits.grade) {
    faults.push(`reads at grade ${grade.toFixed(1)}, the stage allows ${limits.grade}`);
  }
  return faults;
}

function shortened(text: string): string {
  const words = text.split(/\s+/);
  return words.length > 6 ? `${words.slice(0, 6).join(' ')} …` : text;
}
