import { readTokens } from '../html-tokens.ts';

const SILENT = new Set(['script', 'style', 'template', 'noscript']);

/** The words of a snippet that may be HTML: feeds escape it once or twice, or not at all. At most so many characters. */
export function plainText(snippet: string, mostCharacters: number): string {
  if (!/[<&]/.test(snippet)) return fold(snippet, mostCharacters);
  const parts: string[] = [];
  let silent = 0;
  readTokens(snippet, {
    startTag(name) {
      if (SILENT.has(name)) silent++;
      if (!INLINE.has(name)) parts.push(' ');
    },
    text(text) {
      if (silent === 0) parts.push(text);
    },
    endTag(name) {
      if (SILENT.has(name) && silent > 0) silent--;
      if (!INLINE.has(name)) parts.push(' ');
    },
  });
  return fold(parts.join(''), mostCharacters);
}

/** Tags that part no words. */
const INLINE = new Set(
  'a abbr b bdi bdo cite code em font i mark q s small span strong sub sup u wbr'.split(' '),
);

function fold(text: string, mostCharacters: number): string {
  const folded = text.replace(/\s+/g, ' ').trim();
  if (folded.length <= mostCharacters) return folded;
  // Twice as many code units hold as many characters at least.
  return Array.from(folded.slice(0, 2 * mostCharacters))
    .slice(0, mostCharacters)
    .join('')
    .trimEnd();
}
