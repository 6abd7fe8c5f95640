import { describe, expect, it } from 'vitest';
import { judgePath } from './judge-path.ts';
import { parseRobots, ROBOTS_DEFAULTS } from './parse-robots.ts';

const may = (robots: string, path: string, product = 'wellspring'): boolean =>
  judgePath(parseRobots(robots, product), `https://example.org${path}`).allowed;
const all = 'User-agent: *\n';

describe('which rule counts', () => {
  it.each<[rules: string, path: string, allowed: boolean]>([
    // Nothing forbids.
    ['', '/x', true],
    ['Disallow:', '/x', true],
    ['Allow:', '/x', true],
    // Prefixes.
    ['Disallow: /', '/', false],
    ['Disallow: /', '/any/thing?at=all', false],
    ['Disallow: /fish', '/fish', false],
    ['Disallow: /fish', '/fish.html', false],
    ['Disallow: /fish', '/fishheads/yummy.html', false],
    ['Disallow: /fish', '/fish?id=2', false],
    ['Disallow: /fish', '/Fish.asp', true],
    ['Disallow: /fish', '/catfish', true],
    ['Disallow: /fish/', '/fish', true],
    ['Disallow: /fish/', '/fish/salmon', false],
    // Stars.
    ['Disallow: /fish*', '/fishheads', false],
    ['Disallow: *fish', '/desert/fish', false],
    ['Disallow: /*.php', '/index.php', false],
    ['Disallow: /*.php', '/folder/any.php.file.html', false],
    ['Disallow: /*.php', '/', true],
    ['Disallow: /*.php', '/windows.PHP', true],
    ['Disallow: /fish*.php', '/fish.php', false],
    ['Disallow: /fish*.php', '/fishheads/catfish.php?p', false],
    ['Disallow: /fish*.php', '/Fish.PHP', true],
    ['Disallow: /a*b*c', '/a1b2c3', false],
    ['Disallow: /a*b*c', '/acb', true],
    ['Disallow: /a***b', '/ab', false],
    ['Disallow: *', '/anything', false],
    // Ends.
    ['Disallow: /*.php$', '/file.php', false],
    ['Disallow: /*.php$', '/file.php?x', true],
    ['Disallow: /*.php$', '/file.php/', true],
    ['Disallow: /*.php$', '/a.php.php', false],
    ['Disallow: /$', '/', false],
    ['Disallow: /$', '/x', true],
    ['Disallow: /x$', '/x', false],
    ['Disallow: /x*$', '/x/y', false],
    ['Disallow: /aa*a$', '/aa', true],
    ['Disallow: /aa*a$', '/aaa', false],
    ['Disallow: /a$b', '/a$b', false],
    ['Disallow: /a$b', '/a', true],
    // The longest counts; of two as long, the one that allows.
    ['Allow: /p\nDisallow: /', '/page', true],
    ['Disallow: /\nAllow: /p', '/page', true],
    ['Allow: /folder\nDisallow: /folder', '/folder/page', true],
    ['Disallow: /folder\nAllow: /folder', '/folder/page', true],
    ['Allow: /page\nDisallow: /*.htm', '/page.htm', false],
    ['Allow: /page\nDisallow: /*.ph', '/page.php5', true],
    ['Allow: /$\nDisallow: /', '/', true],
    ['Allow: /$\nDisallow: /', '/page.htm', false],
    ['Disallow: /a/\nAllow: /a/b/\nDisallow: /a/b/c/', '/a/b/c/d', false],
    ['Disallow: /a/\nAllow: /a/b/\nDisallow: /a/b/c/', '/a/b/x', true],
    ['Allow: *\nDisallow: /x', '/x', false],
    // Escapes.
    ['Disallow: /foo/bar/ツ', '/foo/bar/ツ', false],
    ['Disallow: /foo/bar/ツ', '/foo/bar/%E3%83%84', false],
    ['Disallow: /foo/bar/%e3%83%84', '/foo/bar/ツ', false],
    ['Disallow: /foo/bar/%62%61%7A', '/foo/bar/baz', false],
    ['Disallow: /foo/bar/baz', '/foo/bar/%62%61%7A', false],
    ['Disallow: /a%2fb', '/a%2Fb', false],
    ['Disallow: /a%2fb', '/a/b', true],
    ['Disallow: /file-%2A.html', '/file-*.html', false],
    ['Disallow: /file-%2A.html', '/file-1.html', true],
    ['Disallow: /price%24', '/price$', false],
    ['Disallow: /a b', '/a%20b', false],
    ['Disallow: /?q=|', '/?q=%7C', false],
    // What is no path says nothing.
    ['Disallow: fish', '/fish', true],
    ['Disallow: https://example.org/fish', '/fish', true],
    // robots.txt itself is always open.
    ['Disallow: /', '/robots.txt', true],
  ])('%j, %s: %s', (rules, path, allowed) => {
    expect(may(`${all}${rules}`, path)).toBe(allowed);
  });

  it('says which', () => {
    const rules = parseRobots(`${all}Disallow: /a\nAllow: /a/b`, 'wellspring');
    expect(judgePath(rules, 'https://e.org/a/b').because).toContain('Allow: /a/b');
    expect(judgePath(rules, 'https://e.org/a/c').because).toContain('User-agent: *: Disallow: /a');
  });
});

