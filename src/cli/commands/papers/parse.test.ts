import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
  statSync,
} from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli } from '../../../../test/fixtures/call-cli.ts';
import { EXAMPLE_PAPERS } from '../../../../test/fixtures/papers-run.ts';
import { makeEncryptedPdf } from '../../../../test/fixtures/pdf/encrypt-pdf.ts';
import {
  activeContent,
  cyclicForm,
  cyclicOutline,
  cyclicPageTree,
  decompressionBomb,
  manyPages,
  noPages,
  strangeBox,
} from '../../../../test/fixtures/pdf/hostile-pdfs.ts';
import { spawnCli } from '../../../../test/fixtures/spawn-cli.ts';
import { Document } from '../../../core/records/index.ts';
import { DoclingDocument } from '../../../sources/pdf/formats/docling-schema.ts';
import { formatPaper } from '../../papers/parse-files.ts';
import { Paper } from '../../../sources/pdf/paper.ts';

const GOSSIP = join(EXAMPLE_PAPERS, 'gossip.pdf');
let dir: string;
let papers: string;

const folder = (name: string, files: Record<string, Uint8Array | string> = {}): string => {
  const made = join(dir, name);
  mkdirSync(made, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    if (typeof content === 'string') copyFileSync(content, join(made, file));
    else writeFileSync(join(made, file), content);
  }
  return made;
};
const parse = (...argv: string[]) => callCli(['papers', 'parse', '--no-ocr', ...argv]);
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const told = ({ texts }: DoclingDocument) =>
  texts
    .filter(({ content_layer }) => content_layer === 'body')
    .map(({ label, text, level, marker }) => ({ label, text, level, marker }));

