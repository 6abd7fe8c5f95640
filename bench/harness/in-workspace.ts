import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkspace, type Workspace } from '../../src/core/run/workspace.ts';

/** Opens a workspace that is thrown away afterwards. */
export async function inWorkspace<T>(work: (workspace: Workspace) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'wellspring-bench-'));
  try {
    const workspace = await openWorkspace(dir);
    try {
      return await work(workspace);
    } finally {
      workspace.close();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
