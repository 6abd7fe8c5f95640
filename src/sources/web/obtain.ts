import type { Clock } from '../../core/clock.ts';
import { SourceError } from '../../core/errors/index.ts';
import type { StoredRecord, WarcFetcher, WarcWriter } from './archive/index.ts';
import { FETCH_DEFAULTS, type Fetched, type Fetcher, type FetchOptions } from './fetch/index.ts';
import { REDIRECTS } from './fetch/follow-redirects.ts';
import { takeTurns } from './host-turns.ts';

export interface Obtained {
  fetched: Fetched;
  /** The record of the answer. */
  stored: StoredRecord;
  /** Taken from the archive, without a request. */
  remembered: boolean;
}

/** Raises SourceError. */
export type Obtain = (
  url: string,
  asked: Pick<FetchOptions, 'signal' | 'maxBytes'> & Required<Pick<FetchOptions, 'mayFollow'>>,
  youngerThanMs: number,
) => Promise<Obtained>;

export interface Sources {
  replay: WarcFetcher;
  /** Null: nothing but the archive is asked. */
  live: { network: Fetcher; writer: WarcWriter } | null;
  clock: Clock;
}

/**
 * Gets a page from the archive if that holds it and it is young enough, else from the network into the archive: on condition,
 * where the archive holds an older one. One request at a time to a host; each redirect waits its own turn, so that
 * `mayFollow` may ask the host something meanwhile.
 */
export function obtainVia({ replay, live, clock }: Sources): Obtain {
  const inTurn = takeTurns();

  const fromArchive: Obtain = async (url, asked) => {
    const fetched = await replay.fetch(url, asked);
    return { fetched, stored: replay.find(fetched.url)!, remembered: true };
  };

  const ask = async (
    { network, writer }: NonNullable<Sources['live']>,
    url: string,
    options: Omit<FetchOptions, 'mayFollow'>,
  ): Promise<Obtained> => {
    try {
      const fetched = await inTurn(new URL(url).host, () =>
        network.fetch(url, { ...options, mayFollow: () => false }),
      );
      return { fetched, stored: writer.add(fetched), remembered: false };
    } catch (error) {
      if (error instanceof SourceError && !options.signal.aborted)
        writer.note(url, [
          ['fetch-failed', error.reason],
          ['because', error.message],
        ]);
      throw error;
    }
  };

  return async (requested, asked, youngerThanMs) => {
    const before = replay.find(requested);
    const isYoung =
      before !== undefined &&
      !isMomentary(before.status) &&
      clock.now() - before.atMs < youngerThanMs;
    if (live === null) return fromArchive(requested, asked, youngerThanMs);
    if (isYoung) {
      try {
        return await fromArchive(requested, asked, youngerThanMs);
      } catch (error) {
        // A crash between a redirect and its target leaves half an answer: the target is asked for.
        if (!(error instanceof SourceError) || error.reason !== 'not-archived') throw error;
      }
    }
    const { mayFollow, ...options } = asked;
    const hop = isYoung && REDIRECTS.has(before.status) ? before : undefined;
    const conditions =
      before?.status === 200 ? validatorsOf(await replay.fetch(requested, asked)) : {};
    const seen = new Set([requested]);
    let got =
      hop === undefined
        ? await ask(live, requested, { ...options, ...conditions })
        : await fromArchive(requested, { ...asked, mayFollow: () => false }, youngerThanMs);
    if (got.fetched.notModified)
      return { ...(await fromArchive(requested, asked, youngerThanMs)), remembered: false };
    for (;;) {
      const { redirectTo: next, url } = got.fetched;
      if (next === null || !(await mayFollow(next, url))) return got;
      if (seen.has(next))
        throw new SourceError(`${requested} leads back to ${next}.`, { reason: 'redirect-loop' });
      if (seen.size > FETCH_DEFAULTS.maxRedirects)
        throw new SourceError(
          `${requested} redirects more than ${FETCH_DEFAULTS.maxRedirects} times.`,
          {
            reason: 'too-many-redirects',
          },
        );
      seen.add(next);
      const known = replay.find(next);
      const isKnown =
        known !== undefined &&
        !isMomentary(known.status) &&
        clock.now() - known.atMs < youngerThanMs;
      if (isKnown) return { ...(await fromArchive(next, asked, youngerThanMs)), remembered: false };
      got = await ask(live, next, options);
    }
  };
}

/** Answers of the moment are no copies: the next visit asks again. */
const isMomentary = (status: number): boolean => status === 429 || status >= 500;

function validatorsOf({ headers }: Fetched): Pick<FetchOptions, 'etag' | 'lastModified'> {
  const { etag, 'last-modified': lastModified } = headers;
  return {
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  };
}
