/** One crawl in a process of its own, to be killed: `node crawl-once.ts '{"out", "port", "seeds", "words", "pages", "delayMs"}'`. */
import { crawlWeb } from '../../src/recipe/crawl-web.ts';

export interface OneCrawl {
  out: string;
  port: number;
  seeds: string[];
  words: string[];
  pages: number;
  delayMs: number;
}

const { out, port, seeds, words, pages, delayMs } = JSON.parse(process.argv[2]!) as OneCrawl;
const report = await crawlWeb({
  out,
  seeds,
  readers: [{ name: 'reader', words }],
  budget: { pages, pagesPerHost: pages, depth: 20 },
  delayMs,
  sitemaps: true,
  fetcher: {
    allowPrivate: [`*.test:${port}`],
    resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    silenceTimeoutMs: 3_000,
  },
  offline: false,
  rules: true,
  signal: new AbortController().signal,
  onEvent() {},
  onActivity() {},
  onNotice() {},
});
process.stdout.write(`${JSON.stringify(report)}\n`);
