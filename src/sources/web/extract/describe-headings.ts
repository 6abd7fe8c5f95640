import type { Segment } from './segment-page.ts';

/** What headings announce, in English: other languages are judged by form alone. */
const TOPICS: readonly RegExp[] = [
  /related|recommend|you (?:may|might|would)|also (?:like|bought|viewed)|similar|more (?:from|like|in|on)|latest|popular|trending|recent|featured|don.t miss|read next|up next|customers|suggested/i,
  /reviews?|testimonials?|what (?:our|people|customers|clients)|ratings?/i,
  /faqs?|questions|q ?& ?a/i,
  /comments?|repl(?:y|ies)|discussion|thoughts/i,
  /newsletter|subscribe|sign up|stay|contact|get in touch|follow|share|join|connect|download|book|ready to/i,
  /description|overview|details|specifications?|features?|about (?:this|the)|ingredients|instructions|summary|what.s included/i,
  /about (?:us|the author|author)|written by|who we are|our (?:team|story|company)|author/i,
  /references|sources|notes|bibliography|footnotes|citations/i,
  /contents|on this page|in this article|jump to|navigation|menu|categor|tags|archives?|filter|sort|refine|search/i,
  /cookie|privacy|legal|disclaimer|terms|disclosure/i,
  /price|pricing|plans|shipping|returns|warranty|delivery|payment/i,
  /company|resources|support|products|solutions|quick links|links|information|help|customer (?:service|care)|account/i,
];

export const HEADING_FEATURES: readonly string[] = [
  ...TOPICS.map((_, index) => `heading topic ${index}`),
  'heading level',
  'heading words',
  'heading shares',
  'headings before',
  'section words',
  'section texts',
];

/** Describes every segment by the heading that it stands under: one row of HEADING_FEATURES each. */
export function describeHeadings(segments: readonly Segment[]): number[][] {
  const starts = segments.flatMap(({ kind }, at) => (kind === 'heading' ? [at] : []));
  const wordsUnder = new Map<number, [words: number, texts: number]>();
  starts.forEach((start, at) => {
    const under = segments.slice(start + 1, starts[at + 1] ?? segments.length);
    wordsUnder.set(start, [under.reduce((sum, { words }) => sum + words, 0), under.length]);
  });
  let last = -1;
  let before = 0;
  return segments.map((segment, at) => {
    if (segment.kind === 'heading') {
      last = at;
      before++;
    }
    const heading = last < 0 ? undefined : segments[last]!;
    if (heading === undefined) return NO_HEADING;
    const [words, texts] = wordsUnder.get(last)!;
    return [
      ...TOPICS.map((topic) => Number(heading.words < 15 && topic.test(heading.text))),
      heading.level ?? 0,
      Math.min(20, heading.words),
      sharedDepth(segment, heading),
      Math.min(30, before),
      Math.log1p(words),
      Math.log1p(texts),
    ];
  });
}

const NO_HEADING = HEADING_FEATURES.map(() => -1);

/** How many elements up from the heading the first is that holds the segment too. */
function sharedDepth({ place }: Segment, { place: other }: Segment): number {
  const above = new Set<object>();
  for (let at: Segment['place'] | null = place; at !== null; at = at.parent) above.add(at);
  let steps = 0;
  for (let at: Segment['place'] | null = other; at !== null; at = at.parent, steps++)
    if (above.has(at)) return steps;
  return steps;
}
