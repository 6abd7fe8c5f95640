/** Columns under one another, two spaces apart; `right` names the columns of figures. No line ends in a space. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => [...row[column]!].length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => {
          const gap = ' '.repeat(widths[column]! - [...cell].length);
          return right.includes(column) ? gap + cell : cell + gap;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Breaks a text at spaces; words longer than the width stand on a line of their own. Line feeds are kept. */
export function wrap(text: string, width: number, indent = ''): string {
  const room = Math.max(20, width - indent.length);
  return text
    .split('\n')
    .map((line) =>
      wrapLine(line, room)
        .map((part) => (part === '' ? '' : indent + part))
        .join('\n'),
    )
    .join('\n');
}

function wrapLine(line: string, room: number): string[] {
  if (line.length <= room) return [line];
  const lines: string[] = [];
  let current = line.match(/^ */)![0];
  const margin = current;
  for (const word of line.trim().split(' ')) {
    if (current.trim() !== '' && current.length + 1 + word.length > room) {
      lines.push(current);
      current = margin + word;
    } else {
      current += current.trim() === '' ? word : ` ${word}`;
    }
  }
  return [...lines, current];
}
