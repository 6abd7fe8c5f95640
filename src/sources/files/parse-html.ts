import { type DefaultTreeAdapterTypes, html, Parser, type Token } from 'parse5';

export type HtmlDocument = DefaultTreeAdapterTypes.Document;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlNode = DefaultTreeAdapterTypes.Node;

const { TAG_ID } = html;

/** Elements that the standard reopens in every paragraph after them: a few kilobytes could grow into millions of nodes. */
const FORMATTING = new Set([
  TAG_ID.A,
  TAG_ID.B,
  TAG_ID.BIG,
  TAG_ID.CODE,
  TAG_ID.EM,
  TAG_ID.FONT,
  TAG_ID.I,
  TAG_ID.NOBR,
  TAG_ID.S,
  TAG_ID.SMALL,
  TAG_ID.STRIKE,
  TAG_ID.STRONG,
  TAG_ID.TT,
  TAG_ID.U,
]);

/**
 * Parses a whole HTML document as the WHATWG standard says, but for formatting elements, which become plain inline
 * elements: links under their own name `a`, the others as `inline`. The size of the tree so stays linear in the source. With
 * `scripting` false, what stands in `<noscript>` is parsed too.
 */
export function parseHtml(source: string, scripting = true): HtmlDocument {
  const parser = new InlineParser({ scriptingEnabled: scripting });
  parser.tokenizer.write(source, true);
  return parser.document;
}

class InlineParser extends Parser<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> {
  override onStartTag(token: Token.TagToken): void {
    super.onStartTag(asInline(token));
  }

  override onEndTag(token: Token.TagToken): void {
    super.onEndTag(asInline(token));
  }
}

function asInline(token: Token.TagToken): Token.TagToken {
  if (!FORMATTING.has(token.tagID)) return token;
  token.tagName = token.tagID === TAG_ID.A ? 'a' : 'inline';
  token.tagID = TAG_ID.UNKNOWN;
  return token;
}

export function attribute(element: HtmlElement, name: string): string | null {
  return element.attrs.find((attr) => attr.name === name)?.value ?? null;
}
