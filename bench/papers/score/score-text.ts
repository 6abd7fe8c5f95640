import type { Truth, TruthElement } from '../truth.ts';
import { locate, openStream, type Stream } from './locate.ts';
import { bareText, normaliseText } from './normalise.ts';
import { BODY_KINDS } from './kinds.ts';
import type { Reading } from './reading.ts';
import type { Share } from './tally.ts';
import { titleForms } from './title-forms.ts';

export interface Placed {
  element: TruthElement;
  from: number;
  to: number;
  /** Wrong characters, formulas masked. */
  cost: number;
}

/** A block of which more than this share is wrong is not there. */
const MOST_WRONG = 0.5;

/** The running text of a reading: what the reader calls body, or all where it tells no kinds. */
export const bodyStream = (reading: Reading): Stream =>
  openStream(reading.chunks, ({ kind }) => !reading.answers.has('kinds') || BODY_KINDS.has(kind));

/** Blocks of running text with their places in the stream; those not found are left out. */
export function placeFlow(
  truth: Truth,
  reading: Reading,
  stream: Stream,
): { placed: Placed[]; missing: TruthElement[] } {
  const placed: Placed[] = [];
  const missing: TruthElement[] = [];
  let after = 0;
  for (const element of truth.elements) {
    if (!element.flow) continue;
    const place =
      element.kind === 'heading'
        ? locateHeading(element, reading, stream, after)
        : locateBlock(element, stream);
    if (place === null) missing.push(element);
    else {
      placed.push({ element, ...place });
      after = place.from;
    }
  }
  return { placed, missing };
}

function locateBlock(
  element: TruthElement,
  stream: Stream,
): { from: number; to: number; cost: number } | null {
  const place = locate(stream, element.text);
  if (place === null) return null;
  const { text, mask, counted } = maskedText(element, true);
  const aligned = align(text, mask, stream.text, place.from, place.to);
  return aligned.cost > counted * MOST_WRONG ? null : aligned;
}

/** A heading is short: it must be a chunk of its own, or a line; of several, the first behind the block before it. */
function locateHeading(
  element: TruthElement,
  reading: Reading,
  stream: Stream,
  after: number,
): { from: number; to: number; cost: number } | null {
  const [bare, whole] = [
    bareText(element.text),
    bareText(`${element.number ?? ''}${element.text}`),
  ];
  let found: { from: number; to: number; cost: number } | null = null;
  for (const [index, { text }] of reading.chunks.entries()) {
    const start = stream.starts[index]!;
    if (start < 0) continue;
    if (!titleForms(text).some((each) => each === bare || each === whole)) continue;
    if (found === null || (found.from < after && start >= after))
      found = { from: start, to: start + text.length, cost: 0 };
  }
  return found;
}

/** Of each block and the next one (of those found): whether the reader gives them one after the other too. */
export function scoreOrder(placed: readonly Placed[]): Share {
  const sorted = placed.toSorted((a, b) => a.from - b.from);
  const rank = new Map(sorted.map(({ element }, index) => [element.id, index]));
  let part = 0;
  for (let at = 0; at + 1 < placed.length; at++)
    if (rank.get(placed[at + 1]!.element.id) === rank.get(placed[at]!.element.id)! + 1) part++;
  return { part, whole: Math.max(0, placed.length - 1) };
}

const TEXT_KINDS = new Set(['abstract', 'paragraph', 'list-item', 'theorem']);

/**
 * Wrong characters of the body text (Levenshtein over normalised text, each block at most wholly wrong; a block that is
 * missing is wholly wrong). With `masked`, the characters of inline formulas, raised citations and note marks cost nothing
 * where they differ or fail, and are not counted; a foreign letter beside them does cost.
 */
