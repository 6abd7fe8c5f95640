import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callVerb as call } from '../../../../test/fixtures/call-verb.ts';
import { openGraph } from '../../graph/open-graph.ts';
import { verb as build } from './build.ts';
import { verb as exporting } from './export.ts';
import { verb as view } from './view.ts';

const TRIPLES = 'Halcyon\tauthor\tMarta Veen\nMarta Veen\tborn in\t<script>\n';
let dir: string;
let triples: string;
let graph: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'graph-export-'));
  triples = relative(process.cwd(), join(dir, 'facts.tsv'));
  graph = join(dir, 'graph');
  await writeFile(triples, TRIPLES);
  await call(build, [triples, '--out', graph]);
});

afterAll(() => rm(dir, { recursive: true, force: true }));

describe('wellspring graph build', () => {
  it('keeps the names of triple files as they were given, and no folder of the machine', async () => {
    const opened = await openGraph(graph);
    opened.close();
    expect(opened.manifest.options).toMatchObject({ triples: [triples] });
    expect(opened.graph.files.map(({ uri }) => uri)).toEqual([triples]);
    const { stdout } = await call(build, [triples, '--out', join(dir, 'again'), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ manifest: opened.hash });
  });
});

describe('wellspring graph build of nothing that is a fact', () => {
  it('says so', async () => {
    const path = join(dir, 'loops.tsv');
    await writeFile(path, 'a\tlikes\ta\n');
    const { code, stdout, stderr } = await call(build, [path, '--out', join(dir, 'loops')]);
    expect(code).toBe(0);
    expect(stdout).toContain('dropped');
    expect(stderr).toContain('the graph has no fact');
  });
});

describe('wellspring graph export', () => {
  it.each(['tsv', 'ntriples', 'graphml'])(
    'writes to a file what it prints, as %s',
    async (format) => {
      const out = join(dir, 'made', `graph.${format}`);
      const { stdout } = await call(exporting, [graph, '--format', format]);
      expect(stdout.split('\n').length).toBeGreaterThan(2);
      const { stderr } = await call(exporting, [graph, '--format', format, '--out', out]);
      expect(stderr).toContain('2 edges written');
      expect(await readFile(out, 'utf8')).toBe(stdout);
      expect(await readdir(join(dir, 'made'))).not.toContainEqual(expect.stringContaining('.tmp'));
    },
  );

  it('takes the place of nothing that is no file', async () => {
    const folder = join(dir, 'folder');
    await mkdir(folder);
    for (const [verb, out] of [
      [exporting, folder],
      [exporting, '/dev/null'],
      [view, folder],
      [view, '/dev/null'],
    ] as const) {
      await expect(call(verb, [graph, '--out', out])).rejects.toMatchObject({
        message: `${out} is ${out === folder ? 'a folder' : 'no ordinary file'}`,
        hint: 'name a file to be written',
      });
    }
    expect((await stat('/dev/null')).isFile()).toBe(false);
  });
});
