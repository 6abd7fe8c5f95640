import { existsSync, readFileSync } from 'node:fs';
import { decode } from 'fast-png';
import { afterEach, describe, expect, it } from 'vitest';
import { line, makePdf, pageObject, stream } from '../../../../test/fixtures/pdf/make-pdf.ts';
import { openPdf, type Pdf } from './open-pdf.ts';
import { CHARACTER_FLAGS, type PageContent } from './page-content.ts';
import { pageHealth } from './page-health.ts';

const PAPER = '../shared/data/papers/1706.03762/main.pdf';
const hasPaper = existsSync(PAPER);
if (!hasPaper) console.warn(`skipped: ${PAPER} is not there`);

const opened: Pdf[] = [];
afterEach(() => opened.splice(0).forEach((pdf) => pdf.close()));

async function open(bytes: Uint8Array): Promise<Pdf> {
  const pdf = await openPdf(bytes);
  opened.push(pdf);
  return pdf;
}

async function readOnly(content: string, parts: { resources?: string; entries?: string } = {}) {
  const pdf = await open(makePdf({ pages: [{ content, ...parts }] }));
  return pdf.readPage(1);
}

function textOf({ characters }: PageContent): string {
  return String.fromCodePoint(...characters.codePoints);
}

function pageReference(index: number): string {
  return `${pageObject(index)} 0 R`;
}

function inkOf({ characters }: PageContent, at: number): number[] {
  return [...characters.ink.subarray(at * 4, at * 4 + 4)];
}

/** Every dark pixel lies in a box, and every box holds a dark pixel. */
function expectInkInBoxes(pdf: Pdf, page: PageContent): void {
  const scale = 3;
  const { width, height, rgba } = pdf.renderPage(1, { scale });
  const boxes = [
    ...Array.from({ length: page.characters.count }, (_unused, at) => at)
      .filter((at) => textOf(page)[at]!.trim() !== '')
      .map((at) => inkOf(page, at)),
    ...[...page.paths, ...page.images].map(({ box }) => [
      box.x,
      box.y,
      box.x + box.width,
      box.y + box.height,
    ]),
  ];
  const hits = boxes.map(() => 0);
  let stray = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (rgba[(y * width + x) * 4]! > 100) continue;
      const inside = boxes.flatMap(([x0, y0, x1, y1], at) =>
        x >= x0! * scale - 2 && x <= x1! * scale + 1 && y >= y0! * scale - 2 && y <= y1! * scale + 1
          ? [at]
          : [],
      );
      if (inside.length === 0) stray++;
      for (const at of inside) hits[at]!++;
    }
  }
  expect(stray).toBe(0);
  expect(hits.every((count) => count > 0)).toBe(true);
  expect(boxes.length).toBeGreaterThan(6);
}

