import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codePointLength } from '../../core/text/code-points.ts';
import { normaliseText } from '../../core/text/normalise.ts';
import { boxesOfSpan } from './layout/boxes-of-span.ts';
import { Paper } from './paper.ts';
import { readPaper } from './read-paper.ts';

interface Truth {
  title: string;
  furniture: string[];
  elements: {
    kind: string;
    text: string;
    number?: string | null;
    level?: number;
    runIn?: boolean;
  }[];
}

const FIXTURES = new URL('../../../test/fixtures/papers/', import.meta.url);
const SHARED = new URL('../../../../shared/data/papers/', import.meta.url);
const pdfs = readdirSync(FIXTURES).filter((name) => name.endsWith('.pdf'));
const letters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
const bytesOf = (name: string, folder = FIXTURES): Uint8Array =>
  new Uint8Array(readFileSync(new URL(name, folder)));

describe.each(pdfs)('readPaper on %s', (name) => {
  const truth = JSON.parse(
    readFileSync(new URL(name.replace(/pdf$/, 'truth.json'), FIXTURES), 'utf8'),
  ) as Truth;
  const read = readPaper(bytesOf(name));

  it('finds the title and the headings with their levels', async () => {
    const paper = await read;
    expect(letters(paper.title)).toBe(letters(truth.title));
    const wanted = truth.elements.filter(({ kind, runIn }) => kind === 'heading' && runIn !== true);
    const found = new Set(
      paper.elements.filter(({ kind }) => kind === 'heading').map(({ text }) => letters(text)),
    );
    const missing = wanted.filter(({ text }) => !found.has(letters(text))).map(({ text }) => text);
    // Where a class prints no heading over the references (revtex), none is found.
    expect(missing.filter((text) => text !== 'References')).toEqual([]);
  });

  it('gives a record of the contract: ids, sections, normal text, an edge for each character', async () => {
    const paper = await read;
    expect(Paper.safeParse(paper).error).toBeUndefined();
    const headings = new Set(
      paper.elements.filter(({ kind }) => kind === 'heading').map(({ id }) => id),
    );
    paper.elements.forEach((element, index) => {
      expect(element.id).toBe(`e${index}`);
      expect(element.section === null || headings.has(element.section)).toBe(true);
      expect(element.text).toBe(normaliseText(element.text));
      const length = [...element.text].length;
      for (const span of element.boxes) {
        expect(span.end).toBeLessThanOrEqual(length);
        const edges = span.edges?.length ?? span.end - span.start + 1;
        expect(edges).toBe(span.end - span.start + 1);
      }
    });
  });

  it('points every word of a paragraph to boxes inside the paragraph', async () => {
    const paper = await read;
    for (const { kind, text, boxes, regions } of paper.elements) {
      if (kind !== 'paragraph') continue;
      for (const word of text.matchAll(/[a-z]{6,}/g)) {
        const start = codePointLength(text.slice(0, word.index));
        const found = boxesOfSpan(boxes, start, start + word[0].length);
        expect(found.length).toBeGreaterThan(0);
        for (const { page, box } of found) {
          const home = regions.some(
            (region) =>
              region.page === page &&
              box.x >= region.box.x - 1 &&
              box.x + box.width <= region.box.x + region.box.width + 1 &&
              box.y >= region.box.y - 1 &&
              box.y + box.height <= region.box.y + region.box.height + 1,
          );
          expect(home, `${word[0]} of ${text.slice(0, 40)}`).toBe(true);
        }
      }
    }
  });

  it('keeps furniture out of the text', async () => {
    const paper = await read;
    const body = paper.elements.filter(({ kind }) => kind === 'paragraph' || kind === 'heading');
    for (const head of truth.furniture.filter((text) => text.length > 12))
      expect(body.filter(({ text }) => letters(text) === letters(head))).toEqual([]);
  });
});

describe('readPaper', () => {
  it('reads the first pages only, where it is told to, and says so', async () => {
    const seen: number[] = [];
    const paper = await readPaper(bytesOf(pdfs[0]!), { maxPages: 1, language: 'en' }, (page) =>
      seen.push(page),
    );
    expect(seen).toEqual([1]);
    expect(paper.pages).toHaveLength(1);
    expect(paper.pages[0]!.faults.join()).toMatch(/were not read: maxPages is 1/);
  });

  it('gives the same record for the same bytes', async () => {
    const [first, second] = [
      await readPaper(bytesOf(pdfs[0]!)),
      await readPaper(bytesOf(pdfs[0]!)),
    ];
    expect(second).toEqual(first);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['no PDF', new TextEncoder().encode('hello, this is no PDF at all')],
  ])('refuses %s with a hint', async (_, bytes) => {
    await expect(readPaper(bytes)).rejects.toMatchObject({ hint: expect.any(String) as string });
  });

  it('reads what is left of a truncated file, or says that it is damaged', async () => {
    const bytes = bytesOf(pdfs[0]!);
    const cut = readPaper(bytes.slice(0, Math.floor(bytes.length * 0.6)));
    const outcome = await cut.then(
      (paper) => paper.pages.length > 0,
      (error: { code?: string; hint?: string }) => typeof error.hint === 'string',
    );
    expect(outcome).toBe(true);
  });

  const shared = new URL('1706.03762/main.pdf', SHARED);
  it.skipIf(!existsSync(shared))(
    'reads a real paper (skipped: ../shared/data is absent)',
    async () => {
      const paper = await readPaper(new Uint8Array(readFileSync(shared)));
      expect(paper.title).toBe('Attention Is All You Need');
      expect(paper.authors.map(({ name }) => name)).toEqual([
        'Ashish Vaswani',
        'Noam Shazeer',
        'Niki Parmar',
        'Jakob Uszkoreit',
        'Llion Jones',
        'Aidan N. Gomez',
        'Łukasz Kaiser',
        'Illia Polosukhin',
      ]);
      const headings = paper.elements.filter(({ kind }) => kind === 'heading');
      const numbered = headings.filter(({ number }) => number !== null);
      expect(numbered.map(({ number, level }) => `${number} ${level}`)).toEqual(
        '1 1,2 1,3 1,3.1 2,3.2 2,3.2.1 3,3.2.2 3,3.2.3 3,3.3 2,3.4 2,3.5 2,4 1,5 1,5.1 2,5.2 2,5.3 2,5.4 2,6 1,6.1 2,6.2 2,6.3 2,7 1'.split(
          ',',
        ),
      );
      expect(paper.elements.filter(({ kind }) => kind === 'reference')).toHaveLength(40);
    },
  );
});
