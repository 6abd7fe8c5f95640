import { isIP, isIPv4 } from 'node:net';
import { SourceError } from '../../../core/errors/index.ts';
import { FETCH_DEFAULTS } from './fetch-options.ts';
import { specialAddress } from './special-addresses.ts';

/** Says what may be asked for and what may be connected to. */
export interface UrlGuard {
  /** The address, parsed. Raises SourceError with reason `forbidden-url`, `forbidden-address` or `forbidden-port`. */
  check(url: string, base?: string): URL;
  /** Judges the very address that a connection would go to, or has gone to. Raises SourceError `forbidden-address`. */
  checkAddress(host: string, port: number, address: string): void;
}

/** Names that never mean a public host: RFC 6761, 6762, 7686, 8375, 9476 and the private-use name of ICANN. */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa|onion|alt)$/;

/**
 * Only http and https, no credentials, public addresses, known ports. What `allowPrivate` names is let through by exactly
 * that name: a public name that resolves to an allowed address is still refused, or whoever holds the name could reach it.
 */
export function openUrlGuard(
  options: { allowPrivate?: readonly string[]; ports?: readonly number[] } = {},
): UrlGuard {
  const ports = new Set(options.ports ?? FETCH_DEFAULTS.ports);
  const allowed = (options.allowPrivate ?? []).map(parseAllowed);
  const isAllowed = (host: string, port: number): boolean =>
    allowed.some(
      (entry) =>
        (entry.port === undefined ? ports.has(port) : entry.port === port) &&
        (entry.suffix === undefined ? entry.host === host : host.endsWith(entry.suffix)),
    );
  const checkAddress = (host: string, port: number, address: string): void => {
    const why = specialAddress(address);
    if (why === undefined || isAllowed(host, port)) return;
    const where = isIP(host) === 0 ? `${host} resolves to ${address}, which` : address;
    throw refusal('forbidden-address', `${where} is ${why}`, `${hostLabel(host)}:${port}`);
  };
  return {
    checkAddress,
    check(text, base) {
      const url = parse(text, base);
      if (url.protocol !== 'http:' && url.protocol !== 'https:')
        throw refusal('forbidden-url', `${url.protocol} is neither http: nor https:`);
      if (url.username !== '' || url.password !== '')
        throw refusal('forbidden-url', 'an address with credentials is never visited');
      const port = portOf(url);
      const host = hostOf(url);
      const name = `${hostLabel(host)}:${port}`;
      const passes = isAllowed(host, port);
      if (!passes && !ports.has(port)) throw refusal('forbidden-port', `port ${port}`, name);
      if (isIPv4(host) && !isPlain(text, base, host) && !passes)
        throw refusal('forbidden-address', `${host} in an unusual spelling`, name);
      if (isIP(host) !== 0) checkAddress(host, port, host);
      else if (LOCAL_NAME.test(host) && !passes)
        throw refusal('forbidden-address', `${host} is a local name`, name);
      return url;
    },
  };
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}

/** Without brackets and without the dot of the root. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

const hostLabel = (host: string): string => (host.includes(':') ? `[${host}]` : host);

function parse(text: string, base: string | undefined): URL {
  try {
    return new URL(text, base);
  } catch (cause) {
    throw new SourceError(`“${text.slice(0, 200)}” is no address`, {
      reason: 'forbidden-url',
      hint: 'Give a whole address, such as https://example.org/page.',
      cause,
    });
  }
}

/**
 * Whether an IPv4 host stands in the text as four plain decimal numbers. `0x7f.1`, `2130706433`, `0177.0.0.1`, escapes and
 * wide digits parse to the same host, and have no honest use.
 */
function isPlain(text: string, base: string | undefined, host: string): boolean {
  // The host of the page that the link stands on was judged when that page was visited.
  if (base !== undefined && hostOf(new URL(base)) === host) return true;
  // The URL parser drops these, and takes a backslash for a slash.
  // oxlint-disable-next-line no-control-regex -- control characters are what it drops
  const cleaned = text.replace(/^[\u0000-\u0020]+|[\t\r\n]/g, '').replaceAll('\\', '/');
  const authority = /^(?:https?:)?\/*([^/?#]*)/i.exec(cleaned)?.[1] ?? '';
  return authority.replace(/^.*@/s, '').replace(/:\d*$/, '') === host;
}

function parseAllowed(entry: string): {
  host: string;
  suffix: string | undefined;
  port: number | undefined;
} {
  const [, host = '', port] = /^(\[[\da-f:.]+\]|[^:/@[\]]+)(?::(\d{1,5}))?$/i.exec(entry) ?? [];
  const isWild = host.startsWith('*.');
  let name: string | undefined;
  try {
    name = hostOf(new URL(`http://${isWild ? host.slice(2) : host}/`));
  } catch {
    name = undefined;
  }
  if (name === undefined || name === '')
    throw new RangeError(`allowPrivate: “${entry}” is no host, host:port or *.host:port`);
  return {
    host: isWild ? '' : name,
    suffix: isWild ? `.${name}` : undefined,
    port: port === undefined ? undefined : Number(port),
  };
}

function refusal(reason: string, what: string, name?: string): SourceError {
  return new SourceError(`Not visited: ${what}.`, {
    reason,
    hint:
      name === undefined
        ? 'Only plain http and https addresses are visited.'
        : `If you mean it, allow it by name: ${reason === 'forbidden-port' ? 'add the port to `ports`, or ' : ''}add '${name}' to \`allowPrivate\`.`,
  });
}
