import { join } from 'node:path';
import type { Hash } from '../hash.ts';
import { addUsage, NO_USAGE, type Usage } from '../records/usage.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { Spend } from './ledger.ts';

/** A paid reply as it was stored: JSON text of a GenerateReply or an EmbedReply, and what it cost. */
export interface JournaledCall {
  reply: string;
  usage: Usage;
  costUsd: number | null;
}

/** Everything a workspace has paid for. Shared by all its runs; one writer, by the workspace's lock. */
export interface Journal {
  call(key: Hash): JournaledCall | undefined;
  /** Written before a call is sent: what it may cost at worst, so that even a killed process's spending is known. */
  intend(run: string, key: Hash, worst: Spend): void;
  /** Stores a reply before anyone interprets it, and ends the intent. */
  settle(run: string, key: Hash, model: string, call: JournaledCall): void;
  /** Ends an intent that gave no reply; `presumed` is what the endpoint may have charged all the same. */
  abandon(run: string, key: Hash, presumed: Spend): void;
  outcome(key: Hash): string | undefined;
  /** Kept by {@link Journal.close} at the latest: a killed process loses some, and they are remade from paid replies. */
  putOutcome(key: Hash, outcome: string): void;
  /** All that a run has really spent, over all its processes. Intents of killed ones count at their worst case. */
  spent(run: string): {
    settled: Spend;
    presumed: Spend;
    usage: Usage;
    calls: number;
    byModel: ModelSpend[];
  };
  close(): void;
}

