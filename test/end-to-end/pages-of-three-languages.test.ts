import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { agree } from '../../bench/personas/agree.ts';
import { runOverCrawl } from '../../bench/personas/run-over-crawl.ts';
import { bodyOf, readSavedPages } from '../../bench/personas/saved-pages.ts';
import { splitSentences } from '../../src/core/text/sentences.ts';
import { usableSentences } from '../../src/methods/personas/prepare/usable-sentences.ts';
import { extractPage } from '../../src/sources/web/extract/extract-page.ts';

const root = new URL('../../', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'wellspring-three-languages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pagesOf = (language: string): string =>
  new URL(`examples/pages-of-three-languages/${language}`, root).pathname;

describe.each([
  ['zh', 'tea.html', '绿茶适合', '白茶适合'],
  ['ar', 'salt.html', 'يذوب الملح', 'يذوب السكر'],
  ['hi', 'stars.html', 'सूर्य भी', 'चंद्र भी'],
])('pages in %s', (language, page, from, to) => {
  it('are cut into the sentences that their authors counted, nearly all of use', async () => {
    const pages = readSavedPages(pagesOf(language));
    expect(pages.length).toBeGreaterThanOrEqual(10);
    for (const saved of pages) {
      const html = bodyOf(saved).toString();
      const counted = Number(/name="sentences" content="(\d+)"/.exec(html)![1]);
      const { document } = await extractPage(html, { url: saved.url });
      const prose = document!.blocks.filter(({ kind }) => kind !== 'heading');
      const sentences = prose.flatMap(({ text }) => splitSentences(text, language));
      expect([saved.url, document!.language, sentences.length]).toEqual([
        saved.url,
        language,
        counted,
      ]);
      expect(usableSentences(document!).length).toBeGreaterThanOrEqual(counted - 1);
    }
  });

  it('give conversations in their language, which verify, and copies are passed over', async () => {
    const dir = join(folder, language);
    const pages = join(dir, 'pages');
    cpSync(pagesOf(language), pages, { recursive: true });
    const html = readFileSync(join(pages, page), 'utf8');
    expect(html).toContain(from);
    writeFileSync(join(pages, `mirror-${page}`), html);
    writeFileSync(join(pages, `near-${page}`), html.replace(from, to));
    const { crawl, samples, report, verified } = await runOverCrawl({
      pages,
      recipe: new URL('recipes/personas.yaml', root),
      target: 10,
      seed: '5',
      dir,
    });
    expect(crawl.duplicates).toBe(1);
    expect(report.sourceSkips).toEqual({ 'copied-page': 1 });
    expect(verified).toMatchObject({ ok: true, samples: 10 });
    expect(await agree(samples)).toEqual({
      samples: 10,
      script: 10,
      identified: 10,
      otherwise: {},
    });
    expect(new Set(samples.map(({ tags }) => tags['language']))).toEqual(new Set([language]));
  });
});
