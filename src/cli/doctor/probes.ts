import { execFile } from 'node:child_process';
import { access, constants, mkdtemp, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { isWellspringError } from '../../core/errors/index.ts';
import { probeLlama } from '../../core/model/local/probe-llama.ts';
import { weightsFolder } from '../../core/model/weights/weights-folder.ts';
import { listModels } from '../../core/model/weights/weights.ts';
import { openDuckDb } from '../../core/store/duckdb.ts';
import { openSqlite } from '../../core/store/sqlite.ts';
import { bytes } from '../output/figures.ts';

/** What one probe found. `failed`: no run can start without it; `optional`: some recipes need it. */
export interface Finding {
  name: string;
  state: 'ok' | 'optional' | 'warning' | 'failed';
  detail: string;
  hint: string | null;
}

export interface ProbeContext {
  workspace: string;
  env: Readonly<Record<string, string | undefined>>;
}

export interface Probe {
  name: string;
  /** An error that it raises counts as `failed`. */
  probe(context: ProbeContext): Promise<Omit<Finding, 'name'>>;
}

const LOW_MEMORY_BYTES = 2e9;
const LOW_DISK_BYTES = 2e9;
const PYTHON_TIMEOUT_MS = 30_000;

/** Variables that hold keys, and what they open. Their values are never read beyond being there. */
const KEYS: Readonly<Record<string, string>> = {
  OPENAI_API_KEY: 'openai',
  ANTHROPIC_API_KEY: 'anthropic',
  GOOGLE_GENERATIVE_AI_API_KEY: 'google',
  HF_TOKEN: 'the Hugging Face Hub',
};

const found = (detail: string): Omit<Finding, 'name'> => ({ state: 'ok', detail, hint: null });

export const PROBES: readonly Probe[] = [
  {
    name: 'node',
    probe: async () => found(`${process.versions.node} on ${process.platform} ${process.arch}`),
  },
  {
    name: 'machine',
    async probe() {
      const detail = `${availableParallelism()} cores, ${bytes(totalmem())} of memory, ${bytes(freemem())} of it free`;
      if (totalmem() >= LOW_MEMORY_BYTES) return found(detail);
      return { state: 'warning', detail, hint: 'local models of more than 1 GB will not fit' };
    },
  },
  { name: 'workspace', probe: probeWorkspace },
  {
    name: 'sqlite',
    async probe() {
      const database = await openSqlite(':memory:', { writeAheadLog: false });
      try {
        database.exec('CREATE VIRTUAL TABLE probe USING fts5(text)');
        const { version } = database.prepare('SELECT sqlite_version() AS version').get() as {
          version: string;
        };
        return found(`${version}, with full-text search: the journal and the store`);
      } finally {
        database.close();
      }
    },
  },
  {
    name: 'duckdb',
    async probe() {
      const duckdb = await openDuckDb();
      try {
        const [row] = await duckdb.rows<{ version: string }>('SELECT version() AS version');
        return found(`${row!.version}: Parquet`);
      } finally {
        duckdb.close();
      }
    },
  },
  {
    name: 'keys',
    async probe({ env }) {
      const present = Object.keys(KEYS).filter((name) => (env[name] ?? '').trim() !== '');
      if (present.length > 0)
        return found(present.map((name) => `${name} (${KEYS[name]})`).join(', '));
      return {
        state: 'optional',
        detail: `none of ${Object.keys(KEYS).join(', ')} is set`,
        hint: 'remote models need theirs, in the environment or in a file .env; local models need none',
      };
    },
  },
  {
    name: 'local runtime',
    async probe() {
      try {
        return found(await probeLlama());
      } catch (error) {
        if (!isWellspringError(error)) throw error;
        return { state: 'optional', detail: error.message, hint: error.hint ?? null };
      }
    },
  },
  {
    name: 'models',
    async probe({ env }) {
      const models = await listModels(weightsFolder(env));
      const here = models.filter((model) => model.path !== null).map((model) => model.name);
      if (here.length > 0) return found(`${here.join(', ')} in ${weightsFolder(env)}`);
      return {
        state: 'optional',
        detail: `no weights in ${weightsFolder(env)}`,
        hint: `local models need them: wellspring models pull ${models[0]?.name ?? 'NAME'}`,
      };
    },
  },
  { name: 'python datasets', probe: probePython },
];

/** Writes and removes a file where runs go, or where their folder would be made. */
async function probeWorkspace({ workspace }: ProbeContext): Promise<Omit<Finding, 'name'>> {
  let dir = resolve(workspace);
  while ((await stat(dir).catch(() => undefined)) === undefined) dir = dirname(dir);
  try {
    await access(dir, constants.W_OK);
    const probe = await mkdtemp(join(dir, '.wellspring-'));
    try {
      await writeFile(join(probe, 'probe'), 'x');
    } finally {
      await rm(probe, { recursive: true, force: true });
    }
  } catch (error) {
    return {
      state: 'failed',
      detail: `${dir} cannot be written: ${(error as Error).message}`,
      hint: 'give this user the right to it, or name another folder with --workspace DIR',
    };
  }
  const { bavail, bsize } = await statfs(dir);
  const free = bavail * bsize;
  const detail = `${resolve(workspace)} can be written, ${bytes(free)} free`;
  if (free >= LOW_DISK_BYTES) return found(detail);
  return {
    state: 'warning',
    detail,
    hint: 'a large run may fill this disk: it then stops, and resumes',
  };
}

async function probePython(): Promise<Omit<Finding, 'name'>> {
  try {
    const { stdout } = await promisify(execFile)(
      'python3',
      ['-c', 'import datasets; print(datasets.__version__)'],
      { timeout: PYTHON_TIMEOUT_MS },
    );
    return found(`${stdout.trim()}: for loading what was made in Python`);
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return {
      state: 'optional',
      detail: isAbsent ? 'there is no python3' : 'python3 has no package `datasets`',
      hint: 'nothing here needs it; `pip install datasets` to load datasets in Python',
    };
  }
}
