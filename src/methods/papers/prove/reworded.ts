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
  [
    'hedge',
    /\b(?:may|might|could|would|perhaps|possibly|probably|presumably|likely|unlikely|suggests?|seems?|appears?|approximately|roughly|nearly|almost|estimated)\b/giu,
  ],
  ['not', /\b(?:not|no|never|none|neither|nor|without|cannot|except)\b|n['’]t\b/giu],
];
/** Words that neither class of a pair is missed for: `by how much` says nothing of up. */
const HARMLESS = /\bhow much\b|\bat most\b|\bmore than one\b|\bwhat is the (?:most|least)\b/giu;
/** Sign, digits, power: what makes a number another one. */
const NUMBERS = /(?:±\s?|[-−–+])?\d+(?:[.,]\d+)*(?:[eE][-−–+]?\d+|\s?[×·]\s?10\s?\^?[-−–+]?\d+)?/gu;
const MEASURES = new RegExp(
  String.raw`(${NUMBERS.source})\s?(%|‰|°C?|[$€£]|[\p{L}µμΩ]{1,3}(?:\/[\p{L}µμ]{1,3})?(?![\p{L}\d]))`,
  'gu',
);
/** Short words that follow a number and are no unit. */
const NO_UNIT =
  /^(?:a|an|all|and|are|as|at|but|by|for|has|if|in|is|it|its|not|of|on|one|or|out|per|so|the|to|up|was)$/iu;

/**
 * Why a model's wording is not the template's in other words, or undefined. It must keep what the draft names word for word,
 * bring in no number and no name, keep the items of `ordered` in their order, and turn nothing round: the same directions, ranks, operations and denials.
 */
export function faultOfRewording(
  text: string,
  template: string,
  keep: readonly string[],
  form: 'question' | 'reply',
  ordered: readonly string[] = [],
): string | undefined {
  if (text !== text.trim() || text === '' || /\p{Cc}/u.test(text)) return 'is not one line of text';
  if (isFixed(template, keep))
    return text === template ? undefined : 'adds to words that are quoted whole';
  if (text === template) return 'is the template itself';
  const missing = keep.find((item) => !text.includes(item));
  if (missing !== undefined) return `does not keep “${missing}”`;
  const bare = stripKept(text, keep);
  const meant = stripKept(template, keep);
  if (form === 'question' && !/^[^?]*(?:\?[^?\p{L}\p{N}]*)?$/u.test(bare))
    return 'is not one question';
  if (form === 'question' && meant.includes('?') && !bare.includes('?')) return 'is no question';
  // A reply has nothing to explain: what it says more is said without proof.
  const most = form === 'reply' ? 1.5 * meant.length + 25 : 1.8 * meant.length + 40;
  if (bare.length > most) return 'is much longer than what it words';
  if (orderOf(text, ordered).join('\n') !== orderOf(template, ordered).join('\n'))
    return 'names what it keeps in another order';
  const numbers = numbersOf(template);
  const invented = [...numbersOf(text)].find((number) => !numbers.has(number));
  if (invented !== undefined) return `brings in the number ${invented}`;
  const said = numbersOf(text);
  const lost = [...numbers].find((number) => !said.has(number));
  if (lost !== undefined) return `drops the number ${lost}`;
  const measured = measuresOf(text);
  const bereft = [...measuresOf(template)].find((measure) => !measured.has(measure));
  if (bereft !== undefined) return `does not keep ${bereft} as it stands`;
  const known = new Set(wordsOf(template));
  const name = [...text.matchAll(/(?<![.?!]\s|^|[“"(])\b\p{Lu}[\p{L}\d-]*/gu)].find(
    ([word]) => !known.has(word.toLowerCase()) && word !== 'I',
  );
  if (name !== undefined) return `brings in the name ${name[0]}`;
  for (const [label, pattern] of CLASSES) {
    const has = (bare.match(pattern) ?? []).length;
    const had = (meant.match(pattern) ?? []).length;
    if (label === 'not' ? has !== had : has > 0 !== had > 0)
      return has > 0 ? `says “${label}” where the template does not` : `does not say “${label}”`;
  }
  return undefined;
}

/**
 * Items in the order in which a text first has them, longer ones before those that they contain. Turned round, “the fall of
 * the highest power” asks for the power of the highest fall.
 */
function orderOf(text: string, ordered: readonly string[]): string[] {
  const items = ordered.filter((item) => item !== '').toSorted((a, b) => b.length - a.length);
  const order = new Set<string>();
  for (let at = 0; at < text.length; at++) {
    const item = items.find((one) => text.startsWith(one, at));
    if (item === undefined) continue;
    order.add(item);
    at += item.length - 1;
  }
  return [...order];
}

/** Whether nothing of a template can be worded otherwise: all of it is kept. */
export function isFixed(template: string, keep: readonly string[]): boolean {
  return !/[\p{L}\p{N}]/u.test(stripKept(template, keep));
}

function numbersOf(text: string): Set<string> {
  return new Set((text.match(NUMBERS) ?? []).map((number) => number.replace(/\s/gu, '')));
}

/** Numbers with their units. */
function measuresOf(text: string): Set<string> {
  return new Set(
    [...text.matchAll(MEASURES)].flatMap(([, number, unit]) =>
      NO_UNIT.test(unit!) ? [] : [`${number!.replace(/\s/gu, '')} ${unit}`],
    ),
  );
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
