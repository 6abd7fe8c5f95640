import type { ReferenceEntry } from '../paper.ts';

const LABEL = /^\s*(\[[^\][]{1,20}\]|\(\d{1,4}\)|\d{1,4}[.)])\s*/u;
const DOI = /\b(10\.\d{4,9}\/[^\s"<>]+[^\s"<>.,;)\]])/u;
const ARXIV =
  /arXiv[:\s]*(?:preprint\s*)?(?:arXiv[:\s]*)?((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?)/iu;
const ADDRESS = /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;)\]]/u;
const YEAR = /(?<![\d./:-])((?:1[89]|20)\d{2})[a-z]?(?![\d/-]|\.\d)/gu;
/** `Knuth, D.E., Plass, M.F.: Title`, as Springer has it. */
const LAST_FIRST =
  /^((?:(?:\p{Ll}+ )*\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*,? (?:\p{Lu}\.[ -]?)+(?:, |,? et al\.)?)+):\s+(.*)$/u;
/** More than any entry has: what is longer was cut wrongly, and is read no further. */
const LONGEST = 3_000;
/** What opens the venue after a title. */
const VENUE =
  /^(?:In[: ]|in (?:Proceedings|Advances|Proc)|Proceedings|Proc\.|Advances in|Journal|Transactions|IEEE|ACM|arXiv|CoRR|PhD|Ph\.D|Technical [Rr]eport|Nature|Science|Annals|Lecture Notes|Springer|Cambridge|Oxford|MIT Press)/u;
/** `A. B.`, `J.-P.`: initials, which end no sentence. */
const INITIALS = /(?:^|[\s(-])\p{Lu}\.(?:[\s-]?\p{Lu}\.)*$/u;
const ABBREVIATIONS =
  /(?:^|\s)(?:et al|eds?|vol|no|pp|Proc|Conf|Int|Trans|J|St|Jr|Sr|Ph|Univ|Dept|vs|Dr)\.$/iu;

/**
 * A bibliography entry taken apart: label, authors, title, venue, year, identifiers. What does not follow one of the usual
 * orders (authors. title. venue, year · authors (year). title · authors, "title," venue) stays null: nothing is guessed.
 */
export function parseReference(text: string): ReferenceEntry {
  const label = LABEL.exec(text)?.[1] ?? null;
  const body = (label === null ? text : text.replace(LABEL, '')).replace(/\s+/gu, ' ').trim();
  const doi = DOI.exec(body)?.[1] ?? null;
  const arxiv = ARXIV.exec(body)?.[1] ?? null;
  const url = ADDRESS.exec(body)?.[0] ?? null;
  const plain = body.slice(0, LONGEST).replace(/https?:\/\/\S+/gu, ' ');
  const quoted = /^(.{3,400}?)[,.]?\s*[“"«](.{4,300}?)[,.]?[”"»],?\s*(.*)$/u.exec(plain);
  const parts = quoted === null ? byOrder(plain) : fromQuoted(quoted);
  return { label, ...parts, year: yearOf(plain), doi, arxiv, url };
}

type Parts = Pick<ReferenceEntry, 'authors' | 'title' | 'venue'>;

function fromQuoted(found: RegExpExecArray): Parts {
  return { authors: authorsOf(found[1]!), title: tidy(found[2]!), venue: venueOf(found[3]!) };
}

/** Authors up to the first sentence end (or a year in brackets), then the title up to the next, then the venue. */
function byOrder(text: string): Parts {
  const named = LAST_FIRST.exec(text);
  if (named !== null) {
    const [title, ...rest] = sentencesOf(named[2]!);
    return {
      authors: authorsOf(named[1]!),
      title: tidyOr(title),
      venue: venueOf(rest.join(' ')),
    };
  }
  const dated = /^(.{3,600}?),?\s*\(((?:1[89]|20)\d{2})[a-z]?\)[.,:]?\s+(.*)$/u.exec(text);
  if (dated !== null && looksLikeNames(dated[1]!)) {
    const [title, ...rest] = sentencesOf(dated[3]!);
    return { authors: authorsOf(dated[1]!), title: tidyOr(title), venue: venueOf(rest.join(' ')) };
  }
  const [first, ...others] = sentencesOf(text);
  if (first === undefined || others.length === 0) return { authors: [], title: null, venue: null };
  const rest = /^(?:1[89]|20)\d{2}[a-z]?\.$/u.test(others[0]!) ? others.slice(1) : others;
  if (!looksLikeNames(first)) {
    const coloned = /^(.{3,300}?):\s+(.{8,}?)\.?$/u.exec(first);
    if (coloned !== null && looksLikeNames(coloned[1]!))
      return {
        authors: authorsOf(coloned[1]!),
        title: tidy(coloned[2]!),
        venue: venueOf(rest.join(' ')),
      };
    return { authors: [], title: tidy(first), venue: venueOf(rest.join(' ')) };
  }
  const [title, ...venue] = rest;
  if (title !== undefined && VENUE.test(title))
    return { authors: authorsOf(first), title: null, venue: venueOf(rest.join(' ')) };
  return { authors: authorsOf(first), title: tidyOr(title), venue: venueOf(venue.join(' ')) };
}

/** Cut at full stops that end a sentence: not after initials or abbreviations, and not inside brackets. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '(') depth++;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    const next = text[at + 1];
    if (!/[.?!]/u.test(sign) || (next !== undefined && next !== ' ') || depth > 0) continue;
    const piece = text.slice(start, at + 1);
    if (sign === '.' && (INITIALS.test(piece) || ABBREVIATIONS.test(piece))) {
      const following = /^ (\p{Lu}\p{Ll}+)(?:[ :,-]|$)(\p{Lu}\p{Ll}*[,.])?/u.exec(
        text.slice(at + 1),
      );
      const lastName = /\p{Lu}\p{Ll}+,(?:\s\p{Lu}\.-?)+$/u.test(piece);
      if (
        !lastName ||
        following === null ||
        following[2] !== undefined ||
        following[0].endsWith(',')
      )
        continue;
      if (/^ (?:and|&|et)\b/u.test(text.slice(at + 1))) continue;
    }
    sentences.push(piece.trim());
    start = at + 1;
  }
  const rest = text.slice(start).trim();
  if (rest !== '') sentences.push(rest);
  return sentences;
}

function looksLikeNames(text: string): boolean {
  const names = authorsOf(text);
  if (names.length === 0 || text.length > 60 * Math.max(2, names.length)) return false;
  const words = text.match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  const lower = words.filter((word) => /^\p{Ll}/u.test(word) && !PARTICLES.has(word)).length;
  return lower <= 0.15 * words.length;
}

const PARTICLES = new Set([
  'and',
  'et',
  'al',
  'de',
  'van',
  'von',
  'der',
  'den',
  'la',
  'le',
  'du',
  'da',
  'di',
  'dos',
  'del',
  'ten',
  'ter',
  'el',
  'bin',
  'ibn',
  'y',
  'e',
  'und',
  'eds',
  'ed',
]);

function authorsOf(text: string): string[] {
  const list = text
    .replace(/\s*\((?:eds?\.?|editors?)\)\s*/giu, ' ')
    .replace(/,?\s+et\s+al\.?.*$/u, '')
    .replace(/(?<!(?:^|[\s.-])\p{Lu})[.,;\s]+$/u, '')
    .replace(/,?\s+(?:and|&|und|et|y)\s+/gu, ', ');
  const pieces = list.split(/\s*[,;]\s*/u).filter((piece) => piece !== '');
  const names: string[] = [];
  for (const piece of pieces) {
    const initialsOnly =
      /^(?:\p{Lu}\.?[\s-]?){1,4}$/u.test(piece) || /^(?:Jr|Sr|I{2,3}|IV)\.?$/u.test(piece);
    if (initialsOnly && names.length > 0) names[names.length - 1] += `, ${piece}`;
    else names.push(piece);
  }
  if (names.every((name) => !name.includes(' ') && !name.includes('.')) && names.length % 2 === 0) {
    return pairUp(names);
  }
  return names.filter((name) => /\p{Lu}/u.test(name));
}

