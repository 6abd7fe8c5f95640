/**
 * Characters that a terminal obeys or that change how others are read: C0 and C1 controls, DEL, line separators,
 * bidirectional overrides and isolates, zero-width marks, tags, and lone surrogates. Tab and line feed are apart.
 */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- control characters are what it finds
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}\p{Cs}]/gu;

/** Text from outside, made safe to print: what could steer the terminal is shown as `\x1b` or `\u{202e}`. */
export function plainText(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const point = character.codePointAt(0)!;
    return point < 0x100
      ? `\\x${point.toString(16).padStart(2, '0')}`
      : `\\u{${point.toString(16)}}`;
  });
}

/** The same on one line: line feeds and tabs are shown too. */
export function plainLine(text: string): string {
  return plainText(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

/** At most `length` code points, with an ellipsis where something was left out. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const points = [...text];
  return points.length <= length ? text : `${points.slice(0, Math.max(0, length - 1)).join('')}…`;
}
