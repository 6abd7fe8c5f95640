import type { PaperElement } from '../paper.ts';

const NUMBER = /^\d{1,3}[:.]?\s+/u;

/** The text of code with the white space that its lines begin with, which the element keeps apart: behind the numbers of lines. */
export function indentedText({ text, indents }: Pick<PaperElement, 'text' | 'indents'>): string {
  if (indents === undefined) return text;
  const lines = text.split('\n');
  const isNumbered = lines.filter((line) => NUMBER.test(line)).length > lines.length / 2;
  return lines
    .map((line, at) => {
      const number = (isNumbered ? NUMBER.exec(line)?.[0] : undefined) ?? '';
      return `${number}${' '.repeat(indents[at] ?? 0)}${line.slice(number.length)}`;
    })
    .join('\n');
}
