import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli } from '../../../../test/fixtures/call-cli.ts';
import { EXAMPLE_PAPERS } from '../../../../test/fixtures/papers-run.ts';
import { strangeBox } from '../../../../test/fixtures/pdf/hostile-pdfs.ts';
import { line, makePdf } from '../../../../test/fixtures/pdf/make-pdf.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'papers-look-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const look = (...argv: string[]) => callCli(['papers', 'look', ...argv]);
const count = (page: string, pattern: RegExp): number => [...page.matchAll(pattern)].length;

describe('wellspring papers look', () => {
  it('draws every page, boxes by kind, links, and tables beside their crops', async () => {
    const out = join(dir, 'look.html');
    const file = join(EXAMPLE_PAPERS, 'gossip.pdf');
    const { code, stdout } = await look(file, '--out', out, '--scale', '0.6', '--json');
    expect(code).toBe(0);
    const told = JSON.parse(stdout) as {
      written: string;
      pages: number;
      elements: number;
      links: number;
    };
    expect(told).toMatchObject({ written: out, pages: expect.any(Number) as number });
    const page = readFileSync(out, 'utf8');
    expect(count(page, /data:image\/png;base64,/gu)).toBeGreaterThan(told.pages);
    for (const kind of ['heading', 'paragraph', 'figure', 'table', 'caption', 'reference'])
      expect(page).toContain(kind);
    expect(page).toContain('<table');
    // One file: nothing is fetched, and nothing of the paper is run.
    expect(page).not.toMatch(/(?:src|href)="https?:/u);
    expect(page).toMatch(/Content-Security-Policy/u);
  }, 120_000);

  it('shows words of a hostile paper as words', async () => {
    const file = join(dir, 'evil.pdf');
    writeFileSync(
      file,
      makePdf({
        pages: [
          { content: line('<script>alert(1)</script><img src=x onerror=alert(2)>', 72, 700) },
        ],
      }),
    );
    const out = join(dir, 'evil.html');
    expect((await look(file, '--out', out)).code).toBe(0);
    const page = readFileSync(out, 'utf8');
    expect(page).not.toContain('<script>alert(1)');
    expect(page).not.toContain('<img src=x');
    expect(page).toContain('&lt;script&gt;');
  }, 60_000);

  it('draws what is left where a page is damaged, and says what is not there', async () => {
    const file = join(dir, 'huge.pdf');
    writeFileSync(file, strangeBox('[0 0 9000000 9000000]'));
    const out = join(dir, 'huge.html');
    expect((await look(file, '--out', out)).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toMatch(/claims to measure/u);
  }, 60_000);

  it('refuses what is no PDF, and what is not there', async () => {
    const file = join(dir, 'tale.pdf');
    copyFileSync(new URL(import.meta.url), file);
    const none = await look(join(dir, 'none.pdf'));
    expect(none.code).not.toBe(0);
    expect(none.stderr).toMatch(/cannot read/u);
    const tale = await look(file);
    expect(tale.code).not.toBe(0);
    expect(tale.stderr).toMatch(/no %PDF/u);
  }, 60_000);
});
