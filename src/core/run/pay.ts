import type { Clock } from '../clock.ts';
import {
  CredentialError,
  ItemRejectedError,
  ModelUnavailableError,
  RateLimitError,
  RecipeError,
} from '../errors/index.ts';
import { costOf } from '../model/cost.ts';
import type { LanguageModel } from '../model/port.ts';
import { createRandom } from '../random.ts';
import type { Usage } from '../records/usage.ts';
import type { Journal } from './journal.ts';
import { createSharedTime, type SharedTime } from './shared-time.ts';
import { type Ledger, NOTHING_SPENT, type Spend } from './ledger.ts';

/** Transport failures are tried again, then stop the run; a rate limit is waited out for longer. */
export interface RetryPolicy {
  /** Tries of one call against an endpoint that fails. */
  maxAttempts: number;
  /** First pause; doubles each time, with full jitter (Brooker, "Exponential Backoff And Jitter", 2015). */
  baseDelayMs: number;
  maxDelayMs: number;
  /** How long one call may be put off by rate limits in all. */
  maxRateLimitedMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = {
  maxAttempts: 6,
  baseDelayMs: 500,
  maxDelayMs: 30_000,
  maxRateLimitedMs: 15 * 60_000,
};

/** Counted for progress: a reply from the journal, a paid one, a try that failed. */
export type CallEvent =
  | { kind: 'journaled' | 'paid'; model: string; usage: Usage }
  | { kind: 'failed'; model: string; error: unknown };

export interface PayContext {
  run: string;
  journal: Journal;
  ledger: Ledger;
  retry: RetryPolicy;
  clock: Clock;
  onCall(event: CallEvent): void;
}

/** A reply that was paid for, at this moment or long ago. */
export interface PaidReply<Reply> {
  reply: Reply;
  costUsd: number | null;
}

/**
 * The one door through which money leaves: journal first, then reservation, permit, intent, call, settlement.
 * The reply is stored before it is returned. Raises ModelUnavailableError once retries are used up, LimitReachedError
 * where no room is left, and lets CredentialError, RecipeError and ItemRejectedError through at once.
 */
export async function payOnce<Reply extends { usage: Usage }>(
  key: string,
  model: LanguageModel,
  worst: Spend,
  send: () => Promise<Reply>,
  context: PayContext,
  signal: AbortSignal,
): Promise<PaidReply<Reply>> {
  const known = context.journal.call(key);
  if (known !== undefined) {
    context.onCall({ kind: 'journaled', model: model.description.id, usage: known.usage });
    return { reply: JSON.parse(known.reply) as Reply, costUsd: known.costUsd };
  }
  const { retry, clock } = context;
  const jitter = createRandom(`${key}/retry`);
  let failures = 0;
  let limitedMs = 0;
  for (;;) {
    try {
      return await tryOnce(key, model, worst, send, context, signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof RateLimitError) {
        const pauseMs = error.retryAfterMs ?? pause(retry, ++failures, jitter);
        limitedMs += pauseMs;
        if (limitedMs > retry.maxRateLimitedMs)
          throw putOffTooLong(model.description.id, limitedMs, error);
        await clock.sleep(pauseMs, signal);
      } else if (error instanceof ModelUnavailableError && ++failures < retry.maxAttempts) {
        await clock.sleep(pause(retry, failures, jitter), signal);
      } else {
        throw error;
      }
    }
  }
}

async function tryOnce<Reply extends { usage: Usage }>(
  key: string,
  model: LanguageModel,
  worst: Spend,
  send: () => Promise<Reply>,
  { run, journal, ledger, clock, onCall }: PayContext,
  signal: AbortSignal,
): Promise<PaidReply<Reply>> {
  const { id, price } = model.description;
  const reservation = await ledger.reserve(worst, signal);
  let spent = NOTHING_SPENT;
  try {
    const permit = await model.lanes.acquire(signal);
    journal.intend(run, key, worst);
    const endTime = sharedTimeOf(model, clock).begin();
    try {
      const reply = await send();
      const { usage } = reply;
      const costUsd = costOf(usage, price, endTime());
      journal.settle(run, key, id, { reply: JSON.stringify(reply), usage, costUsd });
      spent = { calls: 1, tokens: usage.inputTokens + usage.outputTokens, costUsd: costUsd ?? 0 };
      permit.release({ kind: 'done', outputTokens: usage.outputTokens });
      onCall({ kind: 'paid', model: id, usage });
      return { reply, costUsd };
    } catch (error) {
      endTime();
      const limited = error instanceof RateLimitError;
      permit.release(
        limited ? { kind: 'limited', retryAfterMs: error.retryAfterMs } : { kind: 'failed' },
      );
      if (mayHaveBeenCharged(error)) spent = worst;
      journal.abandon(run, key, spent);
      onCall({ kind: 'failed', model: id, error });
      throw error;
    }
  } finally {
    reservation.settle(spent);
  }
}

const sharedTimes = new WeakMap<LanguageModel, SharedTime>();

function sharedTimeOf(model: LanguageModel, clock: Clock): SharedTime {
  let time = sharedTimes.get(model);
  if (time === undefined) sharedTimes.set(model, (time = createSharedTime(clock)));
  return time;
}

/** A request that was turned away costs nothing; one that broke off may have been charged in full. */
function mayHaveBeenCharged(error: unknown): boolean {
  if (error instanceof ModelUnavailableError) return error.charged;
  return !(
    error instanceof RateLimitError ||
    error instanceof CredentialError ||
    error instanceof RecipeError ||
    error instanceof ItemRejectedError
  );
}

function pause(retry: RetryPolicy, failures: number, random: { next(): number }): number {
  return random.next() * Math.min(retry.maxDelayMs, retry.baseDelayMs * 2 ** (failures - 1));
}

function putOffTooLong(model: string, limitedMs: number, cause: unknown): ModelUnavailableError {
  return new ModelUnavailableError(
    `${model} has put one call off for ${Math.round(limitedMs / 1000)} s`,
    {
      hint: 'the endpoint limits the rate: lower its concurrency, or run again later; nothing paid is paid twice',
      cause,
      charged: false,
    },
  );
}
