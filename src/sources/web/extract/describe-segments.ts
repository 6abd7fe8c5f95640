import { attribute } from '../../files/parse-html.ts';
import { describeGroups, GROUP_FEATURES } from './describe-groups.ts';
import { describeHeadings, HEADING_FEATURES } from './describe-headings.ts';
import { groupsOf, NAME_GROUPS } from './name-groups.ts';
import { describePage, LONG, PAGE_FEATURES } from './describe-page.ts';
import type { PageSignals } from './page-signals.ts';
import type { Place, Segment, SegmentedPage } from './segment-page.ts';
import { describeText, TEXT_FEATURES } from './text-features.ts';

const KINDS = ['heading', 'paragraph', 'list-item', 'table', 'quote', 'code', 'caption', 'figure'];
const AREAS = [
  'main',
  'article',
  'section',
  'nav',
  'aside',
  'footer',
  'header',
  'form',
  'ul',
  'table',
  'details',
  'a',
  'button',
  'label',
  'figure',
  'dl',
  'noscript',
] as const;
/** How far names of the elements above are read, and separately of the nearest. */
const NEAR = 3;

const OWN = [
  ...KINDS.map((kind) => `kind ${kind}`),
  'level',
  'words',
  'linked',
  ...TEXT_FEATURES,
  'says the title',
  'in description',
  'in JSON-LD body',
  'repeated',
  'said before',
  'depth',
  'place by segments',
  'place by words',
  'since first h1',
  'since last heading',
  'since last long text',
  'words of it',
];
const ABOVE = [
  ...AREAS.map((area) => `in ${area}`),
  'is article body',
  ...NAME_GROUPS.map((group) => `near ${group}`),
  ...NAME_GROUPS.map((group) => `within ${group}`),
  ...['parent', 'grandparent', 'container', 'great'].flatMap((who) => [
    `${who} words`,
    `${who} linked`,
    `${who} segments`,
  ]),
  'share of best main',
  'like siblings',
  'like containers',
];
const AROUND = [-3, -2, -1, 1, 2, 3].flatMap((step) => [
  `${step} words`,
  `${step} linked`,
  `${step} heading`,
  `${step} same parent`,
]);
/** What is known of a segment, in this order: numbers, none of them words. */
export const FEATURES: readonly string[] = [
  ...OWN,
  ...ABOVE,
  ...AROUND,
  ...GROUP_FEATURES,
  ...HEADING_FEATURES,
  ...PAGE_FEATURES,
];

