import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkspace } from '../core/run/workspace.ts';
import { describeMaterial } from './describe-material.ts';
import type { ResolvedRecipe } from './resolved.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-describe-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('removes what a process killed while it described the material left behind', async () => {
  const material = join(dir, 'run', 'material');
  mkdirSync(material, { recursive: true });
  writeFileSync(join(material, 'tasks.json.8fd58303-aae8-4d81-b854-bffcac411c16.tmp'), '{');
  const workspace = await openWorkspace(dir);
  try {
    await describeMaterial(workspace, 'run', { parts: [] } as unknown as ResolvedRecipe, [], []);
  } finally {
    workspace.close();
  }
  expect(readdirSync(material)).toEqual(['sources.json']);
});
