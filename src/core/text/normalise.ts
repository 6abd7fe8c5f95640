/**
 * The one normal form of stored text: Unicode NFC, line feeds only, no byte order mark, no NUL and no control
 * characters but tab and line feed, lone surrogates replaced by U+FFFD. Idempotent.
 */
export function normaliseText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
      // oxlint-disable-next-line no-control-regex -- control characters are what it removes
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFEFF]/g, '')
      .normalize('NFC')
  );
}
