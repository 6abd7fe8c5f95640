import type { PaperElement } from '../paper.ts';

const NUMBER = /^\d{1,3}[:.]?\s/u;

const isNumbered = (lines: readonly string[]): boolean =>
  lines.filter((line) => NUMBER.test(line)).length > lines.length / 2;

const numberOf = (line: string, has: boolean): string => (has && NUMBER.exec(line)?.[0]) || '';

/** The text of code with the white space that its lines begin with, which the element keeps apart: behind the numbers of lines. */
export function indentedText({ text, indents }: Pick<PaperElement, 'text' | 'indents'>): string {
  if (indents === undefined) return text;
  const lines = text.split('\n');
  const has = isNumbered(lines);
  return lines
    .map((line, at) => {
      const number = numberOf(line, has);
      return `${number}${' '.repeat(indents[at] ?? 0)}${line.slice(number.length)}`;
    })
    .join('\n');
}

/** The other way: white space taken off the lines of code and counted. */
export function takeIndents(text: string): { text: string; indents: number[] } {
  const lines = text.split('\n');
  const has = isNumbered(lines);
  const indents: number[] = [];
  const bare = lines.map((line) => {
    const number = numberOf(line, has);
    const rest = line.slice(number.length);
    indents.push(rest.length - rest.trimStart().length);
    return number + rest.trimStart();
  });
  return { text: bare.join('\n'), indents };
}
