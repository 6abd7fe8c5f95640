import { describe, expect, it } from 'vitest';
import { SourceError } from '../../../core/errors/index.ts';
import { parseDate } from './parse-date.ts';
import { parseFeed } from './parse-feed.ts';
import { parseSitemap } from './parse-sitemap.ts';
import { readSitemaps, SITEMAP_DEFAULTS } from './read-sitemaps.ts';

const BASE = 'https://e.org/blog/feed';
const utc = Date.UTC;

describe('parseDate', () => {
  it.each<[string, number | null]>([
    ['2026', utc(2026, 0, 1)],
    ['2026-03', utc(2026, 2, 1)],
    ['2026-03-04', utc(2026, 2, 4)],
    ['2026-03-04T05:06', utc(2026, 2, 4, 5, 6)],
    ['2026-03-04T05:06:07Z', utc(2026, 2, 4, 5, 6, 7)],
    ['2026-03-04T05:06:07.89+02:00', utc(2026, 2, 4, 3, 6, 7)],
    ['2026-03-04 05:06:07 -0530', utc(2026, 2, 4, 10, 36, 7)],
    ['Wed, 04 Mar 2026 05:06:07 GMT', utc(2026, 2, 4, 5, 6, 7)],
    ['Wed, 4 Mar 26 05:06 EST', utc(2026, 2, 4, 10, 6)],
    ['04 March 2026 05:06:07 +0100', utc(2026, 2, 4, 4, 6, 7)],
    ['4 Mar 1999', utc(1999, 2, 4)],
    ['  2026-03-04\n', utc(2026, 2, 4)],
    ['', null],
    ['yesterday', null],
    ['2026-13-01', null],
    ['2026-02-30', null],
    ['2024-02-29', utc(2024, 1, 29)],
    ['2026-03-04T25:00:00Z', null],
    ['04 Foo 2026', null],
    ['Wed, 04 Mar 2026 05:06:07 XYZ', null],
    ['1e9', null],
  ])('%s', (text, expected) => expect(parseDate(text)).toBe(expected));
});

/** An entry before, an entry so deep that it is left out, an entry behind. */
const deep = (levels: number): string =>
  `<rss><channel><item><link>/1</link></item>${'<a>'.repeat(levels)}<item><link>/x</link></item>${'</a>'.repeat(levels)}<item><link>/2</link></item></channel></rss>`;