describe('which group counts', () => {
  it.each<[robots: string, path: string, allowed: boolean]>([
    ['User-agent: wellspring\nDisallow: /a\n\nUser-agent: *\nDisallow: /b', '/a', false],
    ['User-agent: wellspring\nDisallow: /a\n\nUser-agent: *\nDisallow: /b', '/b', true],
    ['User-agent: *\nDisallow: /b\nUser-agent: WellSpring\nDisallow: /a', '/a', false],
    ['User-agent: wellspring/2.0\nDisallow: /a', '/a', false],
    ['User-agent: wellspringbot\nDisallow: /a', '/a', true],
    ['User-agent: well\nDisallow: /a', '/a', true],
    ['User-agent: other\nDisallow: /a', '/a', true],
    // Groups of one agent are one group.
    [
      'User-agent: wellspring\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: wellspring\nDisallow: /c',
      '/c',
      false,
    ],
    ['User-agent: *\nDisallow: /a\nUser-agent: *\nDisallow: /c', '/a', false],
    // Several agents, one group.
    ['User-agent: x\nUser-agent: wellspring\nUser-agent: y\nDisallow: /a', '/a', false],
    // Crawl-delay and unknown lines end no list of agents; rules do.
    ['User-agent: wellspring\nCrawl-delay: 5\nUser-agent: x\nDisallow: /a', '/a', false],
    ['User-agent: wellspring\nFoo: bar\nUser-agent: x\nDisallow: /a', '/a', false],
    ['User-agent: wellspring\nSitemap: https://e.org/s.xml\nDisallow: /a', '/a', false],
    ['User-agent: wellspring\nDisallow: /x\nUser-agent: y\nDisallow: /a', '/a', true],
    // Empty lines end no list of agents; an empty rule of our own group lets us, whatever * says.
    ['User-agent: wellspring\n\nUser-agent: *\nDisallow: /', '/a', false],
    ['User-agent: *\nDisallow: /\n\nUser-agent: wellspring\nDisallow:', '/a', true],
    // Rules before any agent bind nobody.
    ['Disallow: /\nUser-agent: x\nDisallow: /a', '/a', true],
  ])('%j, %s: %s', (robots, path, allowed) => {
    expect(may(robots, path)).toBe(allowed);
  });
});