/** `Smith, John, Doe, Jane`: last names and first names by turns. */
function pairUp(names: string[]): string[] {
  const paired: string[] = [];
  for (let at = 0; at + 1 < names.length; at += 2) paired.push(`${names[at]}, ${names[at + 1]}`);
  return paired;
}

function venueOf(text: string): string | null {
  const venue = tidy(text.replace(/^in:?\s+/iu, ''));
  return venue === '' || /^(?:1[89]|20)\d{2}[a-z]?$/u.test(venue) ? null : venue;
}

/** The year in brackets, else the last that stands alone: earlier ones are often part of a title or a conference's name. */
function yearOf(text: string): number | null {
  const bracketed = /\(((?:1[89]|20)\d{2})[a-z]?\)/u.exec(text)?.[1];
  if (bracketed !== undefined) return Number(bracketed);
  const withoutIds = text
    .replace(ARXIV, ' ')
    .replace(DOI, ' ')
    .replace(/\b\d+\s*[–-]\s*\d+\b/gu, ' ');
  const sentenced = /[.,]\s*((?:1[89]|20)\d{2})[a-z]?\.\s/u.exec(withoutIds)?.[1];
  if (sentenced !== undefined) return Number(sentenced);
  const last = [...withoutIds.matchAll(YEAR)].at(-1)?.[1];
  return last === undefined ? null : Number(last);
}

function tidyOr(text: string | undefined): string | null {
  const kept = text === undefined ? '' : tidy(text);
  return kept === '' ? null : kept;
}

function tidy(text: string): string {
  return text.replace(/^[\s.,;:“"]+|[\s.,;”"]+$/gu, '').replace(/\s+/gu, ' ');
}
