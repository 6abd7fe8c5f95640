import { describe, expect, it } from 'vitest';
import { latin1, makePdf, stream } from '../../../../test/fixtures/pdf/make-pdf.ts';
import { openPdf } from './open-pdf.ts';
import { CHARACTER_FLAGS } from './page-content.ts';

/** Text in a bitmap font as TeX makes them: glyphs named by their codes, no map. */
async function readBitmapText(hex: string): Promise<{ text: string; flags: number[] }> {
  const codes = Array.from({ length: 127 }, (_unused, code) => code);
  const font = `<< /Type /Font /Subtype /Type3 /FontMatrix [.01 0 0 .01 0 0] /FontBBox [0 0 60 60]
    /FirstChar 0 /LastChar 126 /Widths [${codes.map(() => 60).join(' ')}]
    /Encoding << /Differences [0 ${codes.map((code) => `/a${code}`).join(' ')}] >>
    /CharProcs << ${codes.map((code) => `/a${code} 1001 0 R`).join(' ')} >> >>`;
  const pdf = await openPdf(
    makePdf({
      pages: [
        { content: `BT /F2 10 Tf 50 700 Td <${hex}> Tj ET`, resources: '/Font << /F2 1000 0 R >>' },
      ],
      objects: { 1000: latin1(font), 1001: stream('60 0 0 0 50 50 d1 0 0 50 50 re f') },
    }),
  );
  const { characters } = pdf.readPage(1);
  pdf.close();
  return { text: String.fromCodePoint(...characters.codePoints), flags: [...characters.flags] };
}

const hexOf = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

describe('a font without a map', () => {
  it('that reads like text is taken as TeX means it, and stays flagged', async () => {
    const { text, flags } = await readBitmapText(hexOf('The\u000crst\u000enal\\quoted"pages'));
    expect(text).toBe('The\u{FB01}rst\u{FB03}nal\u201Cquoted\u201Dpages');
    expect(flags.every((flag) => (flag & CHARACTER_FLAGS.unmapped) !== 0)).toBe(true);
  });

  it('of symbols stays unknown', async () => {
    const { text } = await readBitmapText(hexOf('fgfgjjhikkfgP'));
    expect(new Set(text)).toEqual(new Set(['\uFFFD']));
  });
});
