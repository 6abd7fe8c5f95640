/** Longest name in code points. What is longer is a text, not a name. */
const MOST_NAME_LENGTH = 300;

/** Controls, direction marks and invisible spaces: what changes how a name looks and not what it says. */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex -- control characters are what it removes
  /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;
const OPENING = /^[\s"'“”„«‹‘’`,;:.!?*_|\\/–—-]+/;
const CLOSING = /[\s"“”„«»›‘`,;:*_|\\/–—-]+$/;

/**
 * A name on one line without what is unseen. Null where nothing is left to name anything, or where it is longer than
 * {@link MOST_NAME_LENGTH}.
 */
export function cleanWords(text: string): string | null {
  // Cut first: cleaning megabytes to refuse them would be a waste, and invisible marks are few in honest text.
  if (text.length > MOST_NAME_LENGTH * 8) return null;
  const name = text.toWellFormed().replace(UNSEEN, '').normalize('NFC').replace(/\s+/g, ' ').trim();
  if (!/[\p{L}\p{N}\p{S}]/u.test(name)) return null;
  return name.length > MOST_NAME_LENGTH && [...name].length > MOST_NAME_LENGTH ? null : name;
}

/**
 * A name as a text mentions it: also without quotation marks around it, a lowercase article before it and a possessive
 * ending.
 */
export function cleanName(text: string): string | null {
  const words = cleanWords(text);
  if (words === null) return null;
  const bare = words
    .replace(OPENING, '')
    .replace(CLOSING, '')
    .replace(/^(?:the|an?) (?=\S)/, '')
    .replace(/['’](?:s)?$/, '');
  return cleanWords(closeBrackets(dropFullStop(bare)));
}

/** A full stop ends a sentence, unless it ends an abbreviation: `Inc.`, `Jr.`, `U.S.`, `J.`. */
function dropFullStop(name: string): string {
  if (!name.endsWith('.') || /(?:^|[\s.])(?:\p{L}|Inc|Ltd|Co|Corp|Jr|Sr|Bros|St|No)\.$/u.test(name))
    return name;
  return name.replace(/\.+$/, '');
}

/** Takes away a bracket whose partner is not in the name. */
function closeBrackets(name: string): string {
  if (name.endsWith(')') && !name.includes('(')) return name.slice(0, -1);
  if (name.startsWith('(') && !name.includes(')')) return name.slice(1);
  return name.startsWith('(') && name.endsWith(')') && name.indexOf(')') === name.length - 1
    ? name.slice(1, -1)
    : name;
}