interface Report {
  files: {
    file: string;
    output: string | null;
    pages: number;
    faults: string[];
    error: string | null;
    remembered: boolean;
  }[];
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'papers-parse-'));
  papers = folder('papers');
  for (const name of readdirSync(EXAMPLE_PAPERS))
    copyFileSync(join(EXAMPLE_PAPERS, name), join(papers, name));
  writeFileSync(join(papers, 'notes.txt'), 'no paper');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('wellspring papers parse FILE', () => {
  it('writes one paper to standard output', async () => {
    const whole = Paper.parse(JSON.parse((await parse(GOSSIP)).stdout));
    expect(whole.title).toMatch(/Two-Pass Gossip/u);
    const document = Document.parse(JSON.parse(formatPaper(whole, 'gossip.pdf', 'document')));
    expect(document.blocks).toHaveLength(whole.elements.length);
    const markdown = await parse(GOSSIP, '--format', 'markdown');
    expect(markdown.stdout).toMatch(/^# On the Limits of Two-Pass Gossip/mu);
    expect(markdown.stdout).toContain('| --- |');
    expect(markdown.stderr).toMatch(/1 of 1 papers/u);
  }, 120_000);

  it('gives triples that the graph is built of', async () => {
    const out = join(dir, 'triples');
    expect((await parse(GOSSIP, '--format', 'triples', '--out', out)).code).toBe(0);
    const lines = readFileSync(join(out, 'gossip.tsv'), 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(40);
    for (const line of lines) expect(line.split('\t')).toHaveLength(3);
    const kinds = new Set(lines.map((line) => line.split('\t')[1]));
    for (const kind of ['part of', 'cites', 'mentions', 'captions', 'author'])
      expect(kinds).toContain(kind);
    const built = await callCli([
      'graph',
      'build',
      join(out, 'gossip.tsv'),
      '--out',
      join(dir, 'graph'),
    ]);
    expect(built.code).toBe(0);
    expect(built.stdout + built.stderr).toMatch(/facts/u);
  }, 120_000);

  it('reads a DoclingDocument, and gives it back as it was', async () => {
    const out = folder('docling');
    await parse(GOSSIP, '--format', 'docling', '--out', out);
    const made = join(out, 'gossip.json');
    const again = await parse(made, '--format', 'docling');
    const [before, after] = [
      DoclingDocument.parse(read(made)),
      DoclingDocument.parse(JSON.parse(again.stdout)),
    ];
    expect(told(after)).toEqual(told(before));
    expect(before.version).toBe('1.10.0');
    expect(after.tables.map(({ data }) => data)).toEqual(before.tables.map(({ data }) => data));
    const markdown = await parse(made, '--format', 'markdown');
    expect(markdown.stdout).toContain('| --- |');
  }, 120_000);

  it('names what is wrong with what is no paper', async () => {
    const bad = folder('bad', {
      'web.pdf': Buffer.from('<!doctype html><title>404</title>'),
      'paper.json': Buffer.from('{"schema_name":"Tale"}'),
      'broken.json': Buffer.from('{"schema'),
    });
    const web = await parse(join(bad, 'web.pdf'));
    expect(web.code).not.toBe(0);
    expect(web.stderr).toMatch(/web page/u);
    expect((await parse(join(bad, 'paper.json'))).stderr).toMatch(/It is no DoclingDocument/u);
    expect((await parse(join(bad, 'broken.json'))).stderr).toMatch(/It is no JSON/u);
    expect((await parse(join(bad, 'none.pdf'))).stderr).toMatch(/cannot read/u);
    expect((await parse(folder('empty'))).stderr).toMatch(/there is no PDF in/u);
    expect((await parse(GOSSIP, '--format', 'poem')).stderr).toMatch(
      /none of wellspring, docling/u,
    );
    expect((await parse(papers)).stderr).toMatch(/do not fit on standard output/u);
  });

  it('reads a PDF whatever it is called', async () => {
    const odd = folder('odd', { 'paper.docx': GOSSIP });
    const { code, stdout } = await parse(join(odd, 'paper.docx'), '--format', 'markdown');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Two-Pass Gossip/u);
  });
});

describe('wellspring papers parse DIR', () => {
  it('reads several papers, the same as one by one, and nothing twice', async () => {
    const out = join(dir, 'out');
    const first = JSON.parse((await parse(papers, '--out', out, '--json')).stdout) as Report;
    expect(first.files.map(({ file, error }) => [file, error])).toEqual([
      ['call-graphs.pdf', null],
      ['etching.pdf', null],
      ['gossip.pdf', null],
    ]);
    const alone = JSON.parse((await parse(GOSSIP)).stdout) as unknown;
    expect(read(join(out, 'gossip.json'))).toEqual(alone);

    const written = statSync(join(out, 'gossip.json')).mtimeMs;
    utimesSync(join(papers, 'gossip.pdf'), new Date(0), new Date(0));
    const second = JSON.parse((await parse(papers, '--out', out, '--json')).stdout) as Report;
    expect(second.files.every(({ remembered }) => remembered)).toBe(true);
    expect(statSync(join(out, 'gossip.json')).mtimeMs).toBe(written);

    // Another content, a lost output, another format: read again, and no more than that.
    copyFileSync(join(papers, 'etching.pdf'), join(papers, 'gossip.pdf'));
    rmSync(join(out, 'call-graphs.json'));
    const third = JSON.parse((await parse(papers, '--out', out, '--json')).stdout) as Report;
    expect(third.files.map(({ remembered }) => remembered)).toEqual([false, true, false]);
    copyFileSync(GOSSIP, join(papers, 'gossip.pdf'));
    const other = JSON.parse(
      (await parse(papers, '--out', out, '--json', '--format', 'markdown')).stdout,
    ) as Report;
    expect(other.files.every(({ remembered }) => !remembered)).toBe(true);
    expect(existsSync(join(out, 'gossip.md'))).toBe(true);
  }, 120_000);

  it('goes on where it was stopped', async () => {
    const out = join(dir, 'stopped');
    const many = folder('many');
    for (let at = 0; at < 12; at++) copyFileSync(GOSSIP, join(many, `${at}.pdf`));
    const argv = ['papers', 'parse', many, '--no-ocr', '--out', out];
    const stopped = await spawnCli(argv, {
      cwd: dir,
      onStart(child) {
        const timer = setInterval(() => {
          if (!existsSync(join(out, 'parsed.json'))) return;
          clearInterval(timer);
          child.kill('SIGINT');
        }, 20);
        child.on('close', () => clearInterval(timer));
      },
    });
    expect(stopped.code === 130 || stopped.signal === 'SIGINT').toBe(true);
    const kept = Object.keys((read(join(out, 'parsed.json')) as { files: object }).files);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(12);
    const { files } = JSON.parse((await parse(many, '--out', out, '--json')).stdout) as Report;
    expect(files).toHaveLength(12);
    expect(
      files
        .filter(({ remembered }) => remembered)
        .map(({ file }) => file)
        .toSorted(),
    ).toEqual(kept.toSorted());
    for (const { output } of files) Paper.parse(read(join(out, output!)));
  }, 120_000);

  it('keeps files of the same name apart', async () => {
    const [a, b] = [
      folder('a', { 'p.pdf': GOSSIP }),
      folder('b', { 'p.pdf': join(EXAMPLE_PAPERS, 'etching.pdf') }),
    ];
    const out = join(dir, 'same');
    const { files } = JSON.parse((await parse(a, b, '--out', out, '--json')).stdout) as Report;
    expect(files.map(({ output }) => output)).toEqual(['p.json', 'p-2.json']);
    const titles = files.map(({ output }) => Paper.parse(read(join(out, output!))).title);
    expect(new Set(titles).size).toBe(2);
  }, 120_000);
});

describe('hostile files in a folder', () => {
  it('cost themselves: each is named with its mend, the others are read', async () => {
    const hostile = folder('hostile', {
      'active.pdf': activeContent(),
      'bomb.pdf': decompressionBomb(120),
      'circle.pdf': cyclicPageTree(),
      'circle-form.pdf': cyclicForm(),
      'circle-outline.pdf': cyclicOutline(),
      'empty.pdf': new Uint8Array(0),
      'good.pdf': GOSSIP,
      'huge-page.pdf': strangeBox('[0 0 9000000 9000000]'),
      'locked.pdf': makeEncryptedPdf('secret', 'sesame'),
      'many-pages.pdf': manyPages(10_000),
      'no-pages.pdf': noPages(),
      'truncated.pdf': readFileSync(GOSSIP).subarray(0, 40_000),
      'unlocked.pdf': makeEncryptedPdf('not secret', ''),
      'word.pdf': Buffer.from('PK\u0003\u0004word/document.xml'),
    });
    const out = join(dir, 'survived');
    const { code, stdout } = await parse(hostile, '--out', out, '--json', '--max-pages', '60');
    expect(code).toBe(3);
    const { files } = JSON.parse(stdout) as Report;
    const by = new Map(files.map((file) => [basename(file.file, '.pdf'), file]));
    const REFUSED = {
      empty: /empty/u,
      locked: /password/u,
      'no-pages': /no pages/u,
      word: /DOCX/u,
    };
    for (const [name, reason] of Object.entries(REFUSED)) {
      expect(by.get(name)!.error).toMatch(reason);
      expect(by.get(name)!.output).toBeNull();
    }
    for (const name of [
      'active',
      'circle-form',
      'circle-outline',
      'good',
      'unlocked',
      'bomb',
      'huge-page',
    ])
      expect([name, by.get(name)!.error]).toEqual([name, null]);
    expect(Paper.parse(read(join(out, 'active.json'))).active).toContain('javascript');
    expect(by.get('huge-page')!.faults.join()).toMatch(/page 1: .*claims to measure/u);
    const textOf = (name: string) =>
      Paper.parse(read(join(out, `${name}.json`)))
        .elements.map(({ text }) => text)
        .join(' ');
    expect(textOf('bomb')).toContain('after');
    expect(textOf('huge-page')).toContain('next');
    expect(by.get('many-pages')!.pages).toBe(60);
    // What is left of a file, or why nothing is: never silence.
    for (const name of ['truncated', 'circle'])
      expect(by.get(name)!.error !== null || by.get(name)!.pages > 0).toBe(true);
  }, 120_000);
});
