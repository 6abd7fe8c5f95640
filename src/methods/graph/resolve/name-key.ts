const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** Signs that are words: `C`, `C++` and `C#` are three things. */
const SIGNS: Record<string, string> = {
  '&': 'and',
  '+': 'plus',
  '#': 'sharp',
  $: 'dollar',
  '€': 'euro',
  '£': 'pound',
  '%': 'percent',
};

/**
 * What two spellings of one name share: lowercase, without diacritics, punctuation and a leading article; `&` is `and`;
 * letters that stand alone are joined, so that `U.S.`, `U. S.` and `US` are one. Empty for a name without letters or digits.
 */
export function nameKey(name: string): string {
  return nameTokens(name).join(' ');
}

export function nameTokens(name: string): string[] {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => LETTERS[letter]!)
    .replace(/['’`ʻʼ‘]/g, '')
    .replace(/[&+#$€£%]/g, (sign) => ` ${SIGNS[sign]} `)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (plain === '') return [];
  const tokens: string[] = [];
  let initials = '';
  for (const token of plain.split(' ')) {
    if (/^[a-z]$/.test(token)) {
      initials += token;
      continue;
    }
    if (initials !== '') tokens.push(initials);
    initials = '';
    tokens.push(token);
  }
  if (initials !== '') tokens.push(initials);
  // `The The` is a band.
  return tokens.length > 1 && tokens[0] === 'the' ? tokens.slice(1) : tokens;
}
