import { describe, expect, it } from 'vitest';
import { findCopies } from './find-copies.ts';

const page = (...texts: string[]) =>
  texts.map((text) => ({ block: 0, start: 0, end: text.length, text, askable: true }));
const STORY = ['The mill is old.', 'It grinds corn.', 'The sea turns it.', 'It stands at Carrow.'];

describe('findCopies', () => {
  it('knows a page again by most of its sentences, in any order and spelling', () => {
    const copies = findCopies();
    expect(copies.copied('a', page(...STORY))).toBeNull();
    const near = ['It stands, at Carrow!', ...STORY.slice(0, 2).toReversed(), 'Printed in May.'];
    expect(copies.copied('b', page(...near))).toEqual({ uri: 'a', share: 0.75 });
    expect(copies.copied('c', page(...STORY.slice(0, 2), 'Printed in May.'))).toBeNull();
    expect(copies.copied('d', page('Another page.', 'All is new.', 'The mill is old.'))).toBeNull();
  });

  it('counts a sentence once, however often a page repeats it', () => {
    const copies = findCopies();
    copies.copied('a', page(...STORY));
    const repeated = page(STORY[0]!, STORY[0]!, STORY[0]!, 'Fresh one.', 'Fresh two.');
    expect(copies.copied('b', repeated)).toBeNull();
  });
});
