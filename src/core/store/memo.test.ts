import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MaterialAlteredError } from '../errors/index.ts';
import { sha256 } from '../hash.ts';
import { createMemo, openMemo } from './memo.ts';
import { openSqlite } from './sqlite.ts';

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'wellspring-memo-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const key = sha256('key');

describe('memos', () => {
  it('give what was put, as JSON would, and nothing for another key', async () => {
    const stored = await openMemo(dir);
    for (const memo of [createMemo(), stored]) {
      expect(await memo.get(key)).toBeUndefined();
      await memo.put(key, { a: [1, null, 'é\u0000𝒮'], b: undefined });
      expect(await memo.get(key)).toEqual({ a: [1, null, 'é\u0000𝒮'] });
      await memo.put(key, null);
      expect(await memo.get(key)).toBeNull();
      expect(await memo.get(sha256('other'))).toBeUndefined();
    }
    stored.close();
  });

  it('hand out copies: what a caller changes stays his', async () => {
    const memo = createMemo();
    await memo.put(key, { list: [1] });
    ((await memo.get(key)) as { list: number[] }).list.push(2);
    expect(await memo.get(key)).toEqual({ list: [1] });
  });

  it('remember after they were closed', async () => {
    const first = await openMemo(dir);
    await first.put(key, { kept: true });
    first.close();
    const second = await openMemo(dir);
    expect(await second.get(key)).toEqual({ kept: true });
    second.close();
  });

  it('say which file is damaged', async () => {
    const memo = await openMemo(dir);
    await memo.put(key, 1);
    const database = await openSqlite(join(dir, 'memo.sqlite'));
    database.exec("UPDATE memo SET json = '{'");
    database.close();
    await expect(memo.get(key)).rejects.toThrow(MaterialAlteredError);
    await expect(memo.get(key)).rejects.toThrow(/memo\.sqlite is damaged/);
    memo.close();
  });
});
