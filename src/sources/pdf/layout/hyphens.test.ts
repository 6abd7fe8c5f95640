import { describe, expect, it } from 'vitest';
import { boxesOfSpan } from './boxes-of-span.ts';
import { composeElement, wholeLine } from './compose-element.ts';
import { gatherVocabulary, keepsHyphen } from './hyphens.ts';
import type { TextLine } from './text-line.ts';

function makeLine(text: string, y: number): TextLine {
  const edges = Array.from({ length: [...text].length + 1 }, (_, at) => 10 + 5 * at);
  return {
    page: 1,
    order: y,
    text,
    box: { x: 10, y: y - 8, width: 5 * [...text].length, height: 10 },
    baseline: y,
    size: 10,
    font: 0,
    bold: false,
    italic: false,
    angle: 0,
    edges,
    runs: [],
    hidden: 0,
    unmapped: 0,
  };
}

describe('keepsHyphen', () => {
  const vocabulary = gatherVocabulary(
    [
      'a multi-task model and a representation of the task',
      'state of the art art',
      'a cut repre-',
      'a set of what has set-',
      'tled before',
    ].map((text, at) => makeLine(text, at)),
  );
  it.each([
    ['the multi-', 'task loss', true],
    ['a repre-', 'sentation of', false],
    ['the English-', 'German pair', true],
    ['of GPT-', '4 and', true],
    ['a learn-', 'ing rate', false],
    ['self-', 'attention', true],
    ['a latency-', 'aware model', true],
    ['the over-', 'task', false],
    ['the distance set-', 'tled at 81', false],
  ])('%s + %s', (line, next, kept) => expect(keepsHyphen(line, next, vocabulary)).toBe(kept));
});

describe('composeElement', () => {
  const lines = ['We learn repre-', 'sentations that', 'see https://a.example/', 'b and c'].map(
    (text, at) => makeLine(text, 100 + 12 * at),
  );
  const vocabulary = gatherVocabulary(lines);
  const { text, boxes, regions } = composeElement(lines.map(wholeLine), vocabulary);

  it('joins cut words and addresses, with single spaces between lines', () => {
    expect(text).toBe('We learn representations that see https://a.example/b and c');
  });

  it('gives every line its stretch of the text, with an edge for each of its characters', () => {
    expect(boxes).toHaveLength(4);
    boxes.forEach((span, at) => {
      expect(span.edges).toHaveLength(span.end - span.start + 1);
      const stretch = [...text].slice(span.start, span.end).join('');
      expect(lines[at]!.text.startsWith(stretch)).toBe(true);
    });
    expect(regions).toHaveLength(1);
  });

  it('finds the exact boxes of a quoted word that a line end has cut', () => {
    const start = text.indexOf('representations');
    const found = boxesOfSpan(boxes, start, start + 'representations'.length);
    expect(found.map(({ box }) => [box.x, box.width])).toEqual([
      [10 + 5 * 9, 25],
      [10, 5 * 'sentations'.length],
    ]);
  });

  it('gives no box for the space between lines', () => {
    const space = text.indexOf(' that see') + 5;
    expect(boxesOfSpan(boxes, space, space + 1)).toEqual([]);
  });
});