describe('how it is written', () => {
  it.each<[what: string, robots: string | Uint8Array]>([
    ['capitals', 'USER-AGENT: *\nDISALLOW: /a'],
    ['spaces', '  user-agent  :   *  \n\tdisallow\t:\t/a\t'],
    ['CR', 'User-agent: *\rDisallow: /a\r'],
    ['CRLF', 'User-agent: *\r\nDisallow: /a\r\n'],
    ['a byte order mark', Buffer.from('\uFEFFUser-agent: *\nDisallow: /a')],
    ['comments', '# all\nUser-agent: * # everyone\nDisallow: /a # not this'],
    ['empty lines', 'User-agent: *\n\n\nDisallow: /a'],
    ['no colon', 'User-agent *\nDisallow /a'],
    [
      'bytes that are no UTF-8',
      Buffer.concat([
        Buffer.from('User-agent: *\n'),
        Buffer.from([0xff, 0xfe, 0x0a]),
        Buffer.from('Disallow: /a'),
      ]),
    ],
    ['NUL bytes', 'User-agent: *\n\0\0\nDisallow: /a'],
    ['HTML around it', '<html>\n<pre>\nUser-agent: *\nDisallow: /a\n</pre>'],
  ])('%s', (_what, robots) => {
    const rules = parseRobots(robots, 'wellspring');
    expect(judgePath(rules, 'https://e.org/a').allowed).toBe(false);
    expect(judgePath(rules, 'https://e.org/b').allowed).toBe(true);
  });

  it('reads 500 KiB, and no half line behind them', () => {
    const line = 'Disallow: /filler-of-some-length\n';
    const room = ROBOTS_DEFAULTS.maxBytes - all.length;
    const before = `${all}${line.repeat(Math.floor(room / line.length) - 1)}Disallow: /last\n`;
    const cut = `${before}#${'x'.repeat(ROBOTS_DEFAULTS.maxBytes - before.length - 14)}\nDisallow: /a/b\nDisallow: /behind\n`;
    expect(cut.slice(0, ROBOTS_DEFAULTS.maxBytes)).toMatch(
      /Disallow: \/$|Disallow: \/a$|Disallow: \/a\/?$/,
    );
    expect(may(cut, '/last')).toBe(false);
    expect(may(cut, '/a/other')).toBe(true);
    expect(may(cut, '/behind')).toBe(true);
  });

  it('takes no longer over patterns made to be slow', () => {
    const robots = `${all}${Array.from({ length: 200 }, () => `Disallow: /${'*a'.repeat(1000)}$\n`).join('')}`;
    const path = `/${'a'.repeat(5000)}b`;
    const rules = parseRobots(robots, 'wellspring');
    const started = performance.now();
    expect(judgePath(rules, `https://e.org${path}`).allowed).toBe(true);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('reads pauses and sitemaps', () => {
    const { delayMs, sitemaps } = parseRobots(
      'Sitemap: https://e.org/1.xml\nUser-agent: wellspring\nCrawl-delay: 2.5\nUser-agent: *\nCrawl-delay: 99\nSitemap: /2.xml#x',
      'wellspring',
    );
    expect(delayMs).toBe(99_000);
    expect(sitemaps).toEqual(['https://e.org/1.xml', '/2.xml']);
    const apart =
      'User-agent: wellspring\nCrawl-delay: 2.5\nDisallow: /x\nUser-agent: *\nCrawl-delay: 99\nDisallow:';
    expect(parseRobots(apart, 'wellspring').delayMs).toBe(2_500);
    expect(parseRobots('User-agent: *\nCrawl-delay: soon', 'wellspring').delayMs).toBeNull();
    expect(parseRobots('User-agent: *\nCrawl-delay: -5', 'wellspring').delayMs).toBeNull();
    expect(parseRobots('User-agent: *\nCrawl-delay: 999999999', 'wellspring').delayMs).toBe(
      ROBOTS_DEFAULTS.maxDelayMs,
    );
  });

  it.each([
    ['Content-Signal: search=yes, ai-train=no', true],
    ['Content-Signal: ai-train=yes, search=no', false],
    ['Content-Usage: train-ai=n', true],
    ['Content-Usage: /blog/ train-ai=n', true],
    ['Content-Usage: search=n', false],
  ])('%s forbids training: %s', (line, forbids) => {
    expect(parseRobots(`${all}${line}\nAllow: /`, 'wellspring').noTraining !== null).toBe(forbids);
    expect(parseRobots(`User-agent: other\n${line}\nAllow: /`, 'wellspring').noTraining).toBeNull();
  });

  it.each([
    ['one rule', `Disallow: /a${' '.repeat(200_000)}b`],
    ['one rule without a colon', `Disallow${' '.repeat(200_000)}/a\u2028b`],
    ['a line of spaces', ' '.repeat(200_000)],
  ])(
    'reads %s of white space in time that grows with it',
    (_, line) => {
      const robots = parseRobots(`${all}${line}\nDisallow: /x`, 'wellspring');
      expect(judgePath(robots, 'https://e.org/x').allowed).toBe(false);
    },
    10_000,
  );

  it('reads a rule with a line separator in it', () => {
    const robots = parseRobots(`${all}Disallow: /a\u2028b`, 'wellspring');
    expect(judgePath(robots, 'https://e.org/a%E2%80%A8b').allowed).toBe(false);
  });
});
