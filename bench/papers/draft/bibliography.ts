import type { Random } from '../../../src/core/random.ts';
import { escapeLatex, type CitationPrinter } from './inline.ts';
import { drawGiven, drawSurname } from './names.ts';
import { capital } from './prose.ts';
import { ADJECTIVES, type Field, VENUES } from './vocabulary.ts';

/**
 * How citations are set: `numeric` by LaTeX itself, `cite` by cite.sty (sorted, ranges), `natbib-numbers` (as asked) and
 * `natbib-sorted` (sorted, ranges), `raised` (natbib's superscripts), `author-year` (natbib), `alpha` (`[Tar19]`).
 */
export type CitationSystem =
  | 'numeric'
  | 'cite'
  | 'natbib-numbers'
  | 'natbib-sorted'
  | 'raised'
  | 'author-year'
  | 'alpha';

export interface Entry {
  key: string;
  people: { given: string; surname: string }[];
  title: string;
  venue: string;
  volume: number;
  pages: string;
  year: number;
  suffix: string;
  doi: string | null;
  arxiv: string | null;
  url: string | null;
}

export function drawEntries(random: Random, field: Field, count: number): Entry[] {
  const entries: Entry[] = [];
  const titles = new Set<string>();
  while (entries.length < count) {
    const title = drawTitle(random, field);
    if (titles.has(title)) continue;
    titles.add(title);
    const people = Array.from({ length: random.pick([1, 2, 2, 3, 3, 4, 6]) }, () => ({
      given: drawGiven(random),
      surname: drawSurname(random),
    }));
    const first = 100 + random.integer(800);
    const kind = random.integer(6);
    const year = 1994 + random.integer(30);
    entries.push({
      key: `r${entries.length}`,
      people,
      title,
      venue: kind === 0 && year > 2006 ? 'arXiv preprint' : random.pick(VENUES),
      volume: 2 + random.integer(60),
      pages: `${first}–${first + 3 + random.integer(25)}`,
      year,
      suffix: '',
      doi:
        kind === 1 || kind === 2
          ? `10.${5000 + random.integer(900)}/${random.pick(['jos', 'aim', 'tqc', 'lad'])}.${year}.${1000 + random.integer(9000)}`
          : null,
      arxiv:
        kind === 0 && year > 2006
          ? `${String(year % 100).padStart(2, '0')}${String(1 + random.integer(12)).padStart(2, '0')}.${String(random.integer(10000)).padStart(4, '0')}`
          : null,
      url:
        kind === 3
          ? `https://www.${random.pick(['offline', 'drift', 'affine', 'trial'])}.example/${random.pick(['report', 'notes', 'data'])}/${random.integer(900)}`
          : null,
    });
  }
  return entries;
}

function drawTitle(random: Random, field: Field): string {
  const [method, method2] = random.shuffle(field.methods) as [string, string];
  const [things, things2] = random.shuffle(field.things) as [string, string];
  const quantity = random.pick(field.quantities)[0];
  const adjective = random.pick(ADJECTIVES);
  const place = random.pick(field.places);
  return random.pick([
    `${capital(adjective)} ${things} by ${method}`,
    `On the ${quantity} of ${things}`,
    `${capital(method)} for ${adjective} ${things}: a comparison with ${method2}`,
    `A first look at ${quantity} in ${place}`,
    `Why ${things} differ from ${things2}`,
    `${capital(quantity)} and ${method}: ${random.pick(['evidence', 'field notes', 'lessons', 'limits'])} from ${place}`,
    `Towards ${adjective} ${method} of ${things}`,
  ]);
}

