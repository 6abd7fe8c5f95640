/** A name on one line, of at most `length` code points; an ellipsis stands for what was left out. */
export function shortenName(name: string, length: number): string {
  const line = name.replace(/\s+/gu, ' ').trim();
  if (line.length <= length) return line;
  const points = Array.from(line.slice(0, 2 * length + 2));
  return points.length <= length ? line : `${points.slice(0, Math.max(0, length - 1)).join('')}…`;
}
