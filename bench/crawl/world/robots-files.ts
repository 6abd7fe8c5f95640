/**
 * robots.txt of every kind, each with what it means written beside it by hand: whoever judges a crawl does not ask our own
 * parser. `may` is null where the whole host is closed.
 */
export interface RobotsFile {
  status: number;
  body: string | Buffer;
  /** Sends on to this path, or to this address of another host. */
  redirect?: string;
  /** Never answers. */
  isSilent?: boolean;
  may: ((pathAndQuery: string) => boolean) | null;
  /** Lets everybody in and reserves what they find: nothing of the host may be used. */
  reserves?: boolean;
  delayMs: number;
}

const always = (): boolean => true;
const file = (body: string | Buffer, more: Partial<RobotsFile> = {}): RobotsFile => ({
  status: 200,
  body,
  may: always,
  delayMs: 0,
  ...more,
});
const RULES = 'User-agent: *\nDisallow: /private/\nDisallow: /go/\nAllow: /private/open/\n';
const rulesMay = (path: string): boolean =>
  path.startsWith('/private/open/') || !(path.startsWith('/private/') || path.startsWith('/go/'));

export const ROBOTS = {
  absent: file('', { status: 404 }),
  forbidden: file('no', { status: 403 }),
  empty: file(''),
  'allow-all': file('User-agent: *\nDisallow:\n'),
  rules: file(RULES, { may: rulesMay }),
  'rules-of-ours': file(
    'User-agent: *\nDisallow: /\n\nUser-agent: Wellspring/2.0\nuser-agent: otherbot\nDisallow: /private\n',
    {
      may: (path) => !path.startsWith('/private'),
    },
  ),
  wildcards: file(
    'User-agent: *\nDisallow: /*?print=\nDisallow: /*.pdf$\nDisallow: /private/*/draft\nDisallow: /p*e/\nAllow: /private/\n',
    {
      // The longest pattern wins, so the drafts stay closed though /private/ is open.
      may: (path) =>
        !/\?print=|\.pdf$|^\/private\/.*\/draft/.test(path) &&
        (path.startsWith('/private/') || !/^\/p.*e\//.test(path)),
    },
  ),
  delay: file('User-agent: *\nCrawl-delay: 0.3\nDisallow: /private/\n', {
    delayMs: 300,
    may: (path) => !path.startsWith('/private/'),
  }),
  'long-delay': file('User-agent: *\nAllow: /\nCrawl-delay: 1.5', { delayMs: 1500 }),
  'disallow-all': file('User-agent: *\nDisallow: /\n', { may: null }),
  'server-error': file('', { status: 503, may: null }),
  'too-many': file('', { status: 429, may: null }),
  silent: file('', { isSilent: true, may: null }),
  'no-training': file('User-agent: *\nContent-Signal: search=yes, ai-train=no\nAllow: /\n', {
    may: null,
    reserves: true,
  }),
  huge: file(
    `# ${'x'.repeat(98)}\n`.repeat(3000) +
      RULES +
      `# ${'y'.repeat(98)}\n`.repeat(4000) +
      'Disallow: /\n',
    { may: rulesMay },
  ),
  redirected: file('', { status: 301, redirect: '/rules/robots-of-this-host.txt', may: rulesMay }),
  'redirected-away': file('', {
    status: 302,
    redirect: 'http://robots.test/shared.txt',
    may: rulesMay,
  }),
  loop: file('', { status: 302, redirect: '/robots.txt' }),
  malformed: file(
    `\uFEFF<html>\0\0 User-agent * \r\rUSER-AGENT: *\rdisallow /private/\r\nDisallow : /go/\nAllow: /private/open/ # comment\n:::\n\xff\xfe`,
    { may: rulesMay },
  ),
} satisfies Record<string, RobotsFile>;

export type RobotsKind = keyof typeof ROBOTS;
export const robotsFile = (kind: RobotsKind): RobotsFile => ROBOTS[kind];
/** What the two redirected ones end at. */
export const REDIRECTED_ROBOTS = RULES;
/** Where a host reserves its rights by tdmrep.json, pages are archived by nobody. */
export const TDM_RESERVED_PATH = '/private/';
