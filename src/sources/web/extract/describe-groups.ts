import type { Place, Segment } from './segment-page.ts';

/** Elements of one look beneath one parent: cards of a list, posts of a thread, rows, slides. */
interface Group {
  members: Map<Place, number>;
  words: number;
  linkedWords: number;
  segments: number;
  images: number;
  priced: number;
  headed: number;
  dated: number;
  /** Of its first text. */
  first: number;
  rank: number;
}

const EACH = [
  'members',
  'words',
  'words a member',
  'linked',
  'texts a member',
  'images a member',
  'priced',
  'headed',
  'dated',
  'share of page',
  'rank',
  'starts at',
  'member at',
  'own words',
];

/** What repetition says of a segment: the nearest group that it stands in, and the outermost. */
export const GROUP_FEATURES: readonly string[] = ['nearest', 'outermost'].flatMap((which) =>
  EACH.map((name) => `${which} group ${name}`),
);

/** Elements of one look, from which they are a group. */
const LEAST_MEMBERS = 3;
const PRICE = /[$€£¥₹]\s?\d|\d\s?(?:USD|EUR|GBP|zł|kr|€)/;
const DATE =
  /\b(?:19|20)\d\d\b|\b\d+ (?:min|minute|hour|day|week|month|year)s? ago\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d/i;

/** Describes every segment by the groups around it: one row of GROUP_FEATURES each. */
export function describeGroups(segments: readonly Segment[]): number[][] {
  const groups = new Map<Place, Map<string, Group>>();
  const chains = segments.map(({ place, text, words, linkedWords, kind }, at) => {
    const chain: [Place, Group][] = [];
    for (let here = place; here.parent !== null; here = here.parent) {
      const { parent, look } = here;
      if ((parent.kinds.get(look) ?? 0) < LEAST_MEMBERS) continue;
      let of = groups.get(parent);
      if (of === undefined) groups.set(parent, (of = new Map()));
      let group = of.get(look);
      if (group === undefined) of.set(look, (group = emptyGroup(at)));
      if (!group.members.has(here)) {
        group.members.set(here, group.members.size);
        group.images += here.images;
      }
      group.words += words;
      group.linkedWords += linkedWords;
      group.segments++;
      group.priced += Number(words < 40 && PRICE.test(text));
      group.headed += Number(kind === 'heading');
      group.dated += Number(words < 20 && DATE.test(text));
      chain.push([here, group]);
    }
    return chain;
  });
  const all = [...groups.values()].flatMap((of) => [...of.values()]);
  all
    .toSorted((a, b) => b.words - a.words)
    .forEach((group, rank) => {
      group.rank = rank;
    });
  const pageWords = Math.max(
    1,
    segments.reduce((sum, { words }) => sum + words, 0),
  );
  return chains.map((chain) => {
    const real = chain.filter(([, { members }]) => members.size >= LEAST_MEMBERS);
    return [real[0], real.at(-1)].flatMap((found) =>
      found === undefined ? NO_GROUP : rowOf(found[0], found[1], pageWords, segments.length),
    );
  });
}

const NO_GROUP = EACH.map(() => -1);

function emptyGroup(first: number): Group {
  return {
    members: new Map(),
    words: 0,
    linkedWords: 0,
    segments: 0,
    images: 0,
    priced: 0,
    headed: 0,
    dated: 0,
    first,
    rank: 0,
  };
}

function rowOf(member: Place, group: Group, pageWords: number, pageSegments: number): number[] {
  const count = group.members.size;
  return [
    Math.log1p(count),
    Math.log1p(group.words),
    Math.log1p(group.words / count),
    group.linkedWords / Math.max(1, group.words),
    Math.log1p(group.segments / count),
    Math.min(3, group.images / count),
    Math.min(2, group.priced / count),
    Math.min(2, group.headed / count),
    Math.min(2, group.dated / count),
    group.words / pageWords,
    Math.min(20, group.rank),
    group.first / pageSegments,
    Math.min(30, group.members.get(member)!),
    member.words / Math.max(1, group.words / count),
  ];
}
