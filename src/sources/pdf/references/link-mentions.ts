import { codePointLength } from '../../../core/text/code-points.ts';
import type { PaperElement, PaperLink } from '../paper.ts';

type Kind = PaperElement['kind'];

/** A word that announces a numbered element, and which kinds it can mean. */
const ANNOUNCERS: readonly [RegExp, readonly Kind[]][] = [
  [/(?:Fig(?:ure|s|ures)?|Abb(?:ildung)?|Scheme|Plate)\.?/u, ['figure']],
  [/Tab(?:le|les|elle)?\.?/u, ['table']],
  [/Eq(?:uation|uations|s|n)?\.?/u, ['equation']],
  [/Alg(?:orithm|orithms|o)?\.?|Listing|Procedure/u, ['algorithm', 'code', 'figure']],
  [/Sec(?:tion|tions|t|s)?\.?|§+|Chapter|Appendix|Appendices|App\./u, ['heading']],
];
const NUMBER = String.raw`(?:\(?(?:[A-Z]\.?)?\d+(?:\.\d+)*\)?|\(?[A-Z](?:\.\d+)*\)?(?![\p{L}])|[IVX]+(?![\p{L}]))`;
const JOINED = String.raw`(?:\s*(?:,|and|&|or|to|–|-|—|through)\s*)`;
const MENTION = new RegExp(
  String.raw`(?<![\p{L}])(${ANNOUNCERS.map(([word]) => word.source).join('|')})[\s~]*(${NUMBER}[a-z]?(?:\s?\([a-z](?:[,–-][a-z])*\))?(?:${JOINED}+${NUMBER}[a-z]?)*)`,
  'giu',
);
const WHOLE: readonly [RegExp, readonly Kind[]][] = ANNOUNCERS.map(([word, kinds]) => [
  new RegExp(`^(?:${word.source})$`, 'iu'),
  kinds,
]);

/** Which kinds the word before a place announces: `Table ` before `2`. */
export function namesKind(text: string, start: number): readonly Kind[] | null {
  const points = [...text];
  const around = points.slice(Math.max(0, start - 14), start + 14).join('');
  MENTION.lastIndex = 0;
  const word = MENTION.exec(around)?.[1];
  return word === undefined ? null : (kindsOf(word) ?? null);
}

function kindsOf(word: string): readonly Kind[] | undefined {
  return WHOLE.find(([pattern]) => pattern.test(word))?.[1];
}

/**
 * Mentions of numbered elements by their label: `Figure 3a`, `Tables 1 and 2`, `Eqs. (4)–(6)`, `Sec. 3.2`, `Appendix B`. A label
 * that no element bears, or several do, links nothing. A caption's own label is not a mention.
 */
export function linkMentions(elements: readonly PaperElement[]): PaperLink[] {
  const byNumber = new Map<string, PaperElement[]>();
  for (const element of elements) {
    if (element.number === null || element.kind === 'caption' || element.kind === 'reference')
      continue;
    const key = `${element.kind} ${element.number.toUpperCase()}`;
    byNumber.set(key, [...(byNumber.get(key) ?? []), element]);
  }
  const links: PaperLink[] = [];
  for (const element of elements) {
    if (element.kind === 'reference' || element.kind === 'furniture' || element.kind === 'heading')
      continue;
    for (const found of element.text.matchAll(MENTION)) {
      if (element.kind === 'caption' && found.index === 0) continue;
      const kinds = kindsOf(found[1]!);
      if (kinds === undefined) continue;
      const listAt = found.index + found[0].length - found[2]!.length;
      for (const { number, start, end } of numbersOf(found[2]!)) {
        const bearers = kinds.flatMap((kind) => byNumber.get(`${kind} ${number}`) ?? []);
        if (bearers.length !== 1 || bearers[0]!.id === element.id) continue;
        const from = codePoints(element.text, start === 0 ? found.index : listAt + start);
        links.push({
          kind: 'mentions',
          from: element.id,
          start: from,
          end: codePoints(element.text, listAt + end),
          to: bearers[0]!.id,
          by: 'label',
        });
      }
    }
  }
  return links;
}

/** The numbers of a list; `4–6` names 5 too. A trailing letter means a part of a figure. */
function numbersOf(list: string): { number: string; start: number; end: number }[] {
  const numbers: { number: string; start: number; end: number }[] = [];
  const pattern = new RegExp(NUMBER, 'gu');
  for (const found of list.matchAll(pattern)) {
    const number = found[0].replace(/[()]/gu, '').toUpperCase();
    const start = found.index;
    const end = start + found[0].length;
    const before = numbers.at(-1);
    const gap = before === undefined ? '' : list.slice(before.end, start);
    if (before !== undefined && /^\s*[a-z)]*\s*(?:–|-|—|to|through)\s*\(?$/u.test(gap)) {
      for (let middle = Number(before.number) + 1; middle < Number(number); middle++) {
        if (numbers.length > 50) break;
        numbers.push({ number: String(middle), start: before.start, end });
      }
    }
    numbers.push({ number, start, end });
  }
  return numbers;
}

function codePoints(text: string, unit: number): number {
  return codePointLength(text.slice(0, unit));
}
