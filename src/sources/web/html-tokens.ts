import { html, type Token, Tokenizer, TokenizerMode } from 'parse5';

const { TAG_ID } = html;
/** Elements whose content is no markup; the tree builder, which we do without, would tell the tokenizer. */
const RAW = new Map([
  [TAG_ID.SCRIPT, TokenizerMode.SCRIPT_DATA],
  [TAG_ID.STYLE, TokenizerMode.RAWTEXT],
  [TAG_ID.XMP, TokenizerMode.RAWTEXT],
  [TAG_ID.IFRAME, TokenizerMode.RAWTEXT],
  [TAG_ID.NOEMBED, TokenizerMode.RAWTEXT],
  [TAG_ID.NOFRAMES, TokenizerMode.RAWTEXT],
  [TAG_ID.TITLE, TokenizerMode.RCDATA],
  [TAG_ID.TEXTAREA, TokenizerMode.RCDATA],
  [TAG_ID.PLAINTEXT, TokenizerMode.PLAINTEXT],
]);

export interface TokenReader {
  startTag(name: string, attributes: readonly { name: string; value: string }[]): void;
  endTag?(name: string): void;
  text?(text: string): void;
}

/** The tags and texts of HTML in their order, without a tree: in time linear in the source, however deep it is nested. */
export function readTokens(source: string, reader: TokenReader): void {
  const text = ({ chars }: Token.CharacterToken): void => reader.text?.(chars);
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag(token) {
        const mode = RAW.get(token.tagID);
        if (mode !== undefined) tokenizer.state = mode;
        // Else the end of the raw content would not be known.
        tokenizer.lastStartTagName = token.tagName;
        reader.startTag(token.tagName, token.attrs);
      },
      onEndTag: ({ tagName }) => reader.endTag?.(tagName),
      onCharacter: text,
      onWhitespaceCharacter: text,
      onNullCharacter() {},
      onComment() {},
      onDoctype() {},
      onEof() {},
    },
  );
  tokenizer.write(source, true);
}
