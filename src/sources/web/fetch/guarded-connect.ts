import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { rootCertificates } from 'node:tls';
import { buildConnector } from 'undici';
import { isWellspringError, SourceError } from '../../../core/errors/index.ts';
import type { FetcherOptions, ResolvedAddress } from './fetch-options.ts';
import { FETCH_DEFAULTS } from './fetch-options.ts';
import type { UrlGuard } from './url-guard.ts';

/**
 * A connector that asks the resolver once, judges every address of the answer, and connects to those and no others: a name
 * that changes its mind between two questions (DNS rebinding) is never asked twice. A name with one forbidden address is
 * refused whole. What the socket is at last connected to is judged again before a request is written.
 */
export function guardConnections(
  guard: UrlGuard,
  options: FetcherOptions,
): buildConnector.connector {
  const resolve = options.resolve ?? resolveBySystem;
  return (target, callback) => {
    const host = target.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80);
    const lookup: LookupFunction = (_name, { all }, answer) => {
      resolveGuarded(host, port).then(
        (found) => (all ? answer(null, found) : answer(null, found[0]!.address, found[0]!.family)),
        (error: unknown) => answer(error as NodeJS.ErrnoException, []),
      );
    };
    const connect = buildConnector({
      lookup,
      allowH2: options.allowHttp2 ?? true,
      timeout: options.connectTimeoutMs ?? FETCH_DEFAULTS.connectTimeoutMs,
      autoSelectFamily: true,
      ...(options.certificates === undefined
        ? {}
        : { ca: [...rootCertificates, ...options.certificates] }),
    });
    connect(target, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      try {
        guard.checkAddress(host, port, (socket as Socket).remoteAddress ?? '');
      } catch (forbidden) {
        (socket as Socket).destroy();
        return callback(forbidden as Error, null);
      }
      return callback(null, socket);
    });
  };

  async function resolveGuarded(host: string, port: number): Promise<ResolvedAddress[]> {
    const found = await resolve(host).catch((cause: unknown) => {
      if (isWellspringError(cause)) throw cause;
      throw new SourceError(`${host} does not resolve.`, { reason: 'unresolved', cause });
    });
    if (found.length === 0)
      throw new SourceError(`${host} has no address.`, { reason: 'unresolved' });
    for (const { address } of found) guard.checkAddress(host, port, address);
    return found.map(({ address }) => ({ address, family: isIP(address) as 4 | 6 }));
  }
}

async function resolveBySystem(host: string): Promise<ResolvedAddress[]> {
  const found = await systemLookup(host, { all: true, order: 'verbatim' });
  return found.map(({ address, family }) => ({ address, family: family as 4 | 6 }));
}
