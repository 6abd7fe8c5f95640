import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../hash.ts';
import { createMemo, openMemo } from './memo.ts';
import { openSqlite } from './sqlite.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-memo-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('a memo', () => {
  it('gives back what was put, also after it was closed', async () => {
    const first = await openMemo(dir);
    await first.put(sha256('a'), { facts: [1, 'two', null] });
    first.close();
    const second = await openMemo(dir);
    expect(await second.get(sha256('a'))).toEqual({ facts: [1, 'two', null] });
    expect(await second.get(sha256('b'))).toBeUndefined();
    second.close();
  });

  it('counts a damaged entry as none', async () => {
    const memo = await openMemo(dir);
    await memo.put(sha256('c'), [1, 2, 3]);
    memo.close();
    const database = await openSqlite(join(dir, 'memo.sqlite'));
    database.exec("UPDATE memo SET json = '[1,2,4]' WHERE json = '[1,2,3]'");
    database.close();
    const again = await openMemo(dir);
    expect(await again.get(sha256('c'))).toBeUndefined();
    again.close();
  });

  it('hands out copies, so that a change by one reader is not seen by the next', async () => {
    const memo = createMemo();
    await memo.put(sha256('a'), { list: [1] });
    const got = (await memo.get(sha256('a'))) as { list: number[] };
    got.list.push(2);
    expect(await memo.get(sha256('a'))).toEqual({ list: [1] });
  });
});
