import { isWellspringError } from '../../../core/errors/index.ts';
import { decodePage } from '../decode-page.ts';
import { unpackBody } from '../fetch/unpack-body.ts';
import { parseSitemap, type SitemapEntry } from './parse-sitemap.ts';

export const SITEMAP_DEFAULTS = {
  mostFiles: 50,
  mostPages: 100_000,
  /** sitemaps.org: a file is no larger, unpacked. */
  maxBytes: 50 * 1024 ** 2,
  /** An index of indexes is none of the protocol; one level more is forgiven. */
  mostDepth: 2,
} as const;

export interface SitemapReport {
  /** Pages of the seed's host, newest first, those without a date last. */
  pages: SitemapEntry[];
  /** Sitemaps that were read. */
  files: string[];
  /** What could not be read or was left, and why. */
  skipped: { url: string; because: string }[];
}

/** One file; raises SourceError. `packed` is the payload as it came. */
type GetFile = (
  url: string,
  maxBytes: number,
) => Promise<{ body: Uint8Array; packed: Uint8Array; contentType: string | undefined }>;

/**
 * Reads the sitemaps of a host: those that its robots.txt names, else /sitemap.xml, and what their indexes name. Addresses of other
 * hosts are left out: a host speaks for itself only.
 */
export async function readSitemaps(
  seed: string,
  named: readonly string[],
  get: GetFile,
): Promise<SitemapReport> {
  const { origin, host } = new URL(seed);
  const report: SitemapReport = { pages: [], files: [], skipped: [] };
  const first = named
    .filter((url) => URL.canParse(url, origin))
    .map((url) => new URL(url, origin).href);
  const queue = (first.length > 0 ? first : [`${origin}/sitemap.xml`]).map((url) => ({
    url,
    depth: 0,
  }));
  const known = new Set(queue.map(({ url }) => url));
  const pages = new Map<string, SitemapEntry>();
  let foreign = 0;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { url, depth } = next;
    if (report.files.length + report.skipped.length >= SITEMAP_DEFAULTS.mostFiles) {
      report.skipped.push({ url, because: `${SITEMAP_DEFAULTS.mostFiles} sitemaps were read` });
      break;
    }
    if (pages.size >= SITEMAP_DEFAULTS.mostPages) {
      report.skipped.push({ url, because: `${SITEMAP_DEFAULTS.mostPages} addresses were read` });
      break;
    }
    try {
      const file = await get(url, SITEMAP_DEFAULTS.maxBytes);
      const body = await plainBody(file.body);
      const { pages: found, sitemaps } = parseSitemap(await decodePage(body, 'text/xml'), url);
      report.files.push(url);
      for (const page of found)
        if (!page.url.startsWith(`http://${host}/`) && !page.url.startsWith(`https://${host}/`))
          foreign++;
        else if (pages.size < SITEMAP_DEFAULTS.mostPages) pages.set(page.url, page);
      for (const inner of sitemaps) {
        if (known.has(inner.url) || depth >= SITEMAP_DEFAULTS.mostDepth) continue;
        known.add(inner.url);
        queue.push({ url: inner.url, depth: depth + 1 });
      }
    } catch (error) {
      if (!isWellspringError(error)) throw error;
      report.skipped.push({ url, because: error.message });
    }
  }
  if (foreign > 0)
    report.skipped.push({ url: seed, because: `${foreign} addresses of other hosts` });
  report.pages = [...pages.values()].toSorted(
    (a, b) => (b.lastmodMs ?? -Infinity) - (a.lastmodMs ?? -Infinity) || (a.url < b.url ? -1 : 1),
  );
  return report;
}

/** `sitemap.xml.gz` is a gzip file, whatever codings brought it here. */
async function plainBody(body: Uint8Array): Promise<Uint8Array> {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  const limits = { maxBytes: SITEMAP_DEFAULTS.maxBytes, maxRatio: 200 };
  return (await unpackBody(body, 'gzip', limits)).body;
}
