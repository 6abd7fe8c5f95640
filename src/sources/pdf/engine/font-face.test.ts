import { describe, expect, it } from 'vitest';
import { describeFont } from './font-face.ts';

/** As TeX writes all its descriptors: symbolic, and nothing else. */
const TEX = 4;
/** Nonsymbolic with serifs, and without. */
const SERIF = 34;
const SANS = 32;

function traits(name: string, flags = TEX, weight = 0, slant = 0): string {
  const { bold, italic, monospace, serif, mathematics } = describeFont(name, flags, weight, slant);
  return Object.entries({ bold, italic, monospace, serif, mathematics })
    .filter(([, holds]) => holds)
    .map(([trait]) => trait)
    .join(' ');
}

describe('a font', () => {
  const cases: [string, string, number?, number?, number?][] = [
    ['ABCDEF+CMR10', 'serif'],
    ['CMR10', 'serif', TEX, 345],
    ['CMBX12', 'bold serif'],
    ['CMTI10', 'italic serif', TEX, 0, -14],
    ['CMBXTI10', 'bold italic serif'],
    ['CMTT9', 'monospace'],
    ['CMSS10', ''],
    ['CMSSBX10', 'bold'],
    ['CMMI10', 'italic serif mathematics', TEX, 0, -14],
    ['CMSY10', 'serif mathematics', TEX, 0, -14],
    ['CMEX10', 'serif mathematics'],
    ['MSBM10', 'serif mathematics'],
    ['SFRM1000', 'serif'],
    ['SFBX1000', 'bold serif'],
    ['SFTT1000', 'monospace'],
    ['LMRoman10-Regular', 'serif'],
    ['LMRoman10-Bold', 'bold serif'],
    ['LMRoman10-Italic', 'italic serif'],
    ['LMMono10-Regular', 'monospace'],
    ['LMSans10-Regular', ''],
    ['LMMathItalic10-Regular', 'italic serif mathematics'],
    ['NimbusRomNo9L-Regu', 'serif', TEX, 425],
    ['NimbusRomNo9L-Medi', 'bold serif'],
    ['NimbusRomNo9L-ReguItal', 'italic serif', TEX, 0, -15],
    ['NimbusRomNo9L-MediItal', 'bold italic serif'],
    ['NimbusSanL-Bold', 'bold'],
    ['NimbusMonL-Regu', 'monospace'],
    ['Inconsolatazi4-Regular', 'monospace'],
    ['TimesNewRomanPSMT', 'serif', SERIF, 400],
    ['TimesNewRomanPS-BoldMT', 'bold serif', SERIF, 700],
    ['TimesNewRomanPS-BoldItalicMT', 'bold italic serif', SERIF, 700],
    ['ArialMT', '', SANS, 440],
    ['Arial-BoldMT', 'bold', SANS, 690],
    ['Arial-ItalicMT', 'italic', SANS + 64, 440, -12],
    ['CourierNewPSMT', 'monospace', SERIF + 1],
    ['CambriaMath', 'serif mathematics', SERIF],
    ['STIXTwoMath-Regular', 'serif mathematics', SERIF],
    ['LinLibertineT', 'serif', SERIF],
    ['LinLibertineTB', 'bold serif', SERIF],
    ['LinLibertineTI', 'italic serif', SERIF],
    ['LinBiolinumT', '', SANS],
    ['Helvetica', '', SANS],
    ['Helvetica-Oblique', 'italic', SANS],
    ['Palatino-Medium', 'serif', SERIF, 500],
    ['txsys', 'serif mathematics'],
    ['EUFM10', 'serif mathematics'],
    ['Symbol', 'serif mathematics'],
  ];
  for (const [name, expected, flags, weight, slant] of cases) {
    it(`${name} is ${expected === '' ? 'plain' : expected}`, () => {
      expect(traits(name, flags, weight, slant)).toBe(expected);
    });
  }

  it('loses the prefix of its subset only', () => {
    expect(describeFont('QWERTY+CMR10', TEX, 0, 0).name).toBe('CMR10');
    expect(describeFont('ABC+Odd', TEX, 0, 0).name).toBe('ABC+Odd');
  });
});
