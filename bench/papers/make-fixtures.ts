/**
 * The small compiled set of tests: `node bench/papers/make-fixtures.ts [--out test/fixtures/papers]`. The same texlive gives the
 * same bytes; another one may not, and the truth is made anew with it.
 */
import { mkdirSync, mkdtempSync, copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DraftOptions } from './draft/draft-paper.ts';
import { makePaper } from './generate.ts';

const SET: [name: string, options: DraftOptions, seed?: string][] = [
  ['article', { style: 'article-1', pages: 4, hyperref: true, citations: 'alpha', font: 'times' }],
  [
    'two-columns',
    { style: 'article-2', pages: 4, hyperref: false, citations: 'numeric', font: 'times-ot1' },
  ],
  ['ieee', { style: 'ieee', pages: 4, hyperref: false, citations: 'cite', font: 'times-ot1' }],
  ['acl-like', { style: 'acl-like', pages: 4, hyperref: true, lineNumbers: true }, 'acl-26'],
  [
    'neurips-like',
    {
      style: 'neurips-like',
      pages: 4,
      hyperref: true,
      citations: 'author-year',
      lineNumbers: false,
    },
  ],
  ['llncs', { style: 'llncs', pages: 4, hyperref: false, citations: 'numeric', font: 'cm-ot1' }],
  ['revtex', { style: 'revtex', pages: 4, hyperref: true, font: 'times-ot1' }],
];

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const out = values.out ?? new URL('../../test/fixtures/papers/', import.meta.url).pathname;
mkdirSync(out, { recursive: true });
for (const name of readdirSync(out))
  if (/\.(?:pdf|truth\.json)$/.test(name)) rmSync(join(out, name));
const folder = mkdtempSync(join(tmpdir(), 'fixtures-'));
try {
  for (const [name, options, seed] of SET) {
    const { pdf, truth } = makePaper(name, folder, options, seed);
    copyFileSync(pdf, join(out, `${name}.pdf`));
    writeFileSync(join(out, `${name}.truth.json`), `${JSON.stringify(truth)}\n`);
    const kinds = Map.groupBy(truth.elements, ({ kind }) => kind);
    process.stdout.write(
      `${name}: ${truth.pages.length} pages, ${[...kinds].map(([kind, all]) => `${all.length} ${kind}`).join(', ')}\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
