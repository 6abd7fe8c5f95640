import type { IncomingHttpHeaders } from 'node:http';
import type { Call } from './call.ts';
import { ChatCollector } from './collect-chat.ts';
import { EventStreamParser } from './event-stream.ts';
import type { Exchange, Receiver } from './exchange.ts';

/** The transport's framing is broken: the response ended early, or is no JSON. */
export class BrokenResponseError extends Error {}

/** An error object came inside a response that began well. */
export class ErrorInResponse extends Error {
  readonly error: unknown;

  constructor(error: unknown) {
    super('an error inside the response');
    this.error = error;
  }
}

/** Receives a response whole. */
export class BodyReceiver implements Receiver {
  readonly #maxBytes: number;
  readonly #call: Call;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #expected = -1;
  exchange: Exchange | null = null;

  constructor(call: Call, maxBytes: number) {
    this.#call = call;
    this.#maxBytes = maxBytes;
  }

  start(headers: IncomingHttpHeaders): void {
    this.#expected = Number(headers['content-length'] ?? -1);
  }

  data(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes <= this.#maxBytes) return;
    this.#call.cut = true;
    this.exchange?.complete();
    this.exchange?.abandon();
  }

  end(): void {
    if (this.#expected >= 0 && this.#bytes < this.#expected)
      throw new BrokenResponseError('the response is shorter than announced');
  }

  salvage(): boolean {
    return false;
  }

  bytes(): Uint8Array {
    if (this.#call.cut) return new Uint8Array();
    return this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
  }

  text(): string {
    return Buffer.from(this.bytes()).toString('utf8');
  }
}

/**
 * Receives a streamed chat completion and gives it back as one body. Takes a whole body too, for endpoints that do not
 * know `stream`.
 */
export class ChatReceiver implements Receiver {
  readonly #call: Call;
  readonly #maxBytes: number;
  readonly #collector = new ChatCollector();
  readonly #events: EventStreamParser;
  #whole: BodyReceiver | null = null;
  #bytes = 0;
  #seen = 0;
  exchange: Exchange | null = null;

  constructor(call: Call, maxBytes: number) {
    this.#call = call;
    this.#maxBytes = maxBytes;
    this.#events = new EventStreamParser(
      (data) => this.#onEvent(data),
      () => {},
    );
  }

  start(headers: IncomingHttpHeaders): void {
    const streamed = /^text\/event-stream\b/i.test(headers['content-type'] ?? '');
    if (
      this.#call.mode === 'chat-events'
        ? !/^application\/json\b/i.test(headers['content-type'] ?? '')
        : streamed
    )
      return;
    const most = Math.min(this.#maxBytes, this.#call.maxCharacters * 6 + 65_536);
    this.#whole = new BodyReceiver(this.#call, most);
    this.#whole.exchange = this.exchange;
    this.#whole.start(headers);
  }

  data(chunk: Buffer): void {
    if (this.#whole !== null) return this.#whole.data(chunk);
    this.#bytes += chunk.length;
    this.#events.push(chunk);
    const { done, characters } = this.#collector;
    if (done) {
      this.#checkEnd();
      this.exchange?.complete();
    } else if (characters > this.#call.maxCharacters || this.#bytes > this.#maxBytes) {
      this.#call.cut = true;
      this.exchange?.complete();
      this.exchange?.abandon();
    }
  }

  end(): void {
    if (this.#whole !== null) this.#takeWhole(this.#whole);
    else this.#events.end();
    this.#checkEnd();
  }

  salvage(): boolean {
    return (
      this.#whole === null &&
      this.#collector.error === undefined &&
      this.#collector.finishReason !== null
    );
  }

  bytes(): Uint8Array {
    if (this.#call.cut) {
      this.#collector.finishReason = 'length';
      this.#collector.usage = null;
    }
    return Buffer.from(this.#collector.body());
  }

  #takeWhole(whole: BodyReceiver): void {
    whole.end();
    try {
      this.#collector.pushWhole(whole.text());
    } catch {
      throw new BrokenResponseError('the body is no JSON');
    }
    if (this.#collector.error !== undefined) throw new ErrorInResponse(this.#collector.error);
  }

  #onEvent(data: string): void {
    const collector = this.#collector;
    try {
      collector.push(data);
    } catch {
      throw new BrokenResponseError('an event of the stream is no JSON');
    }
    if (collector.error !== undefined) throw new ErrorInResponse(collector.error);
    if (collector.characters > this.#seen || collector.finishReason !== null) {
      this.#seen = collector.characters;
      this.exchange?.token();
      this.#call.onProgress?.(collector.pieces);
    }
  }

  #checkEnd(): void {
    if (this.#collector.finishReason === null)
      throw new BrokenResponseError('the stream ended before the reply did');
  }
}

/** Hands a response on as it comes, for protocols that the SDK reads itself. */
export class StreamReceiver implements Receiver {
  readonly #onStart: (headers: IncomingHttpHeaders, body: ReadableStream<Uint8Array>) => void;
  readonly #call: Call;
  readonly #maxBytes: number;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  #bytes = 0;
  exchange: Exchange | null = null;

  constructor(
    call: Call,
    maxBytes: number,
    onStart: (headers: IncomingHttpHeaders, body: ReadableStream<Uint8Array>) => void,
  ) {
    this.#call = call;
    this.#maxBytes = maxBytes;
    this.#onStart = onStart;
  }

  start(headers: IncomingHttpHeaders): void {
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.#controller = controller),
      cancel: () => this.exchange?.abandon(),
    });
    this.#onStart(headers, stream);
  }

  data(chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#controller?.enqueue(new Uint8Array(chunk));
    if (this.#bytes <= this.#maxBytes) return;
    this.#call.cut = true;
    this.exchange?.complete();
    this.exchange?.abandon();
  }

  end(): void {
    this.#controller?.close();
    this.#controller = null;
  }

  salvage(): boolean {
    return false;
  }

  /** Ends the stream, where it has begun, with an error. */
  break(error: unknown): void {
    this.#controller?.error(error);
    this.#controller = null;
  }
}
