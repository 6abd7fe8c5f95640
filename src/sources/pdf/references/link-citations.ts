import { codePointLength } from '../../../core/text/code-points.ts';
import type { PaperElement, PaperLink } from '../paper.ts';

const SKIPPED = new Set([
  'reference',
  'furniture',
  'heading',
  'title',
  'authors',
  'code',
  'algorithm',
  'equation',
]);
const BRACKETED = /\[([^\][]{1,120})\]/gu;
const YEAR = String.raw`(?:1[89]|20)\d{2}`;
const NAME = String.raw`\p{Lu}[\p{L}\p{M}'’-]+`;
const PARTICLE = String.raw`(?:(?:van|von|de|der|den|la|le|du|da|di|del|dos|ten|ter|el|al)\s+)*`;
const WHO = String.raw`${PARTICLE}${NAME}(?:\s+(?:et\s+al\.?|(?:and|&)\s+${PARTICLE}${NAME})|(?:,\s+${PARTICLE}${NAME})*,?\s+(?:and|&)\s+${PARTICLE}${NAME})?`;
/** `Vaswani et al., 2017a, 2018` inside brackets; `Vaswani et al. (2017)` in the sentence. */
const AUTHOR_YEAR = new RegExp(
  String.raw`(${WHO})(?:,\s*|\s+\(\s*|\s+\[\s*|\s+)(${YEAR}[a-z]?(?:,\s*[a-z](?![\p{L}]))*(?:,\s*${YEAR}[a-z]?)*)`,
  'gu',
);

/** Citations by their label (`[3, 5–7]`, `[Vas17]`) or by author and year, joined to entries of the list of references. */
export function linkCitations(elements: readonly PaperElement[]): PaperLink[] {
  const references = elements.filter(({ kind }) => kind === 'reference');
  if (references.length === 0) return [];
  const labels = byLabel(references);
  const dated = byAuthorYear(references);
  const links: PaperLink[] = [];
  for (const element of elements) {
    if (SKIPPED.has(element.kind)) continue;
    const add = (start: number, end: number, to: PaperElement, by: PaperLink['by']) =>
      links.push({
        kind: 'cites',
        from: element.id,
        start: codePointLength(element.text.slice(0, start)),
        end: codePointLength(element.text.slice(0, end)),
        to: to.id,
        by,
      });
    if (labels.size > 0) citeByLabel(element.text, labels, add);
    if (dated.size > 0) citeByAuthor(element.text, dated, add);
  }
  return links;
}

type Add = (start: number, end: number, to: PaperElement, by: PaperLink['by']) => void;

function byLabel(references: readonly PaperElement[]): Map<string, PaperElement> {
  const labels = new Map<string, PaperElement>();
  for (const reference of references) {
    const label = reference.reference?.label?.replace(/[[\]().\s]/gu, '');
    if (label !== undefined && label !== '' && !labels.has(label)) labels.set(label, reference);
  }
  return labels;
}

function citeByLabel(text: string, labels: ReadonlyMap<string, PaperElement>, add: Add): void {
  for (const bracket of text.matchAll(BRACKETED)) {
    const pieces = [...bracket[1]!.matchAll(/[^,;]+/gu)];
    const keys = pieces.map(([piece]) => piece.trim().split(/\s*[–—-]\s*(?=\d)/u));
    const known = keys.every((range) =>
      range.every((key) => labels.has(key.replace(/\s.*$/u, ''))),
    );
    if (!known) continue;
    pieces.forEach((piece, index) => {
      const start =
        bracket.index + 1 + piece.index + (piece[0].length - piece[0].trimStart().length);
      const end = bracket.index + 1 + piece.index + piece[0].trimEnd().length;
      const [first, last] = keys[index]!.map((key) => key.replace(/\s.*$/u, ''));
      const from = Number(first);
      const to = last === undefined ? from : Number(last);
      if (last === undefined || !(to > from && to - from < 100))
        return add(start, end, labels.get(first!)!, 'label');
      for (let number = from; number <= to; number++) {
        const reference = labels.get(String(number));
        if (reference !== undefined) add(start, end, reference, 'label');
      }
    });
  }
}

/** `vaswani 2017` → entries; several of one year are told apart by the letter that they print, else by their order. */
function byAuthorYear(references: readonly PaperElement[]): Map<string, PaperElement[]> {
  const dated = new Map<string, PaperElement[]>();
  for (const element of references) {
    const entry = element.reference;
    if (entry?.year == null || entry.authors.length === 0) continue;
    const key = `${lastName(entry.authors[0]!)} ${entry.year}`;
    dated.set(key, [...(dated.get(key) ?? []), element]);
  }
  return dated;
}

function citeByAuthor(text: string, dated: ReadonlyMap<string, PaperElement[]>, add: Add): void {
  for (const found of text.matchAll(AUTHOR_YEAR)) {
    const who = found[1]!;
    const first = lastName(who.split(/,|\s+(?:et\s+al|and|&)\b|\s+&/u)[0]!);
    const yearsAt = found.index + found[0].length - found[2]!.length;
    let year = '';
    let begun = false;
    for (const piece of found[2]!.matchAll(/(\d{4})?([a-z])?(?=,|$)/gu)) {
      if (piece[0] === '') continue;
      year = piece[1] ?? year;
      const matching = choose(dated.get(`${first} ${year}`) ?? [], piece[2], year, who);
      if (matching === null) continue;
      const start = begun ? yearsAt + piece.index : found.index;
      add(start, yearsAt + piece.index + piece[0].length, matching, 'author-year');
      begun = true;
    }
  }
}

function choose(
  entries: readonly PaperElement[],
  letter: string | undefined,
  year: string,
  who: string,
): PaperElement | null {
  if (entries.length <= 1) return entries[0] ?? null;
  if (letter !== undefined) {
    const printed = entries.filter(({ text }) => text.includes(`${year}${letter}`));
    if (printed.length === 1) return printed[0]!;
    return entries[letter.charCodeAt(0) - 97] ?? null;
  }
  const second = /(?:and|&)\s+(.+)$/u.exec(who)?.[1];
  const fitting = entries.filter(({ reference }) => {
    const { authors } = reference!;
    if (/et\s+al/u.test(who)) return authors.length > 2;
    if (second !== undefined)
      return authors.length === 2 && lastName(authors[1]!) === lastName(second);
    return authors.length === 1;
  });
  return fitting.length === 1 ? fitting[0]! : null;
}

/** Folded to ASCII lower case: `Şahin, G.` and `Gözde Şahin` both give `sahin`. */
function lastName(author: string): string {
  const whole = author.trim();
  const name = whole.includes(',') ? whole.split(',')[0]! : (whole.split(/\s+/u).at(-1) ?? whole);
  return (name.split(/\s+/u).at(-1) ?? name)
    .normalize('NFD')
    .replace(/\p{M}|['’.]/gu, '')
    .toLowerCase();
}
