import { openSqlite, type Sqlite } from '../../../core/store/sqlite.ts';

/** An address that waits for its visit. */
export interface Waiting {
  url: string;
  host: string;
  score: number;
  depth: number;
  from: string | null;
  /** Visits that have failed so far. */
  attempts: number;
}

export type Outcome =
  | { kind: 'done' }
  /** `visited`: its host was asked for the page, and only then was it left. */
  | { kind: 'refused'; because: string; visited?: boolean }
  | { kind: 'failed'; because: string }
  /** Tried again after so many milliseconds, until the attempts are spent. */
  | { kind: 'again'; because: string; afterMs: number };

export interface FrontierOptions {
  /** Between two visits to one host, where its robots.txt says nothing else. */
  delayMs: number;
  mostAttempts: number;
  /**
   * A link is passed over for now where another promises so much more that this one is below this share of it, and that one's host
   * may be visited soon: 0 takes whatever may be visited.
   */
  patience?: number;
}

/**
 * Addresses that wait, by score, with one visitor a host. Every change is committed before it counts, so a killed crawl goes
 * on: addresses that were being visited wait again, their hosts for the whole pause, and whoever visits them looks into the
 * archive first.
 */
export interface Frontier {
  /** False where the address is known already; its score then becomes the better of the two. */
  add(link: Omit<Waiting, 'host' | 'attempts'>): boolean;
  /** The best address whose host may be visited now, which is then taken; else when to ask again; null where nothing waits. */
  take(nowMs: number): Waiting | { waitMs: number } | null;
  /** Gives the host back: its next visit is `delayMs` after `nowMs`. */
  finish(url: string, outcome: Outcome, nowMs: number): void;
  /** The page was read by an earlier call, which may have died before it could finish it. */
  wasRead(url: string): void;
  /** The pause that a host asks for. */
  slow(host: string, delayMs: number): void;
  /** Nobody visits the host before then (Retry-After). */
  rest(host: string, untilMs: number): void;
  /** New scores for what waits: interest changes while one reads. */
  rescore(score: (waiting: Waiting) => number): void;
  visitsOf(host: string): number;
  counts(): Record<'waiting' | 'taken' | 'done' | 'refused' | 'failed', number>;
  waiting(limit: number): Waiting[];
  close(): void;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS pages (
  url TEXT PRIMARY KEY, host TEXT NOT NULL, score REAL NOT NULL, depth INTEGER NOT NULL, source TEXT,
  state TEXT NOT NULL DEFAULT 'waiting', attempts INTEGER NOT NULL DEFAULT 0, ready_ms REAL NOT NULL DEFAULT 0, because TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS best ON pages (state, score DESC, depth, url);
CREATE TABLE IF NOT EXISTS hosts (
  name TEXT PRIMARY KEY, next_ms REAL NOT NULL DEFAULT 0, delay_ms REAL, visited INTEGER NOT NULL DEFAULT 0, taken INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
`;

export async function openFrontier(path: string, options: FrontierOptions): Promise<Frontier> {
  const database = await openSqlite(path);
  database.exec(SCHEMA);
  database.exec("UPDATE pages SET state = 'waiting' WHERE state = 'taken'");
  return new StoredFrontier(database, options);
}

class StoredFrontier implements Frontier {
  readonly #database: Sqlite;
  readonly #options: FrontierOptions;
  readonly #statements;
  #isFirstTake = true;

  constructor(database: Sqlite, options: FrontierOptions) {
    this.#database = database;
    this.#options = options;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      insert: prepare(
        'INSERT OR IGNORE INTO pages (url, host, score, depth, source) VALUES (?, ?, ?, ?, ?)',
      ),
      host: prepare('INSERT OR IGNORE INTO hosts (name) VALUES (?)'),
      raise: prepare(
        "UPDATE pages SET score = ? WHERE url = ? AND state = 'waiting' AND score < ?",
      ),
      best: prepare(
        `SELECT p.url, p.host, p.score, p.depth, p.source, p.attempts FROM pages p JOIN hosts h ON h.name = p.host
         WHERE p.state = 'waiting' AND h.taken = 0 AND h.next_ms <= ?1 AND p.ready_ms <= ?1 ORDER BY p.score DESC, p.depth, p.url LIMIT 1`,
      ),
      better: prepare(
        `SELECT min(max(h.next_ms, p.ready_ms)) AS at FROM pages p JOIN hosts h ON h.name = p.host
         WHERE p.state = 'waiting' AND p.score > ?1 AND max(h.next_ms, p.ready_ms) <= ?2`,
      ),
      soonest: prepare(
        `SELECT min(max(h.next_ms, p.ready_ms)) AS at FROM pages p JOIN hosts h ON h.name = p.host WHERE p.state = 'waiting' AND h.taken = 0`,
      ),
      open: prepare("SELECT count(*) AS count FROM pages WHERE state IN ('waiting', 'taken')"),
      take: prepare("UPDATE pages SET state = 'taken', attempts = attempts + 1 WHERE url = ?"),
      lock: prepare('UPDATE hosts SET taken = 1 WHERE name = ?'),
      unlock: prepare(
        'UPDATE hosts SET taken = 0, next_ms = max(next_ms, ? + coalesce(delay_ms, ?)) WHERE taken = 1',
      ),
      page: prepare('SELECT host, attempts, state FROM pages WHERE url = ?'),
      settle: prepare('UPDATE pages SET state = ?, because = ?, ready_ms = ? WHERE url = ?'),
      free: prepare(
        'UPDATE hosts SET taken = 0, visited = visited + ?, next_ms = max(next_ms, ?) WHERE name = ?',
      ),
      delay: prepare('SELECT delay_ms AS ms, visited FROM hosts WHERE name = ?'),
      read: prepare("UPDATE pages SET state = 'done' WHERE url = ? AND state = 'waiting'"),
      slow: prepare('UPDATE hosts SET delay_ms = ? WHERE name = ?'),
      rest: prepare('UPDATE hosts SET next_ms = max(next_ms, ?) WHERE name = ?'),
      all: prepare(
        "SELECT url, host, score, depth, source, attempts FROM pages WHERE state = 'waiting' ORDER BY score DESC, depth, url LIMIT ?",
      ),
      score: prepare('UPDATE pages SET score = ? WHERE url = ?'),
      counts: prepare('SELECT state, count(*) AS count FROM pages GROUP BY state'),
    };
  }

  add({ url, score, depth, from }: Omit<Waiting, 'host' | 'attempts'>): boolean {
    const { host } = new URL(url);
    this.#statements.host.run(host);
    const { changes } = this.#statements.insert.run(url, host, score, depth, from);
    if (Number(changes) === 0) this.#statements.raise.run(score, url, score);
    return Number(changes) > 0;
  }

  take(nowMs: number): Waiting | { waitMs: number } | null {
    if (this.#isFirstTake) this.#statements.unlock.run(nowMs, this.#options.delayMs);
    this.#isFirstTake = false;
    const found = this.#statements.best.get(nowMs);
    if (found !== undefined) {
      const waiting = toWaiting(found);
      const patience = this.#options.patience ?? PATIENCE;
      if (patience > 0) {
        const { at } = this.#statements.better.get(waiting.score / patience, nowMs + SOON_MS) as {
          at: number | null;
        };
        if (at !== null) return { waitMs: Math.max(BUSY_WAIT_MS, at - nowMs) };
      }
      this.#together(() => {
        this.#statements.take.run(waiting.url);
        this.#statements.lock.run(waiting.host);
      });
      return waiting;
    }
    const { count } = this.#statements.open.get() as { count: number };
    if (count === 0) return null;
    const { at } = this.#statements.soonest.get() as { at: number | null };
    // With every host taken, whoever finishes first wakes the others.
    return { waitMs: at === null ? BUSY_WAIT_MS : Math.max(1, at - nowMs) };
  }

  finish(url: string, outcome: Outcome, nowMs: number): void {
    const { host, attempts } = this.#statements.page.get(url) as { host: string; attempts: number };
    const isSpent = outcome.kind === 'again' && attempts >= this.#options.mostAttempts;
    const state = outcome.kind !== 'again' ? outcome.kind : isSpent ? 'failed' : 'waiting';
    const because = outcome.kind === 'done' ? null : outcome.because;
    const ready = outcome.kind === 'again' ? nowMs + outcome.afterMs : 0;
    const { ms } = this.#statements.delay.get(host) as { ms: number | null };
    this.#together(() => {
      this.#statements.settle.run(state, because, ready, url);
      // What robots.txt refuses was no visit: the host need not wait for the next.
      const isVisit = outcome.kind !== 'refused' || outcome.visited === true;
      this.#statements.free.run(
        isVisit ? 1 : 0,
        isVisit ? nowMs + (ms ?? this.#options.delayMs) : 0,
        host,
      );
    });
  }

  wasRead(url: string): void {
    this.#statements.read.run(url);
  }

  slow(host: string, delayMs: number): void {
    this.#statements.slow.run(delayMs, host);
  }

  rest(host: string, untilMs: number): void {
    this.#statements.host.run(host);
    this.#statements.rest.run(untilMs, host);
  }

  rescore(score: (waiting: Waiting) => number): void {
    const all = this.waiting(Number.MAX_SAFE_INTEGER);
    this.#together(() => {
      for (const waiting of all) {
        const next = score(waiting);
        if (next !== waiting.score) this.#statements.score.run(next, waiting.url);
      }
    });
  }

  visitsOf(host: string): number {
    return (this.#statements.delay.get(host) as { visited: number } | undefined)?.visited ?? 0;
  }

  counts(): Record<'waiting' | 'taken' | 'done' | 'refused' | 'failed', number> {
    const counts = { waiting: 0, taken: 0, done: 0, refused: 0, failed: 0 };
    for (const row of this.#statements.counts.all())
      counts[row['state'] as keyof typeof counts] = Number(row['count']);
    return counts;
  }

  waiting(limit: number): Waiting[] {
    return this.#statements.all.all(limit).map(toWaiting);
  }

  close(): void {
    this.#database.close();
  }

  #together(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

const BUSY_WAIT_MS = 50;
const PATIENCE = 0.5;
const SOON_MS = 5_000;

function toWaiting(row: Record<string, unknown>): Waiting {
  const { source, ...rest } = row as unknown as Omit<Waiting, 'from'> & { source: string | null };
  return { ...rest, from: source };
}
