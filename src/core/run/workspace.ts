import { join } from 'node:path';
import { type ContentStore, openContentStore } from '../store/content-store.ts';
import { openMemo, type StoredMemo } from '../store/memo.ts';
import { lockWorkspace } from '../store/workspace-lock.ts';
import { type Journal, openJournal } from './journal.ts';

/** A folder of runs: their shared journal and store, held by one process at a time. */
export interface Workspace {
  dir: string;
  journal: Journal;
  store: ContentStore;
  memo: StoredMemo;
  close(): void;
}

/** Opens `dir` (by default `runs/`) for writing. Raises WorkspaceLockedError while another process holds it. */
export async function openWorkspace(dir: string): Promise<Workspace> {
  const journalDir = join(dir, '.journal');
  const lock = await lockWorkspace(journalDir);
  const opened: { close(): void }[] = [];
  const close = (): void => {
    for (const each of opened) each.close();
    lock.release();
  };
  try {
    const journal = await openJournal(journalDir);
    opened.push(journal);
    const store = await openContentStore(join(dir, '.store'));
    opened.push(store);
    const memo = await openMemo(join(dir, '.store'));
    opened.push(memo);
    return { dir, journal, store, memo, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Where a run keeps what a person opens. */
export function runPaths(workspaceDir: string, run: string) {
  const dir = join(workspaceDir, run);
  return {
    dir,
    recipe: join(dir, 'recipe.yaml'),
    material: join(dir, 'material'),
    accepted: join(dir, 'accepted'),
    rejected: join(dir, 'rejected.jsonl'),
    /** Source items that could not be used. */
    skipped: join(dir, 'skipped.jsonl'),
    events: join(dir, 'events.jsonl'),
    usage: join(dir, 'usage.json'),
    status: join(dir, 'status.json'),
    dataset: join(dir, 'dataset'),
    /** Material that a licence keeps out of the dataset, for `verify --material`. */
    withheld: join(dir, 'withheld'),
  };
}
export type RunPaths = ReturnType<typeof runPaths>;
