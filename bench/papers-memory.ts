/**
 * Memory and time of full parsing over a thousand pages: `node --expose-gc bench/papers-memory.ts [--pages 1000] [--json PATH]`.
 * Reads the papers of test/fixtures/papers one after another in one process until so many pages are read, then one file that
 * is made of them all (poppler's `pdfunite`). Memory is what is resident after a collection, tenth by tenth.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPaper } from '../src/sources/pdf/read-paper.ts';
import { fixed, table, whole } from './harness/table.ts';

const { values } = parseArgs({
  options: { pages: { type: 'string', default: '1000' }, json: { type: 'string' } },
});
const most = Number(values.pages);
const fixtures = new URL('../test/fixtures/papers/', import.meta.url).pathname;
const files = readdirSync(fixtures)
  .filter((name) => name.endsWith('.pdf'))
  .toSorted()
  .map((name) => join(fixtures, name));
const dir = mkdtempSync(join(tmpdir(), 'papers-memory-'));

interface Course {
  what: string;
  pages: number;
  msPerPage: number;
  /** MiB resident, tenth by tenth. */
  resident: number[];
}

try {
  const many = await course(`papers of ${files.length} makes, in turn`, async (page) => {
    for (let at = 0, read = 0; read < most; at++) {
      const bytes = new Uint8Array(readFileSync(files[at % files.length]!));
      const { pages } = await readPaper(bytes, { ocr: 'off' }, page);
      read += pages.length;
    }
  });
  const one = await course('one file', async (page) => {
    await readPaper(new Uint8Array(readFileSync(unite())), { ocr: 'off', maxPages: most }, page);
  });
  const courses = [many, one];
  process.stdout.write(
    `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}\n\n${table(
      ['', 'pages', 'processor ms a page', 'MiB at each tenth'],
      courses.map(({ what, pages, msPerPage, resident }) => [
        what,
        whole(pages),
        fixed(msPerPage, 1),
        resident.map((mib) => whole(mib)).join(' '),
      ]),
    )}\n`,
  );
  if (values.json !== undefined)
    writeFileSync(
      values.json,
      `${JSON.stringify({ node: process.version, machine: cpus()[0]?.model, courses }, null, 2)}\n`,
    );
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function course(what: string, read: (page: () => void) => Promise<void>): Promise<Course> {
  const resident: number[] = [];
  let pages = 0;
  const before = process.cpuUsage();
  await read(() => {
    if (++pages % Math.ceil(most / 10) !== 0) return;
    globalThis.gc?.();
    resident.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
  });
  const { user, system } = process.cpuUsage(before);
  return { what, pages, msPerPage: (user + system) / 1000 / pages, resident };
}

/** The papers again and again, as one file of so many pages and a few. */
function unite(): string {
  const united = join(dir, 'united.pdf');
  const parts: string[] = [];
  for (let at = 0, pages = 0; pages < most; at++) {
    parts.push(files[at % files.length]!);
    pages += pagesOf(parts.at(-1)!);
  }
  execFileSync('pdfunite', [...parts, united]);
  return united;
}

function pagesOf(file: string): number {
  const told = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  return Number(/^Pages:\s+(\d+)/mu.exec(told)![1]);
}
