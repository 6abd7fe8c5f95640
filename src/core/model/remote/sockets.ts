import type { Dispatcher } from 'undici';
import { REMOTE_DEFAULTS } from './remote-options.ts';

/**
 * A pool of sockets of our own: as many as there are lanes, kept alive, without hidden limits of time.
 * Goes through HTTP_PROXY and HTTPS_PROXY where they are set (NO_PROXY honoured, this machine never proxied).
 */
export async function openSockets(
  lanes: number,
  environment: Record<string, string | undefined>,
): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent } = await import('undici');
  const options = {
    connections: Math.max(REMOTE_DEFAULTS.sockets, lanes),
    pipelining: 1,
    keepAliveTimeout: REMOTE_DEFAULTS.keepAliveMs,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: REMOTE_DEFAULTS.connectTimeoutMs },
  };
  const { http_proxy, https_proxy, no_proxy } = environment;
  const httpProxy = http_proxy ?? environment.HTTP_PROXY;
  const httpsProxy = https_proxy ?? environment.HTTPS_PROXY;
  if (!httpProxy && !httpsProxy) return new Agent(options);
  const exempt = [no_proxy ?? environment.NO_PROXY, 'localhost', '127.0.0.1', '::1']
    .filter(Boolean)
    .join(',');
  return new EnvHttpProxyAgent({
    ...options,
    noProxy: exempt,
    ...(httpProxy ? { httpProxy } : {}),
    ...(httpsProxy ? { httpsProxy } : {}),
  });
}