/** Orders the entries as the style prints them and settles what tells two of one name and year apart. */
export function orderEntries(entries: Entry[], cited: string[], sorted: boolean): Entry[] {
  const kept = cited.map((key) => entries.find((entry) => entry.key === key)!);
  if (sorted)
    kept.sort(
      (a, b) =>
        compare(plainLetters(a.people[0]!.surname), plainLetters(b.people[0]!.surname)) ||
        a.year - b.year ||
        compare(a.key, b.key),
    );
  const seen = new Map<string, Entry[]>();
  for (const entry of kept) {
    const name = `${shortName(entry)} ${entry.year}`;
    seen.set(name, [...(seen.get(name) ?? []), entry]);
  }
  for (const same of seen.values())
    if (same.length > 1)
      same.forEach((entry, index) => (entry.suffix = String.fromCodePoint(97 + index)));
  return kept;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const plainLetters = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Ø', 'O').replaceAll('ø', 'o');

export function shortName({ people }: Entry): string {
  const [first, second] = people;
  if (people.length === 1) return first!.surname;
  return people.length === 2
    ? `${first!.surname} and ${second!.surname}`
    : `${first!.surname} et al.`;
}

/** Printers are made before the order is known; they ask for it when they print. */
export function citationPrinter(
  system: CitationSystem,
  ordered: () => Entry[],
  look: { separator: string; each: boolean; yearBrackets?: boolean },
): CitationPrinter {
  const natbib = !['numeric', 'cite', 'alpha'].includes(system);
  const entryOf = (key: string): Entry => ordered().find((entry) => entry.key === key)!;
  const numberOf = (key: string): number => ordered().findIndex((entry) => entry.key === key) + 1;
  return {
    latex(keys, textual) {
      if (natbib) return `\\${textual ? 'citet' : 'citep'}{${keys.join(',')}}`;
      return textual
        ? `${escapeLatex(shortName(entryOf(keys[0]!))).replace(' et al.', ' et~al.')}~\\cite{${keys.join(',')}}`
        : `\\cite{${keys.join(',')}}`;
    },
    print(keys, textual) {
      const name = shortName(entryOf(keys[0]!));
      if (system === 'author-year') {
        const year = (key: string): string => `${entryOf(key).year}${entryOf(key).suffix}`;
        // acmart: brackets, no comma, in the order of the list.
        const [open, comma, close] = look.yearBrackets === true ? ['[', '', ']'] : ['(', ',', ')'];
        const order =
          look.yearBrackets === true ? keys.toSorted((a, b) => numberOf(a) - numberOf(b)) : keys;
        const text = textual
          ? `${name} ${open}${year(keys[0]!)}${close}`
          : `${open}${order.map((key) => `${shortName(entryOf(key))}${comma} ${year(key)}`).join('; ')}${close}`;
        return { text, raised: false };
      }
      if (system === 'alpha') {
        const text = `[${keys.map((key) => alphaLabel(entryOf(key))).join(', ')}]`;
        return { text: textual ? `${name} ${text}` : text, raised: false };
      }
      const isSorted = system === 'cite' || system === 'natbib-sorted' || system === 'raised';
      const numbers = keys.map(numberOf);
      const parts = isSorted
        ? ranges(numbers.toSorted((a, b) => a - b))
        : numbers.map((number) => [number]);
      const joined = parts
        .map((part) => part.map((number) => (look.each ? `[${number}]` : String(number))).join('–'))
        .join(system === 'cite' ? ', ' : look.separator);
      const text = look.each || system === 'raised' ? joined : `[${joined}]`;
      const raised = system === 'raised';
      return { text: textual ? `${name}${raised ? '' : ' '}${text}` : text, raised };
    },
  };
}

/** Runs of three and more become their two ends. */
function ranges(numbers: number[]): number[][] {
  const parts: number[][] = [];
  for (let at = 0; at < numbers.length;) {
    let end = at;
    while (numbers[end + 1] === numbers[end]! + 1) end++;
    if (end - at >= 2) parts.push([numbers[at]!, numbers[end]!]);
    else for (let each = at; each <= end; each++) parts.push([numbers[each]!]);
    at = end + 1;
  }
  return parts;
}

export function alphaLabel(entry: Entry): string {
  const { people, year, suffix } = entry;
  const letters =
    people.length === 1
      ? plainLetters(people[0]!.surname).slice(0, 3)
      : people
          .slice(0, 3)
          .map(({ surname }) => plainLetters(surname)[0])
          .join('') + (people.length > 3 ? '+' : '');
  return `${letters}${String(year % 100).padStart(2, '0')}${suffix}`;
}
