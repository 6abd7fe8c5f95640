import { canonicalUrl } from '../../../sources/web/frontier/canonical-url.ts';
import type { LinkScorer, PageLink, ReadPage } from '../../../sources/web/page.ts';
import type { TermBurst } from '../../../sources/web/feeds/trending-terms.ts';
import { type DecideFork, FORK_DEFAULTS, type ForkDecision } from './forks.ts';
import { type Interest, openInterest } from './interest.ts';
import { openLinkTrail } from './link-trail.ts';
import { livelinessOf } from './liveliness.ts';
import { openNovelty } from './novelty.ts';
import type { ReaderSummary, ReadersFile } from './readers-file.ts';
import { openRarity } from './rarity.ts';
import { watchSaturation } from './saturation.ts';
import { openReader, preparePage } from './score-links.ts';

export const TOGETHER_DEFAULTS = {
  /** Pages fetched for one reader at most. */
  pagesPerReader: Number.POSITIVE_INFINITY,
  /** A reader's turn: its scores are raised to the power 1/turn, which lies between 1/mostTurn and mostTurn. */
  mostTurn: 1.5,
  /** Weight of the newest page in what a reader got lately. */
  pace: 0.1,
  /** Readers to whom a page is worth this are named in its reasons. */
  leastNamed: 0.1,
  /** Pages between two pictures of the interests, doubled whenever there are more than `mostPictures`. */
  pictureEvery: 1,
  mostPictures: 120,
  termsOfPicture: 16,
  termsOfSummary: 40,
} as const;

export interface Reader {
  name: string;
  /** What it cares for at first: `tide pools`, `pension rules`. */
  words: readonly string[];
  language?: string;
}

export interface TogetherOptions {
  pagesPerReader?: number;
  /** What feeds suddenly speak of: links about it come sooner. */
  trends?: readonly TermBurst[];
  /** Who decides where several links promise alike; without it the score alone does. */
  decideFork?: DecideFork;
}

export interface Together extends LinkScorer {
  read(page: ReadPage): { worth: number; fresh: number; because: string[]; for: string };
  /**
   * Told of a page after `read`, before its links are scored: where several promise alike, `decideFork` chooses, and the chosen one
   * comes sooner. Resolves at once where there is nothing to choose.
   */
  decide(page: ReadPage): Promise<void>;
  /** Why nobody wants to read on, or undefined. */
  enough(): string | undefined;
  /** Everything that `readers.json` holds. */
  snapshot(): ReadersFile;
}

interface Member extends Omit<ReaderSummary, 'terms'> {
  interest: Interest;
  reader: ReturnType<typeof openReader>;
  saturation: ReturnType<typeof watchSaturation>;
  lately: number;
}

/**
 * Several personas read the pages of one crawl: a page that was fetched for one is read by all, and each keeps its own interest. A link is
 * worth what it is worth to its best reader, those who got little lately before those who got much; whoever has spent its pages or is
 * sated asks for no more. The state follows from the pages in their order alone: who reads them again, stands where it stood.
 */
