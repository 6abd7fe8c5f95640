import type { Random } from '../../../src/core/random.ts';
import type { RobotsKind } from './robots-files.ts';
import type { Subject } from './write-prose.ts';

export type HostKind =
  | 'topical'
  | 'magazine'
  | 'forum'
  | 'shop'
  | 'directory'
  | 'calendar'
  | 'sessions'
  | 'paths'
  | 'facets'
  | 'mirror';
export type PageKind = 'home' | 'section' | 'hub' | 'article' | 'thread' | 'product' | 'about';
/** How a host answers. `limited`: 429 with Retry-After, every eighth visit. `broken`: every ninth page fails for good, every seventh once. */
export type Health = 'well' | 'slow' | 'broken' | 'resetting' | 'silent' | 'limited';
/** What a page says about its own use, and where. */
export type Order = 'noindex' | 'nofollow' | 'noai' | 'none-header' | 'tdm-header' | 'no-training';

export interface WorldLink {
  /** Without a port: `http://tides-1.test/notes/a`. */
  url: string;
  anchor: string;
  /** A sentence with `{}` where the anchor stands; empty: the anchor stands alone. */
  sentence: string;
  place: 'main' | 'related' | 'navigation' | 'footer';
  nofollow?: boolean;
}

export interface WorldPage {
  url: string;
  host: WorldHost;
  kind: PageKind;
  subject: Subject;
  title: string;
  /** The page whose text it repeats, word for word or but for a few sentences. */
  copyOf: WorldPage | null;
  nearCopyOf: WorldPage | null;
  order: Order | null;
  links: WorldLink[];
  dateMs: number;
}

export interface WorldHost {
  name: string;
  kind: HostKind;
  topic: number | null;
  robots: RobotsKind;
  health: Health;
  /** Elements that name the parts of a page (`<nav>`), or nameless boxes. */
  isSemantic: boolean;
  charset: 'utf-8' | 'iso-8859-1' | 'utf-16';
  coding: 'gzip' | 'br' | 'identity';
  pages: WorldPage[];
}

export interface WorldPersona {
  name: string;
  /** What a reader is opened with. */
  words: string[];
  topic: number;
  subtopics: number[];
  seeds: string[];
}

export interface World {
  seed: string;
  nowMs: number;
  hosts: Map<string, WorldHost>;
  pages: Map<string, WorldPage>;
  /** Addresses that only send on, with where to: a loop sends to itself in two steps. */
  redirects: Map<string, string>;
  personas: WorldPersona[];
  /** What feeds suddenly speak of. */
  burst: { topic: number; subtopic: number };
}

export const CONTENT: ReadonlySet<PageKind> = new Set(['article', 'thread', 'product']);

/** Whether a page is what a persona looks for: about one of its subjects, and more than a list. */
export function isRelevant(page: WorldPage, { topic, subtopics }: WorldPersona): boolean {
  return (
    CONTENT.has(page.kind) &&
    page.subject.topic === topic &&
    subtopics.includes(page.subject.subtopic)
  );
}

/** Picks by weight. */
export function weighted<T>(random: Random, choices: readonly (readonly [T, number])[]): T {
  let left = random.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) if ((left -= weight) < 0) return choice;
  return choices.at(-1)![0];
}