export function scoreCharacters(
  truth: Truth,
  placed: readonly Placed[],
  stream: Stream,
  masked: boolean,
): Share {
  const places = new Map(placed.map((each) => [each.element.id, each]));
  const total: Share = { part: 0, whole: 0 };
  for (const element of truth.elements) {
    if (!TEXT_KINDS.has(element.kind)) continue;
    const { text, mask, counted } = maskedText(element, masked);
    total.whole += counted;
    const place = places.get(element.id);
    total.part +=
      place === undefined
        ? counted
        : Math.min(
            counted,
            masked ? place.cost : align(text, mask, stream.text, place.from, place.to).cost,
          );
  }
  return total;
}

/** The block's characters, and which of them do not count. */
export function maskedText(
  element: Pick<TruthElement, 'text' | 'spans'>,
  masked: boolean,
): { text: string; mask: Uint8Array; counted: number } {
  let text = '';
  const flags: number[] = [];
  const free = new Uint8Array(element.text.length);
  for (const span of element.spans) {
    const isFree =
      span.kind === 'note-mark' ||
      (span.kind === 'cite' && span.raised) ||
      (masked && span.kind === 'math');
    // A raised citation after a name frees its number only.
    const start =
      span.kind === 'cite'
        ? span.end - (/[\d,–\s]+$/.exec(element.text.slice(span.start, span.end))?.[0].length ?? 0)
        : span.start;
    if (isFree) free.fill(1, start, span.end);
    // Classes part the numbers of one citation by anything from nothing to a space.
    if (span.kind === 'cite')
      for (let at = span.start; at < span.end; at++)
        if (/[ ]/.test(element.text[at]!) && /[,;]/.test(element.text[at - 1] ?? '')) free[at] = 1;
  }
  for (let at = 0; at < element.text.length; at++)
    for (const sign of normaliseText(element.text[at]!)) {
      text += sign;
      flags.push(free[at]!);
    }
  const mask = Uint8Array.from(flags);
  // The space beside a formula is the formula's.
  for (let at = 0; at < mask.length; at++)
    if (text[at] === ' ' && (flags[at - 1] === 1 || flags[at + 1] === 1)) mask[at] = 1;
  return { text, mask, counted: mask.reduce((sum, flag) => sum + (1 - flag), 0) };
}

const SLACK = 40;

/** Least cost of turning the block into a stretch of the stream near its place, and which; what stands around it is free. */
export function align(
  text: string,
  mask: Uint8Array,
  stream: string,
  from: number,
  to: number,
): { cost: number; from: number; to: number } {
  const start = Math.max(0, from - SLACK);
  const window = stream.slice(start, Math.min(stream.length, to + SLACK));
  const whole = window.indexOf(text);
  if (whole >= 0) return { cost: 0, from: start + whole, to: start + whole + text.length };
  const width = window.length;
  const letter = Uint8Array.from(window, (sign) => (/[A-Za-z]/.test(sign) ? 1 : 0));
  let before = new Int32Array(width + 1);
  let row = new Int32Array(width + 1);
  // Where in the window the best way to each cell began.
  let origins = Int32Array.from({ length: width + 1 }, (_, j) => j);
  let next = new Int32Array(width + 1);
  for (let i = 1; i <= text.length; i++) {
    const code = text.charCodeAt(i - 1);
    const isFree = mask[i - 1] === 1;
    const drop = isFree ? 0 : 1;
    const besideFree = isFree || mask[i] === 1;
    row[0] = before[0]! + drop;
    next[0] = 0;
    for (let j = 1; j <= width; j++) {
      let cost = before[j - 1]! + (code === window.charCodeAt(j - 1) ? 0 : drop);
      let origin = origins[j - 1]!;
      const dropped = before[j]! + drop;
      if (dropped < cost) [cost, origin] = [dropped, origins[j]!];
      const added = row[j - 1]! + (besideFree && letter[j - 1] === 0 ? 0 : 1);
      if (added < cost) [cost, origin] = [added, next[j - 1]!];
      row[j] = cost;
      next[j] = origin;
    }
    [before, row] = [row, before];
    [origins, next] = [next, origins];
  }
  let best = 0;
  for (let j = 1; j <= width; j++) if (before[j]! < before[best]!) best = j;
  return { cost: before[best]!, from: start + origins[best]!, to: start + best };
}