describe('characters', () => {
  it('have their code points, sizes, origins and fonts', async () => {
    const page = await readOnly(`${line('Hello', 72, 700, 20)}${line('w', 72, 650, 9)}`);
    expect(textOf(page)).toBe('Hello\r\nw');
    expect(page.characters.sizes[0]).toBe(20);
    expect(page.characters.sizes[7]).toBe(9);
    expect([...page.characters.origins.subarray(0, 2)]).toEqual([72, 92]);
    expect(page.fonts[page.characters.fonts[0]!]).toMatchObject({
      name: 'Helvetica',
      serif: false,
    });
    expect(page.characters.flags[5]! & CHARACTER_FLAGS.generated).not.toBe(0);
    const [x0, y0, x1, y1] = inkOf(page, 0);
    expect(x0).toBeGreaterThan(72);
    expect(x1).toBeLessThan(72 + 20);
    expect(y1).toBeCloseTo(92, 1);
    expect(y1! - y0!).toBeGreaterThan(12);
  });

  it('show the size that the matrix makes of them, and the angle', async () => {
    const page = await readOnly(
      'q 2 0 0 2 0 0 cm BT /F1 1 Tf 6 0 0 6 20 300 Tm (big) Tj ET Q BT /F1 10 Tf 0 1 -1 0 30 100 Tm (up) Tj ET BT /F1 10 Tf .8 -.6 .6 .8 300 100 Tm (down) Tj ET',
    );
    const { characters } = page;
    expect(characters.sizes[0]).toBeCloseTo(12, 4);
    const up = textOf(page).indexOf('up');
    const down = textOf(page).indexOf('down');
    expect(characters.sizes[up]).toBeCloseTo(10, 4);
    expect(characters.angles[up]).toBeCloseTo(Math.PI / 2, 4);
    expect(characters.angles[down]).toBeCloseTo(-Math.atan2(0.6, 0.8), 4);
  });

  it('are hidden where they are not painted, transparent, or white on the bare page', async () => {
    const page = await readOnly(
      `BT /F1 12 Tf 3 Tr 72 700 Td (a) Tj ET BT 0 Tr /F1 12 Tf 72 650 Td (b) Tj ET
       1 g ${line('c', 72, 600)} 0 0 1 rg 60 540 80 30 re f 1 g ${line('d', 72, 550)} 0 g
       /T gs ${line('e', 72, 500)}`,
      { resources: '/ExtGState << /T << /ca 0 >> >>' },
    );
    const text = textOf(page);
    const hidden = [...'abcde'].filter(
      (letter) => page.characters.flags[text.indexOf(letter)]! & CHARACTER_FLAGS.hidden,
    );
    expect(hidden).toEqual(['a', 'c', 'e']);
  });

  it('of one ligature share its width, left to right', async () => {
    const map =
      'begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <66> <006600660069> <78> <D835DC00> endbfchar endcmap';
    const pdf = await open(
      makePdf({
        pages: [
          { content: 'BT /F2 20 Tf 100 700 Td (fx) Tj ET', resources: '/Font << /F2 1000 0 R >>' },
        ],
        objects: {
          1000: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 1001 0 R >>',
          1001: stream(map),
        },
      }),
    );
    const page = pdf.readPage(1);
    expect(textOf(page)).toBe('ffi\u{1D400}');
    const lefts = [0, 1, 2, 3].map((at) => page.characters.loose[at * 4]!);
    expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
    expect(new Set(lefts).size).toBe(4);
    expect(page.characters.loose[2]).toBeCloseTo(lefts[1]!, 4);
    expect(page.characters.loose[10]).toBeCloseTo(lefts[3]!, 1);
    expect(page.characters.origins[2]).toBeCloseTo(lefts[1]!, 4);
  });

  it('without a map are told as unknown', async () => {
    const pdf = await open(
      makePdf({
        pages: [
          {
            content: 'BT /F2 20 Tf 100 700 Td (\\001\\002) Tj ET',
            resources: '/Font << /F2 1000 0 R >>',
          },
        ],
        objects: {
          1000: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [1 /g17 /g18] >> >>',
        },
      }),
    );
    const page = pdf.readPage(1);
    expect([...page.characters.codePoints]).toEqual([0xfffd, 0xfffd]);
    expect(page.characters.flags.every((flags) => flags & CHARACTER_FLAGS.unmapped)).toBe(true);
    expect(pageHealth(page)).toMatchObject({ text: 'poor', unmapped: 2 });
  });
});

describe('coordinates', () => {
  const BOXES = [
    '[0 0 300 200]',
    '[-50 -40 250 160]',
    '[300 200 0 0]',
    '[10.5 20.25 310.5 220.25]',
  ];
  const CROP = '/CropBox [40 30 240 150]';

  const content = `${line('Corner', 60, 60, 14)} 100 100 60 8 re f 60 90 m 90 120 120 40 150 95 c S
    q 1 0 0 1 20 10 cm /X Do Q q 0 20 -30 0 200 110 cm /I Do Q`;
  const resources = '/XObject << /X 1000 0 R /I 1001 0 R >>';
  const objects = {
    1000: stream(
      'q 0.5 0 0 0.5 60 50 cm 0 0 40 10 re f Q',
      '/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Matrix [1 0 0 1 30 20]',
    ),
    1001: stream(
      new Uint8Array([0, 0, 0, 0]),
      '/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray',
    ),
  };

  for (const rotate of [0, 90, 180, 270]) {
    it(`agree with the picture of the page, turned by ${rotate}°`, async () => {
      for (const mediaBox of BOXES) {
        for (const crop of ['', CROP]) {
          const entries = `${crop} /Rotate ${rotate}`;
          const pdf = await open(
            makePdf({ pages: [{ mediaBox, entries, content, resources }], objects }),
          );
          const page = pdf.readPage(1);
          const sides = crop === '' ? [300, 200] : [200, 120];
          if (rotate % 180 === 90) sides.reverse();
          expect([page.width, page.height]).toEqual(sides);
          expectInkInBoxes(pdf, page);
        }
      }
    });
  }
});

