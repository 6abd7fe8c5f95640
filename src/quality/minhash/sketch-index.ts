/**
 * An index of sketches that answers: is anything in it as similar as this? Locality-sensitive hashing by bands (Indyk and
 * Motwani 1998; Broder 1997) finds the candidates, the kept shingles confirm them: exactly where both sets are whole,
 * by the bottom-k estimate otherwise. Whether two texts match depends on these two texts only, so any subset of an
 * index admits what the whole admitted.
 */
import { mix32 } from '../text/tokens.ts';
import type { Bands } from './bands.ts';
import { createPagedWords } from './paged-array.ts';
import type { Sketch } from './sketch.ts';

export interface Match {
  /** Number of the text in the index, from 0 in order of addition. */
  text: number;
  similarity: number;
}

export interface SketchIndex {
  readonly size: number;
  /** Any text of similarity `threshold` or more; undefined where the index knows none. */
  findMatch(sketch: Sketch, threshold: number): Match | undefined;
  /** The most similar candidate other than `except`; undefined where there is no candidate. */
  findNearest(sketch: Sketch, except: number): Match | undefined;
  add(sketch: Sketch): void;
  /** Bytes allocated. */
  bytes(): number;
}

/** First word of a stored set: its length, and this bit when it is the whole set. */
const COMPLETE = 0x80000000;

/** Entries a slot, on average, before the slots are doubled. */
const MAX_LOAD = 1.5;
const FIRST_SLOT_BITS = 12;

/** `keep` as given to createSketcher; `bands.bands * bands.rows` rows of its signature are used. */
export function createSketchIndex(cut: Bands, keep: number): SketchIndex {
  const { bands, rows } = cut;
  // A set never crosses a page, so a page holds many of the longest.
  const sets = createPagedWords(Math.max(15, Math.ceil(Math.log2(keep + 1)) + 4));
  const setStarts = createPagedWords(14);
  // The query that last saw each text, so that none is compared twice in one.
  const lastQuery = createPagedWords(14);
  let query = 0;
  // Entry e is band e mod bands of text ⌊e / bands⌋.
  const nextEntry = createPagedWords(14);
  const entryKeys = createPagedWords(14);
  let slotBits = FIRST_SLOT_BITS;
  let slots = new Uint32Array(2 ** slotBits);
  let entries = 0;
  let size = 0;
  const keys = new Uint32Array(bands);

  function bandKeys(sketch: Sketch): void {
    for (let band = 0; band < bands; band++) {
      let key = Math.imul(band + 1, 0x9e3779b1);
      for (let row = band * rows; row < (band + 1) * rows; row++) {
        key = Math.imul(key ^ sketch.rows[row]!, 0x85ebca6b);
        key ^= key >>> 15;
      }
      keys[band] = mix32(key);
    }
  }

  function doubleSlots(): void {
    slots = new Uint32Array(slots.length * 2);
    slotBits++;
    for (let entry = 0; entry < entries; entry++) {
      const slot = entryKeys.get(entry) >>> (32 - slotBits);
      nextEntry.set(entry, slots[slot]!);
      slots[slot] = entry + 1;
    }
  }

  /** The similarity of a sketch and a stored set; -1 as soon as it is known to be below `threshold`. */
  function similarityTo(text: number, sketch: Sketch, threshold: number): number {
    const start = setStarts.get(text);
    const page = sets.page(start);
    let other = sets.offset(start);
    const header = page[other++]!;
    const otherEnd = other + (header & ~COMPLETE);
    const otherCount = otherEnd - other;
    const { kept, keptCount } = sketch;
    const exact = sketch.complete && header >= COMPLETE;
    const limit = exact ? keptCount + otherCount : keep;
    const needed = exact
      ? (threshold / (1 + threshold)) * (keptCount + otherCount) - 1e-6
      : threshold * limit - 1e-6;
    let own = 0;
    let shared = 0;
    let union = 0;
    while (own < keptCount && other < otherEnd && union < limit) {
      const left = kept[own]!;
      const right = page[other]!;
      union++;
      if (left === right) {
        shared++;
        own++;
        other++;
        continue;
      }
      if (left < right) own++;
      else other++;
      const reachable = exact ? Math.min(keptCount - own, otherEnd - other) : limit - union;
      if (shared + reachable < needed) return -1;
    }
    union = Math.min(limit, union + (keptCount - own) + (otherEnd - other));
    const similarity = shared / union;
    return similarity >= threshold ? similarity : -1;
  }

  /** Visits each candidate once, newest first within a band, until `visit` gives true. */
  function visitCandidates(sketch: Sketch, visit: (text: number) => boolean): void {
    bandKeys(sketch);
    query++;
    for (let band = 0; band < bands; band++) {
      const key = keys[band]!;
      for (let link = slots[key >>> (32 - slotBits)]!; link !== 0;) {
        const entry = link - 1;
        if (entryKeys.get(entry) === key && entry % bands === band) {
          const text = (entry - band) / bands;
          if (lastQuery.get(text) !== query) {
            lastQuery.set(text, query);
            if (visit(text)) return;
          }
        }
        link = nextEntry.get(entry);
      }
    }
  }

  return {
    get size() {
      return size;
    },
    findMatch(sketch, threshold) {
      let match: Match | undefined;
      visitCandidates(sketch, (text) => {
        const similarity = similarityTo(text, sketch, threshold);
        if (similarity < 0) return false;
        match = { text, similarity };
        return true;
      });
      return match;
    },
    findNearest(sketch, except) {
      let nearest: Match | undefined;
      visitCandidates(sketch, (text) => {
        if (text === except) return false;
        const similarity = similarityTo(text, sketch, nearest?.similarity ?? 0);
        if (similarity >= 0 && similarity > (nearest?.similarity ?? -1))
          nearest = { text, similarity };
        return false;
      });
      return nearest;
    },
    add(sketch) {
      const start = sets.reserve(sketch.keptCount + 1);
      const page = sets.page(start);
      const offset = sets.offset(start);
      page[offset] = (sketch.keptCount | (sketch.complete ? COMPLETE : 0)) >>> 0;
      for (let at = 0; at < sketch.keptCount; at++) page[offset + 1 + at] = sketch.kept[at]!;
      setStarts.push(start);
      lastQuery.push(0);
      bandKeys(sketch);
      if (entries + bands > slots.length * MAX_LOAD && slotBits < 31) doubleSlots();
      for (let band = 0; band < bands; band++) {
        const slot = keys[band]! >>> (32 - slotBits);
        entryKeys.push(keys[band]!);
        nextEntry.push(slots[slot]!);
        slots[slot] = ++entries;
      }
      size++;
    },
    bytes: () =>
      sets.bytes() +
      setStarts.bytes() +
      lastQuery.bytes() +
      nextEntry.bytes() +
      entryKeys.bytes() +
      slots.byteLength,
  };
}
