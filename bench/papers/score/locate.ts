import { bareText, normaliseText } from './normalise.ts';
import type { ReadChunk } from './reading.ts';

export const DEFAULTS = {
  /** Letters and digits of an anchor. */
  gram: 10,
  /** An anchor that stands in more places than this says nothing. */
  places: 3,
  /** Share of a block's anchors that must be found for the block to be found. */
  share: 0.3,
  /** Foreign letters that may stand inside a block in one place. */
  gap: 4000,
};

/** A reader's chunks as one text, with the way back. */
export interface Stream {
  text: string;
  /** Where each chunk starts in `text`, and the end of the last; -1 for those left out. */
  starts: number[];
  bare: string;
  /** Index into `text` of each bare letter. */
  back: Int32Array;
  anchors: Map<string, number[]>;
}

export function openStream(
  chunks: readonly ReadChunk[],
  take: (chunk: ReadChunk) => boolean,
): Stream {
  const starts: number[] = [];
  let text = '';
  for (const chunk of chunks) {
    if (!take(chunk)) {
      starts.push(-1);
      continue;
    }
    starts.push(text.length);
    text += `${normaliseText(chunk.text).trim()} `;
  }
  const letters: string[] = [];
  const back: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const bare = bareSign(text[at]!);
    for (const letter of bare) {
      letters.push(letter);
      back.push(at);
    }
  }
  const bare = letters.join('');
  const anchors = new Map<string, number[]>();
  for (let at = 0; at + DEFAULTS.gram <= bare.length; at++) {
    const gram = bare.slice(at, at + DEFAULTS.gram);
    const places = anchors.get(gram);
    if (places === undefined) anchors.set(gram, [at]);
    else if (places.length <= DEFAULTS.places) places.push(at);
  }
  return { text, starts, bare, back: Int32Array.from(back), anchors };
}

const known = new Map<string, string>();

function bareSign(sign: string): string {
  let bare = known.get(sign);
  if (bare === undefined) known.set(sign, (bare = bareText(sign)));
  return bare;
}

/** Anchors that follow each other in both texts. */
interface Run {
  i: number;
  at: number;
  length: number;
}

/** Where in the stream's text a block stands, from its first to behind its last anchor; null where it is not found. */
export function locate(stream: Stream, text: string): { from: number; to: number } | null {
  const wanted = bareText(text);
  const { gram, share } = DEFAULTS;
  if (wanted.length < gram) return null;
  const anchors = wanted.length - gram + 1;
  let chain = bestChain(findRuns(stream, wanted));
  if (chain.reduce((sum, { length }) => sum + length, 0) < anchors * share) {
    // Repeated words only: look for the whole.
    const at = stream.bare.indexOf(wanted);
    if (at < 0) return null;
    chain = [{ i: 0, at, length: anchors }];
  }
  const [first, last] = [chain[0]!, chain.at(-1)!];
  const from = Math.max(0, first.at - first.i);
  const to = Math.min(stream.bare.length - 1, last.at + (wanted.length - last.i) - 1);
  return { from: stream.back[from]!, to: stream.back[to]! + 1 };
}

function findRuns(stream: Stream, wanted: string): Run[] {
  const { gram, places: most } = DEFAULTS;
  const runs: Run[] = [];
  let open = new Map<number, Run>();
  for (let i = 0; i + gram <= wanted.length; i++) {
    const places = stream.anchors.get(wanted.slice(i, i + gram));
    const still = new Map<number, Run>();
    // An anchor in many places says nothing alone, but it does not end a run.
    for (const [diagonal, run] of open)
      if (stream.bare.startsWith(wanted.slice(i + gram - 1, i + gram), diagonal + i + gram - 1)) {
        run.length++;
        still.set(diagonal, run);
      }
    if (places !== undefined && places.length <= most)
      for (const at of places)
        if (!still.has(at - i)) {
          const run = { i, at, length: 1 };
          runs.push(run);
          still.set(at - i, run);
        }
    open = still;
  }
  return runs;
}

/** The chain of runs, rising in both texts, with most anchors; leaving a diagonal costs, the more the further. */
function bestChain(runs: readonly Run[]): Run[] {
  const sorted = runs.toSorted((a, b) => a.at - b.at || a.i - b.i);
  const scores = sorted.map(({ length }) => length);
  const before = new Int32Array(sorted.length).fill(-1);
  let best = -1;
  sorted.forEach((run, j) => {
    for (let k = j - 1; k >= 0; k--) {
      const earlier = sorted[k]!;
      if (run.at - earlier.at > DEFAULTS.gap * 2) break;
      const overlap = Math.max(
        0,
        earlier.i + earlier.length - run.i,
        earlier.at + earlier.length - run.at,
      );
      const shift = run.at - run.i - (earlier.at - earlier.i);
      if (earlier.i >= run.i || overlap >= run.length || shift > DEFAULTS.gap) continue;
      const score = scores[k]! + run.length - overlap - Math.min(40, 4 + Math.abs(shift) / 10);
      if (score > scores[j]!) {
        scores[j] = score;
        before[j] = k;
      }
    }
    if (best < 0 || scores[j]! > scores[best]!) best = j;
  });
  const chain: Run[] = [];
  for (let at = best; at >= 0; at = before[at]!) chain.push(sorted[at]!);
  return chain.toReversed();
}
