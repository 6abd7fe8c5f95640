import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Files that break the house's rules, and the rule that must say so. */
const BREACHES: { file: string; code: string; rule: string }[] = [
  // Areas
  breach('core/run/loop.ts', "import '../../sources/web/fetch.ts';"),
  breach('core/run/loop-type.ts', "export type A = import('../../recipe/schema.ts').Recipe;"),
  breach(
    'core/run/loop-lazy.ts',
    "export const open = () => import('../../methods/graph/index.ts');",
  ),
  breach('core/records/all.ts', "export * from '../../dataset/card.ts';"),
  breach('sources/web/fetch.ts', "import '../../methods/personas/index.ts';"),
  breach('methods/graph/assign/walk.ts', "import type { Page } from '../../personas/index.ts';"),
  breach('methods/graph/open.ts', "import '../papers/prepare/parse.ts';"),
  breach('methods/contract.ts', "import './papers/index.ts';"),
  breach('methods/papers/export.ts', "import '../../export/jsonl.ts';"),
  breach('methods/papers/gate.ts', "import '../../quality/length.ts';"),
  breach('quality/length.ts', "import '../sources/files/read.ts';"),
  breach('quality/language.ts', "import { card } from '../dataset/card.ts'; card();"),
  breach('dataset/card.ts', "export { gate } from '../quality/length.ts';"),
  breach('export/jsonl.ts', "import '../dataset/card.ts';"),
  breach('recipe/load.ts', "import '../cli/main.ts';"),
  breach('recipe/serve.ts', "import '../server/api.ts';"),
  breach('server/api.ts', "import '../cli/progress.ts';"),
  breach('index.ts', "export { main } from './cli/main.ts';"),
  breach('core/index.ts', "export * from '../index.ts';"),
  breach('core/fixture.ts', "import '../../test/fixtures/page.ts';"),
  breach('extras/one.ts', "import '../core/hash.ts';"),
  // Engines
  breach('dataset/shards.ts', "import '@duckdb/node-api';"),
  breach('core/store/files.ts', "import '@duckdb/node-api';"),
  breach('core/run/journal.ts', "import { DatabaseSync } from 'node:sqlite'; void DatabaseSync;"),
  breach('core/model/pool.ts', "import { generateText } from 'ai'; void generateText;"),
  breach('core/model/local/chat.ts', "import '@ai-sdk/openai';"),
  breach('methods/graph/embed.ts', "export const lazy = () => import('node-llama-cpp');"),
  breach('core/model/remote/chat.ts', "import '@fugood/llama.node';"),
  breach('dataset/manifest.ts', "import '@huggingface/hub';"),
  breach('sources/files/pdf.ts', "import '@embedpdf/pdfium';"),
  // Chance and time
  breach(
    'quality/sample.ts',
    'export const draw = () => Math.random();',
    'no-restricted-properties',
  ),
  breach('core/run/lane.ts', 'export const at = () => Date.now();', 'no-restricted-properties'),
  breach('recipe/name.ts', 'export const now = () => new Date();', 'house(no-current-date)'),
  breach('cli/stamp.ts', 'export const now = () => Date();', 'house(no-current-date)'),
];

/** Files that keep to the rules, though they come close to breaking them. */
const LAWFUL: Record<string, string> = {
  'core/random.ts': 'export const systemRandom = () => Math.random();',
  'core/clock.ts': 'export const now = () => [Date.now(), new Date()];',
  'core/hash.ts': "export { createHash } from 'node:crypto';",
  'core/store/duckdb.ts': "export { DuckDBInstance } from '@duckdb/node-api';",
  'core/store/duckdb.test.ts':
    "import '@duckdb/node-api'; import '../../../test/fixtures/page.ts';",
  'core/store/sqlite.ts': "export { DatabaseSync } from 'node:sqlite';",
  'core/model/remote/text.ts': "export { generateText } from 'ai'; import '@ai-sdk/google';",
  'core/model/local/session.ts': "export const open = () => import('node-llama-cpp');",
  'core/dataset/row.ts': "export { createHash } from '../hash.ts';",
  'core/run/use-row.ts': "export { createHash } from '../dataset/row.ts';",
  'sources/files/hash.ts': "export { createHash } from '../../core/hash.ts';",
  'sources/pdf/open.ts':
    "import '@embedpdf/pdfium'; export { createHash } from '../files/hash.ts';",
  'methods/contract-of-all.ts': "export type { Hash } from '../core/hash.ts';",
  'methods/personas/prepare/crawl.ts':
    "export { createHash } from '../../../sources/files/hash.ts';",
  'methods/personas/index.ts':
    "export { createHash } from './prepare/crawl.ts'; export type { H } from '../contract-of-all.ts';",
  'dataset/push-hub.ts': "export { uploadFiles } from '@huggingface/hub';",
  'export/date.ts': 'export const iso = (ms: number) => new Date(ms).toISOString();',
  'recipe/registry.ts': "export { createHash } from '../methods/personas/index.ts';",
  'server/events.ts': "export { createHash } from '../recipe/registry.ts';",
  'cli/commands/studio.ts': "export { createHash } from '../../server/events.ts';",
};

const repository = join(import.meta.dirname, '..', '..');
let house: string;
let complaints: Map<string, string[]>;

beforeAll(() => {
  house = realpathSync(mkdtempSync(join(tmpdir(), 'wellspring-house-')));
  cpSync(join(repository, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
  cpSync(join(repository, 'scripts', 'lint'), join(house, 'scripts', 'lint'), { recursive: true });
  for (const { file, code } of BREACHES) write(file, code);
  for (const [file, code] of Object.entries(LAWFUL)) write(file, code);
  complaints = lint();
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('the import rule', () => {
  it.each(BREACHES)('refuses $file: $code', ({ file, rule }) => {
    expect(complaints.get(file)?.join('\n')).toContain(rule);
  });

  it.each(Object.keys(LAWFUL))('accepts %s', (file) => {
    expect(complaints.get(file) ?? []).toEqual([]);
  });
});

function breach(file: string, code: string, rule = 'house(imports)') {
  return { file, code, rule };
}

function write(file: string, code: string): void {
  const path = join(house, 'src', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${code}\n`);
}

/** Complaints about the house's own rules, by file below src/; the fixtures are no model of style. */
function lint(): Map<string, string[]> {
  const oxlint = join(repository, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const result = spawnSync(process.execPath, [oxlint, '--format', 'json', 'src'], {
    cwd: house,
    encoding: 'utf8',
  });
  const { diagnostics } = JSON.parse(result.stdout) as {
    diagnostics: { code?: string; filename: string; message: string; help?: string }[];
  };
  const found = new Map<string, string[]>();
  for (const { code = '', filename, message, help = '' } of diagnostics) {
    if (!/house|no-restricted-properties/.test(code)) continue;
    const file = filename.replace(/\\/g, '/').replace(/^.*?\bsrc\//, '');
    found.set(file, [...(found.get(file) ?? []), `${code}: ${message} ${help}`]);
  }
  return found;
}