/** Describes every segment of a page: one row of FEATURES each. */
export function describeSegments(page: SegmentedPage, signals: PageSignals): Float32Array[] {
  const { segments } = page;
  if (segments.length === 0) return [];
  const whole = describePage(page, signals);
  const texts = countTexts(segments);
  const title = squash(`${page.title ?? ''} ${signals.meta.get('og:title') ?? ''}`);
  const description = squash(
    `${signals.meta.get('description') ?? ''} ${signals.meta.get('og:description') ?? ''}`,
  );
  const body = squash(signals.body);
  const places = new Map<Place, PlaceFacts>();
  const groups = describeGroups(segments);
  const headings = describeHeadings(segments);
  const said = new Map<string, number>();
  const best = Math.max(1, whole.mainWords);
  const totalWords = Math.max(
    1,
    segments.reduce((sum, { words }) => sum + words, 0),
  );
  let before = 0;
  let heading = -1;
  let long = -1;
  const firstH1 = segments.findIndex(({ kind, level }) => kind === 'heading' && level === 1);
  return segments.map((segment, at) => {
    const { kind, level, text, words, linkedWords, place } = segment;
    const squashed = squash(text);
    const own = [
      ...KINDS.map((one) => Number(kind === one)),
      level ?? 0,
      Math.log1p(words),
      linkedWords / Math.max(1, words),
      ...describeText(text, words),
      squashed.length > 4 && title.includes(squashed) ? 1 : 0,
      squashed.length > 20 && description.includes(squashed.slice(0, 80)) ? 1 : 0,
      squashed.length > 12 && body.includes(squashed.slice(0, 120)) ? 1 : body === '' ? -1 : 0,
      Math.min(4, texts.get(squashed) ?? 1),
      Math.min(4, said.get(squashed) ?? 0),
      place.depth,
      at / segments.length,
      before / totalWords,
      firstH1 < 0 ? -500 : Math.max(-100, Math.min(200, at - firstH1)),
      heading < 0 ? -1 : Math.min(40, at - heading),
      long < 0 ? -1 : Math.min(60, at - long),
      words / totalWords,
    ];
    before += words;
    said.set(squashed, (said.get(squashed) ?? 0) + 1);
    if (kind === 'heading') heading = at;
    if (words >= LONG && linkedWords < words / 2) long = at;
    const facts = factsOf(place, places);
    const around = [-3, -2, -1, 1, 2, 3].flatMap((step) => {
      const other = segments[at + step];
      if (other === undefined) return [-1, -1, -1, -1];
      return [
        Math.log1p(other.words),
        other.linkedWords / Math.max(1, other.words),
        Number(other.kind === 'heading'),
        Number(other.place.parent === place.parent),
      ];
    });
    return Float32Array.from([
      ...own,
      ...facts.above,
      facts.mainWords / best,
      ...likeness(place),
      ...around,
      ...groups[at]!,
      ...headings[at]!,
      ...whole.row,
    ]);
  });
}

interface PlaceFacts {
  above: number[];
  mainWords: number;
}

function factsOf(place: Place, known: Map<Place, PlaceFacts>): PlaceFacts {
  const before = known.get(place);
  if (before !== undefined) return before;
  const areas = new Set<string>();
  let isBody = 0;
  let near = 0;
  let within = 0;
  let mainWords = 0;
  let container: Place | null = null;
  for (let at: Place | null = place, step = 0; at !== null; at = at.parent, step++) {
    const { tagName } = at.element;
    areas.add(tagName === 'ol' ? 'ul' : tagName);
    const role = attribute(at.element, 'role');
    if (role === 'main') areas.add('main');
    if (role === 'navigation') areas.add('nav');
    if (/articleBody|description|text/.test(attribute(at.element, 'itemprop') ?? '')) isBody = 1;
    // What a page calls itself says nothing of its parts.
    if (tagName !== 'body' && tagName !== 'html') {
      const groups = groupsOf(at.names);
      if (step < NEAR) near |= groups;
      within |= groups;
    }
    if (tagName === 'main' || tagName === 'article' || role === 'main')
      mainWords = Math.max(mainWords, at.words);
    if (container === null && at.segments >= 4) container = at;
  }
  const sizes = [
    place.parent ?? place,
    place.parent?.parent ?? place,
    container ?? place,
    container?.parent ?? place,
  ].flatMap((one) => [
    Math.log1p(one.words),
    one.linkedWords / Math.max(1, one.words),
    Math.log1p(one.segments),
  ]);
  const above = [
    ...AREAS.map((area) => Number(areas.has(area))),
    isBody,
    ...NAME_GROUPS.map((_, index) => (near >> index) & 1),
    ...NAME_GROUPS.map((_, index) => (within >> index) & 1),
    ...sizes,
  ];
  const facts = { above, mainWords };
  known.set(place, facts);
  return facts;
}

/** How many brothers and how many cousins look like the element: cards, rows, posts. */
function likeness({ look, parent }: Place): [number, number] {
  const own = parent?.kinds.get(look) ?? 1;
  let above = 1;
  for (let at = parent, step = 0; at?.parent != null && step < 5; at = at.parent, step++)
    above = Math.max(above, at.parent.kinds.get(at.look) ?? 1);
  return [Math.log1p(own), Math.log1p(above)];
}

function countTexts(segments: readonly Segment[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of segments) {
    const key = squash(text);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function squash(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
