/** A pattern of robots.txt, ready to be compared: pieces between its stars, in normal form. */
export interface PathPattern {
  /** As compared: for the reader, and for its length. */
  text: string;
  pieces: string[];
  /** `$` at the end: the address must end there. */
  isAnchored: boolean;
}

/** Null for what is no path. */
export function normalisePattern(written: string): PathPattern | null {
  if (!written.startsWith('/') && !written.startsWith('*')) return null;
  const isAnchored = written.endsWith('$');
  const body = isAnchored ? written.slice(0, -1) : written;
  const text = body
    .split(/\*+/)
    .map((piece) => normaliseOctets(piece))
    .join('*');
  return { text: isAnchored ? `${text}$` : text, pieces: text.split('*'), isAnchored };
}

/** The part of an address that rules are about: path and query, with what is special in patterns escaped. */
export function normalisePath(url: URL): string {
  return normaliseOctets(`${url.pathname}${url.search}`);
}

/**
 * RFC 9309 §2.2.2: octets outside ASCII, and what addresses never carry bare, are percent-encoded, escapes of unreserved characters undone, the rest in capitals.
 * A literal `*` or `$` is written as its escape, so that only patterns have them bare.
 */
function normaliseOctets(text: string): string {
  return text
    .replace(/[^\x21-\x7e]|["'<>\\^`{|}]/gu, (sign) =>
      [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    )
    .replace(/[*$]/g, (sign) => (sign === '*' ? '%2A' : '%24'))
    .replace(/%[0-9a-f]{2}/gi, (escape) => {
      const sign = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      return /[A-Za-z0-9\-._~]/.test(sign) ? sign : escape.toUpperCase();
    });
}

/** Whether a path begins as the pattern says. Linear: the leftmost place of each piece is as good as any. */
export function matchesPath({ pieces, isAnchored }: PathPattern, path: string): boolean {
  const [first = '', ...rest] = pieces;
  if (!path.startsWith(first)) return false;
  if (rest.length === 0) return !isAnchored || path.length === first.length;
  const last = isAnchored ? rest.pop()! : undefined;
  let at = first.length;
  for (const piece of rest) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return last === undefined || (path.length - at >= last.length && path.endsWith(last));
}
