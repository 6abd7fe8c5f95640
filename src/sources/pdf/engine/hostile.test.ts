import { describe, expect, it } from 'vitest';
import { makeEncryptedPdf } from '../../../../test/fixtures/pdf/encrypt-pdf.ts';
import {
  activeContent,
  cyclicForm,
  cyclicNames,
  cyclicOutline,
  cyclicPageTree,
  cyclicTags,
  decompressionBomb,
  deepNesting,
  deepOutline,
  falseLength,
  formBomb,
  imageBomb,
  manyPages,
  noPages,
  strangeBox,
} from '../../../../test/fixtures/pdf/hostile-pdfs.ts';
import { line, makePdf } from '../../../../test/fixtures/pdf/make-pdf.ts';
import { SourceError } from '../../../core/errors/index.ts';
import { openPdf, type OpenPdfOptions, type Pdf } from './open-pdf.ts';
import type { PageContent } from './page-content.ts';
import { pageHealth } from './page-health.ts';

async function refusal(bytes: Uint8Array, options?: OpenPdfOptions): Promise<SourceError> {
  const error = await openPdf(bytes, options).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SourceError);
  expect((error as SourceError).hint).toMatch(/\w{3}/u);
  return error as SourceError;
}

function textOf({ characters }: PageContent): string {
  return String.fromCodePoint(...characters.codePoints);
}

/** The width of the picture, or what was thrown. */
function drawOrFail(pdf: Pdf): unknown {
  try {
    return pdf.renderPage(1, { scale: 0.5 }).width;
  } catch (error) {
    return error;
  }
}

async function readAll(bytes: Uint8Array, options?: OpenPdfOptions): Promise<PageContent[]> {
  const pdf = await openPdf(bytes, options);
  const pages: PageContent[] = [];
  for (let page = 1; page <= pdf.summary.pages; page++) {
    await pdf.ready();
    pages.push(pdf.readPage(page));
  }
  pdf.close();
  return pages;
}

describe('what is no PDF', () => {
  const GOOD = makePdf({ pages: [{ content: line('hello', 72, 700) }] });
  const cases: [string, Uint8Array, string, RegExp][] = [
    ['an empty file', new Uint8Array(0), 'empty', /empty/u],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004word/document.xml'), 'not-a-pdf', /DOCX/u],
    ['a web page', Buffer.from('\n<!doctype html><title>404</title>'), 'not-a-pdf', /web page/u],
    ['text', Buffer.from('Dear reader,'), 'not-a-pdf', /no %PDF/u],
    ['zeros', new Uint8Array(50_000_000), 'not-a-pdf', /no %PDF/u],
    ['a header alone', Buffer.from('%PDF-1.7\n'), 'damaged', /damaged/u],
    [
      'a header and noise',
      Buffer.from(`%PDF-1.7\n${'<<>>[]obj '.repeat(999)}`),
      'damaged',
      /damaged/u,
    ],
    ['a PDF without pages', noPages(), 'no-pages', /no pages/u],
  ];
  for (const [name, bytes, reason, message] of cases) {
    it(`${name} is refused`, async () => {
      const error = await refusal(bytes);
      expect(error.reason).toBe(reason);
      expect(error.message).toMatch(message);
    });
  }

  it('a file over the limit is refused, one with bytes before the header is read', async () => {
    expect((await refusal(GOOD, { maxBytes: 500 })).reason).toBe('too-large');
    const [page] = await readAll(Buffer.concat([Buffer.from('junk\n'.repeat(9)), GOOD]));
    expect(textOf(page!)).toBe('hello');
  });
});

describe('encrypted files', () => {
  it('open where the user password is empty, or given', async () => {
    const [page] = await readAll(makeEncryptedPdf('not secret', ''));
    expect(textOf(page!)).toBe('not secret');
    const [locked] = await readAll(makeEncryptedPdf('secret', 'sesame'), { password: 'sesame' });
    expect(textOf(locked!)).toBe('secret');
  });

  it('are refused with the mend otherwise', async () => {
    const error = await refusal(makeEncryptedPdf('secret', 'sesame'));
    expect(error.reason).toBe('encrypted');
    expect(error.hint).toMatch(/decrypt/u);
    expect((await refusal(makeEncryptedPdf('x', 'a'), { password: 'b' })).message).toMatch(
      /password does not open/u,
    );
  });
});

