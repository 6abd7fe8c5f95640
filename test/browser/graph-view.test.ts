import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verb as build } from '../../src/cli/commands/graph/build.ts';
import { verb as view } from '../../src/cli/commands/graph/view.ts';
import { callVerb as call } from '../fixtures/call-verb.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const why = existsSync(executablePath) ? null : `there is no browser at ${executablePath}`;
if (why !== null) console.log(`graph-view.test.ts skips: ${why}; CHROMIUM names another`);

const HOSTILE = '</script><script>window.broken=1</script><img src=x onerror="window.broken=2">';
const TRIPLES = [
  ['Tide Press', 'founded-by', 'Otto Lind'],
  ['Otto Lind', 'place-of-birth', 'Norhaven'],
  ['Otto Lind', 'spouse', HOSTILE],
  ['Kelp', 'author', 'Ada Brook'],
];

/** Reads off the canvas whether anything but paper is drawn near a place. */
const INK = `(x, y) => {
  const canvas = document.getElementById('graph');
  const ratio = window.devicePixelRatio || 1;
  const { data } = canvas.getContext('2d').getImageData((x - 3) * ratio, (y - 3) * ratio, 6 * ratio, 6 * ratio);
  const paper = canvas.getContext('2d').getImageData(1, 1, 1, 1).data;
  let inked = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] !== paper[0] || data[at + 1] !== paper[1] || data[at + 2] !== paper[2]) inked++;
  }
  return inked;
}`;

describe.skipIf(why !== null)('the page of `graph view` in Chromium', () => {
  let dir: string;
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'wellspring-graph-view-'));
    const triples = join(dir, 'facts.tsv');
    writeFileSync(triples, TRIPLES.map((one) => `${one.join('\t')}\n`).join(''));
    await call(build, [triples, '--out', join(dir, 'graph')]);
    await call(view, [join(dir, 'graph'), '--out', join(dir, 'graph.html')]);
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) troubles.push(request.url());
    });
    await page.goto(pathToFileURL(join(dir, 'graph.html')).href);
    await drawn();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** Two frames: what was asked for in one is drawn by the next. */
  const drawn = () =>
    page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );

  const panel = () => page.locator('#panel').innerText();

  it('draws every entity at its place', async () => {
    const places = (await page.evaluate(
      `nodes.map((_, at) => ({ name: nodes[at].name, place: onScreen(at) }))`,
    )) as { name: string; place: [number, number] }[];
    expect(places.map(({ name }) => name).toSorted()).toEqual(
      [...new Set(TRIPLES.flatMap(([subject, , object]) => [subject!, object!]))].toSorted(),
    );
    for (const { place } of places) {
      expect(await page.evaluate(`(${INK})(${place.join(', ')})`)).toBeGreaterThan(10);
    }
    expect(await page.evaluate(`(${INK})(20, 20)`)).toBe(0);
  });

  it('finds an entity, shows its facts, and leads on by click and by address', async () => {
    await page.locator('#search').fill('otto');
    await page.locator('#search').press('Enter');
    expect(await panel()).toContain('Otto Lind was born in Norhaven');
    await page.locator('#panel').getByRole('button', { name: 'Norhaven', exact: true }).click();
    expect(await page.locator('#panel h2').innerText()).toBe('Norhaven');
    await page.goBack();
    expect(await page.locator('#panel h2').innerText()).toBe('Otto Lind');
    const [x, y] = (await page.evaluate(
      `onScreen(nodes.findIndex(({ name }) => name === 'Kelp'))`,
    )) as [number, number];
    await page.locator('#graph').click({ position: { x, y } });
    expect(await page.locator('#panel h2').innerText()).toBe('Kelp');
  });

  it('shows a hostile name as text and runs nothing of it', async () => {
    await page.locator('#search').fill('otto');
    await page.locator('#search').press('Enter');
    await page.locator('#panel').getByRole('button', { name: HOSTILE, exact: true }).click();
    expect(await page.locator('#panel h2').innerText()).toBe(HOSTILE);
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
  });

  it('fits a narrow window and a dark one', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 700 });
    await drawn();
    const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number;
    expect(wide).toBeLessThanOrEqual(390);
    const box = await page.locator('#graph').boundingBox();
    expect(box!.height).toBeGreaterThan(300);
  });

  it('says nothing on the console and asks no network', () => {
    expect(troubles).toEqual([]);
  });
});
