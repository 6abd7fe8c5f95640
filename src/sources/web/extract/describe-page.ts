import { attribute } from '../../files/parse-html.ts';
import { groupsOf, NAME_GROUPS } from './name-groups.ts';
import type { PageSignals } from './page-signals.ts';
import type { Place, SegmentedPage } from './segment-page.ts';

/** Words from which a text is long. */
export const LONG = 20;

const PAGE_TYPES: readonly RegExp[] = [
  /Article|BlogPosting|NewsArticle/,
  /Product|Offer/,
  /DiscussionForum|QAPage|Question/,
  /CollectionPage|ItemList|SearchResults/,
  /FAQPage/,
  /Service|LocalBusiness|Organization/,
  /Recipe|HowTo|Event|JobPosting/,
];
/** What is known of a page as a whole. */
export const PAGE_FEATURES: readonly string[] = [
  'page words',
  'page segments',
  'page linked',
  'page longest',
  'page long texts',
  'page articles',
  'page has main',
  'page has h1',
  'page h1 at',
  'page headings',
  'page listed',
  'page coded',
  'page tabled',
  'page is og article',
  'page is og product',
  ...PAGE_TYPES.map((_, index) => `page type ${index}`),
  ...['comment', 'post', 'product', 'review', 'documentation', 'list', 'service'].map(
    (group) => `page ${group}`,
  ),
];

/** A row of PAGE_FEATURES, and the words of the largest part that is marked as main. */
export function describePage(
  { segments }: SegmentedPage,
  { types, meta }: PageSignals,
): { row: number[]; mainWords: number } {
  if (segments.length === 0) return { row: PAGE_FEATURES.map(() => 0), mainWords: 0 };
  let [words, linked, longest, longs, headings, listed, coded, tabled] = [0, 0, 0, 0, 0, 0, 0, 0];
  let mainWords = 0;
  const areas = new Set<Place>();
  const groups = new Map<number, number>();
  for (const { kind, words: own, linkedWords, place } of segments) {
    words += own;
    linked += linkedWords;
    if (linkedWords < own / 2) longest = Math.max(longest, own);
    if (own >= LONG && linkedWords < own / 2) longs++;
    if (kind === 'heading') headings++;
    if (kind === 'list-item') listed += own;
    if (kind === 'code') coded += own;
    if (kind === 'table') tabled += own;
    for (let at: Place | null = place; at !== null && !areas.has(at); at = at.parent) {
      areas.add(at);
      const bits = groupsOf(at.names);
      for (let index = 0; index < NAME_GROUPS.length; index++)
        if ((bits >> index) & 1) groups.set(index, (groups.get(index) ?? 0) + 1);
    }
  }
  let articles = 0;
  let hasMain = 0;
  for (const { element, words: own } of areas) {
    if (element.tagName === 'article') articles++;
    const isMain = element.tagName === 'main' || attribute(element, 'role') === 'main';
    if (isMain) hasMain = 1;
    if (isMain || element.tagName === 'article') mainWords = Math.max(mainWords, own);
  }
  const h1 = segments.findIndex(({ kind, level }) => kind === 'heading' && level === 1);
  const all = Math.max(1, words);
  const type = meta.get('og:type') ?? '';
  const said = [...types].join(' ');
  const count = (group: (typeof NAME_GROUPS)[number]): number =>
    Math.log1p(groups.get(NAME_GROUPS.indexOf(group)) ?? 0);
  const row = [
    Math.log1p(words),
    Math.log1p(segments.length),
    linked / all,
    Math.log1p(longest),
    Math.log1p(longs),
    Math.log1p(articles),
    hasMain,
    Number(h1 >= 0),
    h1 / segments.length,
    headings / segments.length,
    listed / all,
    coded / all,
    tabled / all,
    Number(type.startsWith('article')),
    Number(type.startsWith('product')),
    ...PAGE_TYPES.map((pattern) => Number(pattern.test(said))),
    ...(['comment', 'post', 'product', 'review', 'documentation', 'list', 'service'] as const).map(
      count,
    ),
  ];
  return { row, mainWords };
}
