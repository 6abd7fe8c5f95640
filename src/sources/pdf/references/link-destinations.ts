import type { PageLink, PdfSummary } from '../engine/page-content.ts';
import type { PaperElement, PaperLink } from '../paper.ts';
import { coveredText } from './covered-text.ts';
import { namesKind } from './link-mentions.ts';

export interface FileLinks {
  links: { page: number; link: PageLink }[];
  destinations: PdfSummary['destinations'];
}

type Kind = PaperElement['kind'];

/** Names that hyperref and its kin give: `cite.key`, `figure.caption.3`, `equation.2.1`, `subsection.3.2`. */
const KIND_OF_NAME: readonly [RegExp, readonly Kind[]][] = [
  [/^cite[.@]|^bib|^reference\.|^R\d/iu, ['reference']],
  [/^(?:sub)?fig(?:ure)?\b|^subfigure|^lstlisting|^listing/iu, ['figure', 'algorithm', 'code']],
  [/^(?:long)?table\b|^tab\b/iu, ['table']],
  [/^equation\b|^eq\b|^AMS\b/iu, ['equation']],
  [/^algorithm\b|^ALC@|^ALG@/iu, ['algorithm', 'code']],
  [/^(?:sub)*section\b|^chapter\b|^appendix\b|^part\b|^paragraph\b/iu, ['heading']],
  [/^Hfootnote|^footnote/iu, ['footnote']],
];
const KIND_OF_TARGET: Partial<Record<Kind, PaperLink['kind']>> = { reference: 'cites' };
const TARGETS: readonly Kind[] = [
  'reference',
  'figure',
  'table',
  'equation',
  'algorithm',
  'heading',
  'footnote',
];

/**
 * Links that the file itself holds: the text under each link's box, joined to the element that its destination names or lies
 * at. The destination's name tells the kind where it has one (hyperref's do); else the text does (`Table 2`), else what is
 * nearest below.
 */
export function linkDestinations(
  elements: readonly PaperElement[],
  { links, destinations }: FileLinks,
): PaperLink[] {
  const byPage = groupByPage(elements);
  const names = new Map(destinations.map(({ name, page, x, y }) => [placeKey(page, x, y), name]));
  const found: PaperLink[] = [];
  for (const { page, link } of links) {
    if (!('page' in link.target)) continue;
    const source = coveredText(byPage.get(page) ?? [], page, link.box);
    if (source === null) continue;
    const { target } = link;
    const { text } = source;
    const name = names.get(placeKey(target.page, target.x, target.y));
    const kinds =
      KIND_OF_NAME.find(([pattern]) => name !== undefined && pattern.test(name))?.[1] ??
      namesKind(source.element.text, source.start) ??
      TARGETS;
    const near = (byPage.get(target.page) ?? []).filter(
      ({ kind, id }) => kinds.includes(kind) && id !== source.element.id,
    );
    const to = byNumber(near, text) ?? nearest(near, target);
    if (to === null) continue;
    const { id } = source.element;
    const last = found.at(-1);
    if (
      last !== undefined &&
      last.from === id &&
      last.to === to.id &&
      source.start - last.end <= 2
    ) {
      last.end = Math.max(last.end, source.end);
      continue;
    }
    const kind = KIND_OF_TARGET[to.kind] ?? 'mentions';
    found.push({
      kind,
      from: id,
      start: source.start,
      end: source.end,
      to: to.id,
      by: 'destination',
    });
  }
  return found;
}

function groupByPage(elements: readonly PaperElement[]): Map<number, PaperElement[]> {
  const byPage = new Map<number, PaperElement[]>();
  for (const element of elements) {
    const pages = new Set([...element.boxes, ...element.regions, element].map(({ page }) => page));
    for (const page of pages) {
      const list = byPage.get(page);
      if (list === undefined) byPage.set(page, [element]);
      else list.push(element);
    }
  }
  return byPage;
}

function placeKey(page: number, x: number | null, y: number | null): string {
  return `${page} ${x?.toFixed(1)} ${y?.toFixed(1)}`;
}

/** The one whose number the text names. References are told by place alone: their labels are checked elsewhere. */
function byNumber(candidates: readonly PaperElement[], text: string): PaperElement | null {
  const numbers: string[] = text.match(/[\p{L}]?\d[\d.]*|[IVX]+/gu) ?? [];
  const named = candidates.filter(
    ({ kind, number }) => kind !== 'reference' && number !== null && numbers.includes(number),
  );
  return named.length === 1 ? named[0]! : null;
}

/**
 * A destination lies at the top left of what it means, or a line above. Elements that begin well above it, or in a column
 * that ends left of it, are not meant.
 */
function nearest(
  candidates: readonly PaperElement[],
  { page, x, y }: { page: number; x: number | null; y: number | null },
): PaperElement | null {
  let best: PaperElement | null = null;
  let least = Infinity;
  for (const element of candidates) {
    const region = element.regions.find((one) => one.page === page) ?? element;
    if (region.page !== page) continue;
    const { box } = region;
    if (x !== null && (box.x + box.width < x || box.x > x + 90)) continue;
    const below = y === null ? 0 : box.y - y;
    const distance = below >= -8 ? Math.abs(below) : 4 * -below;
    if (distance < least) {
      least = distance;
      best = element;
    }
  }
  return best;
}