describe('damaged files', () => {
  it('cut anywhere give an error or what is left, never anything else', async () => {
    const whole = makePdf({
      pages: Array.from({ length: 6 }, (_unused, at) => ({ content: line(`page ${at}`, 72, 700) })),
    });
    const outcomes: unknown[] = [];
    for (let length = 0; length < whole.length; length += 61) {
      outcomes.push(await readAll(whole.subarray(0, length)).catch((error: unknown) => error));
    }
    const refused = outcomes.filter((outcome) => outcome instanceof SourceError).length;
    const read = outcomes.filter(
      (outcome) =>
        Array.isArray(outcome) && outcome.some((page) => textOf(page).startsWith('page')),
    ).length;
    const told = outcomes.filter((outcome) => Array.isArray(outcome)).length;
    expect(refused + told).toBe(outcomes.length);
    expect(read).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  it('with any byte altered give an error or a result', async () => {
    const whole = activeContent();
    for (let at = 9; at < whole.length; at += 23) {
      const altered = whole.slice();
      altered[at] = altered[at]! ^ 0x15;
      const outcome = await readAll(altered).catch((error: unknown) => error);
      expect(Array.isArray(outcome) || outcome instanceof SourceError).toBe(true);
    }
  });

  it('with a false stream length are read', async () => {
    expect(textOf((await readAll(falseLength()))[0]!)).toBe('hello');
  });
});

describe('boxes', () => {
  for (const box of ['[0 0 NaN NaN]', '[0 0 0 0]', '[]', '/None', '[0 0 1e99 1e99]']) {
    it(`${box} is taken for a letter`, async () => {
      const [page] = await readAll(strangeBox(box));
      expect(page).toMatchObject({ width: 612, height: 792, faults: [] });
    });
  }

  it('of a kilometre cost the page, not the paper', async () => {
    const pages = await readAll(strangeBox('[0 0 9000000 9000000]'));
    expect(pages[0]!.faults[0]).toMatch(/claims to measure/u);
    expect(pageHealth(pages[0]!).text).toBe('damaged');
    expect(textOf(pages[1]!)).toBe('next');
  });
});

describe('circles and depths', () => {
  it('in the page tree cost the pages', async () => {
    const outcome = await readAll(cyclicPageTree()).catch((error: unknown) => error);
    const lost = Array.isArray(outcome) && outcome.every((page) => page.faults.length > 0);
    expect(lost || outcome instanceof SourceError).toBe(true);
  });

  it('in the outline end', async () => {
    const pdf = await openPdf(cyclicOutline());
    expect(pdf.summary.outline.map((entry) => entry.title)).toEqual(['one', 'two', 'three']);
    const deep = await openPdf(deepOutline(3000));
    expect(deep.summary.outline).toHaveLength(32);
  });

  it('in forms, tags, names and arrays end', async () => {
    for (const bytes of [cyclicForm(), cyclicTags(), cyclicNames(), deepNesting(100_000)]) {
      expect(textOf((await readAll(bytes))[0]!)).toBe('hello');
    }
  });
});

describe('bombs', () => {
  it('cost their page, and the next is read', async () => {
    for (const bytes of [formBomb(16), decompressionBomb(120)]) {
      const pages = await readAll(bytes, { maxMemoryMb: 64 });
      expect(textOf(pages[0]!)).toBe('before');
      expect(pages[1]).toMatchObject({ width: 612, height: 792 });
      expect(pages[1]!.faults[0]).toMatch(/engine stopped/u);
      expect(textOf(pages[2]!)).toBe('after');
    }
  });

  it('leave the pages after them faulty until the engine runs again', async () => {
    const pdf = await openPdf(formBomb(16), { maxMemoryMb: 64 });
    expect(pdf.readPage(2).faults).toHaveLength(1);
    expect(pdf.readPage(3).faults[0]).toMatch(/^not read/u);
    expect(() => pdf.renderPage(3, { scale: 1 })).toThrow(SourceError);
    await pdf.ready();
    expect(pdf.readPage(3).faults).toEqual([]);
  });

  it('of pixels are neither unpacked to be read nor able to stop what follows', async () => {
    const pdf = await openPdf(imageBomb(60_000), { maxMemoryMb: 128 });
    expect(textOf(pdf.readPage(1))).toBe('hello');
    const drawn = drawOrFail(pdf);
    expect(drawn === 306 || drawn instanceof SourceError).toBe(true);
    await pdf.ready();
    expect(textOf(pdf.readPage(1))).toBe('hello');
  });
});

describe('much', () => {
  it('of pages is opened at once, each read by itself', async () => {
    const pdf = await openPdf(manyPages(10_000));
    expect(pdf.summary.pages).toBe(10_000);
    expect(textOf(pdf.readPage(10_000))).toBe('page 10000');
  });

  it('leaves memory flat over a thousand pages', async () => {
    const text = Array.from({ length: 16 }, (_unused, at) =>
      line(`${'words '.repeat(12)}${at}`, 40, 760 - at * 18),
    );
    const pdf = await openPdf(
      makePdf({ pages: Array.from({ length: 1000 }, () => ({ content: text.join('') })) }),
    );
    const sizes: number[] = [];
    for (let page = 1; page <= 1000; page++) {
      await pdf.ready();
      expect(pdf.readPage(page).characters.count).toBeGreaterThan(900);
      if (page % 100 === 0) sizes.push(process.memoryUsage.rss() / 2 ** 20);
    }
    // The first hundreds warm the engine and the collector up; then a leak of a page's 0.1 MB would show as 50 MB.
    expect(sizes.at(-1)! - sizes[4]!).toBeLessThan(40);
  });
});

it('active content is told, not run', async () => {
  const pdf = await openPdf(activeContent());
  expect(pdf.summary.active).toEqual(['javascript', 'embedded-files', 'forms']);
  expect(pdf.readPage(1)).toMatchObject({ links: [], faults: [] });
});
