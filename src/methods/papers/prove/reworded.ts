/** Words that turn a question round, in classes: a rewording has the classes of its template and no other. */
const CLASSES: readonly (readonly [string, RegExp])[] = [
  [
    'up',
    /\b(?:high|higher|highest|large|larger|largest|great|greater|greatest|big|bigger|biggest|most|more|max|maximum|maximal|above|exceeds?|exceeding|over|top|leads?|leading)\b/giu,
  ],
  [
    'down',
    /\b(?:low|lower|lowest|small|smaller|smallest|least|less|fewest|fewer|min|minimum|minimal|below|under|bottom)\b/giu,
  ],
  ['second', /\b(?:second|2nd|runner-up)\b/giu],
  ['third', /\b(?:third|3rd)\b/giu],
  ['average', /\b(?:average|mean|averaged)\b/giu],
  ['sum', /\b(?:sum|total|together|combined)\b/giu],
  ['difference', /\b(?:differ|differs|difference|apart|gap|separates?)\b/giu],
  ['ratio', /\b(?:times|ratio|factor)\b/giu],
  ['count', /\bhow many\b|\bnumber of\b|\bcount\b/giu],
  ['not', /\b(?:not|no|never|none|neither|nor|without|cannot|except)\b|n['’]t\b/giu],
];
/** Words that neither class of a pair is missed for: `by how much` says nothing of up. */
const HARMLESS = /\bhow much\b|\bat most\b|\bmore than one\b|\bwhat is the (?:most|least)\b/giu;
const NUMBERS = /[-−–+]?\d+(?:[.,]\d+)*/gu;

/**
 * Why a model's wording is not the template's in other words, or undefined. It must keep what the draft names word for word,
 * bring in no number and no name, and turn nothing round: the same directions, ranks, operations and denials.
 */
export function faultOfRewording(
  text: string,
  template: string,
  keep: readonly string[],
  form: 'question' | 'reply',
): string | undefined {
  if (text !== text.trim() || text === '' || /\p{Cc}/u.test(text)) return 'is not one line of text';
  if (text === template) return 'is the template itself';
  if (form === 'question' && !/^[^?]*\?$/u.test(text)) return 'is not one question';
  if (text.length > 1.8 * template.length + 40) return 'is much longer than what it words';
  const missing = keep.find((item) => !text.includes(item));
  if (missing !== undefined) return `does not keep “${missing}”`;
  const numbers = new Set(template.match(NUMBERS) ?? []);
  const invented = (text.match(NUMBERS) ?? []).find((number) => !numbers.has(number));
  if (invented !== undefined) return `brings in the number ${invented}`;
  const known = new Set(wordsOf(template));
  const name = [...text.matchAll(/(?<![.?!]\s|^|[“"(])\b\p{Lu}[\p{L}\d-]*/gu)].find(
    ([word]) => !known.has(word.toLowerCase()) && word !== 'I',
  );
  if (name !== undefined) return `brings in the name ${name[0]}`;
  const bare = stripKept(text, keep);
  const meant = stripKept(template, keep);
  for (const [label, pattern] of CLASSES) {
    const has = (bare.match(pattern) ?? []).length;
    const had = (meant.match(pattern) ?? []).length;
    if (label === 'not' ? has !== had : has > 0 !== had > 0)
      return has > 0 ? `says “${label}” where the template does not` : `does not say “${label}”`;
  }
  return undefined;
}

/** Kept words may hold a class's word (`Low-rank`): they say nothing of the question. */
function stripKept(text: string, keep: readonly string[]): string {
  const bare = keep
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, item) => (item === '' ? rest : rest.replaceAll(item, ' ')), text);
  return bare.replace(HARMLESS, ' ');
}

function wordsOf(text: string): string[] {
  return (text.match(/\p{L}[\p{L}\d-]*/gu) ?? []).map((word) => word.toLowerCase());
}