describe('paths and images', () => {
  it('gives strokes along an axis and thin areas as rules', async () => {
    const page = await readOnly(
      `0.4 w 100 600 m 300 600 l S  150 400 m 150 500 l S  100 300 200 1 re f
       10 10 m 60 70 l S  100 200 50 50 re S  400 200 50 50 re f  1 0 0 RG 2 w 100 100 m 100.1 180 l S`,
    );
    const rules = page.paths.map((path) => path.rules);
    expect(rules[0]).toEqual([100, 192, 300, 192]);
    expect(rules[1]).toEqual([150, 292, 150, 392]);
    expect(rules[2]).toEqual([100, 491.5, 300, 491.5]);
    expect(rules[3]).toEqual([]);
    expect(rules[4]).toHaveLength(16);
    expect(rules[5]).toEqual([]);
    expect(rules[6]).toHaveLength(4);
    expect(page.paths[0]).toMatchObject({ stroked: true, filled: false, color: 0x000000ff });
    expect(page.paths[0]!.strokeWidth).toBeCloseTo(0.4, 5);
    expect(page.paths[6]).toMatchObject({ strokeWidth: 2, color: 0xff0000ff });
  });

  it('leaves out what is clipped away or painted in nothing', async () => {
    const page = await readOnly(
      `q 100 100 50 50 re W n 110 110 10 10 re f 300 300 10 10 re f 0 125 m 600 125 l S Q
       /T gs 10 10 10 10 re f -90 -90 20 20 re f`,
      { resources: '/ExtGState << /T << /ca 0 >> >>' },
    );
    expect(page.paths).toHaveLength(2);
    expect(page.paths[1]!.rules).toEqual([100, 667, 150, 667]);
    expect(page.paths[1]!.box).toMatchObject({ x: 100, width: 50 });
  });

  it('tells an image by its place and its pixels', async () => {
    const pdf = await open(
      makePdf({
        pages: [
          { content: 'q 306 0 0 396 0 0 cm /I Do Q', resources: '/XObject << /I 1000 0 R >>' },
        ],
        objects: {
          1000: stream(
            new Uint8Array(12),
            '/Type /XObject /Subtype /Image /Width 4 /Height 3 /BitsPerComponent 8 /ColorSpace /DeviceGray',
          ),
        },
      }),
    );
    const page = pdf.readPage(1);
    expect(page.images).toEqual([
      { box: { x: 0, y: 396, width: 306, height: 396 }, width: 4, height: 3 },
    ]);
    expect(pageHealth(page)).toMatchObject({ text: 'none', imageCover: 0.25 });
  });
});

describe('what leads elsewhere', () => {
  const bytes = makePdf({
    pages: [
      { content: line('one', 72, 700), entries: '/Annots [1000 0 R 1001 0 R 1002 0 R 1003 0 R]' },
      { content: line('two', 72, 700) },
      { content: line('three', 72, 700), entries: '/Rotate 90' },
    ],
    catalog: '/Outlines 1010 0 R /Names << /Dests 1020 0 R >> /Lang (en-GB)',
    objects: {
      1000: `<< /Type /Annot /Subtype /Link /Rect [72 690 100 710] /Dest [${pageReference(1)} /XYZ 72 500 null] >>`,
      1001: '<< /Type /Annot /Subtype /Link /Rect [72 600 100 610] /A << /S /URI /URI (https://example.org/a) >> >>',
      1002: '<< /Type /Annot /Subtype /Link /Rect [72 500 100 510] /A << /S /GoTo /D (cite.knuth) >> >>',
      1003: '<< /Type /Annot /Subtype /Link /Rect [72 400 100 410] /A << /S /Launch /F (evil.exe) >> >>',
      1010: '<< /Type /Outlines /First 1011 0 R /Last 1012 0 R /Count 2 >>',
      1011: `<< /Title (First) /Parent 1010 0 R /Next 1012 0 R /First 1013 0 R /Dest [${pageReference(0)} /FitH 700] >>`,
      1012: `<< /Title <FEFF00C4> /Parent 1010 0 R /A << /S /GoTo /D (cite.knuth) >> >>`,
      1013: `<< /Title (Inner) /Parent 1011 0 R /Dest [${pageReference(2)} /XYZ 100 200 0] >>`,
      1030: '<< /Title (A paper) /Author (Somebody) >>',
      1020: `<< /Names [(cite.knuth) [${pageReference(1)} /XYZ 10 92 0] (lost) [null /Fit]] >>`,
    },
    trailer: '/Info 1030 0 R',
  });

  it('links have boxes and targets, and start nothing', async () => {
    const pdf = await open(bytes);
    expect(pdf.readPage(1).links).toEqual([
      { box: { x: 72, y: 82, width: 28, height: 20 }, target: { page: 2, x: 72, y: 292 } },
      { box: { x: 72, y: 182, width: 28, height: 10 }, target: { uri: 'https://example.org/a' } },
      { box: { x: 72, y: 282, width: 28, height: 10 }, target: { page: 2, x: 10, y: 700 } },
    ]);
  });

  it('the summary tells outline, destinations, metadata', async () => {
    const { summary } = await open(bytes);
    expect(summary).toEqual({
      pages: 3,
      metadata: { Title: 'A paper', Author: 'Somebody' },
      language: 'en-GB',
      outline: [
        { title: 'First', level: 1, page: 1, y: 92 },
        { title: 'Inner', level: 2, page: 3, y: 100 },
        { title: 'Ä', level: 1, page: 2, y: 700 },
      ],
      destinations: [{ name: 'cite.knuth', page: 2, x: 10, y: 700 }],
      tagged: false,
      active: [],
    });
  });
});

