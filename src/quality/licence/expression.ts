/** Licence names: SPDX identifiers and expressions (SPDX specification 2.3, annex D), Creative Commons addresses, families. */

const PUBLIC_DOMAIN = ['CC0-1.0', 'PDDL-1.0', 'CC-PDDC', 'Unlicense', 'public-domain'];
const CC_BY = ['CC-BY-1.0', 'CC-BY-2.0', 'CC-BY-2.5', 'CC-BY-3.0', 'CC-BY-4.0'];
const CC_BY_SA = CC_BY.map((id) => id.replace('CC-BY', 'CC-BY-SA'));
const PERMISSIVE = [
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'ISC',
  'Zlib',
  'BSL-1.0',
  'PSF-2.0',
  'Python-2.0',
  'PostgreSQL',
  'NCSA',
  'X11',
  'CDLA-Permissive-1.0',
  'CDLA-Permissive-2.0',
  'ODC-By-1.0',
  'BlueOak-1.0.0',
];

/** What a word of the recipe stands for. No family holds a licence that restricts use (NC, ND). */
export const LICENCE_FAMILIES: Readonly<Record<string, readonly string[]>> = {
  'public-domain': PUBLIC_DOMAIN,
  permissive: [...PERMISSIVE, ...PUBLIC_DOMAIN],
  'cc-by': CC_BY,
  'cc-by-sa': CC_BY_SA,
  'share-alike': [
    ...CC_BY_SA,
    'ODbL-1.0',
    'CDLA-Sharing-1.0',
    'GFDL-1.3-only',
    'GFDL-1.3-or-later',
  ],
};

const CREATIVE_COMMONS =
  /^https?:\/\/(?:www\.)?creativecommons\.org\/(licenses|publicdomain)\/([a-z-]{2,12})\/(\d\.\d)(?:\/|$)/i;

/** One form for one licence: lower case, addresses of Creative Commons as SPDX identifiers, `+` as `-or-later`. */
export function normaliseLicence(name: string): string {
  const address = CREATIVE_COMMONS.exec(name.trim());
  if (address) {
    const [, kind, code, version] = address;
    if (kind!.toLowerCase() === 'publicdomain')
      return code!.toLowerCase() === 'zero' ? 'cc0-1.0' : 'public-domain';
    return `cc-${code}-${version}`.toLowerCase();
  }
  return name.trim().toLowerCase().replace(/\+$/, '-or-later');
}

/**
 * Whether a licence, or an SPDX expression of several, is within the allowed ones (normalised). `A OR B` needs one,
 * `A AND B` both; `WITH` an exception is allowed where the licence is, since exceptions only permit more.
 */
export function allowsLicence(expression: string, allowed: ReadonlySet<string>): boolean {
  if (allowed.has(normaliseLicence(expression))) return true;
  const words = expression
    .replace(/[()]/g, ' $& ')
    .split(/\s+/)
    .filter((word) => word !== '');
  // Nothing that a source says of itself needs more; it also bounds the depth of what follows.
  if (words.length > 100) return false;
  let at = 0;
  const isWord = (word: string): boolean => words[at]?.toUpperCase() === word;

  function either(): boolean | undefined {
    let result = both();
    while (isWord('OR')) {
      at++;
      const right = both();
      result = result === undefined || right === undefined ? undefined : result || right;
    }
    return result;
  }
  function both(): boolean | undefined {
    let result = single();
    while (isWord('AND')) {
      at++;
      const right = single();
      result = result === undefined || right === undefined ? undefined : result && right;
    }
    return result;
  }
  function single(): boolean | undefined {
    const word = words[at++];
    if (word === undefined || word === ')') return undefined;
    if (word === '(') {
      const inner = either();
      return words[at++] === ')' ? inner : undefined;
    }
    if (isWord('WITH')) at += 2;
    return allowed.has(normaliseLicence(word));
  }
  const result = either();
  return at === words.length && result === true;
}
