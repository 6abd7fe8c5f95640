/** The fields of a stored head, one entry a line: repeated ones are not joined. */
export function headerFields(responseHead: Uint8Array): [name: string, value: string][] {
  const [, ...lines] = Buffer.from(responseHead)
    .toString('latin1')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  return lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  });
}
