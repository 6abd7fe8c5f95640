import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/core/clock.ts';
import { openWarcFetcher } from '../../src/sources/web/archive/index.ts';
import { CRAWL_FILES, listCrawledPages } from '../../src/sources/web/crawl-folder.ts';
import type { CrawlReport } from '../../src/sources/web/crawl-log.ts';
import type { OneCrawl } from './crawl-once.ts';
import { judgeManners, type Kill, type Manners } from './judge-manners.ts';
import { makeWorld } from './world/make-world.ts';
import { robotsFile } from './world/robots-files.ts';
import { type ServedWorld, serveWorld } from './world/serve-world.ts';
import { NEVER_FORBIDDEN } from './world/truth.ts';

export interface KilledCrawl {
  manners: Manners;
  kills: number;
  report: CrawlReport;
  /** Pages in the log, each once. */
  logged: number;
  seconds: number;
}

export interface KillPlan {
  seed: string;
  pages: number;
  delayMs: number;
  /** Pages that the servers have answered when the crawler is killed. */
  killsAt: readonly number[];
}

/** A crawl over real sockets by the command's own code, killed without warning and started again, as the servers saw it. */
export async function killAndResume({
  seed,
  pages,
  delayMs,
  killsAt,
}: KillPlan): Promise<KilledCrawl> {
  const world = makeWorld(seed);
  const out = mkdtempSync(join(tmpdir(), 'wellspring-bench-crawl-'));
  const startedMs = systemClock.elapsed();
  const left = [...killsAt];
  const kills: Kill[] = [];
  let killedMs = 0;
  let answered = 0;
  let kill: (() => void) | null = null;
  const served = await serveWorld(world, ({ path, status, isWhole }) => {
    if (status === 200 && isWhole && !NEVER_FORBIDDEN.has(path)) answered++;
    if (left.length === 0 || answered < left[0]! || kill === null) return;
    left.shift();
    killedMs = systemClock.elapsed();
    kill();
    kill = null;
  });
  try {
    const persona = world.personas[0]!;
    const plan: OneCrawl = {
      out,
      port: served.port,
      seeds: persona.seeds.map((url) => url.replace('.test/', `.test:${served.port}/`)),
      words: persona.words,
      pages,
      delayMs,
    };
    for (;;) {
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL('crawl-once.ts', import.meta.url)), JSON.stringify(plan)],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      kill = () => child.kill('SIGKILL');
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()));
      const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
      if (signal === 'SIGKILL') {
        kills.push({ atMs: killedMs, stored: await listStored(out, served) });
        continue;
      }
      if (code !== 0) throw new Error(`the crawl ended with ${code}`);
      return {
        manners: judgeManners(
          world,
          served.log,
          (host) =>
            Math.max(delayMs, robotsFile(world.hosts.get(host)?.robots ?? 'absent').delayMs),
          kills,
        ),
        kills: kills.length,
        report: JSON.parse(said) as CrawlReport,
        logged: (await listCrawledPages(out)).length,
        seconds: (systemClock.elapsed() - startedMs) / 1_000,
      };
    }
  } finally {
    await served.close();
    rmSync(out, { recursive: true, force: true });
  }
}

/** What was asked for and lies in the archive of a crawl that died, without the port. */
async function listStored(out: string, { log, port }: ServedWorld): Promise<Set<string>> {
  const archive = await openWarcFetcher(join(out, CRAWL_FILES.archive));
  try {
    const asked = new Set(log.map(({ host, path }) => `http://${host}${path}`));
    return new Set(
      [...asked].filter((url) => {
        const record = archive.find(url.replace('.test/', `.test:${port}/`));
        // What was only put off is asked for again.
        return record !== undefined && record.status !== 429 && record.status < 500;
      }),
    );
  } finally {
    await archive.close();
  }
}
