import { SourceError } from '../../../core/errors/index.ts';
import type { Exchange, Fetched, FetchOptions } from './fetched.ts';
import { unpackBody, type UnpackLimits } from './unpack-body.ts';

export const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Asks for an address and follows where it leads, by whatever answers one request: the network, or an archive. `check` judges
 * each address before it is asked for. Raises SourceError: `redirect-loop`, `too-many-redirects`, and what its parts raise.
 */
export async function followRedirects(
  requested: string,
  options: FetchOptions,
  limits: UnpackLimits & { maxRedirects: number },
  parts: {
    check: (url: string, base?: string) => URL;
    exchange: (url: URL, isFirst: boolean) => Promise<Exchange>;
  },
): Promise<Fetched> {
  const hops: Exchange[] = [];
  let url = parts.check(requested);
  const seen = new Set<string>();
  for (;;) {
    url.hash = '';
    seen.add(url.href);
    const answer = await parts.exchange(url, hops.length === 0);
    const location = REDIRECTS.has(answer.status) ? answer.headers['location'] : undefined;
    if (location === undefined || location === '')
      return finish(requested, answer, hops, options, limits, null);
    const next = parts.check(decodeLocation(location), url.href);
    next.hash = '';
    if ((await options.mayFollow?.(next.href, url.href)) === false)
      return finish(requested, answer, hops, options, limits, next.href);
    if (seen.has(next.href))
      throw new SourceError(`${requested} leads back to ${next.href}.`, {
        reason: 'redirect-loop',
      });
    if (hops.length >= limits.maxRedirects)
      throw new SourceError(`${requested} redirects more than ${limits.maxRedirects} times.`, {
        reason: 'too-many-redirects',
      });
    hops.push(answer);
    url = next;
  }
}

async function finish(
  requested: string,
  answer: Exchange,
  hops: Exchange[],
  options: FetchOptions,
  limits: UnpackLimits,
  redirectTo: string | null,
): Promise<Fetched> {
  const isConditional = options.etag !== undefined || options.lastModified !== undefined;
  const { body, truncated } = await unpackBody(
    answer.wire.payload,
    answer.headers['content-encoding'],
    limits,
    answer.wire.truncated,
  );
  return {
    ...answer,
    requested,
    redirects: hops.map(({ url }) => url),
    hops,
    body,
    truncated,
    notModified: answer.status === 304 && isConditional,
    redirectTo,
  };
}

/** Fields come as latin1; addresses in them are UTF-8 where they are not ASCII. */
function decodeLocation(location: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(location, 'latin1'));
  } catch {
    return location;
  }
}
