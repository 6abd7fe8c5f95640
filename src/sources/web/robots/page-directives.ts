import { readTokens } from '../html-tokens.ts';
import { forbidsTraining } from './parse-robots.ts';

/** What a page says about its own use. */
export interface PageDirectives {
  /** Directives that bind us, in lower case: `noindex`, `nofollow`, `noai`, `noimageai`, `none`, `noarchive` … */
  robots: Set<string>;
  /** Says who reads: the page must not be used after this moment. */
  unavailableAfterMs: number | null;
  /** TDM Reservation Protocol: true reserved, false open, null unsaid. */
  tdmReserved: boolean | null;
  tdmPolicy: string | null;
  /** `Content-Usage` or `Content-Signal`, where it forbids training. */
  noTraining: string | null;
}

export interface DirectiveSource {
  /** Fields as they came, one entry a line: joined, the agents that they name could not be told apart. */
  fields: readonly (readonly [name: string, value: string])[];
  /** The page, where it is one of HTML. */
  html?: string;
}

/** The directives of a page, from header fields and `<meta>`: for everyone, or for our product token. */
export function readDirectives({ fields, html }: DirectiveSource, product: string): PageDirectives {
  const own = product.toLowerCase();
  const found: PageDirectives = {
    robots: new Set(),
    unavailableAfterMs: null,
    tdmReserved: null,
    tdmPolicy: null,
    noTraining: null,
  };
  for (const [written, value] of fields) {
    const name = written.toLowerCase();
    if (name === 'x-robots-tag') addDirectives(found, value, own);
    else if (name === 'content-usage' || name === 'content-signal') {
      if (forbidsTraining(value)) found.noTraining ??= `${name}: ${value}`;
    } else addTdm(found, name, value);
  }
  // What the page says stands before what its server says.
  for (const [name, content] of html === undefined ? [] : metaOf(html, own)) {
    if (name === 'robots' || name === own) addDirectives(found, content, own, true);
    else addTdm(found, name, content);
  }
  return found;
}

/** Why a page must not be used for training data, or null. */
export function whyReserved(page: PageDirectives, nowMs: number): string | null {
  const { robots, unavailableAfterMs, tdmReserved, tdmPolicy, noTraining } = page;
  const said = ['noai', 'noindex', 'none'].find((name) => robots.has(name));
  if (said !== undefined) return `the page says ${said}`;
  if (tdmReserved === true)
    return `the page reserves text and data mining${tdmPolicy === null ? '' : ` (${tdmPolicy})`}`;
  if (noTraining !== null) return `the page says ${noTraining}`;
  if (unavailableAfterMs !== null && unavailableAfterMs <= nowMs)
    return 'the page says that its time is over';
  return null;
}

/** Why its links must not be followed, or null. */
export function whyNofollow({ robots }: PageDirectives): string | null {
  const said = ['nofollow', 'none'].find((name) => robots.has(name));
  return said === undefined ? null : `the page says ${said}`;
}

/** `noindex, nofollow`; in a header also `agent: noindex`, which binds that agent to the end of the line. */
function addDirectives(page: PageDirectives, value: string, own: string, isMeta = false): void {
  let binds = true;
  // A date has commas of its own.
  const rest = value.replace(
    /(?:(?<![a-z_-])([a-z_-]+)\s*:\s*)?unavailable_after\s*:\s*((?:[a-z]{3,9},\s*)?[^,]+)/gi,
    (_, agent: string | undefined, date: string) => {
      const atMs = Date.parse(date);
      if ((agent === undefined || agent.toLowerCase() === own) && !Number.isNaN(atMs))
        page.unavailableAfterMs = Math.min(page.unavailableAfterMs ?? Infinity, atMs);
      return '';
    },
  );
  for (const part of rest.toLowerCase().split(isMeta ? /[,;\s]+/ : ',')) {
    const [, agent, after = ''] = /^(?:([a-z_-][a-z_\d-]*)\s*:)?(.*)$/s.exec(part.trim())!;
    const directive = after.trim();
    if (agent !== undefined && !WITH_VALUE.has(agent)) binds = agent === own || agent === 'robots';
    if (binds && directive !== '' && !(agent !== undefined && WITH_VALUE.has(agent)))
      page.robots.add(directive);
  }
}

/** Directives that take a value: no names of agents. */
const WITH_VALUE = new Set(['max-snippet', 'max-image-preview', 'max-video-preview']);

function addTdm(page: PageDirectives, name: string, value: string): void {
  if (name === 'tdm-reservation' && /^\s*[01]\s*$/.test(value))
    page.tdmReserved = value.trim() === '1';
  if (name === 'tdm-policy') page.tdmPolicy = value.trim();
}

/** Name, in lower case, and content of each `<meta>`: wherever it stands, for browsers and robots honour it there too. */
function metaOf(html: string, own: string): [name: string, content: string][] {
  const found: [string, string][] = [];
  // Most pages say nothing of the kind, and need not be taken apart to see it.
  if (!/robots|tdm-/i.test(html) && !html.toLowerCase().includes(own)) return found;
  readTokens(html, {
    startTag(tag, attributes) {
      if (tag !== 'meta' || found.length >= MOST_META) return;
      const value = (key: string) => attributes.find(({ name }) => name === key)?.value;
      const name = value('name');
      const content = value('content');
      if (name !== undefined && content !== undefined)
        found.push([name.trim().toLowerCase(), content]);
    },
  });
  return found;
}

const MOST_META = 1_000;
