import { contentWords, isEnglish } from '../../../../core/text/content-words.ts';
import { splitWords } from '../../../../core/text/sentences.ts';

/** Scripts that put no spaces between words: a term is one word or two that touch. */
const UNSPACED = new Set(['zh', 'ja', 'th']);
const LEAST_LETTERS: Record<string, number> = { zh: 2, ja: 2, th: 3, ar: 4, hi: 4 };

/** Words that are long enough and still name nothing. */
const EMPTY: Record<string, ReadonlySet<string>> = {
  zh: words(
    '可以 能够 应该 必须 需要 已经 曾经 正在 一样 一起 一定 一般 一直 这里 那里 其中 其他 其它 它们 他们 我们 你们 人们 自己 因为 所以 因此 但是 而且 或者 如果 虽然 然后 ' +
      '以后 以前 之后 之前 时候 通常 常常 往往 大约 大概 非常 十分 很多 许多 有些 有的 没有 不是 就是 还是 也是 都是 由于 对于 关于 什么 怎样 怎么 为了 以及 并且 直到 几乎 其实 仍然 不能 不会 ' +
      '不再 主要 不同 可能 成为 使用 来自 作为 当时 今天 同样 只有 总是 慢慢 渐渐 逐渐 反复 轻轻 很快 一半',
  ),
  ar: words(
    'الذي التي الذين عندما وعندما بينما بعضها معظم كثير كثيرا كثيرة ولكن لكنه لكنها ولكنه ولهذا ولذلك لذلك لأنه لأنها فإنه هذه وهذا وهذه تلك منها فيها عليها عليه بينها أكثر تقريبا أحيانا ' +
      'يستطيع تستطيع يكون تكون كانت كانوا وكان أيضا وبعد أثناء خلال حوالي يمكن يجب حين بحسب عادة ربما وربما أخرى الأخرى الواحد الواحدة',
  ),
  hi: words(
    'लेकिन इसलिए क्योंकि लगभग बहुत जिससे जिसमें जिनमें उनकी उनके उनका उसकी उसके उसका इसकी इसके इसका इनके इनका इनकी किसी किया करते करना करता करती होता होती होते जाता जाती जाते सकता सकते सकती ' +
      'वाला वाली वाले अपनी अपने अपना कहते जैसे जहाँ वहाँ यहाँ पहले अधिक प्रायः धीरे आसपास उन्हें इन्हीं जबकि ताकि बल्कि रहता रहती रहते बताता देता देती देते लेता लेती बनता बनती बनते मिलता मिलती मिलते',
  ),
};
/** Chinese counts: a number or pointer and its measure word. */
const COUNT_ZH =
  /^[一二两三四五六七八九十几这那每各][个根只条张把层天年次种些样块片颗间位名株粒圈]$/u;

/** Words that are no names by their form: Chinese with a particle or auxiliary at an end, and numerals; Arabic present tense; Hindi converbs and participles. */
const NO_NAME: Record<string, RegExp> = {
  zh: /^[在进成到出入起着了过得把被从向与或再更最很就也都才已要会能不没早放写可]|[在进成到出入起着了过得地的]$|^[零一二三四五六七八九十百千万亿两几]+$/u,
  ar: /^[وف]?[يتن]/u,
  hi: /(?:कर|ाने|त[ाेी])$/u,
};

/** English words before and after which a noun phrase stands alone: elsewhere a pair may hold a verb (`vaccine shows`). */
const BEFORE = words(
  'a an the of in on at by for with from into through under over between its their his her our each every no some most many few other',
);
const AFTER = words(
  'of in on at by for with from into through under over between and or is are was were has have can will which who',
);

/**
 * What a sentence is about and no other of its passage: words and pairs of neighbours that stand there word for word, longest
 * first. Never empty words in English; in other languages long words only, since their empty words are short.
 */
export function ownTerms(
  sentence: string,
  others: readonly string[],
  language: string,
  nounsOnly = false,
): string[] {
  const elsewhere = others.join('\n').toLowerCase();
  const terms: string[] = [];
  for (const clause of sentence.split(/[^\p{L}\p{M}\s’'-]+/u)) {
    const parts = splitWords(clause, language);
    for (const [at, word] of parts.entries()) {
      if (!carries(word, language)) continue;
      const next = parts[at + 1];
      const pair = `${word}${UNSPACED.has(language) ? '' : ' '}${next}`;
      if (next !== undefined && carries(next, language) && clause.includes(pair)) terms.push(pair);
      terms.push(word);
    }
  }
  const own = terms.filter((term) => !elsewhere.includes(term.toLowerCase()));
  const apt = nounsOnly ? own.filter((term) => isName(term, sentence, language)) : own;
  return [...new Set(apt)].toSorted(
    (a, b) => wordsIn(b, language) - wordsIn(a, language) || b.length - a.length,
  );
}

function isName(term: string, sentence: string, language: string): boolean {
  if (isEnglish(language)) return standsAlone(term, sentence);
  const verbal = NO_NAME[language];
  return verbal === undefined || !splitWords(term, language).some((word) => verbal.test(word));
}

function standsAlone(term: string, sentence: string): boolean {
  const at = sentence.indexOf(term);
  const before = /([\p{L}’']+)\s$/u.exec(sentence.slice(0, at))?.[1]?.toLowerCase();
  const after = /^\s([\p{L}’']+)/u.exec(sentence.slice(at + term.length))?.[1]?.toLowerCase();
  return before !== undefined && BEFORE.has(before) && (after === undefined || AFTER.has(after));
}

function carries(word: string, language: string): boolean {
  if (!/^\p{L}/u.test(word)) return false;
  if (isEnglish(language)) return word.length >= 4 && contentWords(word, language).size > 0;
  if (EMPTY[language]?.has(word) || (language === 'zh' && COUNT_ZH.test(word))) return false;
  return Array.from(word).length >= (LEAST_LETTERS[language] ?? 6);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

function wordsIn(term: string, language: string): number {
  return splitWords(term, language).length;
}