export interface ModelSpend {
  model: string;
  calls: number;
  usage: Usage;
  costUsd: number | null;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS calls (
    key BLOB PRIMARY KEY, run TEXT NOT NULL, model TEXT NOT NULL, reply TEXT NOT NULL,
    input INTEGER NOT NULL, output INTEGER NOT NULL, reasoning INTEGER NOT NULL, cached INTEGER NOT NULL,
    estimated INTEGER NOT NULL, cost REAL
  );
  CREATE TABLE IF NOT EXISTS intents (run TEXT NOT NULL, key BLOB NOT NULL, tokens INTEGER NOT NULL, cost REAL NOT NULL, PRIMARY KEY (run, key)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS totals (
    run TEXT NOT NULL, model TEXT NOT NULL, calls INTEGER NOT NULL, input INTEGER NOT NULL, output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL, cached INTEGER NOT NULL, estimated INTEGER NOT NULL, cost REAL NOT NULL, unpriced INTEGER NOT NULL,
    PRIMARY KEY (run, model)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS presumed (run TEXT PRIMARY KEY, calls INTEGER NOT NULL, tokens INTEGER NOT NULL, cost REAL NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS outcomes (key BLOB PRIMARY KEY, value TEXT NOT NULL);
`;

/**
 * Long rows under random keys lie in tables with row ids: they are appended, and only the short keys are spread. The
 * write-ahead log is carried over every 64 MiB, not every 4: half of a run's time with the disk went there.
 */
const CHECKPOINT_PAGES = 16_384;
/** Outcomes are remade from paid replies, so a few may wait for the next transaction. */
const MOST_WAITING_OUTCOMES = 64;

const blob = (hash: Hash): Buffer => Buffer.from(hash, 'hex');

/** Opens `dir/journal.sqlite`. The caller holds the workspace's lock. */
export async function openJournal(dir: string): Promise<Journal> {
  const database = await openSqlite(join(dir, 'journal.sqlite'));
  database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  database.exec(SCHEMA);
  const selectCall = database.prepare('SELECT * FROM calls WHERE key = ?');
  const insertCall = database.prepare(
    'INSERT OR REPLACE INTO calls VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertIntent = database.prepare('INSERT OR REPLACE INTO intents VALUES (?, ?, ?, ?)');
  const deleteIntent = database.prepare('DELETE FROM intents WHERE run = ? AND key = ?');
  const addTotals = database.prepare(`
    INSERT INTO totals VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (run, model) DO UPDATE SET calls = calls + 1, input = input + excluded.input, output = output + excluded.output,
      reasoning = reasoning + excluded.reasoning, cached = cached + excluded.cached, estimated = max(estimated, excluded.estimated),
      cost = cost + excluded.cost, unpriced = max(unpriced, excluded.unpriced)`);
  const addPresumed = database.prepare(`
    INSERT INTO presumed VALUES (?, ?, ?, ?)
    ON CONFLICT (run) DO UPDATE SET calls = calls + excluded.calls, tokens = tokens + excluded.tokens, cost = cost + excluded.cost`);
  const selectOutcome = database.prepare('SELECT value FROM outcomes WHERE key = ?');
  const insertOutcome = database.prepare('INSERT OR REPLACE INTO outcomes VALUES (?, ?)');

  // A process that was killed may have been charged for what it had in flight.
  database.exec(`
    INSERT INTO presumed SELECT run, count(*), sum(tokens), sum(cost) FROM intents WHERE true GROUP BY run
      ON CONFLICT (run) DO UPDATE SET calls = calls + excluded.calls, tokens = tokens + excluded.tokens, cost = cost + excluded.cost;
    DELETE FROM intents;`);

  const waitingOutcomes = new Map<Hash, string>();
  /** All of `work` or none of it; what waits goes with it. */
  const inTransaction = (work: () => void): void => {
    database.exec('BEGIN');
    try {
      work();
      for (const [key, value] of waitingOutcomes) insertOutcome.run(blob(key), value);
      database.exec('COMMIT');
    } catch (error) {
      // A full disk may have rolled it back already; the error that counts is the first.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
    waitingOutcomes.clear();
  };

  return {
    call(key) {
      const row = selectCall.get(blob(key)) as CallRow | undefined;
      return row && { reply: row.reply, usage: usageOf(row), costUsd: row.cost };
    },

    intend: (run, key, worst) => void insertIntent.run(run, blob(key), worst.tokens, worst.costUsd),

    settle(run, key, model, { reply, usage, costUsd }) {
      const figures = [
        usage.inputTokens,
        usage.outputTokens,
        usage.reasoningTokens,
        usage.cachedInputTokens,
        usage.estimated ? 1 : 0,
      ];
      inTransaction(() => {
        insertCall.run(blob(key), run, model, reply, ...figures, costUsd);
        addTotals.run(run, model, ...figures, costUsd ?? 0, costUsd === null ? 1 : 0);
        deleteIntent.run(run, blob(key));
      });
    },

    abandon(run, key, presumed) {
      inTransaction(() => {
        if (presumed.tokens > 0 || presumed.costUsd > 0) {
          addPresumed.run(run, presumed.calls, presumed.tokens, presumed.costUsd);
        }
        deleteIntent.run(run, blob(key));
      });
    },

    outcome: (key) =>
      waitingOutcomes.get(key) ??
      (selectOutcome.get(blob(key)) as { value: string } | undefined)?.value,

    putOutcome(key, value) {
      waitingOutcomes.set(key, value);
      if (waitingOutcomes.size >= MOST_WAITING_OUTCOMES) inTransaction(() => {});
    },

    spent(run) {
      const rows = database
        .prepare('SELECT * FROM totals WHERE run = ? ORDER BY model')
        .all(run) as unknown as TotalsRow[];
      const presumed = database
        .prepare('SELECT calls, tokens, cost AS costUsd FROM presumed WHERE run = ?')
        .get(run) as unknown | undefined;
      const usage = rows.reduce((sum, row) => addUsage(sum, usageOf(row)), NO_USAGE);
      const calls = rows.reduce((sum, row) => sum + row.calls, 0);
      return {
        settled: {
          calls,
          tokens: usage.inputTokens + usage.outputTokens,
          costUsd: rows.reduce((sum, row) => sum + row.cost, 0),
        },
        presumed: { calls: 0, tokens: 0, costUsd: 0, ...(presumed as Partial<Spend> | undefined) },
        usage,
        calls,
        byModel: rows.map((row) => ({
          model: row.model,
          calls: row.calls,
          usage: usageOf(row),
          costUsd: row.unpriced ? null : row.cost,
        })),
      };
    },

    close() {
      try {
        if (waitingOutcomes.size > 0) inTransaction(() => {});
      } finally {
        database.close();
      }
    },
  };
}

interface FigureRow {
  input: number;
  output: number;
  reasoning: number;
  cached: number;
  estimated: number;
}
interface CallRow extends FigureRow {
  reply: string;
  cost: number | null;
}
interface TotalsRow extends FigureRow {
  model: string;
  calls: number;
  cost: number;
  unpriced: number;
}

function usageOf(row: FigureRow): Usage {
  return {
    inputTokens: row.input,
    outputTokens: row.output,
    reasoningTokens: row.reasoning,
    cachedInputTokens: row.cached,
    estimated: row.estimated === 1,
  };
}
