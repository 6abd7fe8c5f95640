import type { Sample, Split } from '../core/records/index.ts';

type Counts = Record<string, number>;

/** What the samples of a dataset are and rest on, counted: for the card and for verify. */
export interface Tally {
  samples: number;
  splits: Partial<Record<Split, number>>;
  methods: Counts;
  kinds: Counts;
  voices: Counts;
  /** By the basis of the answer; `none` where a sample has no checkable answer. */
  answers: Counts;
  /** Checks by basis: `replayed`, `attested`. */
  checks: Counts;
  /** Checks by name, with their basis: `judge@1 (attested)`. */
  checkNames: Counts;
  /** Evidence by its prover. */
  evidence: Counts;
  /** By licence of the material contained; `unknown` for null. */
  licenses: Counts;
  /** Samples that contain no licensed material at all. */
  unlicensed: number;
  preferencePairs: number;
  withImages: number;
}

/** An empty tally and the function that counts a sample into it. */
export function createTally(): Tally & { add(sample: Sample): void } {
  const tally: Tally = {
    samples: 0,
    splits: {},
    methods: {},
    kinds: {},
    voices: {},
    answers: {},
    checks: {},
    checkNames: {},
    evidence: {},
    licenses: {},
    unlicensed: 0,
    preferencePairs: 0,
    withImages: 0,
  };
  return Object.assign(tally, {
    add(sample: Sample): void {
      tally.samples++;
      tally.splits[sample.split] = (tally.splits[sample.split] ?? 0) + 1;
      count(tally.methods, sample.method);
      count(tally.kinds, sample.kind);
      count(tally.voices, sample.voice);
      count(tally.answers, sample.answer?.basis ?? 'none');
      for (const { name, basis } of sample.checks) {
        count(tally.checks, basis);
        count(tally.checkNames, `${name} (${basis})`);
      }
      for (const { prover } of sample.evidence) count(tally.evidence, prover);
      for (const license of new Set(sample.licenses)) count(tally.licenses, license ?? 'unknown');
      if (sample.licenses.length === 0) tally.unlicensed++;
      if (sample.chosen && sample.rejected) tally.preferencePairs++;
      if (sample.messages.some(({ content }) => typeof content !== 'string')) tally.withImages++;
    },
  });
}

function count(counts: Counts, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
