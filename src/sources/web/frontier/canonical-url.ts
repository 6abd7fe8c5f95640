/** Parameters that name a visitor or a campaign, never a page. */
const TRACKING =
  /^(?:utm_\w+|gclid|gbraid|wbraid|dclid|fbclid|msclkid|twclid|yclid|mc_cid|mc_eid|igshid|_ga|_gl|ref_src|spm|s_cid|cmpid|share|__twitter_impression)$/i;
const SESSION =
  /^(?:phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id|sid|cfid|cftoken|zenid|oscsid)$/i;
const SESSION_PATH = /;(?:jsessionid|sid|phpsessid)=[^/?#]*/gi;
const INDEX = /\/(?:index|default)\.(?:html?|php|aspx?)$/i;

/**
 * The one spelling of an address that the frontier knows: WHATWG URL without fragment, tracking and session parameters, the
 * rest sorted; escapes of unreserved characters undone and the others in capitals (RFC 3986 §6.2.2); no default index file.
 * Null for what is no http(s) address, or carries credentials.
 */
export function canonicalUrl(address: string, base?: string): string | null {
  let url: URL;
  try {
    url = new URL(address.trim(), base);
  } catch {
    return null;
  }
  if (
    (url.protocol !== 'http:' && url.protocol !== 'https:') ||
    url.username !== '' ||
    url.password !== ''
  )
    return null;
  url.hash = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  const kept = [...url.searchParams].filter(
    ([name]) => !TRACKING.test(name) && !SESSION.test(name),
  );
  kept.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  url.search = new URLSearchParams(kept).toString();
  url.pathname = normaliseEscapes(url.pathname.replace(SESSION_PATH, ''))
    .replace(/\/{2,}/g, '/')
    .replace(INDEX, '/');
  return url.href;
}

function normaliseEscapes(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const sign = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(sign) ? sign : escape.toUpperCase();
  });
}

/** The address with what varies masked: pages of one template share it. Digits, dates and long tokens become `*`. */
export function urlTemplate(canonical: string): string {
  const url = new URL(canonical);
  const path = url.pathname
    .split('/')
    .map((part) => part.replace(/\d+/g, '*').replace(/^[\w-]{24,}$/, '*'))
    .join('/');
  const names = [...url.searchParams.keys()].join('&');
  return `${url.host}${path}${names === '' ? '' : `?${names}`}`;
}
