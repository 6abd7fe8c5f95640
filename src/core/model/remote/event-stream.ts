const LINE_FEED = 10;

/**
 * Splits a byte stream into server-sent events (WHATWG HTML, 9.2.6) and hands on the data of each. Lines are decoded
 * once they are whole, so that a character split over chunks cannot break. Comments go to `onComment`.
 */
export class EventStreamParser {
  readonly #onData: (data: string) => void;
  readonly #onComment: () => void;
  /** Pieces of a line that has not ended yet. */
  #tail: Buffer[] = [];
  #data: string | null = null;

  constructor(onData: (data: string) => void, onComment: () => void) {
    this.#onData = onData;
    this.#onComment = onComment;
  }

  push(chunk: Buffer): void {
    let buffer = chunk;
    if (this.#tail.length > 0) {
      if (!chunk.includes(LINE_FEED)) {
        this.#tail.push(chunk);
        return;
      }
      buffer = Buffer.concat([...this.#tail, chunk]);
      this.#tail = [];
    }
    let start = 0;
    for (;;) {
      const end = buffer.indexOf(LINE_FEED, start);
      if (end === -1) break;
      this.#line(buffer, start, end > start && buffer[end - 1] === 13 ? end - 1 : end);
      start = end + 1;
    }
    if (start < buffer.length) this.#tail.push(buffer.subarray(start));
  }

  /** Ends the stream: an event that lacks its blank line still counts, as many servers leave it out. */
  end(): void {
    if (this.#tail.length > 0) {
      const last = Buffer.concat(this.#tail);
      this.#tail = [];
      this.#line(last, 0, last[last.length - 1] === 13 ? last.length - 1 : last.length);
    }
    this.#dispatch();
  }

  #line(buffer: Buffer, start: number, end: number): void {
    if (start === end) return this.#dispatch();
    const first = buffer[start]!;
    if (first === 58) return this.#onComment();
    // Only `data` matters here: 'd' and, four bytes on, ':' or the end of the line.
    if (first !== 100) return;
    const line = buffer.toString('utf8', start, end);
    if (!line.startsWith('data')) return;
    if (line.length > 4 && line[4] !== ':') return;
    const value = line.slice(line[5] === ' ' ? 6 : 5);
    this.#data = this.#data === null ? value : `${this.#data}\n${value}`;
  }

  #dispatch(): void {
    if (this.#data === null) return;
    const data = this.#data;
    this.#data = null;
    this.#onData(data);
  }
}
