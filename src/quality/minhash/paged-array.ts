/** A growing array of unsigned 32-bit numbers in pages of 2^bits: it never copies what it holds, and its slack is one page. */
export interface PagedWords {
  get(index: number): number;
  set(index: number, value: number): void;
  /** Throws RangeError past 2^32 numbers. */
  push(value: number): void;
  /** Room for `count` neighbours within one page (count ≤ 2^bits); gives the index of the first. */
  reserve(count: number): number;
  /** The page that holds an index, and where in it. */
  page(index: number): Uint32Array;
  offset(index: number): number;
  /** Bytes allocated. */
  bytes(): number;
}

export function createPagedWords(bits: number): PagedWords {
  const pageLength = 2 ** bits;
  const mask = pageLength - 1;
  const pages: Uint32Array[] = [];
  let length = 0;
  const extendTo = (end: number): void => {
    if (end > 2 ** 32) throw new RangeError('paged words: 2^32 numbers are the most it holds');
    while (pages.length * pageLength < end) pages.push(new Uint32Array(pageLength));
  };
  return {
    get: (index) => pages[index >>> bits]![index & mask]!,
    set(index, value) {
      pages[index >>> bits]![index & mask] = value;
    },
    push(value) {
      if ((length & mask) === 0) extendTo(length + 1);
      pages[length >>> bits]![length & mask] = value;
      length++;
    },
    reserve(count) {
      if (count > pageLength) {
        throw new RangeError(`paged words: ${count} numbers do not fit a page of ${pageLength}`);
      }
      if ((length & mask) + count > pageLength)
        length = (length >>> bits) * pageLength + pageLength;
      const start = length;
      length += count;
      extendTo(length);
      return start;
    },
    page: (index) => pages[index >>> bits]!,
    offset: (index) => index & mask,
    bytes: () => pages.length * pageLength * Uint32Array.BYTES_PER_ELEMENT,
  };
}
