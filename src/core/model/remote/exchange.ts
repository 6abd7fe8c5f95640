import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Clock } from '../../clock.ts';
import { onAbort } from '../on-abort.ts';
import { REMOTE_DEFAULTS } from './remote-options.ts';

/** Receives one response as it comes. Each method may throw: the exchange then ends with that error. */
export interface Receiver {
  /** Status below 300. */
  start(headers: IncomingHttpHeaders): void;
  data(chunk: Buffer): void;
  /** The response ended in good order. Throws where that was too early. */
  end(): void;
  /** The connection broke, or fell silent, after `start`. True where what came is whole enough. */
  salvage(): boolean;
}

/** What an exchange tells its call. */
export interface ExchangeEvents {
  /** The response is no success; `body` is its beginning. */
  refused(status: number, headers: IncomingHttpHeaders, body: string): void;
  /** The network failed, or the receiver threw. */
  failed(cause: unknown): void;
  /** Nothing came for too long. */
  silent(silentMs: number): void;
  /** The signal was aborted. */
  aborted(reason: unknown): void;
  /** The response is whole. */
  finished(): void;
}

const MAX_ERROR_BYTES = 64 * 1024;
/** How long a response may stay open after its reply is whole. */
const DRAIN_MS = 1_000;
/** How long after a silence is noticed it is judged. */
const LAST_LOOK_MS = 100;

/** One request on one socket: times silence, and closes the socket at once when it is given up. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #receiver: Receiver;
  readonly #events: ExchangeEvents;
  readonly #signal: AbortSignal;
  readonly #clock: Clock;
  readonly #silenceTimeoutMs: number;
  #controller: Dispatcher.DispatchController | null = null;
  readonly #forget: () => void;
  #timer: NodeJS.Timeout | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #errorBody: Buffer[] = [];
  #errorBytes = 0;
  #tokenAtMs: number;
  #aliveAtMs: number;
  #lastLook = false;
  #settled = false;
  #closed = false;

  constructor(
    receiver: Receiver,
    events: ExchangeEvents,
    options: { signal: AbortSignal; clock: Clock; silenceTimeoutMs: number },
  ) {
    this.#receiver = receiver;
    this.#events = events;
    this.#signal = options.signal;
    this.#clock = options.clock;
    this.#silenceTimeoutMs = options.silenceTimeoutMs;
    this.#tokenAtMs = this.#aliveAtMs = this.#clock.elapsed();
    this.#timer = setTimeout(this.#onTimer, this.#silenceTimeoutMs);
    this.#forget = onAbort(options.signal, () => this.#onAborted());
  }

  /** A token came. */
  token(): void {
    this.#tokenAtMs = this.#clock.elapsed();
  }

  /** Gives the response up and closes the socket; what came is enough, or of no use. */
  abandon(): void {
    this.#settle();
    this.#close();
  }

  /** The reply is whole, though the response may not have ended: the socket is kept if it ends soon. */
  complete(): void {
    if (this.#settled) return;
    this.#settle();
    this.#events.finished();
    this.#timer = setTimeout(() => this.#close(), DRAIN_MS).unref();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Waiting for a socket is not the server's silence.
    this.#tokenAtMs = this.#aliveAtMs = this.#clock.elapsed();
    if (this.#closed) controller.abort(new Error('given up'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    this.#aliveAtMs = this.#clock.elapsed();
    if (status < 300) this.#attempt(() => this.#receiver.start(headers));
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#settled) return;
    this.#aliveAtMs = this.#clock.elapsed();
    if (this.#status < 300) {
      this.#attempt(() => this.#receiver.data(chunk));
      return;
    }
    this.#errorBody.push(chunk);
    this.#errorBytes += chunk.length;
    if (this.#errorBytes > MAX_ERROR_BYTES) {
      this.#refuse();
      this.#close();
    }
  }

  onResponseEnd(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    if (this.#settled) return;
    if (this.#status >= 300) return this.#refuse();
    this.#attempt(() => {
      this.#receiver.end();
      this.#settle();
      this.#events.finished();
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    if (this.#settled) return;
    if (this.#status >= 300) return this.#refuse();
    if (this.#salvage()) return;
    this.#settle();
    this.#events.failed(error);
  }

  #attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (this.#settled) return;
      this.#settle();
      this.#close();
      this.#events.failed(error);
    }
  }

  #salvage(): boolean {
    if (this.#status === 0 || !this.#receiver.salvage()) return false;
    this.#settle();
    this.#events.finished();
    return true;
  }

  #refuse(): void {
    this.#settle();
    const body = Buffer.concat(this.#errorBody).toString('utf8', 0, MAX_ERROR_BYTES);
    this.#events.refused(this.#status, this.#headers, body);
  }

  #settle(): void {
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#forget();
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#controller?.abort(new Error('given up'));
  }

  #onAborted(): void {
    if (this.#settled) return;
    this.#settle();
    this.#close();
    this.#events.aborted(this.#signal.reason);
  }

  readonly #onTimer = (): void => {
    const now = this.#clock.elapsed();
    const silentMs = now - this.#tokenAtMs;
    const quietMs = now - this.#aliveAtMs;
    const longestMs = this.#silenceTimeoutMs * REMOTE_DEFAULTS.keepAliveSilences;
    // Timers may fire a millisecond early.
    const left = Math.max(
      this.#silenceTimeoutMs - silentMs,
      Math.min(this.#silenceTimeoutMs - quietMs, longestMs - silentMs),
    );
    if (left > 1) {
      this.#lastLook = false;
      this.#timer = setTimeout(this.#onTimer, left);
      return;
    }
    // Where this process itself stood still, replies wait unread: take them first, then look again.
    if (!this.#lastLook) {
      this.#lastLook = true;
      this.#timer = setTimeout(this.#onTimer, Math.min(LAST_LOOK_MS, this.#silenceTimeoutMs / 2));
      return;
    }
    if (this.#salvage()) {
      this.#close();
      return;
    }
    this.#settle();
    this.#close();
    this.#events.silent(silentMs);
  };
}
