/**
 * The near-duplicates gate, measured: speed, memory, and its decisions against exact Jaccard similarity, beside a textbook
 * implementation in the same process. `node bench/dedup.ts [--n 100000] [--seed dedup] [--json PATH]`.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { createRandom } from '../src/core/random.ts';
import type { DatasetGate, Draft } from '../src/core/run/gate.ts';
import { exactDuplicates } from '../src/quality/exact-duplicates.ts';
import { tuneBands } from '../src/quality/minhash/bands.ts';
import { NEAR_DUPLICATES_DEFAULTS, nearDuplicates } from '../src/quality/near-duplicates.ts';
import { createExactIndex } from './dedup/exact.ts';
import { createReferenceFinder } from './dedup/reference.ts';
import { makeTexts } from './dedup/texts.ts';

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '100000' },
    seed: { type: 'string', default: 'dedup' },
    json: { type: 'string' },
  },
});
const n = Number(values.n);
if (!Number.isSafeInteger(n) || n < 100) {
  process.stderr.write(`--n must be a whole number of 100 or more, got ${values.n}\n`);
  process.exit(2);
}

const { threshold, permutations, recall: recallAim } = NEAR_DUPLICATES_DEFAULTS;
const cut = tuneBands(threshold, permutations, recallAim);
/** Texts on which the two implementations run side by side, in turns. */
const compared = Math.min(n, 20_000);
const ROUNDS = 3;

const words = makeTexts(n, createRandom(values.seed));
// Buffer.toString gives flat strings, as rows from a file are; joined ones would be flattened on the gate's time.
const texts = words.map((text) => Buffer.from(text.join(' ')).toString());
const bytes = texts.reduce((sum, text) => sum + text.length, 0);
const drafts = texts.map((text, index) => draftOf(text, index));

const whole = await runGate(
  nearDuplicates.open(nearDuplicates.options.parse({}), noContext()),
  drafts,
);
const exact = await runGate(
  exactDuplicates.open(exactDuplicates.options.parse({}), noContext()),
  drafts,
);

const turns = { gate: [] as number[], reference: [] as number[] };
let referenceRefused: boolean[] = [];
for (let turn = 0; turn < ROUNDS; turn++) {
  const some = drafts.slice(0, compared);
  const gate = await runGate(
    nearDuplicates.open(nearDuplicates.options.parse({}), noContext()),
    some,
  );
  turns.gate.push(gate.textsPerSecond);
  const reference = createReferenceFinder(threshold, cut.bands, cut.rows);
  const start = process.cpuUsage();
  referenceRefused = texts.slice(0, compared).map((text) => reference.isDuplicate(text));
  turns.reference.push(compared / secondsSince(start));
}
const [gateSpeed, referenceSpeed] = [median(turns.gate), median(turns.reference)];

const result = {
  bench: 'dedup',
  seed: values.seed,
  texts: n,
  meanWords: round(words.reduce((sum, text) => sum + text.length, 0) / n, 1),
  threshold,
  cut,
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  nearDuplicates: {
    textsPerSecond: Math.round(whole.textsPerSecond),
    megabytesPerSecond: round((whole.textsPerSecond * bytes) / n / 1e6, 1),
    accepted: whole.accepted,
    bytesPerAccepted: round(whole.stateBytes / whole.accepted, 1),
    ...agreement(whole.refused),
  },
  exactDuplicates: {
    textsPerSecond: Math.round(exact.textsPerSecond),
    bytesPerAccepted: round(exact.stateBytes / exact.accepted, 1),
  },
  sideBySide: {
    texts: compared,
    rounds: ROUNDS,
    gateTextsPerSecond: Math.round(gateSpeed),
    referenceTextsPerSecond: Math.round(referenceSpeed),
    ratio: round(gateSpeed / referenceSpeed, 2),
    reference: agreement(referenceRefused),
  },
};
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(table(result));

async function runGate(opening: ReturnType<typeof nearDuplicates.open>, given: Draft[]) {
  const gate = (await opening) as DatasetGate;
  const refused: boolean[] = [];
  const start = process.cpuUsage();
  for (const draft of given) {
    const pass = gate.check(draft).verdict === 'pass';
    if (pass) gate.commit(draft);
    refused.push(!pass);
  }
  const seconds = secondsSince(start);
  const accepted = refused.filter((no) => !no).length;
  return {
    refused,
    accepted,
    textsPerSecond: given.length / seconds,
    stateBytes: gate.stateBytes(),
  };
}

/**
 * Decisions against the truth, each judged by what the same run had accepted before: an implementation is not blamed for
 * what follows from its earlier decisions.
 */
function agreement(refused: boolean[]) {
  const index = createExactIndex(threshold);
  let [right, missed, wrong] = [0, 0, 0];
  for (const [number, isRefused] of refused.entries()) {
    const isDuplicate = index.hasSimilar(words[number]!);
    if (isDuplicate && isRefused) right++;
    else if (isDuplicate) missed++;
    else if (isRefused) wrong++;
    if (!isRefused) index.add(words[number]!);
  }
  return {
    duplicates: right + missed,
    missed,
    wronglyRefused: wrong,
    recall: round(right / (right + missed), 4),
    precision: round(right / (right + wrong), 4),
  };
}

function draftOf(text: string, index: number): Draft {
  const id = index.toString(16).padStart(32, '0');
  return { id, messages: [{ role: 'assistant', content: text }] } as unknown as Draft;
}

/** Dataset gates read no store. */
function noContext() {
  return { store: undefined as never, baseDir: '.' };
}

/** Of processor time, garbage collection included: what else the machine does then counts for nothing. */
function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function table({
  nearDuplicates: near,
  exactDuplicates: same,
  sideBySide,
  ...about
}: typeof result): string {
  const { reference } = sideBySide;
  const rows = [
    [
      'near-duplicates, all texts',
      near.textsPerSecond,
      near.bytesPerAccepted,
      near.recall,
      near.precision,
    ],
    ['exact-duplicates, all texts', same.textsPerSecond, same.bytesPerAccepted, '–', '–'],
    [`near-duplicates, first ${sideBySide.texts}`, sideBySide.gateTextsPerSecond, '–', '–', '–'],
    [
      `textbook MinHash, first ${sideBySide.texts}`,
      sideBySide.referenceTextsPerSecond,
      '–',
      reference.recall,
      reference.precision,
    ],
  ];
  return [
    `${about.texts} texts of ${about.meanWords} words on average, ${about.cut.bands} bands of ${about.cut.rows} rows, threshold ${about.threshold}, seed \`${about.seed}\`, Node ${about.node}, ${about.cpu}; seconds are of processor time.`,
    '',
    '| what | texts/s | bytes/accepted text | recall | precision |',
    '|---|---:|---:|---:|---:|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    `Against exact Jaccard ≥ ${about.threshold}: ${near.duplicates} duplicates, ${near.missed} missed, ${near.wronglyRefused} wrongly refused. ${near.megabytesPerSecond} MB/s.`,
    `Ratio to the textbook implementation, medians of ${sideBySide.rounds} turns: **${sideBySide.ratio} ×**.`,
    '',
  ].join('\n');
}
