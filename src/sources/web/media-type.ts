export interface MediaType {
  /** Lower case, without parameters; empty where none is stated. */
  type: string;
  charset: string | null;
  /** HTML, XHTML or other XML: bytes that may state their own encoding. */
  isMarkup: boolean;
  /** What a page reader takes: HTML, XHTML, plain text, or nothing stated. */
  isPage: boolean;
  isHtml: boolean;
}

/** Reads a Content-Type (RFC 9110 §8.3). Of a repeated one the last counts, as in browsers. */
export function mediaTypeOf(contentType: string | undefined): MediaType {
  const [head = '', ...parameters] = (contentType ?? '').split(',').at(-1)!.split(';');
  const type = head.trim().toLowerCase();
  const charset = parameters
    .map((one) => /^charset\s*=\s*(?:["']\s*)?([\w.:-]+)/i.exec(one.trim())?.[1])
    .find((one) => one !== undefined);
  const isHtml = type === '' || type === 'text/html' || type === 'application/xhtml+xml';
  return {
    type,
    charset: charset?.toLowerCase() ?? null,
    isMarkup: isHtml || /[/+]xml$/.test(type),
    isPage: isHtml || type === 'text/plain' || type === 'text/markdown',
    isHtml,
  };
}