describe('tags', () => {
  it('name their marked content, which characters name too', async () => {
    const pdf = await open(
      makePdf({
        pages: [
          {
            content: `/H1 << /MCID 0 >> BDC ${line('Head', 72, 700)} EMC /P << /MCID 1 >> BDC ${line('text', 72, 650)} EMC`,
            entries: '/StructParents 0',
          },
        ],
        catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 1000 0 R',
        objects: {
          1000: '<< /Type /StructTreeRoot /K [1001 0 R] /ParentTree << /Nums [0 [1002 0 R 1003 0 R]] >> /RoleMap << /Chapter /H1 >> >>',
          1001: '<< /Type /StructElem /S /Document /P 1000 0 R /K [1002 0 R 1003 0 R] >>',
          1002: `<< /Type /StructElem /S /Chapter /T (The head) /P 1001 0 R /K 0 /Pg ${pageObject(0)} 0 R >>`,
          1003: `<< /Type /StructElem /S /P /Alt (said) /P 1001 0 R /K [1] /Pg ${pageObject(0)} 0 R >>`,
        },
      }),
    );
    expect(pdf.summary.tagged).toBe(true);
    const page = pdf.readPage(1);
    expect(page.tags).toEqual([
      { type: 'Document', title: '', alternative: '', markedContentIds: [] },
      { type: 'H1', title: 'The head', alternative: '', markedContentIds: [0] },
      { type: 'P', title: '', alternative: 'said', markedContentIds: [1] },
    ]);
    const text = textOf(page);
    expect(page.characters.markedContent![text.indexOf('H')]).toBe(0);
    expect(page.characters.markedContent![text.indexOf('t')]).toBe(1);
  });
});

describe('pictures', () => {
  it('of a part are PNG, cut at the page, and the same each time', async () => {
    const bytes = makePdf({ pages: [{ content: line('Hello', 0, 780, 12) }] });
    const crops: Uint8Array[] = [];
    for (let round = 0; round < 2; round++) {
      const pdf = await open(bytes);
      crops.push(
        await pdf.renderCrop(1, { x: 0, y: 0, width: 40, height: 14 }, { scale: 2, padding: 3 }),
      );
    }
    expect(Buffer.compare(crops[0]!, crops[1]!)).toBe(0);
    const png = decode(crops[0]!);
    expect([png.width, png.height, png.channels]).toEqual([86, 34, 3]);
    expect(png.data.some((value) => value < 60)).toBe(true);
  });

  it('of a part shows what stands there on the whole page', async () => {
    const pdf = await open(makePdf({ pages: [{ content: '100 592 50 100 re f' }] }));
    const png = decode(
      await pdf.renderCrop(1, { x: 90, y: 90, width: 70, height: 120 }, { scale: 1 }),
    );
    const dark = (x: number, y: number): boolean => png.data[(y * png.width + x) * 3]! < 50;
    expect([dark(9, 60), dark(11, 60), dark(59, 60), dark(61, 60)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([dark(30, 9), dark(30, 11), dark(30, 109), dark(30, 111)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('refuses a page, a scale and a box that are not there, and goes on', async () => {
    const pdf = await open(makePdf({ pages: [{}] }));
    expect(() => pdf.readPage(2)).toThrow(/no page 2/u);
    expect(() => pdf.renderPage(1, { scale: Number.NaN })).toThrow(/scale/u);
    await expect(
      pdf.renderCrop(1, { x: 700, y: 0, width: 9, height: 9 }, { scale: 1 }),
    ).rejects.toThrow(/outside page 1/u);
    expect(() => pdf.renderPage(1, { scale: 100 })).toThrow(/pixels/u);
    expect(pdf.readPage(1).faults).toEqual([]);
    expect(pageHealth(pdf.readPage(1)).text).toBe('blank');
    pdf.close();
    expect(() => pdf.readPage(1)).toThrow(/closed/u);
  });
});

describe.runIf(hasPaper)('a paper', () => {
  it('is read with its text, links and outline', async () => {
    const pdf = await open(readFileSync(PAPER));
    expect(pdf.summary.pages).toBe(15);
    expect(pdf.summary.outline[2]).toMatchObject({
      title: 'Model Architecture',
      level: 1,
      page: 2,
    });
    const first = pdf.readPage(1);
    expect(textOf(first)).toContain('Attention Is All You Need');
    expect(first.fonts.map((font) => font.name)).toContain('NimbusRomNo9L-Medi');
    const cites = pdf.readPage(2).links.filter((link) => 'page' in link.target);
    expect(cites.length).toBeGreaterThan(20);
    expect(pageHealth(first)).toMatchObject({ text: 'good', unmapped: 0 });
  });
});
