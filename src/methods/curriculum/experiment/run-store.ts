import { appendFileSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { RecipeError } from '../../../core/errors/index.ts';
import { hashRecord } from '../../../core/hash.ts';
import type { Setting } from './setting.ts';
import type { RunKey, RunResult } from './train.ts';

/** Raised when ladder, student or training change what a run comes to: results of before are not mixed with those after. */
const VERSION = 'experiment@1';

/** Finished runs, one JSON line each, so that a killed experiment goes on where it was. */
export interface RunStore {
  runs: readonly RunResult[];
  has(key: RunKey): boolean;
  add(run: RunResult): void;
}

/**
 * Opens or begins `runs.jsonl` in a folder; `stories` is a hash of what the runs are tested on. A line that a kill cut off is dropped. Throws RecipeError where the folder
 * holds runs of another setting or lines that are none.
 */
export function openRunStore(folder: string, setting: Setting, stories: string): RunStore {
  const path = join(folder, 'runs.jsonl');
  const { seeds: _seeds, sweepSeeds: _sweepSeeds, arms: _arms, ...rest } = setting;
  const { learningRates: _rates, ...fixed } = rest;
  const hash = hashRecord({ version: VERSION, stories, ...fixed }).slice(0, 16);
  const text = readOr(path, '');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
  const runs = new Map<string, RunResult>();
  for (const [at, line] of whole.split('\n').entries()) {
    if (line === '') continue;
    const stored = parseLine(line, `${path}, line ${at + 1}`);
    if (stored.setting !== hash) {
      throw new RecipeError(`${folder} holds runs of another setting or of other stories`, {
        hint: 'give another --out DIR, or move the old one away',
      });
    }
    runs.set(nameOf(stored.run), stored.run);
  }
  return {
    get runs() {
      return [...runs.values()];
    },
    has: (key) => runs.has(nameOf(key)),
    add(run) {
      runs.set(nameOf(run), run);
      mkdirSync(folder, { recursive: true });
      appendFileSync(path, `${JSON.stringify({ setting: hash, run })}\n`);
    },
  };
}

function nameOf({ arm, learningRate, seed }: RunKey): string {
  return `${arm} ${learningRate} ${seed}`;
}

function parseLine(line: string, where: string): { setting: string; run: RunResult } {
  try {
    const stored = JSON.parse(line) as { setting: string; run: RunResult };
    if (typeof stored.setting === 'string' && Array.isArray(stored.run.checks)) return stored;
    throw new TypeError('it has no run');
  } catch (cause) {
    throw new RecipeError(`${where} is no finished run`, {
      hint: 'remove that line: its run is done again',
      cause,
    });
  }
}

function readOr(path: string, other: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return other;
    throw error;
  }
}