export function readTogether(readers: readonly Reader[], options: TogetherOptions = {}): Together {
  if (readers.length === 0) throw new RangeError('readTogether: there is no reader');
  const { pace, mostTurn, leastNamed, mostPictures } = TOGETHER_DEFAULTS;
  const pagesPerReader = options.pagesPerReader ?? TOGETHER_DEFAULTS.pagesPerReader;
  const { trends = [] } = options;
  const burst = livelinessOf(trends);
  const novelty = openNovelty();
  const rarity = openRarity();
  const trail = openLinkTrail();
  const members = readers.map(({ name, words, language = 'en' }): Member => {
    const interest = openInterest({ words, language }, rarity.weightOf);
    return {
      name,
      words: [...words],
      language,
      pages: 0,
      worth: 0,
      worthOfAll: 0,
      done: null,
      drift: [],
      interest,
      reader: openReader({ interest, trail, language, burst }),
      saturation: watchSaturation(),
      lately: 0,
    };
  });
  let pages = 0;
  let every: number = TOGETHER_DEFAULTS.pictureEvery;

  const asking = (): Member[] => {
    const open = members.filter(({ done }) => done === null);
    return open.length > 0 ? open : members;
  };
  const bestFor = (link: PageLink): { member: Member; score: number } => {
    const open = asking();
    const usual = open.reduce((sum, { lately }) => sum + lately, 0) / open.length + LITTLE;
    let best: { member: Member; score: number } | undefined;
    for (const member of open) {
      const turn = Math.min(mostTurn, Math.max(1 / mostTurn, usual / (member.lately + LITTLE)));
      const score = member.reader.score(link) ** (1 / turn);
      if (best === undefined || score > best.score) best = { member, score };
    }
    return best!;
  };
  const picture = (): void => {
    for (const { interest, drift } of members) {
      const terms = interest.terms(TOGETHER_DEFAULTS.termsOfPicture);
      drift.push({
        pages,
        terms: terms.map(({ term, weight }) => ({ term, weight: short(weight) })),
      });
    }
    if (members[0]!.drift.length <= mostPictures) return;
    every *= 2;
    for (const member of members)
      member.drift = member.drift.filter((one) => one.pages % every === 0);
  };
  picture();

  const decisions: ForkDecision[] = [];
  /** Links that were chosen, with the decision. */
  const chosen = new Map<string, ForkDecision>();
  const wasRead = new Set<string>();
  let questions = 0;
  const scoreOf = (link: PageLink): number => {
    const { score } = bestFor(link);
    return chosen.has(link.url) ? score + FORK_DEFAULTS.boost * (1 - score) : score;
  };

  return {
    score: scoreOf,
    async decide(page) {
      if (options.decideFork === undefined || page.duplicateOf !== null) return;
      if (questions >= FORK_DEFAULTS.mostQuestions) return;
      const links = listChoices(
        page.links.filter(({ rel }) => !rel.includes('nofollow')),
        (url) => wasRead.has(url) || chosen.has(url),
        scoreOf,
      );
      if (links.length < 2) return;
      questions++;
      const { member } = bestFor(links[0]!.link);
      const { name, words, interest } = member;
      const decision = await options.decideFork(
        page.url,
        links.map(({ link: { url, anchor, context }, score }) => ({ url, anchor, context, score })),
        { name, words, terms: interest.terms(12).map(({ term }) => term) },
      );
      decisions.push(decision);
      chosen.set(decision.chosen, decision);
    },
    read(page) {
      const link = trail.firstTo(page.url);
      const intended = link === undefined ? undefined : bestFor(link).member;
      const prepared = preparePage(page, novelty);
      const readings = members.map((member) => ({ member, ...member.reader.read(prepared) }));
      const best = readings.reduce((a, b) => (b.worth > a.worth ? b : a));
      trail.add(page);
      wasRead.add(page.url);
      rarity.read(prepared.terms, Math.max(...readings.map(({ fit }) => fit)));
      // Nobody pointed at a seed, or at where a redirect led: such a page is that of whoever had most of it.
      const owner = intended ?? best.member;
      pages++;
      for (const { member, worth } of readings) {
        member.worthOfAll += worth;
        member.lately += pace * (worth - member.lately);
        if (member !== owner) continue;
        member.pages++;
        member.worth += worth;
        member.saturation.read(worth);
        member.done ??=
          member.pages >= pagesPerReader
            ? `${member.pages} pages were read for it`
            : (member.saturation.reason() ?? null);
      }
      if (pages % every === 0) picture();
      const named = readings
        .filter(({ worth }) => worth >= leastNamed)
        .toSorted((a, b) => b.worth - a.worth);
      const because =
        members.length === 1
          ? [...best.because]
          : [
              ...(named.length > 0 ? named : [best]).map(
                ({ member, because: [about] }) => `${member.name}: ${about}`,
              ),
              ...best.because.slice(1),
            ];
      const fork = chosen.get(page.url);
      if (fork !== undefined) because.push(`at a fork on ${fork.url}: ${fork.because}`);
      return { worth: best.worth, fresh: prepared.fresh, because, for: owner.name };
    },
    enough() {
      if (members.some(({ done }) => done === null)) return undefined;
      return members.length === 1
        ? members[0]!.done!
        : members.map(({ name, done }) => `${name}: ${done}`).join('; ');
    },
    snapshot: () => ({
      pages,
      trends: trends
        .filter(({ isGoingOn }) => isGoingOn)
        .map(({ term, entries }) => ({ term, entries })),
      forks: [...decisions],
      readers: members.map((member) => ({
        name: member.name,
        words: member.words,
        language: member.language,
        pages: member.pages,
        worth: short(member.worth),
        worthOfAll: short(member.worthOfAll),
        done: member.done,
        drift: [...member.drift],
        terms: member.interest
          .terms(TOGETHER_DEFAULTS.termsOfSummary)
          .map((term) => ({ ...term, weight: short(term.weight) })),
      })),
    }),
  };
}

/** The links of a page that nobody has read and that promise nearly as much as the best of them, the best first. */
function listChoices(
  links: readonly PageLink[],
  isKnown: (url: string) => boolean,
  scoreOf: (link: PageLink) => number,
): { link: PageLink; score: number }[] {
  const { margin, leastScore, mostLinks } = FORK_DEFAULTS;
  const byUrl = new Map<string, PageLink>();
  for (const link of links) {
    const url = canonicalUrl(link.url);
    if (url !== null && !isKnown(url) && !byUrl.has(url)) byUrl.set(url, { ...link, url });
  }
  const scored = [...byUrl.values()]
    .map((link) => ({ link, score: scoreOf(link) }))
    .toSorted((a, b) => b.score - a.score || (a.link.url < b.link.url ? -1 : 1));
  const best = scored[0]?.score ?? 0;
  return scored
    .filter(({ score }) => score >= leastScore && score >= best - margin)
    .slice(0, mostLinks);
}

/** Keeps the turns of readers that got nothing from running away. */
const LITTLE = 0.05;

const short = (value: number): number => Math.round(value * 1e4) / 1e4;
