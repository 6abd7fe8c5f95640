import { appendFile, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256 } from '../../core/hash.ts';
import { openFile } from './open-file.ts';

// A file may become something else between the listing and the opening: these are such files.
let root: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'open-test-')));
  await mkdir(join(root, 'inside'));
  await writeFile(join(root, 'secret.txt'), 'secret');
  await writeFile(join(root, 'inside', 'a.txt'), 'a'.repeat(200_000));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const found = (path: string) => ({ uri: path, path: join(root, path), root: join(root, 'inside') });

const refusal = async (path: string) =>
  openFile(found(path)).then(
    () => 'opened',
    (error) => error.reason,
  );

test('bytes may be read twice, and hash as they stand', async () => {
  const open = await openFile(found('inside/a.txt'));
  let size = 0;
  for await (const chunk of open.chunks()) size += chunk.length;
  expect(size).toBe(200_000);
  expect(await open.hash()).toBe(sha256('a'.repeat(200_000)));
  await open.assertUnchanged();
  await appendFile(join(root, 'inside', 'a.txt'), 'more');
  await expect(open.assertUnchanged()).rejects.toMatchObject({ reason: 'changed-while-read' });
  await open.close();
});

test('links, paths that leave the folder, folders and absent files are refused', async () => {
  await symlink(join(root, 'inside', 'a.txt'), join(root, 'inside', 'link.txt'));
  await symlink(join(root, 'secret.txt'), join(root, 'inside', 'out.txt'));
  await symlink(root, join(root, 'inside', 'up'));
  expect(await refusal('inside/link.txt')).toBe('symbolic-link');
  expect(await refusal('inside/out.txt')).toBe('outside-folder');
  expect(await refusal('inside/up/secret.txt')).toBe('outside-folder');
  expect(await refusal('inside/../secret.txt')).toBe('outside-folder');
  expect(await refusal('inside/absent.txt')).toBe('unreadable');
  expect(await refusal('inside/.')).toBe('outside-folder');
});
