import type { FontFace } from './page-content.ts';
import type { Pdfium } from './load-pdfium.ts';

/** Bits of a font descriptor's flags (ISO 32000-1, table 123). */
const FLAGS = { fixedPitch: 1, serif: 2, nonsymbolic: 32, italic: 64, forceBold: 1 << 18 };

const BOLD_WEIGHT = 600;
const SLANT_DEGREES = -2;

const NAMES = {
  regular: /regu?(?:lar)?$|-(?:roman|book|light|thin)$|^(?:cm|ec|sf|lm)r(?:m|oman)?\d/iu,
  subset: /^[A-Z]{6}\+/u,
  bold: /bold|black|heavy|^nimbus.*-medi|(?:^|[-,_ ])(?:bd|demi|semibold)|demi(?:bold)?\b|^(?:cm|sf|ec)(?:bx|b\d|ssbx|csc?bx)|^(?:ecbx|ecrb|sfbx|lmbx|lmromandemi)|-b$|^lin(?:libertine|biolinum)[ot]?[bz]i?$|^ptmb|^phvb/iu,
  italic:
    /ital|obli|slant|(?:^|[-,_ ])it$|kursiv|^(?:cm|ec|sf)(?:ti|sl|mi|mib|bxti|bxsl|ssi|itt|sltt|u)\d|^lmromansl|regular?ita|medi(?:um)?ita|-i$|-bi$|^lin(?:libertine|biolinum)[ot]?[bz]?i$/iu,
  monospace:
    /mono|courier|typewriter|consol|menlo|inconsol|nimbusmon|andale|lucidasanstyp|fixed|^(?:cm|ec|sf|lm)(?:s?l?|it|ccsc|vs?)?tt|^(?:ectt|lmtl|lmmono|txtt|pcr)|(?:^|[-_])code\b|beramono|cascadia|firacode|^zi4|^t1-?zi4/iu,
  sans: /sans|helvet|arial|^(?:cm|ec|sf|lm)ss|gothic|grotesk|calibri|verdana|tahoma|frutiger|univers|^nimbussan|lato|roboto|futura|myriad|gill/iu,
  mathematics:
    /^(?:mnsymbol|cmmi|cmmib|cmsy|cmbsy|cmex|euex|eu[frsx]|msam|msbm|lmmath|lasy|wasy|stmary|rsfs|bbm|bbold|dsrom|dsss|esint|ntxmi|ntxsy|ntxex|newtxmi|txsy|txex|txmi|pxsy|pxex|pxmi|rtxmi|rpxmi|mtmi|mtsy|mtex|mtpro|mathpi|mathematica|mtextra|eufm|eurm|zplm|fourier-m|libertinust1math|xits)|math|stix.*(?:sym|int|siz|var|nonuni)|^symbol/iu,
};

/** What a font's name, descriptor and weight tell of it. */
export function describeFont(
  rawName: string,
  flags: number,
  weight: number,
  slantDegrees: number,
): FontFace {
  const name = rawName.replace(NAMES.subset, '').replace(/^\//u, '');
  const has = (bit: number): boolean => flags > 0 && (flags & bit) !== 0;
  const mathematics = NAMES.mathematics.test(name);
  const sans = NAMES.sans.test(name);
  const monospace = NAMES.monospace.test(name) || has(FLAGS.fixedPitch);
  // The weight is derived from the stems that the file states: a regular name outweighs it.
  const heavy = weight >= BOLD_WEIGHT && !NAMES.regular.test(name) && !mathematics;
  const bold = NAMES.bold.test(name) || heavy || has(FLAGS.forceBold);
  const leans = !mathematics && (slantDegrees <= SLANT_DEGREES || has(FLAGS.italic));
  return {
    name,
    weight: weight > 0 ? weight : bold ? 700 : 400,
    bold,
    italic: NAMES.italic.test(name) || leans,
    monospace,
    // TeX marks all its fonts as symbolic and sets no other flag.
    serif: !monospace && !sans && (has(FLAGS.serif) || !has(FLAGS.nonsymbolic)),
    mathematics,
  };
}

/** Of the font of a text object. */
export function readFontFace({ call, heap }: Pdfium, font: number): FontFace {
  const name = heap.readUtf8((buffer, bytes) => call.FPDFFont_GetBaseFontName(font, buffer, bytes));
  const slant = call.FPDFFont_GetItalicAngle(font, heap.scratch)
    ? heap.integers[heap.scratch >> 2]!
    : 0;
  return describeFont(name, call.FPDFFont_GetFlags(font), call.FPDFFont_GetWeight(font), slant);
}