describe('parseFeed', () => {
  it('reads RSS 2.0', () => {
    const feed = `<?xml version="1.0"?><rss version="2.0" xmlns:content="x" xmlns:dc="y" xmlns:atom="z"><channel><link>https://e.org/</link>
      <item><title>One &amp; <![CDATA[<b>two</b>]]></title><atom:link href="/no"/><link> /posts/1?a=1&amp;b=2 </link><pubDate>Wed, 04 Mar 2026 05:06:07 GMT</pubDate>
        <description>&lt;p&gt;Words &amp;amp; more&lt;/p&gt;&lt;script&gt;evil()&lt;/script&gt;</description></item>
      <item><guid>https://e.org/posts/2</guid><dc:date>2026-03-05</dc:date><title>Only a guid</title></item>
      <item><guid isPermaLink="false">tag:1</guid><title>No address</title></item>
      <item><link>javascript:alert(1)</link></item>
    </channel></rss>`;
    expect(parseFeed(feed, BASE)).toEqual([
      {
        url: 'https://e.org/posts/1?a=1&b=2',
        title: 'One & two',
        publishedMs: utc(2026, 2, 4, 5, 6, 7),
        updatedMs: null,
        summary: 'Words & more',
      },
      {
        url: 'https://e.org/posts/2',
        title: 'Only a guid',
        publishedMs: utc(2026, 2, 5),
        updatedMs: null,
        summary: '',
      },
    ]);
  });

  it('reads RSS 1.0', () => {
    const feed = `<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel rdf:about="https://e.org"/>
      <item rdf:about="https://e.org/1"><title>One</title><link>https://e.org/1</link><dc:date>2026-03-04T05:06:07Z</dc:date><description>what</description></item>
      <item rdf:about="https://e.org/2"><title>Two</title></item></rdf:RDF>`;
    expect(parseFeed(feed, BASE).map(({ url, title }) => [url, title])).toEqual([
      ['https://e.org/1', 'One'],
      ['https://e.org/2', 'Two'],
    ]);
  });

  it('reads Atom', () => {
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://e.org/base/"><title>Feed</title>
      <entry><title type="html">A &lt;em&gt;title&lt;/em&gt;</title><link rel="edit" href="/edit"/><link href="one"/><published>2026-03-04T00:00:00Z</published><updated>2026-03-05T00:00:00Z</updated>
        <content type="xhtml"><div xmlns="x"><p>In <b>here</b></p></div></content></entry>
      <entry xml:base="sub/"><link rel="alternate" href="two"/><title/></entry>
      <entry><id>https://e.org/three</id></entry><entry><id>urn:uuid:4</id></entry></feed>`;
    const entries = parseFeed(feed, BASE);
    expect(entries.map(({ url }) => url)).toEqual([
      'https://e.org/base/one',
      'https://e.org/base/sub/two',
      'https://e.org/three',
    ]);
    expect(entries[0]).toMatchObject({
      title: 'A title',
      updatedMs: utc(2026, 2, 5),
      summary: 'In here',
    });
  });

  it('reads JSON Feed', () => {
    const feed = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [
        {
          id: '1',
          url: '/one',
          title: 'One',
          date_published: '2026-03-04T05:06:07-01:00',
          content_html: '<p>Hello</p>',
        },
        { id: 'https://e.org/two', summary: 'short' },
        { id: 3 },
        null,
        'x',
      ],
    });
    expect(parseFeed(feed, BASE)).toMatchObject([
      { url: 'https://e.org/one', publishedMs: utc(2026, 2, 4, 6, 6, 7), summary: 'Hello' },
      { url: 'https://e.org/two', summary: 'short', publishedMs: null },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['a page', '<!doctype html><html><body><p>not a feed</p></body></html>'],
    ['another JSON', '{"a":1}'],
    ['broken JSON', '{"version":"https://jsonfeed.org/version/1","items":['],
    ['a sitemap', '<urlset><url><loc>https://e.org/</loc></url></urlset>'],
  ])('%s is none', (_what, text) => {
    expect(() => parseFeed(text, BASE)).toThrow(SourceError);
  });

  it('reads what there is of a malformed one', () => {
    const cut =
      '<rss><channel><item><link>/1</link><title>One & two</title></item><item><link>/2</link><title>Tw';
    expect(parseFeed(cut, BASE).map(({ url }) => url)).toEqual([
      'https://e.org/1',
      'https://e.org/2',
    ]);
    const unclosed =
      '<rss><channel><item><link>/1<title>x</item><item><link>/2</link></item></channel></rss>';
    expect(parseFeed(unclosed, BASE).length).toBeGreaterThan(0);
  });

  it('looks no entity up: neither a billion laughs nor a file', () => {
    const laughs = Array.from(
      { length: 12 },
      (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
    ).join('');
    const feed = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">${laughs}<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY % r SYSTEM "http://169.254.169.254/"> %r;]>
      <rss><channel><item><link>/1</link><title>&l12;&f;</title></item></channel></rss>`;
    const started = performance.now();
    const [entry] = parseFeed(feed, BASE);
    expect(performance.now() - started).toBeLessThan(500);
    expect(entry!.title.length).toBeLessThan(50);
    expect(entry!.title).not.toContain('root:');
  });

  it('bears depth and number', () => {
    expect(parseFeed(deep(500), BASE).map(({ url }) => url)).toEqual([
      'https://e.org/1',
      'https://e.org/2',
    ]);
    const started = performance.now();
    expect(parseFeed(deep(1_000_000), BASE).map(({ url }) => url)).toEqual(['https://e.org/1']);
    expect(performance.now() - started).toBeLessThan(1_000);
    const many = `<rss><channel>${Array.from({ length: 20_000 }, (_, i) => `<item><link>/${i}</link></item>`).join('')}</channel></rss>`;
    expect(parseFeed(many, BASE)).toHaveLength(5_000);
    const long = `<rss><channel><item><link>/1</link><description>${'word '.repeat(100_000)}</description></item></channel></rss>`;
    expect(parseFeed(long, BASE)[0]!.summary.length).toBeLessThanOrEqual(2_000);
  });
});

/** So many addresses, others in each file. */
const listOf = (lines: number) => (url: string) => {
  const body = Buffer.from(
    Array.from({ length: lines }, (_, i) => `https://e.org${new URL(url).pathname}/${i}`).join(
      '\n',
    ),
  );
  return Promise.resolve({ body, packed: body, contentType: 'text/plain' });
};

describe('sitemaps', () => {
  it('of lines take time that grows with them', () => {
    const text = `https://e.org/1\n${' '.repeat(1_000_000)}x\n\n https://e.org/2 \r\n`;
    expect(parseSitemap(text, 'https://e.org/').pages.map(({ url }) => url)).toEqual([
      'https://e.org/1',
      'https://e.org/2',
    ]);
  }, 10_000);

  it('are read with what they say of a page', () => {
    const text = `<?xml version="1.0"?><urlset xmlns="x" xmlns:image="i">
      <url><loc> https://e.org/a?x=1&amp;y=2 </loc><lastmod>2026-03-04</lastmod><priority>0.8</priority><image:image><image:loc>https://e.org/i.png</image:loc></image:image></url>
      <url><loc>/b</loc><lastmod>soon</lastmod><priority>7</priority></url><url><loc></loc></url><url><loc>mailto:a@b</loc></url><url/></urlset>`;
    expect(parseSitemap(text, 'https://e.org/sitemap.xml')).toEqual({
      sitemaps: [],
      pages: [
        { url: 'https://e.org/a?x=1&y=2', lastmodMs: utc(2026, 2, 4), priority: 0.8 },
        { url: 'https://e.org/b', lastmodMs: null, priority: null },
      ],
    });
  });

  it('may be lists of lines', () => {
    const { pages } = parseSitemap(
      '\uFEFFhttps://e.org/1\r\n\r\n  https://e.org/2  \nnot an address\n',
      BASE,
    );
    expect(pages.map(({ url }) => url)).toEqual(['https://e.org/1', 'https://e.org/2']);
  });

  it('end somewhere: files, depth, addresses', async () => {
    let asked = 0;
    const { files, skipped } = await readSitemaps('https://e.org/', [], (url) => {
      asked++;
      const inner = [1, 2, 3].map(
        (n) => `<sitemap><loc>${url.replace('.xml', '')}-${n}.xml</loc></sitemap>`,
      );
      const body = Buffer.from(`<sitemapindex>${inner.join('')}</sitemapindex>`);
      return Promise.resolve({ body, packed: body, contentType: 'text/xml' });
    });
    // 1 + 3 + 9: what the last ones name is one level too deep.
    expect([asked, files.length, skipped.length]).toEqual([13, 13, 0]);
    const named = Array.from({ length: 90 }, (_, i) => `/${i}.txt`);
    const small = await readSitemaps('https://e.org/', named, listOf(2));
    expect(small.files).toHaveLength(SITEMAP_DEFAULTS.mostFiles);
    expect(small.skipped[0]!.because).toContain('50 sitemaps');
    const large = await readSitemaps('https://e.org/', named, listOf(60_000));
    expect([large.pages.length, large.files.length]).toEqual([100_000, 2]);
    expect(large.skipped[0]!.because).toContain('100000 addresses');
  });
});
